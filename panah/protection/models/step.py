from django.db import models
from django.db.models.functions import Now

from panah.access.models import Held
from panah.codes.fields import CodeField
from panah.protection.models.case import Case


class Step(Held):
    """One step in the course of a case: moved on, given to a colleague, closed with its reason, opened again."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    kind = CodeField("case_step")
    on = models.DateField()
    status = CodeField("case_status", blank=True)
    reason = CodeField("case_closure", blank=True)
    worker_id = models.UUIDField(null=True)
    made_by_id = models.UUIDField(null=True)
    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [models.Index(fields=["organisation", "case", "on"], name="protection_step_case")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(kind="closed") | ~models.Q(reason=""), name="protection_step_closed_has_its_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} on {self.on}"
