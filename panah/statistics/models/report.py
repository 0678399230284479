from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from panah.access.models import Register
from panah.statistics.models.snapshot import Snapshot


class Report(Register):
    """
    The annual report's figures on victims and assistance, counted from one snapshot: a year and the year before.

    `figures` holds, by year and indicator, the total, the parts by each cut and the facts without a date. Internal.
    """

    snapshot = models.ForeignKey(Snapshot, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    as_of_on = models.DateField()
    figures = models.JSONField()
    drawn_at = models.DateTimeField(db_default=Now())
    drawn_by_id = models.UUIDField(null=True)

    class Meta:
        indexes = [models.Index(fields=["-drawn_at"], name="statistics_report_newest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(as_of_on__year__gte=models.F("year")), name="statistics_report_year_has_begun"
            ),
        ]

    def __str__(self) -> str:
        return f"report {self.year}"
