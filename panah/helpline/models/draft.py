from django.db import models

from panah.access.models import Held
from panah.core.ids import random_id
from panah.crypto.fields import SealedTextField


class SignalDraft(Held):
    """A signal that somebody began and has not sent: theirs alone, gone when it is sent or some days old."""

    GRANT_CASE = None

    id = models.UUIDField(primary_key=True, default=random_id, editable=False)
    made_by_id = models.UUIDField()
    saved_at = models.DateTimeField()
    words = SealedTextField()

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "wall", "made_by_id", "saved_at"], name="helpline_signaldraft_of")
        ]

    def __str__(self) -> str:
        return f"draft {self.id}"
