from django.db import models
from django.db.models.functions import Now

from panah.access.models import Held
from panah.codes.fields import CodeField
from panah.crypto.fields import SealedTextField
from panah.protection.models.case import Case
from panah.protection.states import SanctionState


class Sanction(Held):
    """A charge or penalty against a person for what they were made to do. No grant opens it."""

    GRANT_CASE = None

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    kind = CodeField("sanction_kind")
    conduct = CodeField("sanction_conduct")
    body = models.ForeignKey("organisations.Organisation", models.PROTECT, null=True, related_name="+")
    imposed_on = models.DateField()
    state = CodeField("sanction_state", default=SanctionState.FLAGGED)
    state_on = models.DateField()
    words = SealedTextField()
    flagged_by_id = models.UUIDField()
    flagged_at = models.DateTimeField(db_default=Now())
    reviewed_by_id = models.UUIDField(null=True)
    reviewed_on = models.DateField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "case", "imposed_on"], name="protection_sanction_case"),
            models.Index(fields=["organisation", "wall", "state", "flagged_at"], name="protection_sanction_state"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state=SanctionState.FLAGGED)
                | models.Q(reviewed_by_id__isnull=False, reviewed_on__isnull=False),
                name="protection_sanction_outcome_was_reviewed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.imposed_on}"
