from django.db import models

from panah.access.models import Held
from panah.codes.fields import CodeField
from panah.core.ids import random_id
from panah.helpline.models.signal import Signal


class ReportLink(Held):
    """An address that works once: whoever has it makes one signal for this institution, and reads nothing."""

    GRANT_CASE = None

    id = models.UUIDField(primary_key=True, default=random_id, editable=False)
    duty = CodeField("link_duty")
    token_hash = models.BinaryField(max_length=32, unique=True)
    made_by_id = models.UUIDField()
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    signal = models.OneToOneField(Signal, models.PROTECT, null=True, related_name="link")
    withdrawn_at = models.DateTimeField(null=True)
    sending = models.BinaryField(max_length=32, null=True)
    # Sealed under a key that only the token gives: nobody here opens it.
    draft = models.BinaryField(null=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "wall", "-made_at", "-id"], name="helpline_reportlink_made")]

    def __str__(self) -> str:
        return str(self.id)
