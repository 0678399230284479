"""Reading the aid fund: its parts, the lines of its ledger, and the aid that the committee decides on."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import F, Q, QuerySet, Sum
from django.utils.translation import gettext as _

from panah.access.permissions import Permission
from panah.access.policy import Actor
from panah.accounts.queries import names
from panah.core.errors import NotVisible
from panah.crypto.fields import unseal_kept
from panah.organisations.models import Organisation
from panah.protection.models import Award, Earmark, FundEntry, FundExchange, Payment
from panah.protection.queries.exchange import fund_exchanges
from panah.protection.rules import NOTHING, Pot
from panah.protection.states import CAN_BE_PAID, OVER, PAID, AwardState

LINES = 20


def donors(*, actor: Actor) -> QuerySet[Organisation]:
    """Return the organisations that may have given money: everybody but the fund itself."""
    return Organisation.objects.filter(retired_on=None).exclude(pk=actor.organisation_id).order_by("sort_key")


def earmarks(*, actor: Actor) -> QuerySet[Earmark]:
    """Return the parts of the actor's organisation's fund; what is free comes first."""
    return Earmark.objects.own(actor).select_related("donor").order_by("-kind", "-balance", "id")


def currency_of_earmark(*, actor: Actor, earmark_id: UUID) -> str:
    """Return the currency of one part of the fund."""
    return str(Earmark.objects.own(actor).values_list("currency", flat=True).get(pk=earmark_id))


def pots(*, actor: Actor, currency: str) -> list[Pot]:
    """Return the parts of the fund in one currency from which aid is paid, as they stand now."""
    found = Earmark.objects.own(actor).filter(currency=currency).exclude(kind="allowance").order_by("id")
    return [Pot(row.id, tuple(row.purposes), row.kind == "general", row.currency, row.balance) for row in found]


def fund_balance(*, actor: Actor, currency: str = "AZN") -> Decimal:
    """Return what is left in the aid fund of the actor's organisation, in one currency."""
    return _balances(actor).get(currency, NOTHING)


def _balances(actor: Actor) -> dict[str, Decimal]:
    found = Earmark.objects.own(actor).exclude(kind="allowance").values("currency").annotate(total=Sum("balance"))
    return {row["currency"]: row["total"] for row in found.order_by("currency")}


def fund_entries(*, actor: Actor) -> QuerySet[FundEntry]:
    """Return the lines of the fund's ledger, newest first."""
    lines = FundEntry.objects.own(actor).select_related("earmark__donor", "payment", "corrected_by")
    return lines.order_by("-entered_on", "-id")


def fund_entry(*, actor: Actor, fund_entry_id: UUID) -> FundEntry:
    """
    Return one line of the ledger.

    :raises NotVisible: if there is none
    """
    found: FundEntry | None = FundEntry.objects.own(actor).select_related("earmark").filter(pk=fund_entry_id).first()
    if found is None:
        raise NotVisible(f"fund entry {fund_entry_id}")
    return found


@dataclass(frozen=True, slots=True)
class Balance:
    """What is in the fund in one currency, and how much of it was promised."""

    currency: str
    amount: Decimal
    promised: Decimal

    @property
    def free(self) -> Decimal:
        """What is neither paid nor promised; less than nothing when more was promised than is there."""
        return self.amount - self.promised


@dataclass(frozen=True, slots=True)
class Given:
    """What a donor has given, what the bank changed of it or into it, and what is left."""

    donor: Organisation
    currency: str
    given: Decimal
    exchanged: Decimal
    left: Decimal


@dataclass(frozen=True, slots=True)
class FundOverview:
    """The page of the fund: balances, its parts, its donors, its last exchanges and lines."""

    balances: list[Balance]
    earmarks: list[Earmark]
    donors: list[Given]
    exchanges: list[FundExchange]
    lines: list[FundEntry]


def fund_overview(*, actor: Actor) -> FundOverview:
    """Return how the fund stands: overall, by earmark, by donor, with its last lines."""
    promised = _promised(actor)
    balances = _balances(actor) or {"AZN": NOTHING}
    parts = [row for row in earmarks(actor=actor) if row.kind != "allowance"]
    return FundOverview(
        balances=[Balance(code, total, promised.get(code, NOTHING)) for code, total in balances.items()],
        earmarks=parts,
        donors=_given(actor, parts),
        exchanges=list(fund_exchanges(actor=actor)[:LINES]),
        lines=list(fund_entries(actor=actor).exclude(earmark__kind="allowance")[:LINES]),
    )


def _promised(actor: Actor) -> dict[str, Decimal]:
    """Return what two members have granted and nobody has paid yet, in each currency."""
    granted = Award.objects.own(actor).filter(state=AwardState.GRANTED)
    total = dict(granted.values_list("currency").annotate(total=Sum("amount")).order_by("currency"))
    paid = Payment.objects.own(actor).filter(award__state=AwardState.GRANTED, state__in=PAID)
    gone = dict(paid.values_list("currency").annotate(total=Sum("amount")).order_by("currency"))
    return {code: amount - gone.get(code, NOTHING) for code, amount in total.items()}


