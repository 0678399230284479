from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from panah.access.models import Held
from panah.codes.fields import CodeField
from panah.crypto.fields import SealedTextField
from panah.protection.models.case import Case
from panah.protection.rules import EpisodeDetails, RoughDate


class Episode(Held):
    """
    One stage of what was done to the person: recruited, moved, exploited; as much of it as is known.

    `acts`, `means` and `control` map codes to yes, no or unknown; what was not asked is not there. `began_on` is the
    first day that is meant and `ended_on` the last: "2020" ends on 31 December.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    stage = CodeField("episode_stage")
    began_on = models.DateField(null=True)
    began_precision = CodeField("date_precision", default="unknown")
    ended_on = models.DateField(null=True)
    ended_precision = CodeField("date_precision", default="unknown")
    country = models.CharField(max_length=2, blank=True)
    division = models.CharField(max_length=12, blank=True)
    place = SealedTextField()
    form = CodeField("exploitation_form", blank=True)
    is_intended_only = models.BooleanField(default=False)
    was_child = CodeField("yes_no_unknown", default="unknown")
    sex_types = ArrayField(models.CharField(max_length=40), default=list)
    labour_sector = CodeField("labour_sector", blank=True)
    recruitment_channel = CodeField("recruitment_channel", blank=True)
    recruiter_relation = CodeField("recruiter_relation", blank=True)
    documents_withheld = CodeField("yes_no_unknown", blank=True)
    cross_border = CodeField("yes_no_unknown", blank=True)
    debt = CodeField("yes_no_unknown", blank=True)
    acts = models.JSONField(default=dict)
    means = models.JSONField(default=dict)
    control = models.JSONField(default=dict)
    stated_on = models.DateField()
    recorded_by_id = models.UUIDField()
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [models.Index(fields=["organisation", "case", "began_on"], name="protection_episode_case")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(began_on=None)
                | models.Q(ended_on=None)
                | models.Q(ended_on__gte=models.F("began_on")),
                name="protection_episode_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=models.Q(began_on=None) | models.Q(began_on__lte=models.F("stated_on")),
                name="protection_episode_began_in_the_past",
            ),
            models.CheckConstraint(
                condition=models.Q(began_on=None, began_precision="unknown")
                | models.Q(began_on__isnull=False, began_precision__in=["day", "month", "year"]),
                name="protection_episode_beginning_is_as_precise",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_on=None, ended_precision="unknown")
                | models.Q(ended_on__isnull=False, ended_precision__in=["day", "month", "year"]),
                name="protection_episode_end_is_as_precise",
            ),
            models.CheckConstraint(
                condition=~models.Q(stage="exploitation", is_intended_only=True),
                name="protection_episode_intended_or_done",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stage} of {self.case_id}"

    def began(self) -> RoughDate:
        """Return the beginning as well as it is known."""
        return RoughDate(self.began_on, self.began_precision)

    def ended(self) -> RoughDate:
        """Return the end as well as it is known: the first day of the year or month that is meant."""
        if self.ended_on is None:
            return RoughDate()
        day = 1 if self.ended_precision in {"month", "year"} else self.ended_on.day
        month = 1 if self.ended_precision == "year" else self.ended_on.month
        return RoughDate(self.ended_on.replace(month=month, day=day), self.ended_precision)

    def details(self, *, place: str = "") -> EpisodeDetails:
        """Return what is known; the place only if it was unsealed before."""
        codes = (
            "stage", "country", "division", "form", "is_intended_only", "labour_sector", "recruitment_channel",
            "recruiter_relation", "documents_withheld", "cross_border", "debt", "acts", "means", "control",
        )  # fmt: skip
        return EpisodeDetails(
            **{name: getattr(self, name) for name in codes},
            began=self.began(),
            ended=self.ended(),
            place=place,
            sex_types=tuple(self.sex_types),
        )
