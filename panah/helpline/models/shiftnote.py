from django.db import models

from panah.access.models import Held
from panah.core.ids import random_id
from panah.crypto.fields import SealedTextField


class ShiftNote(Held):
    """What one shift tells the next: sealed words, and what was open when it was written."""

    GRANT_CASE = None

    id = models.UUIDField(primary_key=True, default=random_id, editable=False)
    words = SealedTextField()
    left_open = models.JSONField(default=dict)
    written_by_id = models.UUIDField()
    written_at = models.DateTimeField()
    acknowledged_by_id = models.UUIDField(null=True)
    acknowledged_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(acknowledged_by_id=None) | ~models.Q(acknowledged_by_id=models.F("written_by_id")),
                name="helpline_shiftnote_by_another",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "wall", "-written_at", "-id"], name="helpline_shiftnote_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.written_at:%Y-%m-%d}"
