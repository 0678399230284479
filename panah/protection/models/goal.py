from django.db import models
from django.db.models.functions import Now

from panah.access.models import Held
from panah.codes.fields import CodeField
from panah.crypto.fields import SealedTextField
from panah.protection.models.case import Case
from panah.protection.states import GoalState


class Goal(Held):
    """One thing that the person wants to reach: from a need, by a kind of help, until a day. The plan is its goals."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    need = CodeField("need_domain")
    words = SealedTextField()
    service = CodeField("service", blank=True)
    provider = models.ForeignKey("organisations.Organisation", models.PROTECT, null=True, related_name="+")
    due_on = models.DateField(null=True)
    state = CodeField("goal_state", default=GoalState.OPEN)
    moved_on = models.DateField(null=True)
    set_by_id = models.UUIDField()
    set_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [models.Index(fields=["organisation", "case", "set_at"], name="protection_goal_case")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state=GoalState.OPEN) | models.Q(moved_on__isnull=False),
                name="protection_goal_moved_has_its_day",
            )
        ]

    def __str__(self) -> str:
        return f"goal: {self.need}"
