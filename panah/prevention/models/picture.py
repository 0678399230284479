from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from panah.access.models import Register
from panah.codes.fields import CodeField
from panah.prevention.models.campaign import words_of


class Picture(Register):
    """
    A picture of the library: whose it is, who agreed to be shown and until when, and what it says to those who cannot
    see it. Taken back, it keeps its words and loses its content.
    """

    kind = CodeField("file_kind")
    content = models.BinaryField()
    rights_holder = models.CharField(max_length=200)
    licence = CodeField("picture_licence")
    consent = CodeField("picture_consent")
    consent_until = models.DateField(null=True)
    alt_en = models.CharField(max_length=300)
    alt_az = models.CharField(max_length=300)
    alt_ru = models.CharField(max_length=300, blank=True)
    checks = ArrayField(models.CharField(max_length=40), default=list)
    violence_shown = ArrayField(models.CharField(max_length=40), default=list)
    made_by_id = models.UUIDField()
    withdrawn_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(withdrawn_on=None) | Q(content=b""), name="prevention_picture_gone")
        ]

    def __str__(self) -> str:
        return words_of(self, "alt")


class Logo(Register):
    """The mark of a partner or funder on the papers of the organisation that keeps it: a file, or its name."""

    body = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    kind = CodeField("file_kind", blank=True)
    content = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "body"], name="prevention_logo_once")]

    def __str__(self) -> str:
        return f"{self.body_id} ({self.kind or 'name'})"
