from django.db import models
from django.db.models import Q

from panah.access.models import Register
from panah.codes.fields import CodeField
from panah.partnership.models.event import Event
from panah.partnership.models.worded import worded


class MinutesItem(Register):
    """What an event brought to light or agreed: a challenge, a practice, a decision, or a follow-up somebody owns."""

    event = models.ForeignKey(Event, models.PROTECT, related_name="minutes")
    kind = CodeField("minutes_item")
    text_en = models.TextField()
    text_az = models.TextField(blank=True)
    answers = models.ForeignKey("self", models.PROTECT, null=True, related_name="practices")
    owner = models.ForeignKey("organisations.Organisation", models.PROTECT, null=True, related_name="+")
    due_on = models.DateField(null=True)
    done_on = models.DateField(null=True)
    outcome = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="follow_up") | Q(owner__isnull=False, due_on__isnull=False),
                name="partnership_follow_up_is_owned",
            ),
            models.CheckConstraint(condition=Q(done_on=None) | Q(kind="follow_up"), name="partnership_done_follow_up"),
        ]
        indexes = [
            models.Index(fields=["owner", "due_on"], condition=Q(done_on=None), name="partnership_follow_up_due"),
            models.Index(fields=["event", "kind"], name="partnership_minutes_of_event"),
        ]

    def __str__(self) -> str:
        return self.text_en[:80]

    def text(self, language: str) -> str:
        return worded(self, "text", language)


class Adoption(Register):
    """That a body took over a practice, and since when."""

    practice = models.ForeignKey(MinutesItem, models.PROTECT, related_name="adoptions")
    body = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    adopted_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["practice", "body"], name="partnership_adoption_once")]

    def __str__(self) -> str:
        return f"{self.body_id} since {self.adopted_on}"
