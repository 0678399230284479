from django.contrib.postgres.fields import ArrayField
from django.db import models

from panah.access.models import Exchanged
from panah.codes.fields import CodeField
from panah.crypto.fields import SealedTextField
from panah.protection.states import Outcome


class Decision(Exchanged):
    """
    A decision on a person's status, from the body that decides to the organisation that holds the case.

    It is never changed; a later decision on the same person stands beside it.
    """

    reference = models.CharField(max_length=20)
    inquiry_id = models.UUIDField()
    referral_id = models.UUIDField(null=True)
    review_id = models.UUIDField(null=True)
    case_id = models.UUIDField()
    person_id = models.UUIDField()
    outcome = CodeField("identification_outcome")
    suspension_reason = CodeField("suspension_reason", blank=True)
    body = CodeField("status_decision_body")
    decided_on = models.DateField()
    legal_basis = CodeField("legal_basis")
    indicator_list = models.CharField(max_length=40)
    indicators_met = ArrayField(models.CharField(max_length=40), default=list)
    negative_reasons = ArrayField(models.CharField(max_length=40), default=list)
    key_id = models.UUIDField(null=True, editable=False)
    reasons = SealedTextField()
    form = CodeField("exploitation_form")
    sex = CodeField("sex_gender")
    age_band = CodeField("age_band", blank=True)
    citizenship = models.CharField(max_length=2, blank=True)
    country_of_exploitation = models.CharField(max_length=2, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["to_organisation", "to_wall", "-decided_on", "-id"], name="protection_decision_received"
            ),
            models.Index(fields=["from_organisation", "from_wall", "inquiry_id"], name="protection_decision_inquiry"),
            models.Index(fields=["case_id", "decided_on"], name="protection_decision_case"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(outcome=Outcome.NOT_IDENTIFIED) | models.Q(negative_reasons__len__gte=1),
                name="protection_decision_negative_has_reasons",
            ),
        ]

    def __str__(self) -> str:
        return self.reference
