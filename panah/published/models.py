from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from panah.access.models import Register
from panah.codes.fields import CodeField
from panah.country.places import division


class Page(Register):
    """
    One public text in one language, rendered by a room when it was published.

    The public's process reads this table and nothing else. A withdrawn page keeps its address and loses its words.
    `shown_until` is the last day of a consent that it rests on: later nobody reads it, taken away or not.
    """

    kind = CodeField("page_kind")
    slug = models.SlugField(max_length=120)
    language = CodeField("language")
    title = models.CharField(max_length=300)
    summary = models.TextField(blank=True)
    body = models.JSONField(default=dict)
    shown_on = models.DateField()
    published_on = models.DateField()
    shown_until = models.DateField(null=True)
    withdrawn_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "slug", "language"], name="published_page_once"),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None) | Q(title="", summary="", body={}), name="published_withdrawn_is_empty"
            ),
        ]
        indexes = [models.Index(fields=["kind", "language", "-shown_on", "-id"], name="published_page_list")]

    def __str__(self) -> str:
        return f"{self.kind}/{self.slug} ({self.language})"


class File(Register):
    """A file to download from a page, as it was when the page was published; emptied when the page is withdrawn."""

    page = models.ForeignKey(Page, models.PROTECT, related_name="files")
    name = CodeField("sheet_layout", blank=True)
    kind = CodeField("file_kind", blank=True)
    content = models.BinaryField()
    size = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["page", "name"], name="published_file_once")]

    def __str__(self) -> str:
        return f"{self.page} {self.name}"


class Clip(Register):
    """
    The film of a page, the same in every language; its words stand in the page. It is shown once every piece is there.

    Emptied when no page is left that shows it. `mark` is the SHA-256 of the whole.
    """

    kind = CodeField("page_kind")
    slug = models.SlugField(max_length=120)
    media = CodeField("file_kind", blank=True)
    mark = models.CharField(max_length=64, blank=True)
    size = models.PositiveIntegerField(default=0)
    is_whole = models.BooleanField(default=False)
    poster_kind = CodeField("file_kind", blank=True)
    poster = models.BinaryField(default=b"")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "slug"], name="published_clip_once")]

    def __str__(self) -> str:
        return f"{self.kind}/{self.slug}"


class Piece(Register):
    """A piece of a film, as everybody may see it: `CLIP_PIECE` bytes, the last one fewer."""

    clip = models.ForeignKey(Clip, models.PROTECT, related_name="pieces")
    number = models.PositiveSmallIntegerField()
    content = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["clip", "number"], name="published_piece_once")]

    def __str__(self) -> str:
        return f"{self.clip_id} {self.number}"


class Offer(Register):
    """
    A service in the directory, kept by its provider and read by the public as it stands.

    `names` is the provider's name in each language (the public's role reads no organisations); empty where a shelter
    could be found by it. `notes` holds the provider's own words, by language.
    """

    service = CodeField("service")
    groups = ArrayField(models.CharField(max_length=40), default=list)
    languages = ArrayField(models.CharField(max_length=8), default=list)
    division = models.CharField(max_length=12, blank=True)
    days = CodeField("offer_days")
    from_hour = models.PositiveSmallIntegerField()
    until_hour = models.PositiveSmallIntegerField()
    capacity = CodeField("offer_capacity")
    phone = models.CharField(max_length=60, blank=True)
    web = models.URLField(max_length=200, blank=True)
    address = models.CharField(max_length=200, blank=True)
    names = models.JSONField(default=dict)
    notes = models.JSONField(default=dict)
    confirmed_on = models.DateField()
    withdrawn_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(service="shelter") | Q(division="", phone="", web="", address="", names={}, notes={}),
                name="published_offer_shelter_has_no_place",
            ),
            models.CheckConstraint(
                condition=Q(until_hour__lte=24, from_hour__lt=F("until_hour")), name="published_offer_hours"
            ),
        ]
        indexes = [models.Index(fields=["organisation", "confirmed_on"], name="published_offer_own")]

    def __str__(self) -> str:
        return f"{self.service} {self.id}"

    @property
    def is_sheltered(self) -> bool:
        return not self.names

    def name(self, language: str) -> str:
        """Return the provider's name in a language; nothing where a shelter could be found by it."""
        return str(self.names.get(language, ""))

    def place(self, language: str) -> str:
        """Return the name of the district or city; nothing of a service for the whole country."""
        return division(self.division).name(language) if self.division else ""

    def note(self, language: str) -> str:
        """Return the provider's own words in a language."""
        return str(self.notes.get(language, ""))
