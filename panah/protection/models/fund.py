from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from panah.access.models import Held
from panah.codes.fields import CodeField
from panah.crypto.fields import SealedTextField
from panah.protection.models.money import MoneyRequest, Payment


class Earmark(Held):
    """
    A part of the aid fund: by whom it was given and what it may be used for; both empty where it is free.

    The balance follows the ledger by a trigger and can never be less than nothing.
    """

    GRANT_CASE = None

    kind = CodeField("earmark_kind")
    donor = models.ForeignKey("organisations.Organisation", models.PROTECT, null=True, related_name="+")
    purposes = ArrayField(models.CharField(max_length=40), default=list)
    currency = models.CharField(max_length=3, default="AZN")
    balance = models.DecimalField(max_digits=14, decimal_places=2, default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(balance__gte=0) | Q(kind="allowance"), name="protection_earmark_balance"
            ),
            models.CheckConstraint(
                condition=Q(kind="earmarked") | Q(donor=None, purposes=[]), name="protection_earmark_free"
            ),
            models.UniqueConstraint(
                fields=["organisation", "kind", "donor", "purposes", "currency"],
                nulls_distinct=False,
                name="protection_earmark_once",
            ),
        ]

    def __str__(self) -> str:
        return f"earmark {self.id}"


class FundExchange(Held):
    """
    Money that the bank changed from one currency into another. What it may be used for, and who gave it, stay.

    Its two lines, and the two that take them back, stand in the ledger; a trigger holds them to its state.
    """

    GRANT_CASE = None

    number = models.CharField(max_length=20)
    source = models.ForeignKey(Earmark, models.PROTECT, related_name="+")
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    target = models.ForeignKey(Earmark, models.PROTECT, related_name="+")
    gained = models.DecimalField(max_digits=12, decimal_places=2)
    rate = models.DecimalField(max_digits=14, decimal_places=6)
    exchanged_on = models.DateField()
    document = SealedTextField()
    state = CodeField("exchange_state")
    prepared_by_id = models.UUIDField()
    prepared_at = models.DateTimeField(db_default=Now())
    decided_by_id = models.UUIDField(null=True)
    decided_on = models.DateField(null=True)
    reversed_by_id = models.UUIDField(null=True)
    reversed_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "-prepared_at"], name="protection_fundexchange_new")]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0, gained__gt=0, rate__gt=0), name="protection_fundexchange_amounts"
            ),
            models.CheckConstraint(
                condition=Q(decided_by_id=None) | ~Q(decided_by_id=F("prepared_by_id")),
                name="protection_fundexchange_two_persons",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["booked", "reversed"])
                | Q(decided_by_id__isnull=False, decided_on__isnull=False),
                name="protection_fundexchange_decided",
            ),
            models.CheckConstraint(
                condition=~Q(state="reversed")
                | Q(reversed_by_id__isnull=False, reversed_on__isnull=False) & ~Q(reversed_by_id=F("decided_by_id")),
                name="protection_fundexchange_taken_back",
            ),
        ]

    def __str__(self) -> str:
        return f"fund exchange {self.id}"


class FundEntry(Held):
    """A line of the ledger: what came in is positive, what went out negative. Lines are never changed."""

    GRANT_CASE = None

    kind = CodeField("fund_entry")
    earmark = models.ForeignKey(Earmark, models.PROTECT, related_name="+")
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    currency = models.CharField(max_length=3, default="AZN")
    payment = models.ForeignKey(Payment, models.PROTECT, null=True, related_name="+")
    exchange = models.ForeignKey(FundExchange, models.PROTECT, null=True, related_name="+")
    corrects = models.OneToOneField("self", models.PROTECT, null=True, related_name="corrected_by")
    document = SealedTextField()
    entered_on = models.DateField()
    entered_by_id = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["organisation", "entered_on"], name="protection_fundentry_day")]
        constraints = [
            models.CheckConstraint(condition=~Q(amount=0), name="protection_fundentry_amount"),
            models.CheckConstraint(
                condition=Q(kind__in=["donation", "budget", "correction", "exchange"], payment=None)
                | Q(kind__in=["payment", "reversal", "return", "allowance_budget"], payment__isnull=False),
                name="protection_fundentry_payment",
            ),
            models.CheckConstraint(
                condition=Q(kind="exchange", exchange__isnull=False) | ~Q(kind="exchange") & Q(exchange=None),
                name="protection_fundentry_exchange",
            ),
            models.CheckConstraint(
                condition=~Q(kind="payment") | Q(amount__lt=0), name="protection_fundentry_payment_goes_out"
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["donation", "budget", "reversal", "return"]) | Q(amount__gt=0),
                name="protection_fundentry_gift_comes_in",
            ),
        ]

    def __str__(self) -> str:
        return f"fund entry {self.id}"


class Award(Held):
    """
    What the committee grants on one application. It is paid in parts; the parts never come to more than it.

    `placed` is what payments take of it, kept by a trigger.
    """

    GRANT_CASE = None

    request = models.OneToOneField(MoneyRequest, models.PROTECT, null=True, related_name="+")
    case_id = models.UUIDField()
    person_id = models.UUIDField()
    reference = models.CharField(max_length=20)
    purpose = CodeField("aid_purpose", blank=True)
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    currency = models.CharField(max_length=3, default="AZN")
    placed = models.DecimalField(max_digits=12, decimal_places=2, default=0)
    state = CodeField("award_state")
    note = SealedTextField()
    prepared_by_id = models.UUIDField()
    prepared_at = models.DateTimeField(db_default=Now())
    first_member_id = models.UUIDField(null=True)
    second_member_id = models.UUIDField(null=True)
    decided_on = models.DateField(null=True)
    refused_by_id = models.UUIDField(null=True)
    refusal = CodeField("aid_refusal", blank=True)
    ended_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "state", "-prepared_at"], name="protection_award_state")]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="protection_award_amount"),
            models.CheckConstraint(
                condition=Q(placed__gte=0) & Q(placed__lte=F("amount")), name="protection_award_not_exceeded"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["granted", "ended"]) | Q(placed=0), name="protection_award_paid_if_granted"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["granted", "ended"])
                | Q(first_member_id__isnull=False, second_member_id__isnull=False, decided_on__isnull=False),
                name="protection_award_two_members",
            ),
            models.CheckConstraint(
                condition=(Q(first_member_id=None) | ~Q(first_member_id=F("prepared_by_id")))
                & (Q(second_member_id=None) | ~Q(second_member_id=F("prepared_by_id")))
                & (Q(second_member_id=None) | ~Q(second_member_id=F("first_member_id"))),
                name="protection_award_three_persons",
            ),
            models.CheckConstraint(
                condition=~Q(state="rejected") | (Q(refused_by_id__isnull=False) & ~Q(refusal="")),
                name="protection_award_refusal",
            ),
        ]

    def __str__(self) -> str:
        return f"award {self.id}"
