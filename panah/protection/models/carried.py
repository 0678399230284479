from django.contrib.postgres.fields import ArrayField
from django.db import models

from panah.access.models import Exchanged
from panah.codes.fields import CodeField
from panah.protection.models.transfer import Transfer


class CarriedDecision(Exchanged):
    """
    The last decision on a person's status, told with a transfer to whoever leads the case next.

    It says what the receiver needs for the allowance and for a review. The sender keeps up to date in it whether the
    allowance was asked for, so that nobody asks twice.
    """

    transfer = models.OneToOneField(Transfer, models.PROTECT, related_name="decision")
    case_id = models.UUIDField()
    decision_id = models.UUIDField()
    inquiry_id = models.UUIDField()
    decided_by = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+")
    decided_by_wall = CodeField("wall")
    reference = models.CharField(max_length=20)
    outcome = CodeField("identification_outcome")
    body = CodeField("status_decision_body")
    decided_on = models.DateField()
    referred_on = models.DateField(null=True)
    legal_basis = CodeField("legal_basis")
    form = CodeField("exploitation_form")
    negative_reasons = ArrayField(models.CharField(max_length=40), default=list)
    allowance_asked_on = models.DateField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["from_organisation", "from_wall", "case_id"], name="protection_carried_by"),
            models.Index(fields=["to_organisation", "to_wall", "decision_id"], name="protection_carried_for"),
        ]

    def __str__(self) -> str:
        return f"{self.reference} with {self.transfer_id}"
