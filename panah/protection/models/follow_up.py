from django.db import models
from django.db.models.functions import Now

from panah.access.models import Held
from panah.codes.fields import CodeField
from panah.crypto.fields import SealedTextField
from panah.protection.models.case import Case


class FollowUp(Held):
    """
    How a person fares some months after leaving the shelter or coming home.

    `levels` maps codes of `reintegration_domain` to codes of `reintegration_level`; what was not asked is not there.
    After a year four outcomes are asked too: work, housing, safety, studies.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    month = models.PositiveSmallIntegerField()
    on = models.DateField()
    reached = CodeField("yes_no_unknown")
    is_safe = CodeField("yes_no_unknown", default="unknown")
    levels = models.JSONField(default=dict)
    employment = CodeField("outcome_employment", blank=True)
    housing = CodeField("outcome_housing", blank=True)
    safety = CodeField("outcome_safety", blank=True)
    studies = CodeField("outcome_studies", blank=True)
    note = SealedTextField()
    recorded_by_id = models.UUIDField()
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [models.Index(fields=["organisation", "case", "month"], name="protection_followup_case")]
        constraints = [
            models.CheckConstraint(condition=models.Q(month__gte=1), name="protection_followup_month"),
        ]

    def __str__(self) -> str:
        return f"follow-up after {self.month} months"
