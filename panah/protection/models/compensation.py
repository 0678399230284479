from django.db import models
from django.db.models import F, Q

from panah.access.models import Held
from panah.codes.fields import CodeField
from panah.crypto.fields import SealedTextField
from panah.protection.models.case import Case


class Claim(Held):
    """A person's compensation from one source: told of the right, helped by a lawyer, claimed, awarded, received."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    source = CodeField("compensation_source")
    state = CodeField("compensation_state")
    currency = models.CharField(max_length=3, default="AZN")
    informed_on = models.DateField()
    lawyer = models.ForeignKey("organisations.Organisation", models.PROTECT, null=True, related_name="+")
    legal_aid_on = models.DateField(null=True)
    claimed_on = models.DateField(null=True)
    claimed_amount = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    awarded_on = models.DateField(null=True)
    awarded_amount = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    received_amount = models.DecimalField(max_digits=12, decimal_places=2, default=0)
    refused_on = models.DateField(null=True)
    note = SealedTextField()
    opened_by_id = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["organisation", "case"], name="protection_claim_case")]
        constraints = [
            models.CheckConstraint(condition=Q(received_amount__gte=0), name="protection_claim_received"),
            models.CheckConstraint(
                condition=Q(received_amount=0) | Q(received_amount__lte=F("awarded_amount"), awarded_on__isnull=False),
                name="protection_claim_not_exceeded",
            ),
            models.CheckConstraint(
                condition=Q(awarded_on=None)
                | Q(
                    awarded_amount__gt=0,
                    awarded_amount__isnull=False,
                    awarded_on__gte=F("claimed_on"),
                    claimed_on__isnull=False,
                ),
                name="protection_claim_awarded",
            ),
            models.CheckConstraint(
                condition=Q(claimed_on=None) | Q(claimed_on__gte=F("informed_on")), name="protection_claim_order"
            ),
            models.CheckConstraint(
                condition=Q(claimed_amount=None) | Q(claimed_amount__gt=0), name="protection_claim_amount"
            ),
            models.CheckConstraint(
                condition=~Q(state="paid_full") | Q(received_amount=F("awarded_amount")),
                name="protection_claim_paid_full",
            ),
            models.UniqueConstraint(
                fields=["case", "source"],
                condition=~Q(state__in=["paid_full", "refused", "declined"]),
                name="protection_claim_once",
            ),
        ]

    def __str__(self) -> str:
        return f"claim {self.id}"


class ClaimPayment(Held):
    """A part of a compensation that the person has effectively received, or a line that takes one back."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    claim = models.ForeignKey(Claim, models.PROTECT, related_name="+")
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    currency = models.CharField(max_length=3, default="AZN")
    received_on = models.DateField()
    # A line that takes a mistyped receipt back: the first one stands, and this one beside it.
    reverses = models.OneToOneField("self", models.PROTECT, null=True, related_name="reversed_by")
    recorded_by_id = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["organisation", "claim"], name="protection_claimpayment_claim")]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0, reverses__isnull=True) | Q(amount__lt=0, reverses__isnull=False),
                name="protection_claimpayment_amount",
            )
        ]

    def __str__(self) -> str:
        return f"claim payment {self.id}"
