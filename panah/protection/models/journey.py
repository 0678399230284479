from django.db import models

from panah.access.models import Exchanged
from panah.codes.fields import CodeField
from panah.protection.models.transport import TransportTask


class TransportReport(Exchanged):
    """
    What the driver says on the way: set out, arrived, found nobody. It says no place and no name.

    Row security lets only the driver write it, and shows it to the driver and to the shelter.
    """

    task = models.ForeignKey(TransportTask, models.PROTECT, related_name="reports")
    said = CodeField("journey_state")

    class Meta:
        indexes = [models.Index(fields=["to_organisation", "to_wall", "task"], name="protection_report_for")]

    def __str__(self) -> str:
        return f"{self.said}: {self.task_id}"
