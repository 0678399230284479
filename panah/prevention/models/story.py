from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from panah.access.models import Held
from panah.codes.fields import CodeField
from panah.core.ids import random_id
from panah.crypto.fields import SealedTextField
from panah.prevention.models.stop import StockStop
from panah.prevention.states import StoryState

AFTER_READING = ["de_identified", "read", "consented", "signed", "published"]


class Story(Held):
    """
    Somebody's story or an article, told so that it names nobody. Who told it is not kept here.

    Only the helping organisation can join it to a person. `is_composite`: it tells of no single person.
    """

    GRANT_CASE = None

    kind = CodeField("story_kind", default="story", db_default="story")
    reference = models.CharField(max_length=20)
    slug = models.SlugField(max_length=60)
    state = CodeField("story_state", default=StoryState.DRAFT)
    state_on = models.DateField()
    teller = models.UUIDField(default=random_id, editable=False)
    exploitation_form = CodeField("exploitation_form", blank=True)
    campaign = models.ForeignKey("prevention.Campaign", models.PROTECT, null=True, related_name="+")
    checks = ArrayField(models.CharField(max_length=20), default=list)
    altered_count = models.PositiveSmallIntegerField(default=0)
    written_by_id = models.UUIDField()
    reviewed_by_id = models.UUIDField(null=True)
    is_composite = models.BooleanField(default=False)
    safe_on = models.DateField(null=True)
    read_on = models.DateField(null=True)
    read_language = CodeField("language", blank=True, db_default="")
    signed_by_id = models.UUIDField(null=True)
    signed_on = models.DateField(null=True)
    review_due_on = models.DateField(null=True)

    class Meta:
        verbose_name_plural = "stories"
        indexes = [models.Index(fields=["organisation", "wall", "state"], name="prevention_story_state")]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "reference"], name="prevention_story_reference"),
            models.UniqueConstraint(fields=["slug"], name="prevention_story_slug"),
            models.CheckConstraint(
                condition=~Q(state__in=AFTER_READING)
                | (Q(reviewed_by_id__isnull=False) & ~Q(reviewed_by_id=F("written_by_id"))),
                name="prevention_story_reviewed_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["signed", "published"])
                | (Q(signed_by_id__isnull=False) & ~Q(signed_by_id=F("written_by_id"))),
                name="prevention_story_signed_by_another",
            ),
            models.CheckConstraint(
                condition=Q(is_composite=True)
                | ~Q(state__in=AFTER_READING)
                | Q(safe_on__isnull=False) & (Q(state="de_identified") | Q(read_on__isnull=False)),
                name="prevention_story_safe_and_read",
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class StoryText(Held):
    """A story in one language: sealed until it is published."""

    GRANT_CASE = None

    story = models.ForeignKey(Story, models.PROTECT, related_name="texts")
    language = CodeField("language")
    title = SealedTextField(null=True)
    body = SealedTextField(null=True)
    is_reviewed = models.BooleanField(default=False)
    author_ids = ArrayField(models.UUIDField(), default=list, db_default=[])
    reasons = SealedTextField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["story", "language"], name="prevention_story_text_once")]

    def __str__(self) -> str:
        return f"{self.story_id} {self.language}"


class StoryConsent(Held):
    """Consent of the person to one use in one language, until a day. It can be taken back at any time."""

    GRANT_CASE = None

    story = models.ForeignKey(Story, models.PROTECT, related_name="consents")
    use = CodeField("story_use")
    language = CodeField("language")
    given_on = models.DateField()
    expires_on = models.DateField()
    withdrawn_on = models.DateField(null=True)
    was_told_limits = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["story", "use", "language"],
                condition=Q(withdrawn_on=None),
                name="prevention_story_consent_open_once",
            ),
            models.CheckConstraint(condition=Q(was_told_limits=True), name="prevention_story_consent_told"),
        ]

    def __str__(self) -> str:
        return f"{self.use} {self.language} until {self.expires_on}"


class StoryCopy(Held):
    """A copy outside our pages, to be chased when the consent ends."""

    GRANT_CASE = None

    story = models.ForeignKey(Story, models.PROTECT, related_name="copies")
    use = CodeField("story_use")
    place = models.CharField(max_length=200)
    batch = models.ForeignKey("prevention.Batch", models.PROTECT, null=True, related_name="+")
    made_on = models.DateField()
    asked_back_on = models.DateField(null=True)
    gone_on = models.DateField(null=True)

    # Filled by the query that lists copies: of a print run where its items are, and who was told to stop.
    whereabouts: list[tuple[str, int]]
    stopped: list[StockStop]

    class Meta:
        verbose_name_plural = "story copies"

    def __str__(self) -> str:
        return self.place
