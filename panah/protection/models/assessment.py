from django.db import models
from django.db.models.functions import Now

from panah.access.models import Held
from panah.access.walls import FieldGroup
from panah.codes.fields import CodeField
from panah.crypto.fields import SealedTextField
from panah.protection.models.case import Case


class Assessment(Held):
    """
    Needs and risks of one day. A later one stands beside it, so that what changed can be seen.

    `needs` maps codes of `need_domain` to `need_level`, `risks` codes of `risk_domain` to `risk_level`.
    """

    GRANT_GROUP = FieldGroup.HEALTH

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    assessed_on = models.DateField()
    needs = models.JSONField(default=dict)
    risks = models.JSONField(default=dict)
    highest_risk = CodeField("risk_level", default="unknown")
    own_view = SealedTextField()
    narrative = SealedTextField()
    next_review_on = models.DateField(null=True)
    made_by_id = models.UUIDField()
    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [models.Index(fields=["organisation", "case", "-assessed_on"], name="protection_assessment_case")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(next_review_on=None) | models.Q(next_review_on__gt=models.F("assessed_on")),
                name="protection_assessment_review_comes_after",
            ),
        ]

    def __str__(self) -> str:
        return f"assessment of {self.assessed_on}"
