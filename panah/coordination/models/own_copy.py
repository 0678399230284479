from django.db import models

from panah.access.models import Held
from panah.crypto.fields import SealedTextField


class OwnCopy(Held):
    """What an end wrote, under its own key. What it sent is sealed to the other end."""

    GRANT_CASE = None

    subject_id = models.UUIDField()
    words = SealedTextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "wall", "subject_id"], name="coordination_owncopy_one"),
        ]

    def __str__(self) -> str:
        return f"copy of {self.subject_id}"
