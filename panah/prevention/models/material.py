from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from panah.access.models import Register
from panah.codes.fields import CodeField
from panah.prevention.models.campaign import Campaign, words_of
from panah.prevention.models.picture import Picture
from panah.prevention.states import VersionState


class Material(Register):
    """A leaflet, a poster, a video clip: what it shows of exploitation and violence is named."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="materials")
    kind = CodeField("campaign_material")
    title_en = models.CharField(max_length=200)
    title_az = models.CharField(max_length=200, blank=True)
    motif = models.CharField(max_length=20, blank=True)
    exploitation_forms = ArrayField(models.CharField(max_length=40), default=list)
    violence_shown = ArrayField(models.CharField(max_length=40), default=list)
    made_by_id = models.UUIDField(null=True)
    changed_at = models.DateTimeField(null=True)  # the violence it shows, or its motif: older reviews saw another one
    published_on = models.DateField(null=True)
    is_kept = models.BooleanField(default=False, db_default=False)

    class Meta:
        indexes = [models.Index(fields=["campaign", "kind"], name="prevention_material_kind")]

    def __str__(self) -> str:
        return words_of(self, "title")

    @property
    def slug(self) -> str:
        """Its address among the public's pages."""
        return f"{self.campaign.slug}-{self.kind}-{str(self.pk)[-6:]}".replace("_", "-")


class Version(Register):
    """
    A material's words in one language. Only a draft is written over; what was looked at is followed by the next number.
    """

    material = models.ForeignKey(Material, models.PROTECT, related_name="versions")
    language = CodeField("language")
    number = models.PositiveSmallIntegerField(default=1)
    state = CodeField("version_state", default=VersionState.DRAFT)
    translated_from = CodeField("language", blank=True)
    written_by_id = models.UUIDField(null=True)
    maker_ids = ArrayField(models.UUIDField(), default=list)  # whoever wrote or drew a part of the draft
    worded_at = models.DateTimeField(null=True)  # the last change of its words or its design
    back_translation = models.TextField(blank=True)
    back_translated_by_id = models.UUIDField(null=True)
    approved_by_id = models.UUIDField(null=True)
    approved_on = models.DateField(null=True)
    headline = models.CharField(max_length=140, blank=True)
    subline = models.CharField(max_length=200, blank=True)
    signs_title = models.CharField(max_length=80, blank=True)
    signs = ArrayField(models.CharField(max_length=120), default=list)
    body = models.TextField(blank=True)
    picture = models.ForeignKey(Picture, models.PROTECT, null=True, related_name="versions")
    has_captions = models.BooleanField(null=True)
    printed_count = models.PositiveIntegerField(null=True)
    printed_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["material", "language", "number"], name="prevention_version_numbered"),
            models.UniqueConstraint(
                fields=["material", "language"], condition=Q(state="approved"), name="prevention_one_approved"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.material} ({self.language}, {self.number})"

    @property
    def makers(self) -> set[UUID]:
        """Everybody who wrote or drew a part of it."""
        return {one for one in (self.written_by_id, *self.maker_ids) if one is not None}


class Review(Register):
    """A dignity review (by somebody other than the maker) or a pre-test with the audience; added, never changed."""

    material = models.ForeignKey(Material, models.PROTECT, related_name="reviews")
    kind = CodeField("material_review")
    held_on = models.DateField()
    entered_at = models.DateTimeField(null=True)
    is_passed = models.BooleanField()
    held_by_id = models.UUIDField()
    audience = CodeField("audience", blank=True)
    asked_count = models.PositiveIntegerField(null=True)
    understood_count = models.PositiveIntegerField(null=True)
    accepted_count = models.PositiveIntegerField(null=True)
    version = models.ForeignKey(Version, models.PROTECT, null=True, related_name="reviews")
    stereotypes = models.TextField(blank=True)
    changes_made = models.TextField(blank=True)
    remarks = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["material", "kind", "-held_on"], name="prevention_review_newest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(asked_count=None)
                | (
                    (Q(understood_count=None) | Q(understood_count__lte=models.F("asked_count")))
                    & (Q(accepted_count=None) | Q(accepted_count__lte=models.F("asked_count")))
                ),
                name="prevention_review_parts",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.held_on}"
