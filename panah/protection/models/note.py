from django.db import models
from django.db.models.functions import Now

from panah.access.models import Held
from panah.crypto.fields import SealedTextField
from panah.protection.models.case import Case


class Note(Held):
    """What somebody wrote about their work with the person. No grant opens it: notes stay with the holder."""

    GRANT_CASE = None

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    text = SealedTextField()
    written_by_id = models.UUIDField()
    written_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [models.Index(fields=["organisation", "case", "-written_at"], name="protection_note_case")]

    def __str__(self) -> str:
        return f"note of {self.written_at}"
