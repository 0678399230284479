from django.db import models

from panah.access.models import Held
from panah.helpline.models.call import Call


class CallerKey(Held):
    """The key under which the callers of one day are marked. Destroyed after thirty days, with every mark."""

    GRANT_CASE = None

    made_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "wall", "made_on"], name="helpline_callerkey_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.made_on}"


class CallerTag(Held):
    """The mark of a caller who agreed to be recognised: a keyed hash of the number. The number is kept nowhere."""

    GRANT_CASE = None

    caller_key = models.ForeignKey(CallerKey, models.PROTECT, related_name="+")
    call = models.OneToOneField(Call, models.PROTECT, related_name="+")
    tag = models.BinaryField(max_length=32)

    class Meta:
        indexes = [models.Index(fields=["organisation", "wall", "tag"], name="helpline_callertag_tag")]

    def __str__(self) -> str:
        return str(self.id)
