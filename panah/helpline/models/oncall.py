from django.db import models
from django.db.models.functions import Now

from panah.access.models import Held
from panah.core.ids import random_id


class OnCall(Held):
    """Somebody of the own line who is paged when somebody is in danger: from when, until when, in which place."""

    GRANT_CASE = None

    id = models.UUIDField(primary_key=True, default=random_id, editable=False)
    account_id = models.UUIDField()
    line = models.PositiveSmallIntegerField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    set_by_id = models.UUIDField()
    set_at = models.DateTimeField(db_default=Now())
    taken_off_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(line__in=(1, 2, 3)), name="helpline_oncall_three_lines"),
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="helpline_oncall_in_order"
            ),
        ]
        indexes = [models.Index(fields=["organisation", "wall", "ends_at"], name="helpline_oncall_ends")]

    def __str__(self) -> str:
        return f"{self.line} {self.starts_at:%Y-%m-%d}"