def _given(actor: Actor, parts: list[Earmark]) -> list[Given]:
    given = _sums(actor, "donation", "budget", "correction")
    exchanged = _sums(actor, "exchange")
    found: dict[tuple[UUID, str], Given] = {}
    for part in parts:
        if part.donor is None:
            continue
        key = (part.donor.pk, part.currency)
        before = found.get(key, Given(part.donor, part.currency, NOTHING, NOTHING, NOTHING))
        total = before.given + given.get(part.id, NOTHING)
        changed = before.exchanged + exchanged.get(part.id, NOTHING)
        found[key] = Given(part.donor, part.currency, total, changed, before.left + part.balance)
    return sorted(found.values(), key=lambda one: (-one.given, one.currency))


def _sums(actor: Actor, *kinds: str) -> dict[UUID, Decimal]:
    """Return what lines of these kinds come to, in each part of the fund that a donor gave."""
    lines = FundEntry.objects.own(actor).filter(kind__in=kinds).exclude(earmark__donor=None)
    return dict(lines.values_list("earmark_id").annotate(total=Sum("amount")).order_by("earmark_id"))


def open_awards(*, actor: Actor) -> QuerySet[Award]:
    """Return the aid that waits for the committee, or of which something is left to pay, the newest first."""
    waits = Q(state=AwardState.PREPARED) | Q(state=AwardState.GRANTED, placed__lt=F("amount"))
    return Award.objects.own(actor).filter(waits).order_by("-prepared_at", "-id")


def award(*, actor: Actor, award_id: UUID) -> Award:
    """
    Return aid that was put before the committee of the actor's organisation.

    :raises NotVisible: if there is none
    """
    found: Award | None = Award.objects.own(actor).select_related("request").filter(pk=award_id).first()
    if found is None:
        raise NotVisible(f"award {award_id}")
    return found


def award_to_change(*, actor: Actor, award_id: UUID) -> Award:
    """
    Return aid, locked until the transaction ends.

    :raises NotVisible: if there is none
    """
    found: Award | None = Award.objects.own(actor).select_for_update().filter(pk=award_id).first()
    if found is None:
        raise NotVisible(f"award {award_id}")
    return found


def waiting_payments(*, actor: Actor, award: Award) -> QuerySet[Payment]:
    """Return the payments of aid that were neither made nor given up."""
    return Payment.objects.own(actor).filter(award=award, state__in=CAN_BE_PAID)


@dataclass(frozen=True, slots=True)
class AwardView:
    """Aid with its payments, the people who decided, and what the actor may do now."""

    award: Award
    payments: list[Payment]
    people: list[tuple[str, str]]
    note: str
    paid: Decimal
    left: Decimal
    decide: bool
    place: bool
    end: bool
    resume: bool


def award_view(*, actor: Actor, award_id: UUID) -> AwardView:
    """
    Return everything that the page of an award shows.

    :raises NotVisible: if there is none
    """
    row = award(actor=actor, award_id=award_id)
    placed = list(Payment.objects.own(actor).filter(award=row).order_by("drafted_at", "id"))
    drafts, decides = actor.may(Permission.PROTECTION_PAYMENT_DRAFT), actor.may(Permission.PROTECTION_AID_DECIDE)
    is_other = actor.id not in (row.prepared_by_id, row.first_member_id)
    left = row.amount - row.placed if row.state == AwardState.GRANTED else NOTHING
    return AwardView(
        award=row,
        payments=placed,
        people=_people(actor, row),
        note=unseal_kept(row, "note")["note"] if actor.sees_words else "",
        paid=sum((one.amount for one in placed if one.state in PAID), NOTHING),
        left=left,
        decide=row.state == AwardState.PREPARED and decides and is_other,
        place=row.state == AwardState.GRANTED and drafts and left > 0,
        end=row.state == AwardState.GRANTED and drafts and all(one.state in PAID | OVER for one in placed),
        resume=row.state == AwardState.ENDED and decides and row.placed < row.amount,
    )


def _people(actor: Actor, row: Award) -> list[tuple[str, str]]:
    steps = [
        (_("Prepared by"), row.prepared_by_id),
        (_("First member"), row.first_member_id),
        (_("Second member"), row.second_member_id),
        (_("Refused by"), row.refused_by_id),
    ]
    known = names(actor=actor, ids=[person for _label, person in steps if person])
    return [(label, known.get(person, "")) for label, person in steps if person]


def lines_of_payment(*, actor: Actor, payment: Payment) -> QuerySet[FundEntry]:
    """Return the ledger's lines of one payment, oldest first."""
    return (
        FundEntry.objects.own(actor)
        .filter(payment=payment)
        .select_related("earmark__donor")
        .order_by("entered_on", F("id"))
    )
