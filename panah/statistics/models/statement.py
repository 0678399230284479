from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from panah.access.models import Register
from panah.statistics.models.snapshot import Snapshot


class Statement(Register):
    """
    A statement drawn for a period somebody asked for: the log of such questions, and their answers.

    `figures` holds, by indicator, the total, the counts by year and the facts without a date. It is internal.
    """

    snapshot = models.ForeignKey(Snapshot, models.PROTECT, related_name="+")
    first_on = models.DateField()
    last_on = models.DateField()
    as_of_on = models.DateField()
    figures = models.JSONField()
    drawn_at = models.DateTimeField(db_default=Now())
    drawn_by_id = models.UUIDField(null=True)

    class Meta:
        indexes = [models.Index(fields=["-drawn_at"], name="statistics_statement_newest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(first_on__lte=F("last_on"), last_on__lte=F("as_of_on")),
                name="statistics_statement_period_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"statement {self.first_on} to {self.last_on}"
