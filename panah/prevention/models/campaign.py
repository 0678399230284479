from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language

from panah.access.models import Register
from panah.codes.fields import CodeField
from panah.country.places import division
from panah.prevention.states import CampaignState


def words_of(record: models.Model, stem: str) -> str:
    """Return a record's words in the language of the page, or in the other one where there are none."""
    language = "az" if (get_language() or "en").startswith("az") else "en"
    other = "en" if language == "az" else "az"
    return str(getattr(record, f"{stem}_{language}") or getattr(record, f"{stem}_{other}"))


class Campaign(Register):
    """
    A public campaign: within a project's phase, in commemoration of a day, in several languages and districts.

    `year` stands alone where a source names no day.
    """

    slug = models.SlugField(unique=True, max_length=80)
    title_en = models.CharField(max_length=200)
    title_az = models.CharField(max_length=200, blank=True)
    state = CodeField("campaign_state", default=CampaignState.DRAFT)
    project = models.ForeignKey("partnership.Project", models.PROTECT, null=True, related_name="campaigns")
    phase = models.ForeignKey("partnership.Phase", models.PROTECT, null=True, related_name="campaigns")
    observance = models.CharField(max_length=40, blank=True)
    year = models.SmallIntegerField(null=True)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    languages = ArrayField(models.CharField(max_length=8), default=list)
    divisions = ArrayField(models.CharField(max_length=12), default=list)
    message_en = models.TextField(blank=True)
    message_az = models.TextField(blank=True)
    goal_en = models.TextField(blank=True)
    goal_az = models.TextField(blank=True)
    reached = models.TextField(blank=True)  # the evaluation: what was reached, and what cannot be said
    unknown = models.TextField(blank=True)
    evaluated_on = models.DateField(null=True)
    made_by_id = models.UUIDField(null=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "state"], name="prevention_campaign_state")]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=models.F("starts_on")),
                name="prevention_campaign_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return words_of(self, "title")

    @property
    def message(self) -> str:
        return words_of(self, "message")

    @property
    def goal(self) -> str:
        return words_of(self, "goal")


class Audience(Register):
    """Whom a campaign wants to reach: a group, or one organisation such as a diplomatic representation."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="audiences")
    group = CodeField("audience")
    member = models.ForeignKey("organisations.Organisation", models.PROTECT, null=True, related_name="+")
    size_estimate = models.PositiveIntegerField(null=True)
    divisions = ArrayField(models.CharField(max_length=12), default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "group", "member"], name="prevention_audience_once", nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return f"{self.group} {self.member or ''}".strip()

    @property
    def places(self) -> list[str]:
        """The names of the districts in which this audience is, in the language of the page."""
        language = "az" if (get_language() or "en").startswith("az") else "en"
        return [division(code).name(language) for code in self.divisions]


class Channel(Register):
    """An outlet through which a campaign spoke, and how many it says it reached."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="channels")
    kind = CodeField("media_channel")
    name = models.CharField(max_length=120)
    language = CodeField("language", blank=True)
    address = models.URLField(max_length=300, blank=True)
    reach_count = models.PositiveIntegerField(null=True)
    reach_on = models.DateField(null=True)

    def __str__(self) -> str:
        return self.name
