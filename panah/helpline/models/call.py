from django.db import models

from panah.access.models import Held
from panah.codes.fields import CodeField
from panah.crypto.fields import SealedTextField


class Call(Held):
    """A call to the line. Nothing about the caller is kept but what they said they come from and speak."""

    GRANT_CASE = None

    logged_by_id = models.UUIDField()
    logged_at = models.DateTimeField()
    seconds = models.PositiveIntegerField(null=True)
    topic = CodeField("hotline_topic")
    disposition = CodeField("hotline_disposition")
    heard_from = CodeField("heard_from", default="not_asked")
    language = CodeField("language", blank=True)
    country = models.CharField(max_length=2, blank=True)
    division = models.CharField(max_length=60, blank=True)
    interpreter = CodeField("interpreter_use", blank=True)
    note = SealedTextField()
    # Taken over from another line: it is that line's call, and counted there.
    taken_from = models.ForeignKey("helpline.Handover", models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["organisation", "wall", "-logged_at", "-id"], name="helpline_call_newest")]

    def __str__(self) -> str:
        return f"{self.topic} {self.logged_at:%Y-%m-%d}"
