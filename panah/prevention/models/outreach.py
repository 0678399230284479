from django.db import models
from django.db.models import F, Q

from panah.access.models import Register
from panah.codes.fields import CodeField


class Outreach(Register):
    """A visit to people at risk: whom, where, how many, how many children, how many were referred. Nobody is named."""

    visited_on = models.DateField()
    activity = CodeField("outreach_activity")
    group = CodeField("outreach_group")
    division = models.CharField(max_length=12)
    people_count = models.PositiveIntegerField()
    children_count = models.PositiveIntegerField(null=True)
    referrals_count = models.PositiveIntegerField(default=0)
    campaign = models.ForeignKey("prevention.Campaign", models.PROTECT, null=True, related_name="outreach")
    project = models.ForeignKey("partnership.Project", models.PROTECT, null=True, related_name="outreach")
    recorded_by_id = models.UUIDField(null=True)

    class Meta:
        verbose_name_plural = "outreach"
        indexes = [models.Index(fields=["organisation", "-visited_on", "-id"], name="prevention_outreach_newest")]
        constraints = [
            models.CheckConstraint(
                condition=(Q(children_count=None) | Q(children_count__lte=F("people_count")))
                & Q(referrals_count__lte=F("people_count")),
                name="prevention_outreach_parts",
            )
        ]

    def __str__(self) -> str:
        return f"{self.activity} {self.visited_on}"
