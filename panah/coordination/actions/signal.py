"""A signal whose person is presumed trafficked: sent on at once to those who help and to the body that identifies."""

from datetime import date
from uuid import UUID

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.audit import log
from panah.audit.events import Event
from panah.coordination import queries
from panah.coordination.actions.referral import send_referral
from panah.coordination.models import Referral
from panah.coordination.rules import basis_of, purposes_of
from panah.core.errors import WrongState, gettext_noop
from panah.helpline import queries as helpline
from panah.helpline.rules import DANGER_NOW
from panah.helpline.states import SignalState


@transaction.atomic
def presume_signal(
    *,
    actor: Actor,
    signal_id: UUID,
    to_organisation_id: UUID,
    agreed: str,
    expires_on: date,
    ground: str = "",
    note: str = "",
) -> list[Referral]:
    """
    Refer a presumed person for help, and at the same time for identification unless they want help alone.

    A body learns nothing of a report about its own staff: where it is the one that identifies, help goes out alone.

    :raises NotPermitted: if the actor may not send referrals
    :raises NotVisible: if the actor's desk has no such signal, or there is no such body
    :raises StepUpNeeded: if the actor's last sign-in is older than five minutes
    :raises WrongState: if the signal has ended or was referred, or no body here identifies
    :raises InvalidInput: if nobody agrees and no duty is named, or it is not said why
    """
    check(actor, Permission.COORDINATION_REFERRAL_SEND)
    signal = helpline.signal_to_change(actor=actor, signal_id=signal_id)
    if signal.state != SignalState.OPEN:
        raise WrongState(gettext_noop("This signal was referred or has ended. Look at where it stands."))
    basis = basis_of(agreed=agreed, ground=ground, reason=note)
    if queries.identifying_body(actor=actor) is None:
        raise WrongState(gettext_noop("No body is named that identifies. Refer it by hand."))
    bodies = {"assistance": to_organisation_id}
    if unit := queries.identifying_body(actor=actor, signal_id=signal_id):
        bodies["identification"] = unit.pk
    sent = [
        send_referral(
            actor=actor,
            to_organisation_id=bodies[purpose],
            purpose=purpose,
            basis=basis,
            agreed=agreed,
            note=note,
            expires_on=expires_on,
            is_urgent=signal.danger == DANGER_NOW,
            signal_id=signal_id,
        )
        for purpose in purposes_of(agreed)
        if purpose in bodies
    ]
    log.record(actor=actor, event=Event.COORDINATION_SIGNAL_PRESUMED, subject=signal, agreed=agreed, basis=basis)
    return sent
