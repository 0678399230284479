from django.db import models

from panah.access.models import Held
from panah.codes.fields import CodeField
from panah.core.ids import random_id
from panah.crypto.fields import SealedTextField
from panah.helpline.models.call import Call
from panah.helpline.states import CallbackState


class Callback(Held):
    """A caller wants to be called back, on a safe way, in safe hours. The way is deleted as soon as it is over."""

    GRANT_CASE = None

    id = models.UUIDField(primary_key=True, default=random_id, editable=False)
    call = models.OneToOneField(Call, models.PROTECT, related_name="callback")
    state = CodeField("callback_state", default=CallbackState.WAITING)
    way = SealedTextField()
    from_hour = models.PositiveSmallIntegerField()
    until_hour = models.PositiveSmallIntegerField()
    asked_at = models.DateTimeField()
    ended_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(from_hour__lte=23, until_hour__gte=1, until_hour__lte=24)
                & ~models.Q(from_hour=models.F("until_hour")),
                name="helpline_callback_hours",
            ),
            models.CheckConstraint(
                condition=models.Q(state="waiting", ended_on=None)
                | ~models.Q(state="waiting") & models.Q(ended_on__isnull=False, way=None),
                name="helpline_callback_way_deleted",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "wall", "state", "asked_at"], name="helpline_callback_waits")]

    def __str__(self) -> str:
        return f"{self.state} {self.from_hour}-{self.until_hour}"


class CallbackAttempt(Held):
    """Somebody tried to call back. Rows are added, never changed."""

    GRANT_CASE = None

    callback = models.ForeignKey(Callback, models.PROTECT, related_name="+")
    result = CodeField("callback_result")
    outside_reason = CodeField("callback_outside", blank=True)
    made_by_id = models.UUIDField()
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.result} {self.made_at:%Y-%m-%d}"
