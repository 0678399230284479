"""Data breaches: recorded, assessed, told of, closed by the data-protection officer of an organisation."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.access.walls import Wall
from panah.audit import log
from panah.audit.events import Event
from panah.coordination.models import Breach, BreachNotice, BreachReceipt
from panah.coordination.queries import breach as queries
from panah.coordination.queries.breach_paper import breach_paper
from panah.coordination.rules import OVERSIGHT, PEOPLE, check_close, check_found, check_told
from panah.coordination.states import BreachState, move_breach
from panah.core.clock import HOME, now, today
from panah.core.db import wait_for
from panah.core.errors import InvalidInput, WrongState, gettext_noop
from panah.core.ids import reference
from panah.country.parameters import period
from panah.crypto.fields import seal
from panah.crypto.records import new_record_key
from panah.printing.neutral import exposing
from panah.printing.sheets import office_pdf, texts
from panah.protection.rules.consent import check_officer

TOLD = ("kind", "data", "people_count", "risk", "authority_told_on", "people_told_on", "state", "outcome", "closed_on")


@transaction.atomic
def record_breach(
    *,
    actor: Actor,
    kind: str,
    found_at: datetime,
    data_kinds: Collection[str],
    risk: str,
    words: str,
    measures: str,
    happened_on: date | None = None,
    people_count: int | None = None,
) -> Breach:
    """
    Record a data breach. The clock of telling the authority begins with the hour at which it was found.

    :raises NotPermitted: if the actor is not the data-protection officer
    :raises InvalidInput: if the hour has not come yet, or lies before the breach
    """
    check(actor, Permission.COORDINATION_BREACH_KEEP)
    check_officer(actor.duties)
    check_found(found_at, happened_on=happened_on, now=now())
    breach = Breach(
        organisation_id=actor.organisation_id,
        wall=actor.wall,
        key_id=new_record_key(organisation_id=actor.organisation_id, wall=actor.wall),
        reference=reference("B", year=today().year),
        kind=kind,
        happened_on=happened_on,
        found_at=found_at,
        due_at=found_at + period("breach_notice_hours", on=found_at.date()),
        data=sorted(data_kinds),
        people_count=people_count,
        risk=risk,
        recorded_by_id=actor.id,
    )
    seal(breach, words=words, measures=measures)
    breach.save(force_insert=True)
    log.record(actor=actor, event=Event.COORDINATION_BREACH_RECORDED, subject=breach, kind=kind, risk=risk)
    return breach


@transaction.atomic
def change_breach(
    *, actor: Actor, breach_id: UUID, data_kinds: Collection[str], people_count: int | None, risk: str, measures: str
) -> Breach:
    """
    Write down what has become known of a breach: which data, how many people, how bad, what is done about it.

    :raises NotVisible: if the actor's organisation has no such breach
    :raises NotPermitted: if the actor is not the data-protection officer
    :raises WrongState: if it is closed
    """
    breach = _to_change(actor, breach_id)
    breach.data, breach.people_count, breach.risk = sorted(data_kinds), people_count, risk
    seal(breach, measures=measures)
    breach.save(update_fields=["data", "people_count", "risk", "measures"])
    _tell_oversight_again(actor, breach)
    log.record(actor=actor, event=Event.COORDINATION_BREACH_CHANGED, subject=breach, risk=risk)
    return breach


@transaction.atomic
def tell_breach(*, actor: Actor, breach_id: UUID, whom: str, told_on: date, untold: str = "") -> Breach:
    """
    Write down who was told of a breach and when, or why the persons concerned were not. Oversight is told by this.

    :raises NotVisible: if the actor's organisation has no such breach
    :raises NotPermitted: if the actor is not the data-protection officer
    :raises WrongState: if it is closed, or this body knows already
    :raises InvalidInput: if the day cannot be, or a reason is given where none belongs
    """
    breach = _to_change(actor, breach_id)
    check_told(told_on, found_on=breach.found_at.astimezone(HOME).date(), today=today())
    if untold and whom != PEOPLE:
        raise InvalidInput(gettext_noop("Only the persons concerned may stay untold."), field="untold")
    if getattr(breach, f"{whom}_told_on") is not None:
        raise WrongState(gettext_noop("They were told already."))
    breach.people_untold = untold if whom == PEOPLE else breach.people_untold
    setattr(breach, f"{whom}_told_on", None if untold else told_on)
    breach.save(update_fields=["authority_told_on", "people_told_on", "people_untold", "oversight_told_on"])
    if whom == OVERSIGHT:
        _send_notice(actor, breach)
    _tell_oversight_again(actor, breach)
    log.record(actor=actor, event=Event.COORDINATION_BREACH_TOLD, subject=breach, whom=whom, reason=untold or None)
    return breach


@transaction.atomic
def close_breach(*, actor: Actor, breach_id: UUID, outcome: str) -> Breach:
    """
    Close a breach with what became of it.

    :raises NotVisible: if the actor's organisation has no such breach
    :raises NotPermitted: if the actor is not the data-protection officer
    :raises WrongState: if it is closed, or somebody who has to be told was not
    """
    breach = _to_change(actor, breach_id)
    check_close(() if outcome == "not_a_breach" else queries.untold(actor=actor, breach=breach))
    breach.state, breach.outcome, breach.closed_on = BreachState.CLOSED, outcome, today()
    breach.save(update_fields=["state", "outcome", "closed_on"])
    _tell_oversight_again(actor, breach)
    log.record(actor=actor, event=Event.COORDINATION_BREACH_CLOSED, subject=breach, outcome=outcome)
    return breach


@transaction.atomic
def look_at_breach(*, actor: Actor, breach_id: UUID) -> Breach:
    """
    Return a breach, and log that it was read.

    :raises NotPermitted: if the actor is not the data-protection officer
    :raises NotVisible: if the actor's organisation has no such breach
    """
    check(actor, Permission.COORDINATION_BREACH_KEEP)
    breach = queries.breach(actor=actor, breach_id=breach_id)
    check_officer(actor.duties)
    log.record(actor=actor, event=Event.COORDINATION_BREACH_READ, subject=breach)
    return breach


@transaction.atomic
def acknowledge_breach(*, actor: Actor, notice_id: UUID) -> BreachReceipt:
    """
    Confirm to an organisation that oversight has read its notice. The organisation sees when.

    :raises NotPermitted: if the actor may not read notices of data breaches
    :raises NotVisible: if no such notice came to the actor's organisation
    :raises WrongState: if it was confirmed before
    """
    check(actor, Permission.COORDINATION_BREACH_WATCH)
    notice = queries.notice_to_acknowledge(actor=actor, notice_id=notice_id)
    wait_for(f"breach notice {notice_id}")
    if BreachReceipt.objects.sent_by_us(actor).filter(notice=notice).exists():
        raise WrongState(gettext_noop("Somebody has confirmed this before."))
    receipt: BreachReceipt = BreachReceipt.objects.create(
        from_organisation_id=actor.organisation_id,
        from_wall=actor.wall,
        to_organisation_id=notice.from_organisation_id,
        to_wall=notice.from_wall,
        sent_by_id=actor.id,
        notice=notice,
    )
    holder = notice.from_organisation_id
    log.record(actor=actor, event=Event.COORDINATION_BREACH_ACKNOWLEDGED, subject=receipt, holder=holder)
    return receipt


@transaction.atomic
def print_breach(*, actor: Actor, breach_id: UUID, language: str, with_words: bool = False) -> bytes:
    """
    Print the note of a breach for the authority or the person concerned.

    :raises NotPermitted: if the actor is not the data-protection officer
    :raises NotVisible: if the actor's organisation has no such breach
    :raises InvalidInput: if what was written would tell a finder what it is about
    """
    check(actor, Permission.COORDINATION_BREACH_KEEP)
    breach = queries.breach(actor=actor, breach_id=breach_id)
    check_officer(actor.duties)
    paper = breach_paper(actor=actor, breach=breach, language=language, with_words=with_words)
    if words := ", ".join(exposing(texts(paper))):
        raise InvalidInput(
            gettext_noop("What was written tells what this is about (%(words)s). Print the note without it."),
            field="with_words",
            words=words,
        )
    log.record(actor=actor, event=Event.COORDINATION_BREACH_PRINTED, subject=breach, language=language)
    return office_pdf(paper)


def _to_change(actor: Actor, breach_id: UUID) -> Breach:
    check(actor, Permission.COORDINATION_BREACH_KEEP)
    breach = queries.breach_to_change(actor=actor, breach_id=breach_id)
    check_officer(actor.duties)
    move_breach(BreachState(breach.state), BreachState.CLOSED)
    return breach


def _send_notice(actor: Actor, breach: Breach) -> None:
    body = queries.oversight_body(actor=actor)
    BreachNotice.objects.create(
        from_organisation_id=actor.organisation_id,
        from_wall=actor.wall,
        to_organisation_id=body.pk,
        to_wall=Wall.OVERSIGHT,
        sent_by_id=actor.id,
        breach=breach,
        reference=breach.reference,
        found_at=breach.found_at,
        due_at=breach.due_at,
        **_told(breach),
    )


def _tell_oversight_again(actor: Actor, breach: Breach) -> None:
    BreachNotice.objects.sent_by_us(actor).filter(breach=breach).update(**_told(breach))


def _told(breach: Breach) -> dict[str, Any]:
    return {name: getattr(breach, name) for name in TOLD}
