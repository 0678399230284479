from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from panah.access.models import Held
from panah.codes.fields import CodeField
from panah.protection.models.case import Case


class Screening(Held):
    """
    One round of questions from a list of signs. What it comes to is advice, never a decision on anybody's status.

    `answers` maps codes of the list to yes, no or unknown. `result` and `positive` are what the rule said on that day.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    screened_on = models.DateField()
    indicator_list = models.CharField(max_length=40)
    answers = models.JSONField(default=dict)
    answered_count = models.IntegerField()
    result = CodeField("screening_result")
    positive = ArrayField(models.CharField(max_length=40), default=list)
    made_by_id = models.UUIDField()
    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [models.Index(fields=["organisation", "case", "screened_on"], name="protection_screening_case")]
        constraints = [
            models.CheckConstraint(condition=models.Q(answered_count__gte=1), name="protection_screening_has_answers"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_list} on {self.screened_on}"
