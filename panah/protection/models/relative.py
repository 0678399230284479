from django.db import models
from django.db.models.functions import Now

from panah.access.models import Held
from panah.access.walls import FieldGroup
from panah.codes.fields import CodeField
from panah.crypto.fields import SealedTextField
from panah.protection.models.case import Case


class Relative(Held):
    """
    Somebody who belongs to the person of a case: a child who came along, a partner, one exploited together.

    Whoever was exploited too has a case of their own, because status is decided for one person at a time; the two
    cases of one organisation then know each other by `other_case`.
    """

    GRANT_GROUP = FieldGroup.IDENTITY

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    relation = CodeField("family_relation")
    name = SealedTextField()
    sex = CodeField("sex_gender", default="unknown")
    age_band = CodeField("age_band", blank=True)
    is_here = CodeField("yes_no_unknown", default="unknown")
    needs_help = CodeField("yes_no_unknown", default="unknown")
    other_case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="+")
    recorded_by_id = models.UUIDField()
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [models.Index(fields=["organisation", "case"], name="protection_relative_case")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(other_case=None) | ~models.Q(other_case=models.F("case")),
                name="protection_relative_is_another",
            )
        ]

    def __str__(self) -> str:
        return f"{self.relation} of {self.case_id}"
