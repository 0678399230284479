from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from panah.access.models import Register
from panah.codes.fields import CodeField
from panah.partnership.models.project import Phase, Project
from panah.partnership.models.worded import worded


class Event(Register):
    """A workshop, a round-table, a training: when, where, about what. `organisation` keeps its record."""

    slug = models.SlugField(unique=True, max_length=120)
    kind = CodeField("campaign_event")
    title_en = models.CharField(max_length=300)
    title_az = models.CharField(max_length=300)
    theme_en = models.TextField(blank=True)
    theme_az = models.TextField(blank=True)
    purpose_en = models.TextField(blank=True)
    purpose_az = models.TextField(blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    division = models.CharField(max_length=60, blank=True)
    venue = models.CharField(max_length=200, blank=True)
    languages = ArrayField(models.CharField(max_length=40), default=list)
    project = models.ForeignKey(Project, models.PROTECT, null=True, related_name="events")
    phase = models.ForeignKey(Phase, models.PROTECT, null=True, related_name="events")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=models.F("starts_on")), name="partnership_event_dates"
            )
        ]
        indexes = [models.Index(fields=["-starts_on", "-id"], name="partnership_event_list")]

    def __str__(self) -> str:
        return self.title_en

    def title(self, language: str) -> str:
        return worded(self, "title", language)

    def theme(self, language: str) -> str:
        return worded(self, "theme", language)

    def purpose(self, language: str) -> str:
        return worded(self, "purpose", language)


class EventRole(Register):
    """Which body organised an event, facilitated it with others, or worked with the organiser."""

    event = models.ForeignKey(Event, models.PROTECT, related_name="roles")
    body = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    role = CodeField("event_role")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "body", "role"], name="partnership_role_once")]

    def __str__(self) -> str:
        return f"{self.role}: {self.body_id}"
