from django.db import models
from django.db.models.functions import Now

from panah.access.models import Held
from panah.codes.fields import CodeField
from panah.crypto.fields import SealedTextField
from panah.protection.models.case import Case


class Flag(Held):
    """A warning that whoever opens the case sees first, with what to do. Raised and lowered, never changed."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    kind = CodeField("case_flag")
    instruction = SealedTextField()
    raised_on = models.DateField()
    raised_by_id = models.UUIDField()
    raised_at = models.DateTimeField(db_default=Now())
    lowered_at = models.DateTimeField(null=True)
    lowered_by_id = models.UUIDField(null=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "case", "lowered_at"], name="protection_flag_case")]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "kind"], condition=models.Q(lowered_at=None), name="protection_flag_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} since {self.raised_on}"
