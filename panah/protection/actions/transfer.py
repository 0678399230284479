"""The transfer of a case from the side of its holder: proposed, withdrawn, settled."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from panah.access.actions import give_grant, withdraw_grant
from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.access.walls import FieldGroup, Wall, implied
from panah.audit import log
from panah.audit.events import Event
from panah.core.clock import HOME, now, today
from panah.core.db import wait_for
from panah.core.errors import WrongState, gettext_noop
from panah.core.ids import new_id, reference
from panah.country.parameters import number
from panah.crypto.fields import seal, unseal
from panah.crypto.records import new_record_key
from panah.protection import queries
from panah.protection.actions.course import close_case
from panah.protection.models import CarriedDecision, Case, Transfer
from panah.protection.queries import last_decision as decisions
from panah.protection.queries import transfer as transfer_queries
from panah.protection.rules.consent import check_basis
from panah.protection.rules.transfer import (
    check_not_identifying,
    check_receiver,
    check_slice,
    check_summary,
    transfer_due,
)
from panah.protection.states import ENDED, TransferState, move_transfer

SEND = Permission.PROTECTION_TRANSFER_SEND
SETTLED_FROM = frozenset({TransferState.ACCEPTED, TransferState.DECLINED, TransferState.EXPIRED})


@transaction.atomic
def propose_transfer(
    *,
    actor: Actor,
    case_id: UUID,
    to_organisation_id: UUID,
    reason: str,
    goes_along: str,
    basis: str,
    summary: str,
    keeps_open: bool,
    consent_id: UUID | None = None,
) -> Transfer:
    """
    Propose to hand a case to another organisation. What goes along is opened to it until the clock runs out.

    :raises NotPermitted: if the actor may not hand cases over
    :raises StepUpNeeded: if the actor's last sign-in is older than five minutes
    :raises NotVisible: if the actor's organisation holds no such case, or there is no such body
    :raises WrongState: if the case has ended, a transfer of it is under way, or somebody decides on the person's status
    :raises InvalidInput: if the receiver leads no cases, or neither consent nor a recorded duty stands behind it
    """
    check(actor, SEND)
    case = queries.case_to_change(actor=actor, case_id=case_id)
    body = transfer_queries.body_to_hand_to(actor=actor, organisation_id=to_organisation_id)
    _check_case(actor, case)
    check_receiver(kind=body.kind, is_own=body.pk == actor.organisation_id)
    group = check_slice(goes_along)
    check_summary(summary)
    rests_on, until = _rests_on(actor, case, body.pk, basis=basis, consent_id=consent_id)
    ends = transfer_queries.last_moment(actor=actor, day=until)
    due_at = transfer_due(sent_at=now(), days=number("transfer_answer_days", on=today()), consent_ends=ends)
    ground = {"basis": basis, "consent_id": rests_on}
    wish = transfer_queries.open_wish(actor=actor, case_id=case_id, organisation_id=body.pk)
    transfer = Transfer(
        **_ends(actor, case),
        to_organisation_id=body.pk,
        wish=wish,
        reason=reason,
        groups=sorted(implied({group}) - {FieldGroup.REFERENCE}),
        grant_id=_open_to(actor, case, body.pk, group=group, expires_on=due_at.astimezone(HOME).date(), **ground),
        keeps_open=keeps_open,
        due_at=due_at,
        **ground,
    )
    seal(transfer, words=summary)
    transfer.save(force_insert=True)
    _tell_decision(actor, case, transfer)
    log.record(
        actor=actor,
        event=Event.PROTECTION_TRANSFER_PROPOSED,
        subject=transfer,
        case_id=case.pk,
        groups=tuple(transfer.groups),
        to_organisation=body.pk,
        basis=basis,
        reason=reason,
    )
    return transfer


def _rests_on(
    actor: Actor, case: Case, body_id: UUID, *, basis: str, consent_id: UUID | None
) -> tuple[UUID | None, date | None]:
    """Return the consent that a transfer rests on, or None for a duty above it, with the last day of either."""
    told: dict[str, Any] = {"actor": actor, "case_id": case.pk, "organisation_id": body_id}
    consent = transfer_queries.consent_to_transfer(**told, consent_id=consent_id)
    duty = transfer_queries.duty_to_transfer(**told, ground=basis) if basis != "consent" else None
    check_basis(basis=basis, is_consented=consent is not None, is_overridden=duty is not None)
    return (consent.id, consent.expires_on) if consent is not None and basis == "consent" else (None, duty)


def _open_to(actor: Actor, case: Case, body_id: UUID, *, group: FieldGroup, **given: Any) -> UUID:
    grant = give_grant(
        actor=actor,
        case_id=case.pk,
        to_organisation_id=body_id,
        to_wall=Wall.PROTECTION,
        groups=frozenset({group}),
        purpose="transfer",
        permission=SEND,
        **given,
    )
    return grant.pk


def _check_case(actor: Actor, case: Case) -> None:
    if case.status in ENDED:
        raise WrongState(gettext_noop("This case has ended. Open it again first."))
    if transfer_queries.transfer_under_way(actor=actor, case_id=case.pk) is not None:
        raise WrongState(gettext_noop("A transfer of this case is under way. Withdraw or settle it first."))
    check_not_identifying(is_running=decisions.is_being_identified(actor=actor, case=case))


def _tell_decision(actor: Actor, case: Case, transfer: Transfer) -> None:
    """Tell the last decision with a transfer, and whether the allowance was asked for: nobody waits or asks again."""
    last = decisions.last_decision(actor=actor, case_id=case.pk)
    if last is None or last.id != case.decision_id:
        return
    asked = queries.live_allowance(actor=actor, case_id=case.pk, decision_id=last.id)
    asked_on = asked.sent_at.astimezone(HOME).date() if asked else last.allowance_asked_on
    CarriedDecision.objects.create(
        from_organisation_id=transfer.from_organisation_id,
        from_wall=transfer.from_wall,
        to_organisation_id=transfer.to_organisation_id,
        to_wall=transfer.to_wall,
        sent_by_id=actor.id,
        transfer=transfer,
        case_id=case.pk,
        decision_id=last.id,
        decided_by_id=last.decided_by_id,
        decided_by_wall=last.decided_by_wall,
        referred_on=case.referred_on,
        allowance_asked_on=asked_on,
        **{name: getattr(last, name) for name in decisions.TOLD},
    )


def _ends(actor: Actor, case: Case) -> dict[str, object]:
    return {
        "id": new_id(),
        "from_organisation_id": actor.organisation_id,
        "from_wall": actor.wall,
        "to_wall": Wall.PROTECTION,
        "sent_by_id": actor.id,
        "key_id": new_record_key(organisation_id=actor.organisation_id, wall=actor.wall),
        "reference": reference("H", year=today().year),
        "case_id": case.pk,
        "case_reference": case.reference,
        "person_id": case.person_id,
        "sex": case.person.sex,
        "age_band": queries.band_of(actor=actor, case=case),
        "language": case.person.language,
    }


@transaction.atomic
def withdraw_transfer(*, actor: Actor, transfer_id: UUID) -> Transfer:
    """
    Take a proposal back, and end at once what it opened.

    :raises NotPermitted: if the actor may not hand cases over
    :raises NotVisible: if the actor's organisation proposed no such transfer
    :raises WrongState: if it was answered, withdrawn or has expired
    """
    check(actor, SEND)
    _one_at_a_time(transfer_queries.transfer_sent_to_change(actor=actor, transfer_id=transfer_id))
    transfer = transfer_queries.transfer_sent_to_change(actor=actor, transfer_id=transfer_id)
    _take_back(actor, transfer)
    event = Event.PROTECTION_TRANSFER_WITHDRAWN
    log.record(actor=actor, event=event, subject=transfer, case_id=transfer.case_id)
    return transfer


@transaction.atomic
def stop_transfers(*, actor: Actor, consent_id: UUID) -> list[Transfer]:
    """
    Take back every proposal that rests on a consent which is withdrawn in this transaction.

    :raises NotPermitted: if the actor may not withdraw consents
    """
    check(actor, Permission.PROTECTION_CONSENT_WITHDRAW)
    stopped = transfer_queries.transfers_on_consent(actor=actor, consent_id=consent_id)
    for transfer in stopped:
        _one_at_a_time(transfer)
        _take_back(actor, transfer, because="consent_withdrawn")
        log.record(
            actor=actor,
            event=Event.PROTECTION_TRANSFER_WITHDRAWN,
            subject=transfer,
            case_id=transfer.case_id,
            because=transfer.withdrawn_because,
        )
    return stopped


@transaction.atomic
def settle_transfer(*, actor: Actor, transfer_id: UUID) -> Transfer:
    """
    Settle a transfer that was answered or has expired: the receiver's access ends, and an accepted case is closed.

    An accepted case stays open if that was said when it was proposed. One that closes is closed by the same rules as
    every other.

    :raises NotPermitted: if the actor may not hand cases over, or not close them
    :raises NotVisible: if the actor's organisation proposed no such transfer
    :raises WrongState: if it waits for its answer, was settled before, or the case cannot be closed now
    """
    check(actor, SEND)
    transfer = transfer_queries.transfer_sent_to_change(actor=actor, transfer_id=transfer_id)
    if transfer.state not in SETTLED_FROM or transfer.settled_at is not None:
        raise WrongState(gettext_noop("There is nothing to settle: open the transfer again and look at its state."))
    is_taken = transfer.state == TransferState.ACCEPTED
    if is_taken:
        move_transfer(transfer.state, TransferState.SETTLED)
    transfer.settled_at = now()
    transfer.save(update_fields=["settled_at"])
    _end_access(actor, transfer, is_over=is_taken)
    case = queries.case_to_change(actor=actor, case_id=transfer.case_id)
    if is_taken and not transfer.keeps_open and case.status not in ENDED:
        close_case(actor=actor, case_id=case.pk, reason="transferred", closed_on=today())
    log.record(
        actor=actor,
        event=Event.PROTECTION_TRANSFER_SETTLED,
        subject=transfer,
        case_id=transfer.case_id,
        is_taken=int(is_taken),
    )
    return transfer


@transaction.atomic
def show_transfer(*, actor: Actor, transfer_id: UUID) -> str:
    """
    Return the words that go along with a case, to either end. Each look is logged.

    :raises NotPermitted: if the actor may not see what is sealed about persons
    :raises NotVisible: if there is no such transfer for this actor
    """
    check(actor, Permission.PROTECTION_PERSON_SHOW)
    transfer = transfer_queries.transfer(actor=actor, transfer_id=transfer_id)
    event, groups = Event.PROTECTION_TRANSFER_READ, (FieldGroup.IDENTITY,)
    log.record(actor=actor, event=event, subject=transfer, groups=groups, case_id=transfer.case_id)
    return unseal(transfer, "words")["words"]


def _one_at_a_time(transfer: Transfer) -> None:
    """Let the two ends not answer and withdraw at the same moment: the second one sees what the first has done."""
    wait_for(f"transfer {transfer.pk}")


def _take_back(actor: Actor, transfer: Transfer, *, because: str = "") -> None:
    move_transfer(transfer.state, TransferState.WITHDRAWN)
    transfer.withdrawn_at, transfer.withdrawn_because = now(), because
    transfer.save(update_fields=["withdrawn_at", "withdrawn_because"])
    _end_access(actor, transfer)


def _end_access(actor: Actor, transfer: Transfer, *, is_over: bool = False) -> None:
    """End what the transfer opened; once the case is taken over, whatever else the receiver could read of it, too."""
    to, case_id = transfer.to_organisation_id, transfer.case_id
    for grant_id in transfer_queries.live_grants_to(actor=actor, case_id=case_id, organisation_id=to):
        if is_over or grant_id == transfer.grant_id:
            withdraw_grant(actor=actor, grant_id=grant_id, permission=SEND)
