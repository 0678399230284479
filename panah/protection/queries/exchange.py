"""Reading the exchanges of currency in the fund."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from panah.access.permissions import Permission
from panah.access.policy import Actor
from panah.accounts.queries import names
from panah.codes.catalogue import code_list
from panah.core.errors import NotVisible
from panah.core.formats import money_text, number_text
from panah.core.work import WorkItem
from panah.crypto.fields import unseal_kept
from panah.protection.models import Earmark, FundExchange
from panah.protection.queries.money import WITHIN
from panah.protection.rules import Pot
from panah.protection.states import ExchangeState

SHOWN = 20


def pot(*, actor: Actor, earmark_id: UUID) -> Pot:
    """
    Return one part of the fund from which money can be changed, as it stands now.

    :raises NotVisible: if the fund has none such
    """
    row = Earmark.objects.own(actor).filter(pk=earmark_id).exclude(kind="allowance").first()
    if row is None:
        raise NotVisible(f"earmark {earmark_id}")
    return Pot(row.id, tuple(row.purposes), row.kind == "general", row.currency, row.balance)


def parts_to_exchange(*, actor: Actor) -> QuerySet[Earmark]:
    """Return the parts of the fund that hold something, by their currency."""
    held = Earmark.objects.own(actor).filter(balance__gt=0).exclude(kind="allowance")
    return held.select_related("donor").order_by("currency", "id")


def exchange_choices(*, actor: Actor) -> list[tuple[str, str]]:
    """Return the parts of the fund that hold something, as choices of a form: how much, by whom, for what."""
    return [(str(part.pk), _part_text(part, actor.language)) for part in parts_to_exchange(actor=actor)]


def _part_text(part: Earmark, spoken: str) -> str:
    purposes = ", ".join(code_list("aid_purpose").label(code, spoken) for code in part.purposes)
    giver = part.donor.name(spoken) if part.donor else ""
    named = [money_text(part.balance, part.currency, spoken), giver, purposes]
    if not giver and not purposes:
        named.append(code_list("earmark_kind").label(part.kind, spoken))
    return ", ".join(filter(None, named))


def fund_exchanges(*, actor: Actor) -> QuerySet[FundExchange]:
    """Return the exchanges of the actor's organisation's fund, the newest first."""
    found = FundExchange.objects.own(actor).select_related("source__donor", "target")
    return found.order_by("-prepared_at", "-id")


def fund_exchange(*, actor: Actor, fund_exchange_id: UUID) -> FundExchange:
    """
    Return one exchange.

    :raises NotVisible: if there is none at the actor's organisation
    """
    found: FundExchange | None = fund_exchanges(actor=actor).filter(pk=fund_exchange_id).first()
    if found is None:
        raise NotVisible(f"fund exchange {fund_exchange_id}")
    return found


def fund_exchange_to_change(*, actor: Actor, fund_exchange_id: UUID) -> FundExchange:
    """
    Return one exchange, locked until the transaction ends.

    :raises NotVisible: if there is none at the actor's organisation
    """
    found: FundExchange | None = FundExchange.objects.own(actor).select_for_update().filter(pk=fund_exchange_id).first()
    if found is None:
        raise NotVisible(f"fund exchange {fund_exchange_id}")
    return found


@dataclass(frozen=True, slots=True)
class ExchangeView:
    """An exchange with the people who decided, its document, and what the actor may do now."""

    exchange: FundExchange
    people: list[tuple[str, str]]
    document: str
    rate: str
    decide: bool
    reverse: bool


def exchange_view(*, actor: Actor, fund_exchange_id: UUID) -> ExchangeView:
    """
    Return everything that the page of an exchange shows.

    :raises NotVisible: if there is none at the actor's organisation
    """
    row = fund_exchange(actor=actor, fund_exchange_id=fund_exchange_id)
    waits, stands = row.state == ExchangeState.PREPARED, row.state == ExchangeState.BOOKED
    return ExchangeView(
        exchange=row,
        people=_people(actor, row),
        document=unseal_kept(row, "document")["document"] if actor.sees_words else "",
        rate=number_text(row.rate.normalize(), actor.language),
        decide=waits and actor.may(Permission.PROTECTION_EXCHANGE_DECIDE) and actor.id != row.prepared_by_id,
        reverse=stands and actor.may(Permission.PROTECTION_PAYMENT_REVERSE) and actor.id != row.decided_by_id,
    )


def _people(actor: Actor, row: FundExchange) -> list[tuple[str, str]]:
    decided = _("Rejected by") if row.state == ExchangeState.REJECTED else _("Booked by")
    steps = [
        (_("Prepared by"), row.prepared_by_id),
        (decided, row.decided_by_id),
        (_("Taken back by"), row.reversed_by_id),
    ]
    known = names(actor=actor, ids=[person for _label, person in steps if person])
    return [(label, known.get(person, "")) for label, person in steps if person]


def exchange_work(*, actor: Actor) -> list[WorkItem]:
    """Return the exchanges that wait for the actor to book them."""
    if not actor.may(Permission.PROTECTION_EXCHANGE_DECIDE):
        return []
    waiting = fund_exchanges(actor=actor).filter(state=ExchangeState.PREPARED).exclude(prepared_by_id=actor.id)
    return [
        WorkItem(
            kind="payment",
            title=_("Book an exchange: %(amount)s")
            % {"amount": money_text(row.amount, row.source.currency, actor.language)},
            reference=row.number,
            sender="",
            due_at=row.prepared_at + WITHIN,
            url=reverse("protection:fund_exchange_read", args=[row.pk]),
            action=_("Check and book"),
        )
        for row in waiting[:SHOWN]
    ]
