from django.db import models

from panah.access.models import Held
from panah.concerns.models.report import Report
from panah.core.ids import random_id


class Message(Held):
    """
    One message of a conversation: sealed to the desk, or to the reporter. Ordered by place, dated to the day.

    Of its own answers the desk keeps a copy sealed to itself, because only the reporter opens the other.
    """

    GRANT_CASE = None

    id = models.UUIDField(primary_key=True, default=random_id, editable=False)
    report = models.ForeignKey(Report, models.PROTECT, related_name="+")
    place = models.PositiveIntegerField()
    is_from_desk = models.BooleanField()
    desk_key_id = models.UUIDField(null=True)
    sealed = models.BinaryField()
    copy = models.BinaryField(null=True)
    sending = models.BinaryField(max_length=32, unique=True, null=True)
    written_on = models.DateField()
    read_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "place"], name="concerns_message_place"),
        ]
        indexes = [models.Index(fields=["written_on"], name="concerns_message_written")]

    def __str__(self) -> str:
        return str(self.id)
