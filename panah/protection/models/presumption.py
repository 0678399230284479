from django.db import models
from django.db.models.functions import Now

from panah.access.models import Held
from panah.codes.fields import CodeField
from panah.crypto.fields import SealedTextField
from panah.protection.models.case import Case


class Presumption(Held):
    """
    The dated fact that a body presumes a person trafficked. It opens services at once, and asks no police.

    `answers` maps codes of the indicator list to yes, no or unknown; a question that was not asked is not there.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    presumed_on = models.DateField()
    body = CodeField("status_decision_body")
    indicator_list = models.CharField(max_length=40)
    answers = models.JSONField(default=dict)
    grounds = SealedTextField()
    made_by_id = models.UUIDField()
    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [models.Index(fields=["organisation", "case", "presumed_on"], name="protection_presumption_case")]

    def __str__(self) -> str:
        return f"presumption of {self.presumed_on}"
