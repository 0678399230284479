from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from panah.access.models import Held
from panah.codes.fields import CodeField
from panah.crypto.fields import SealedTextField
from panah.protection.models.case import Case
from panah.protection.states import ApprovalState


class Approval(Held):
    """A colleague's plan, assessment or closing, looked at by whoever leads them. Nobody approves their own."""

    GRANT_CASE = None

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    subject = CodeField("approval_subject")
    state = CodeField("approval_state", default=ApprovalState.WAITING)
    asked_by_id = models.UUIDField()
    asked_at = models.DateTimeField(db_default=Now())
    decided_by_id = models.UUIDField(null=True)
    decided_on = models.DateField(null=True)
    comment = SealedTextField()

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "case", "asked_at"], name="protection_approval_case"),
            models.Index(fields=["organisation", "wall", "state", "asked_at"], name="protection_approval_waiting"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "subject"], condition=Q(state=ApprovalState.WAITING), name="protection_approval_once"
            ),
            models.CheckConstraint(
                condition=Q(decided_by_id=None) | ~Q(decided_by_id=F("asked_by_id")),
                name="protection_approval_two_persons",
            ),
            models.CheckConstraint(
                condition=Q(decided_by_id__isnull=False, decided_on__isnull=False)
                | ~Q(state__in=[ApprovalState.APPROVED, ApprovalState.RETURNED]),
                name="protection_approval_has_its_judge",
            ),
        ]

    def __str__(self) -> str:
        return f"approval of {self.subject}"
