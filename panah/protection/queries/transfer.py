"""Reading transfers of cases, and the wishes to take one over, from both ends."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from panah.access.permissions import Permission
from panah.access.policy import Actor
from panah.access.queries import grants_on_case
from panah.access.walls import Wall
from panah.codes.catalogue import code_list
from panah.codes.forms import language
from panah.core.clock import HOME, now, today
from panah.core.errors import NotVisible
from panah.core.paging import Page, page
from panah.core.work import Found, WorkItem
from panah.country.parameters import number
from panah.organisations.models import Organisation
from panah.organisations.queries import organisations
from panah.protection.models import Case, Transfer, TransferAnswer, TransferWish
from panah.protection.queries.consent import Consented, consent_to_tell
from panah.protection.queries.override import override_until
from panah.protection.rules.transfer import TRANSFER_KINDS
from panah.protection.states import ENDED, TRANSFER_OPEN, TransferState, WishState

SHOWN = 20
NEWEST = ("-sent_at", "-id")
ENDS = ("from_organisation", "to_organisation", "answer")
REFUSED_SHOWN = timedelta(days=14)
PARTNER = "share_partner"
UNANSWERED = Q(answer=None, withdrawn_at=None)


def transfers(*, actor: Actor, sent: bool = False, after: str | None = None) -> Page:
    """Return one page of the transfers that came to the actor's organisation, or went out from it."""
    found = Transfer.objects.sent_by_us(actor) if sent else Transfer.objects.for_us(actor)
    return page(found.select_related(*ENDS), order=NEWEST, after=after)


def transfers_of_case(*, actor: Actor, case_id: UUID) -> QuerySet[Transfer]:
    """Return the transfers that the actor's organisation proposed of a case, the newest first."""
    found = Transfer.objects.sent_by_us(actor).filter(case_id=case_id).select_related(*ENDS)
    return found.order_by(*NEWEST)


def transfer(*, actor: Actor, transfer_id: UUID) -> Transfer:
    """
    Return one transfer, to either end.

    :raises NotVisible: if there is none for this actor
    """
    return _one(Transfer.objects.visible_to(actor).select_related(*ENDS), transfer_id)


def transfer_for_us(*, actor: Actor, transfer_id: UUID) -> Transfer:
    """
    Return one transfer that came to the actor's organisation.

    :raises NotVisible: if there is none
    """
    return _one(Transfer.objects.for_us(actor).select_related(*ENDS), transfer_id)


def transfer_sent_to_change(*, actor: Actor, transfer_id: UUID) -> Transfer:
    """
    Return one transfer that the actor's organisation proposed, locked until the transaction ends.

    :raises NotVisible: if there is none
    """
    found = Transfer.objects.sent_by_us(actor).select_for_update(of=("self",))
    return _one(found.select_related("answer"), transfer_id)


def _one(found: QuerySet[Transfer], transfer_id: UUID) -> Transfer:
    row = found.filter(pk=transfer_id).first()
    if row is None:
        raise NotVisible(f"transfer {transfer_id}")
    return row


def transfer_under_way(*, actor: Actor, case_id: UUID) -> Transfer | None:
    """Return the transfer of a case that waits for its answer, or for being settled."""
    found = transfers_of_case(actor=actor, case_id=case_id)
    return next((row for row in found if row.state in TRANSFER_OPEN), None)


def transfers_on_consent(*, actor: Actor, consent_id: UUID) -> list[Transfer]:
    """Return the own proposals that rest on a consent and wait, locked until the transaction ends."""
    found = Transfer.objects.sent_by_us(actor).select_for_update(of=("self",)).filter(consent_id=consent_id)
    return [row for row in found.select_related("answer") if row.state == TransferState.PROPOSED]


def own_case_of(*, actor: Actor, person_id: UUID) -> Case | None:
    """Return the case that the actor's organisation itself leads for a person, if one is open."""
    led = Case.objects.own(actor).filter(person_id=person_id).exclude(status__in=[status.value for status in ENDED])
    found: Case | None = led.order_by("-id").first()
    return found


