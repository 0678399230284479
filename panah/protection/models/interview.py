from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from panah.access.models import Held
from panah.codes.fields import CodeField
from panah.crypto.fields import SealedTextField
from panah.protection.models.case import Case


class Interview(Held):
    """
    A conversation with the person: how it was held, and only if they agree what was said. No grant opens it.

    `was_stopped` says that the person wished to stop; nobody is asked why.
    """

    GRANT_CASE = None

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    held_on = models.DateField()
    language = CodeField("language")
    interpreter = CodeField("interpreter_use")
    interpreter_vetted = CodeField("yes_no_unknown", blank=True)
    present = ArrayField(models.CharField(max_length=40), default=list)
    safe_place = CodeField("yes_no_unknown")
    consent = CodeField("yes_no_unknown")
    explained = ArrayField(models.CharField(max_length=40), default=list)
    was_stopped = models.BooleanField(default=False)
    narrative = SealedTextField()
    recorded_by_id = models.UUIDField()
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [models.Index(fields=["organisation", "case", "-held_on"], name="protection_interview_case")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(consent="yes") | models.Q(narrative=None),
                name="protection_interview_written_with_consent",
            ),
        ]

    def __str__(self) -> str:
        return f"interview of {self.held_on}"
