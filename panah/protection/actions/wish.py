"""The wish to take a case over: sent by who works with the person, refused by the holder, or taken back."""

from uuid import UUID

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.access.walls import FieldGroup
from panah.audit import log
from panah.audit.events import Event
from panah.core.clock import now, today
from panah.core.db import wait_for
from panah.core.errors import WrongState, gettext_noop
from panah.core.ids import new_id
from panah.country.parameters import number
from panah.crypto.fields import seal, unseal
from panah.crypto.records import new_record_key
from panah.organisations.queries import organisation_by_id
from panah.protection import queries
from panah.protection.models import TransferWish, WishRefusal
from panah.protection.queries import transfer as transfer_queries
from panah.protection.rules.transfer import check_receiver, check_summary, transfer_due
from panah.protection.states import ENDED, WishState, move_wish


@transaction.atomic
def send_wish(*, actor: Actor, case_id: UUID, reason: str, summary: str) -> TransferWish:
    """
    Ask the holder of a case that was opened to the actor's organisation to hand it over.

    :raises NotPermitted: if the actor may not ask for cases
    :raises NotVisible: if no such case is open to the actor's organisation
    :raises WrongState: if it is the own case, has ended, or was asked for already
    :raises InvalidInput: if the own organisation leads no cases, or the words are too short
    """
    check(actor, Permission.PROTECTION_TRANSFER_ASK)
    case = queries.case(actor=actor, case_id=case_id)
    if case.organisation_id == actor.organisation_id:
        raise WrongState(gettext_noop("Your own organisation holds this case."))
    if case.status in ENDED:
        raise WrongState(gettext_noop("This case has ended. Its holder can open it again."))
    if transfer_queries.own_wish(actor=actor, case_id=case_id) is not None:
        raise WrongState(gettext_noop("You asked for this case already. Wait for the answer, or take it back."))
    own = organisation_by_id(organisation_id=actor.organisation_id)
    check_receiver(kind=own.kind, is_own=False)
    check_summary(summary)
    days = number("transfer_answer_days", on=today())
    wish = TransferWish(
        id=new_id(),
        from_organisation_id=actor.organisation_id,
        from_wall=actor.wall,
        to_organisation_id=case.organisation_id,
        to_wall=case.wall,
        sent_by_id=actor.id,
        key_id=new_record_key(organisation_id=actor.organisation_id, wall=actor.wall),
        case_id=case.pk,
        person_id=case.person_id,
        case_reference=case.reference,
        reason=reason,
        due_at=transfer_due(sent_at=now(), days=days, consent_ends=None),
    )
    seal(wish, words=summary)
    wish.save(force_insert=True)
    log.record(actor=actor, event=Event.PROTECTION_WISH_SENT, subject=wish, case_id=case.pk, reason=reason)
    return wish


@transaction.atomic
def refuse_wish(*, actor: Actor, wish_id: UUID, reason: str) -> WishRefusal:
    """
    Keep a case that another organisation asked for, and say why.

    :raises NotPermitted: if the actor may not hand cases over
    :raises NotVisible: if no such wish came to the actor's organisation
    :raises WrongState: if it was answered or taken back, or has expired
    """
    check(actor, Permission.PROTECTION_TRANSFER_SEND)
    transfer_queries.wish_for_us(actor=actor, wish_id=wish_id)
    wait_for(f"wish {wish_id}")
    wish = transfer_queries.wish_for_us(actor=actor, wish_id=wish_id)
    move_wish(wish.state, WishState.REFUSED)
    refusal = WishRefusal(
        from_organisation_id=actor.organisation_id,
        from_wall=actor.wall,
        to_organisation_id=wish.from_organisation_id,
        to_wall=wish.from_wall,
        sent_by_id=actor.id,
        wish=wish,
        case_id=wish.case_id,
        reason=reason,
        refused_on=today(),
    )
    refusal.save(force_insert=True)
    log.record(actor=actor, event=Event.PROTECTION_WISH_REFUSED, subject=wish, case_id=wish.case_id, reason=reason)
    return refusal


@transaction.atomic
def withdraw_wish(*, actor: Actor, wish_id: UUID) -> TransferWish:
    """
    Take the wish for a case back.

    :raises NotPermitted: if the actor may not ask for cases
    :raises NotVisible: if the actor's organisation sent no such wish
    :raises WrongState: if it was answered or taken back, or has expired
    """
    check(actor, Permission.PROTECTION_TRANSFER_ASK)
    transfer_queries.wish_sent_to_change(actor=actor, wish_id=wish_id)
    wait_for(f"wish {wish_id}")
    wish = transfer_queries.wish_sent_to_change(actor=actor, wish_id=wish_id)
    move_wish(wish.state, WishState.WITHDRAWN)
    wish.withdrawn_at = now()
    wish.save(update_fields=["withdrawn_at"])
    log.record(actor=actor, event=Event.PROTECTION_WISH_WITHDRAWN, subject=wish, case_id=wish.case_id)
    return wish


@transaction.atomic
def show_wish(*, actor: Actor, wish_id: UUID) -> str:
    """
    Return why another organisation asks for a case. Each look is logged.

    :raises NotPermitted: if the actor may not see what is sealed about persons
    :raises NotVisible: if no such wish came to the actor's organisation
    """
    check(actor, Permission.PROTECTION_PERSON_SHOW)
    wish = transfer_queries.wish_for_us(actor=actor, wish_id=wish_id)
    event, groups = Event.PROTECTION_TRANSFER_READ, (FieldGroup.IDENTITY,)
    log.record(actor=actor, event=event, subject=wish, groups=groups, case_id=wish.case_id)
    return unseal(wish, "words")["words"]
