from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from panah.access.models import Register
from panah.statistics.states import SnapshotState


class Snapshot(Register):
    """All facts as they were recorded at one moment. The rows lie in files; here stand their hash and their number."""

    reference = models.CharField(max_length=20, unique=True)
    state = models.CharField(max_length=20, default=SnapshotState.REQUESTED)
    requested_at = models.DateTimeField(db_default=Now())
    requested_by_id = models.UUIDField(null=True)
    taken_at = models.DateTimeField(null=True)
    as_of_on = models.DateField(null=True)
    digest = models.CharField(max_length=64, blank=True)
    row_count = models.BigIntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["state", "-taken_at"], name="statistics_snapshot_newest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=list(SnapshotState)), name="statistics_snapshot_state_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(state=SnapshotState.TAKEN)
                | Q(taken_at__isnull=False, as_of_on__isnull=False, row_count__isnull=False) & ~Q(digest=""),
                name="statistics_snapshot_taken_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.reference
