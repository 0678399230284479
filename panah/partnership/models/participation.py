from django.db import models
from django.db.models import Q

from panah.access.models import Register
from panah.codes.fields import CodeField
from panah.partnership.models.event import Event
from panah.partnership.models.worded import worded


class Participation(Register):
    """
    Who took part in an event: one organisation, or a group that is not named one by one.

    Counts are of people, by sex; empty means not known, which is not zero.
    """

    event = models.ForeignKey(Event, models.PROTECT, related_name="participations")
    body = models.ForeignKey("organisations.Organisation", models.PROTECT, null=True, related_name="+")
    group = CodeField("participant_group", blank=True)
    detail_en = models.CharField(max_length=300, blank=True)
    detail_az = models.CharField(max_length=300, blank=True)
    attended = CodeField("yes_no_unknown", default="yes")
    women_count = models.PositiveIntegerField(null=True)
    men_count = models.PositiveIntegerField(null=True)
    unknown_count = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(body__isnull=False, group="") | Q(body=None) & ~Q(group=""),
                name="partnership_participation_of_one",
            ),
            models.UniqueConstraint(fields=["event", "body"], name="partnership_participation_body_once"),
            models.UniqueConstraint(
                fields=["event", "group"], condition=~Q(group=""), name="partnership_participation_group_once"
            ),
        ]

    def __str__(self) -> str:
        return self.group or str(self.body_id)

    def detail(self, language: str) -> str:
        return worded(self, "detail", language)

    @property
    def total(self) -> int | None:
        known = [count for count in (self.women_count, self.men_count, self.unknown_count) if count is not None]
        return sum(known) if known else None
