from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from panah.access.models import Exchanged, Held
from panah.codes.fields import CodeField
from panah.crypto.fields import SealedTextField


class MoneyRequest(Exchanged):
    """The holder of a case asks the paying body for the one-time allowance, or applies for aid."""

    case_id = models.UUIDField()
    person_id = models.UUIDField()
    reference = models.CharField(max_length=20)
    kind = CodeField("money_kind")
    purpose = CodeField("aid_purpose", blank=True)
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    currency = models.CharField(max_length=3, default="AZN")
    decision_id = models.UUIDField(null=True)
    decided_on = models.DateField(null=True)
    basis = models.CharField(max_length=200, blank=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["to_organisation", "-sent_at"], name="protection_moneyrequest_to"),
            models.Index(fields=["from_organisation", "case_id"], name="protection_moneyrequest_case"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="protection_moneyrequest_amount"),
            models.CheckConstraint(
                condition=Q(kind="aid") | Q(decision_id__isnull=False), name="protection_moneyrequest_entitled"
            ),
            models.UniqueConstraint(
                fields=["from_organisation", "decision_id"],
                condition=Q(kind="allowance", withdrawn_at=None),
                name="protection_moneyrequest_once",
            ),
        ]

    def __str__(self) -> str:
        return f"money request {self.id}"

    @property
    def newest_answer(self) -> "MoneyAnswer | None":
        """The newest answer, out of those fetched with the request."""
        return max(self.answers.all(), key=lambda answer: answer.sent_at, default=None)


class Payment(Held):
    """Money for one person, held by the body that pays. Nobody approves or decides what they prepared."""

    GRANT_CASE = None

    request = models.ForeignKey(MoneyRequest, models.PROTECT, null=True, related_name="+")
    award = models.ForeignKey("protection.Award", models.PROTECT, null=True, related_name="payments")
    case_id = models.UUIDField()
    person_id = models.UUIDField()
    reference = models.CharField(max_length=20)
    number = models.CharField(max_length=20, blank=True)
    kind = CodeField("money_kind")
    purpose = CodeField("aid_purpose", blank=True)
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    currency = models.CharField(max_length=3, default="AZN")
    decision_id = models.UUIDField(null=True)
    state = CodeField("payment_state")
    method = CodeField("payment_method", blank=True)
    payee = CodeField("payee_kind", default="self")
    payee_name = SealedTextField()
    payee_account = SealedTextField()
    drafted_by_id = models.UUIDField()
    drafted_at = models.DateTimeField(db_default=Now())
    approved_by_id = models.UUIDField(null=True)
    second_approved_by_id = models.UUIDField(null=True)
    approved_on = models.DateField(null=True)
    paid_on = models.DateField(null=True)
    paid_by_id = models.UUIDField(null=True)
    receipt = SealedTextField()
    missed_on = models.DateField(null=True)
    reversed_on = models.DateField(null=True)
    reversed_by_id = models.UUIDField(null=True)
    reversal_reason = CodeField("reversal_reason", blank=True)
    is_assumed = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["organisation", "state", "-drafted_at"], name="protection_payment_state")]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="protection_payment_amount"),
            models.CheckConstraint(
                condition=Q(approved_by_id=None) | ~Q(approved_by_id=F("drafted_by_id")),
                name="protection_payment_two_persons",
            ),
            models.CheckConstraint(
                condition=Q(second_approved_by_id=None) | ~Q(second_approved_by_id=F("approved_by_id")),
                name="protection_payment_two_members",
            ),
            models.CheckConstraint(
                condition=Q(kind="allowance")
                | ~Q(state__in=["approved", "paid", "receipted"])
                | Q(second_approved_by_id__isnull=False),
                name="protection_payment_aid_needs_two",
            ),
            models.CheckConstraint(
                condition=Q(paid_by_id=None)
                | ~Q(paid_by_id=F("approved_by_id"))
                & (Q(second_approved_by_id=None) | ~Q(paid_by_id=F("second_approved_by_id"))),
                name="protection_payment_payer_is_other",
            ),
            models.CheckConstraint(
                condition=~Q(state="reversed") | Q(reversed_by_id=None) | ~Q(reversed_by_id=F("paid_by_id")),
                name="protection_payment_reverser_is_other",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["paid", "receipted"]) | Q(paid_on__isnull=False, reversed_on=None),
                name="protection_payment_paid_day",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["returned", "reversed"]) | Q(paid_on__isnull=False, reversed_on__isnull=False),
                name="protection_payment_back_day",
            ),
            models.CheckConstraint(
                condition=Q(kind="allowance", award=None) | Q(kind="aid", award__isnull=False),
                name="protection_payment_aid_was_granted",
            ),
            models.UniqueConstraint(
                fields=["organisation", "decision_id"],
                condition=Q(kind="allowance") & ~Q(state__in=["rejected", "cancelled", "returned", "reversed"]),
                name="protection_payment_allowance_once",
            ),
        ]

    def __str__(self) -> str:
        return f"payment {self.id}"


class MoneyAnswer(Exchanged):
    """What the paying body tells the holder of the case: approved, paid, rejected, reversed, and when."""

    request = models.ForeignKey(MoneyRequest, models.PROTECT, related_name="answers")
    case_id = models.UUIDField()
    payment_id = models.UUIDField(null=True)
    kind = CodeField("money_kind")
    state = CodeField("payment_state")
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    currency = models.CharField(max_length=3, default="AZN")
    happened_on = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["to_organisation", "case_id"], name="protection_moneyanswer_to")]

    def __str__(self) -> str:
        return f"money answer {self.id}"
