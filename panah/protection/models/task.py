from django.db import models
from django.db.models.functions import Now

from panah.access.models import Held
from panah.codes.fields import CodeField
from panah.crypto.fields import SealedTextField
from panah.protection.models.case import Case


class Task(Held):
    """Something that a colleague is to do for a person until a day. No grant opens it: tasks stay with the holder."""

    GRANT_CASE = None

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    kind = CodeField("task_kind")
    what = SealedTextField()
    due_on = models.DateField()
    assigned_to_id = models.UUIDField()
    set_by_id = models.UUIDField()
    set_at = models.DateTimeField(db_default=Now())
    ended_on = models.DateField(null=True)
    ended_by_id = models.UUIDField(null=True)
    outcome = CodeField("task_outcome", blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "case", "due_on"], name="protection_task_case"),
            models.Index(fields=["organisation", "wall", "assigned_to_id", "ended_on", "due_on"], name="task_mine"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ended_on=None, outcome="")
                | models.Q(ended_on__isnull=False) & ~models.Q(outcome=""),
                name="protection_task_ends_with_an_outcome",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} until {self.due_on}"
