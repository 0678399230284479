"""The special police unit's inquiry: opened from a referral, taken through its stages."""

from uuid import UUID

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.access.walls import Wall
from panah.audit import log
from panah.audit.events import Event
from panah.core.clock import today
from panah.core.errors import WrongState, gettext_noop
from panah.core.ids import reference
from panah.crypto.records import new_record_key
from panah.protection import queries
from panah.protection.models import Inquiry
from panah.protection.rules import inquiry_due
from panah.protection.states import InquiryStage, move_inquiry


@transaction.atomic
def open_inquiry(
    *,
    actor: Actor,
    case_id: UUID,
    person_id: UUID,
    holder_organisation_id: UUID,
    holder_wall: Wall,
    referral_id: UUID | None = None,
    case_reference: str = "",
) -> Inquiry:
    """
    Open the inquiry into a person's status. Case and person are named by the holder's opaque ids.

    :raises NotPermitted: if the actor may not open inquiries
    """
    check(actor, Permission.PROTECTION_INQUIRY_OPEN)
    inquiry = Inquiry(
        organisation_id=actor.organisation_id,
        wall=actor.wall,
        key_id=new_record_key(organisation_id=actor.organisation_id, wall=actor.wall),
        reference=_free_reference(actor),
        referral_id=referral_id,
        case_id=case_id,
        case_reference=case_reference,
        person_id=person_id,
        holder_organisation_id=holder_organisation_id,
        holder_wall=holder_wall,
        officer_id=actor.id,
        stage_on=today(),
        opened_on=today(),
        due_on=inquiry_due(opened_on=today()),
    )
    inquiry.save(force_insert=True)
    log.record(
        actor=actor,
        event=Event.PROTECTION_INQUIRY_OPENED,
        subject=inquiry,
        case_id=case_id,
        referral_id=referral_id,
    )
    return inquiry


@transaction.atomic
def change_inquiry_stage(*, actor: Actor, inquiry_id: UUID, to: InquiryStage) -> Inquiry:
    """
    Take an inquiry to its next stage.

    :raises NotPermitted: if the actor may not change inquiries
    :raises NotVisible: if the actor's organisation has no such inquiry
    :raises WrongState: if the inquiry cannot go there now, is suspended or decided, or only a decision takes it there
    """
    check(actor, Permission.PROTECTION_INQUIRY_CHANGE)
    inquiry = queries.inquiry_to_change(actor=actor, inquiry_id=inquiry_id)
    if to in {InquiryStage.DECIDED, InquiryStage.SUSPENDED}:
        raise WrongState(gettext_noop("Only a written decision ends or suspends an inquiry."))
    if inquiry.stage == InquiryStage.SUSPENDED:
        raise WrongState(gettext_noop("Resume the inquiry instead: then the holder of the case is told."))
    if inquiry.stage == InquiryStage.DECIDED:
        raise WrongState(gettext_noop("Only a review that was asked for takes a decided inquiry up again."))
    before = inquiry.stage
    inquiry.stage = move_inquiry(InquiryStage(inquiry.stage), to)
    inquiry.stage_on = today()
    inquiry.save(update_fields=["stage", "stage_on"])
    log.record(
        actor=actor,
        event=Event.PROTECTION_INQUIRY_MOVED,
        subject=inquiry,
        case_id=inquiry.case_id,
        stage_from=before,
        stage_to=to,
    )
    return inquiry


@transaction.atomic
def look_at_inquiry(*, actor: Actor, inquiry_id: UUID) -> Inquiry:
    """
    Open the page of an inquiry. Every look is logged.

    :raises NotPermitted: if the actor may not read inquiries
    :raises NotVisible: if the actor's organisation has no such inquiry
    """
    check(actor, Permission.PROTECTION_INQUIRY_READ)
    inquiry = queries.inquiry(actor=actor, inquiry_id=inquiry_id)
    log.record(actor=actor, event=Event.PROTECTION_INQUIRY_READ, subject=inquiry, case_id=inquiry.case_id)
    return inquiry


def _free_reference(actor: Actor) -> str:
    """Draw a reference that the organisation does not use yet."""
    while True:
        drawn = reference("I", year=today().year)
        if not Inquiry.objects.filter(organisation_id=actor.organisation_id, reference=drawn).exists():
            return drawn