def live_grants_to(*, actor: Actor, case_id: UUID, organisation_id: UUID) -> list[UUID]:
    """Return the grants by which one organisation reads a case of the actor's organisation now."""
    found = grants_on_case(actor=actor, case_id=case_id).filter(
        to_organisation_id=organisation_id, to_wall=Wall.PROTECTION, withdrawn_at=None
    )
    return list(found.values_list("pk", flat=True))


def bodies_to_hand_to(*, actor: Actor) -> QuerySet[Organisation]:
    """Return the bodies that a case can be handed to."""
    return organisations(kinds=TRANSFER_KINDS, on=today()).exclude(pk=actor.organisation_id)


def body_to_hand_to(*, actor: Actor, organisation_id: UUID) -> Organisation:
    """
    Return a body that is named as the receiver of a case; whether it may be one, a rule says.

    :raises NotVisible: if there is no such body
    """
    found: Organisation | None = organisations(on=today()).filter(pk=organisation_id).first()
    if found is None:
        raise NotVisible(f"organisation {organisation_id}")
    return found


def consent_to_transfer(
    *, actor: Actor, case_id: UUID, consent_id: UUID | None, organisation_id: UUID
) -> Consented | None:
    """Return a live consent of the person to tell this receiver, or None."""
    if consent_id is None:
        return None
    return consent_to_tell(
        actor=actor, case_id=case_id, consent_id=consent_id, purpose=PARTNER, recipient_id=organisation_id
    )


def duty_to_transfer(*, actor: Actor, case_id: UUID, ground: str, organisation_id: UUID) -> date | None:
    """Return the last day of a duty above consent to tell this receiver; None if none was recorded or holds today."""
    return override_until(actor=actor, case_id=case_id, ground=ground, recipient_id=organisation_id)


def wishes_of_case(*, actor: Actor, case_id: UUID) -> list[TransferWish]:
    """Return who asked to take a case over: those who asked the actor's organisation, and its own wish."""
    found = TransferWish.objects.visible_to(actor).filter(case_id=case_id)
    return list(_with_answers(found).order_by(*NEWEST)[:SHOWN])


def _with_answers(found: QuerySet[TransferWish]) -> QuerySet[TransferWish]:
    return found.select_related("from_organisation", "to_organisation", "refusal").prefetch_related("transfers")


def open_wish(*, actor: Actor, case_id: UUID, organisation_id: UUID) -> TransferWish | None:
    """Return the wish of one organisation to take over a case that waits for the actor's answer."""
    found = TransferWish.objects.for_us(actor).filter(case_id=case_id, from_organisation_id=organisation_id)
    return next((row for row in _with_answers(found) if row.state == WishState.WAITING), None)


def own_wish(*, actor: Actor, case_id: UUID) -> TransferWish | None:
    """Return the actor's own wish for a case that waits for an answer."""
    found = TransferWish.objects.sent_by_us(actor).filter(case_id=case_id)
    return next((row for row in _with_answers(found) if row.state == WishState.WAITING), None)


def wish_for_us(*, actor: Actor, wish_id: UUID) -> TransferWish:
    """
    Return one wish that the actor's organisation has to answer.

    :raises NotVisible: if there is none
    """
    return _one_wish(_with_answers(TransferWish.objects.for_us(actor)), wish_id)


def wish_sent_to_change(*, actor: Actor, wish_id: UUID) -> TransferWish:
    """
    Return one wish of the actor's organisation, locked until the transaction ends.

    :raises NotVisible: if there is none
    """
    found = TransferWish.objects.sent_by_us(actor).select_for_update(of=("self",))
    return _one_wish(found.select_related("refusal").prefetch_related("transfers"), wish_id)


def _one_wish(found: QuerySet[TransferWish], wish_id: UUID) -> TransferWish:
    row = found.filter(pk=wish_id).first()
    if row is None:
        raise NotVisible(f"wish {wish_id}")
    return row


def transfer_work(*, actor: Actor) -> Iterator[WorkItem]:
    """Return the transfers and wishes that wait for the actor, at either end; late ones for whoever leads, too."""
    if actor.may(Permission.PROTECTION_TRANSFER_ANSWER):
        yield from _to_answer(actor)
    if actor.may(Permission.PROTECTION_TRANSFER_SEND):
        yield from _to_settle(actor)
        yield from _wished(actor)
    if actor.may(Permission.PROTECTION_TRANSFER_ASK):
        yield from _refused(actor)


