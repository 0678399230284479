from datetime import datetime, timedelta

from django.db import models
from django.db.models import F, Q

from panah.access.models import Exchanged
from panah.core.clock import now
from panah.crypto.fields import SealedTextField
from panah.protection.states import TransportState

LONGEST = timedelta(hours=12)


class TransportTask(Exchanged):
    """
    A shelter names one officer who may read its address, for hours.

    Row security opens the location to that officer while the task is live, and shows the task to nobody else there.
    """

    reference = models.CharField(max_length=20)
    shelter_id = models.UUIDField()
    officer_id = models.UUIDField()
    case_reference = models.CharField(max_length=20)
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    key_id = models.UUIDField(null=True, editable=False)
    note = SealedTextField()

    class Meta:
        indexes = [
            models.Index(fields=["to_organisation", "officer_id", "valid_until"], name="protection_transport_to"),
            models.Index(fields=["from_organisation", "-valid_from"], name="protection_transport_from"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__gt=F("valid_from")) & Q(valid_until__lte=F("valid_from") + LONGEST),
                name="protection_transport_hours",
            )
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def state(self) -> TransportState:
        return self.state_at(now())

    def state_at(self, moment: datetime) -> TransportState:
        """Where the task stands at a moment."""
        if self.ended_at is not None:
            return TransportState.ENDED
        if moment < self.valid_from:
            return TransportState.AHEAD
        return TransportState.LIVE if moment < self.valid_until else TransportState.OVER
