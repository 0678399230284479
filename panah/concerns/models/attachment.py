from django.db import models

from panah.access.models import Held
from panah.codes.fields import CodeField
from panah.concerns.models.message import Message
from panah.concerns.models.report import Report
from panah.core.ids import random_id


class Attachment(Held):
    """
    A file that came with a report or with a later message, sealed to the desk.

    `sealed` is what the desk looks at; `original` the picture as it came, where place and time were taken out of it.
    """

    GRANT_CASE = None

    id = models.UUIDField(primary_key=True, default=random_id, editable=False)
    report = models.ForeignKey(Report, models.PROTECT, related_name="+")
    message = models.ForeignKey(Message, models.PROTECT, null=True, related_name="+")
    place = models.PositiveSmallIntegerField()
    kind = CodeField("file_kind")
    desk_key_id = models.UUIDField()
    sealed = models.BinaryField()
    original = models.BinaryField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["report", "message", "place"], name="concerns_attachment_place", nulls_distinct=False
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