def _to_answer(actor: Actor) -> Iterator[WorkItem]:
    waiting = (
        Transfer.objects.for_us(actor)
        .filter(UNANSWERED, due_at__gt=now(), paused_at=None)
        .select_related("from_organisation")
    )
    soon = now() + timedelta(hours=number("clock_soon_hours", on=today()))
    for row in waiting.order_by("due_at", "id")[:SHOWN]:
        yield _item(row, _("Answer the transfer of a case"), row.from_organisation, _("Answer it"), due_at=row.due_at)
        if row.due_at <= soon and actor.may(Permission.PROTECTION_CASE_ASSIGN):
            title = _("A transfer expires soon: nobody has answered it")
            yield _item(row, title, row.from_organisation, _("Open it"), due_at=row.due_at, kind="escalation")


def _to_settle(actor: Actor) -> Iterator[WorkItem]:
    """What was accepted has to be settled; what was declined or expired needs another way."""
    mine = Transfer.objects.sent_by_us(actor).filter(settled_at=None, withdrawn_at=None)
    over = Q(due_at__lte=now(), paused_at=None)
    answered = mine.filter(~Q(answer=None) | over).select_related("to_organisation", "answer")
    titles = {
        TransferState.ACCEPTED: _("The transfer was accepted: settle what stays here"),
        TransferState.DECLINED: _("The transfer was declined: find another way"),
        TransferState.EXPIRED: _("Nobody answered the transfer: find another way"),
    }
    for row in answered.order_by("sent_at", "id")[:SHOWN]:
        yield _item(row, titles[row.state], row.to_organisation, _("Open it"))


def _wished(actor: Actor) -> Iterator[WorkItem]:
    waiting = _with_answers(TransferWish.objects.for_us(actor).filter(withdrawn_at=None, due_at__gt=now()))
    for row in waiting.filter(refusal=None, transfers=None).order_by("due_at", "id")[:SHOWN]:
        yield _wish_item(row, _("Another organisation asks to take a case over"), row.from_organisation, row.due_at)


def _refused(actor: Actor) -> Iterator[WorkItem]:
    since = today() - REFUSED_SHOWN
    refused = TransferWish.objects.sent_by_us(actor).filter(refusal__refused_on__gte=since, withdrawn_at=None)
    for row in _with_answers(refused).order_by("sent_at", "id")[:SHOWN]:
        reason = code_list("decline_reason").label(row.refusal.reason, language())
        title = _("The holder keeps the case: %(reason)s") % {"reason": reason}
        yield _wish_item(row, title, row.to_organisation, None)


def _item(
    row: Transfer, title: str, other: Organisation, action: str, *, due_at: datetime | None = None, kind: str = ""
) -> WorkItem:
    return WorkItem(
        kind=kind or "transfer",
        title=title,
        reference=row.reference,
        sender=other.name(language()),
        due_at=due_at,
        url=reverse("protection:transfer_read", args=[row.pk]),
        action=action,
    )


def _wish_item(row: TransferWish, title: str, other: Organisation, due_at: datetime | None) -> WorkItem:
    return WorkItem(
        kind="transfer",
        title=title,
        reference=row.case_reference,
        sender=other.name(language()),
        due_at=due_at,
        url=reverse("protection:case_transfer", args=[row.case_id]),
        action=_("Open it"),
    )


def transfers_found(*, actor: Actor, text: str) -> Iterator[Found]:
    """Return a transfer by its exact number, to either end."""
    if not actor.may(Permission.PROTECTION_TRANSFER_READ):
        return
    for row in Transfer.objects.visible_to(actor).filter(reference=text.strip().upper())[:1]:
        yield Found(row.reference, _("Transfer of a case"), reverse("protection:transfer_read", args=[row.pk]))


def last_moment(*, actor: Actor, day: date | None) -> datetime | None:
    """Return the end of the last day of what a transfer rests on, or None if it has none."""
    return None if day is None else datetime.combine(day, time(23, 59, 59), tzinfo=HOME)


def answer_of(*, actor: Actor, transfer: Transfer) -> TransferAnswer | None:
    """Return the answer to a transfer that the actor was shown."""
    found: TransferAnswer | None = getattr(transfer, "answer", None)
    return found
