from django.db import models

from panah.access.models import Exchanged
from panah.codes.fields import CodeField
from panah.core.ids import random_id
from panah.crypto.fields import SealedTextField


class DangerNotice(Exchanged):
    """
    A first responder tells the line that answers day and night of danger now; the line's own alarm is made of it.

    The signal is the sender's opaque id. The words are sealed to the line: a life may hang on them.
    """

    id = models.UUIDField(primary_key=True, default=random_id, editable=False)
    signal_id = models.UUIDField()
    reference = models.CharField(max_length=20)
    source = CodeField("referral_source")
    division = models.CharField(max_length=60, blank=True)
    language = CodeField("language", blank=True)
    is_child = CodeField("yes_no_unknown")
    key_id = models.UUIDField(null=True, editable=False)
    words = SealedTextField()

    class Meta:
        indexes = [
            models.Index(fields=["to_organisation", "to_wall", "-sent_at"], name="helpline_dangernotice_for"),
        ]

    def __str__(self) -> str:
        return f"danger {self.reference}"
