"""A mission helps a national: first hours, travel document, return, hand-over. And a mission here is asked to help."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db import transaction

from panah.access.actions import give_grant
from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.access.walls import FieldGroup, Wall
from panah.audit import log
from panah.audit.events import Event
from panah.core.clock import today
from panah.core.errors import InvalidInput, NotVisible, WrongState, gettext_noop
from panah.core.ids import reference
from panah.crypto.fields import seal, unseal_kept
from panah.crypto.records import new_record_key
from panah.protection import queries
from panah.protection.actions._return import take_back
from panah.protection.models import Assistance, Consent, HandOverReceipt, MissionContact, TravelDocument
from panah.protection.rules import PersonDetails, check_day, may_contact_mission
from panah.protection.states import ConsularState, move_consular

ABROAD = "share_foreign"
ONLY_WITH_CONSENT = gettext_noop(
    "The embassy may be told only with consent, and never when asylum is sought or fear is felt."
)
NAMED = ("given_name", "surname", "birth_date", "contact")


@transaction.atomic
def open_assistance(*, actor: Actor, consented: bool, **details: object) -> Assistance:
    """
    Begin to help a national who came to the mission. What names the person is sealed.

    :raises NotPermitted: if the actor may not open consular assistance
    """
    check(actor, Permission.CONSULAR_ASSISTANCE_OPEN)
    named = {name: str(details.pop(name, "") or "") for name in NAMED}
    record = Assistance(
        organisation_id=actor.organisation_id,
        wall=actor.wall,
        key_id=new_record_key(organisation_id=actor.organisation_id, wall=actor.wall),
        reference=reference("K", year=today().year),
        worker_id=actor.id,
        consented_on=today() if consented else None,
        **details,
    )
    seal(record, **named)
    record.save(force_insert=True)
    log.record(actor=actor, event=Event.CONSULAR_ASSISTANCE_OPENED, subject=record)
    return record


@transaction.atomic
def change_assistance(
    *,
    actor: Actor,
    assistance_id: UUID,
    steps_done: Collection[str] | None = None,
    has_safe_place: str | None = None,
    is_safe_to_return: str | None = None,
) -> Assistance:
    """
    Record what was done in the first hours: steps, safe place, whether return is safe. What is None stays as it is.

    A return that was announced is taken back as soon as it is no longer known to be safe.

    :raises NotPermitted: if the actor may not change consular assistance
    :raises NotVisible: if the actor's mission has no such record
    :raises WrongState: if it is closed
    """
    check(actor, Permission.CONSULAR_ASSISTANCE_CHANGE)
    record = queries.assistance_to_change(actor=actor, assistance_id=assistance_id)
    if record.state == ConsularState.CLOSED:
        raise WrongState(gettext_noop("This record is closed."))
    if steps_done is not None:
        record.steps_done = list(steps_done)
    record.has_safe_place = record.has_safe_place if has_safe_place is None else has_safe_place
    record.is_safe_to_return = record.is_safe_to_return if is_safe_to_return is None else is_safe_to_return
    record.save(update_fields=["steps_done", "has_safe_place", "is_safe_to_return"])
    if record.is_safe_to_return != "yes":
        take_back(actor, record, because="not_safe")
    log.record(actor=actor, event=Event.CONSULAR_ASSISTANCE_CHANGED, subject=record)
    return record


@transaction.atomic
def answer_consent(*, actor: Actor, assistance_id: UUID, agrees: bool) -> Assistance:
    """
    Record that the person agrees that others are told, or does not agree any more. Help goes on either way.

    Without consent a return that was announced is taken back: nobody at home signs for the person any more.

    :raises NotPermitted: if the actor may not change consular assistance
    :raises NotVisible: if the actor's mission has no such record
    :raises WrongState: if it is closed
    """
    check(actor, Permission.CONSULAR_ASSISTANCE_CHANGE)
    record = queries.assistance_to_change(actor=actor, assistance_id=assistance_id)
    if record.state == ConsularState.CLOSED:
        raise WrongState(gettext_noop("This record is closed."))
    if agrees:
        record.consented_on, record.consent_withdrawn_on = today(), None
    else:
        record.consent_withdrawn_on = today()
    record.save(update_fields=["consented_on", "consent_withdrawn_on"])
    if not agrees:
        take_back(actor, record, because="consent_withdrawn")
    event = Event.CONSULAR_CONSENT_GIVEN if agrees else Event.CONSULAR_CONSENT_WITHDRAWN
    log.record(actor=actor, event=event, subject=record)
    return record


@transaction.atomic
def look_at_assistance(*, actor: Actor, assistance_id: UUID) -> Assistance:
    """
    Return the mission's record, and log that it was looked at.

    :raises NotPermitted: if the actor may not read consular records
    :raises NotVisible: if the actor's mission has no such record
    """
    check(actor, Permission.CONSULAR_ASSISTANCE_READ)
    record = queries.assistance(actor=actor, assistance_id=assistance_id)
    log.record(actor=actor, event=Event.CONSULAR_ASSISTANCE_READ, subject=record, groups=(FieldGroup.CASE,))
    return record


@transaction.atomic
def show_national(*, actor: Actor, assistance_id: UUID) -> dict[str, str]:
    """
    Return who the person is, in clear. The look is logged.

    :raises NotPermitted: if the actor may not read consular records
    :raises NotVisible: if the actor's mission has no such record
    """
    check(actor, Permission.CONSULAR_PERSON_SHOW)
    record = queries.assistance(actor=actor, assistance_id=assistance_id)
    log.record(actor=actor, event=Event.CONSULAR_PERSON_SHOWN, subject=record, groups=(FieldGroup.IDENTITY,))
    return unseal_kept(record, *NAMED)


@transaction.atomic
def show_asked_person(*, actor: Actor, contact_id: UUID) -> PersonDetails:
    """
    Return who the person is for whom the mission was asked for help, in clear. The holder of the case sees the look.

    :raises NotPermitted: if the actor may not read consular records
    :raises NotVisible: if the mission was not asked, or what was opened to it has ended
    """
    check(actor, Permission.CONSULAR_PERSON_SHOW)
    contact = queries.mission_contact(actor=actor, contact_id=contact_id)
    person = queries.person(actor=actor, case_id=contact.case_id)
    log.record(actor=actor, event=Event.CONSULAR_PERSON_SHOWN, subject=person, groups=(FieldGroup.IDENTITY,))
    return queries.details_of(actor=actor, person=person)


@transaction.atomic
def issue_document(
    *, actor: Actor, assistance_id: UUID, number: str, issued_on: date, valid_until: date
) -> TravelDocument:
    """
    Issue a certificate of return. It costs a person who was trafficked nothing.

    :raises NotPermitted: if the actor may not issue documents
    :raises NotVisible: if the actor's mission has no such record
    :raises WrongState: if the record is closed
    :raises InvalidInput: if the document would end before it begins
    """
    check(actor, Permission.CONSULAR_DOCUMENT_ISSUE)
    record = queries.assistance_to_change(actor=actor, assistance_id=assistance_id)
    if record.state == ConsularState.CLOSED:
        raise WrongState(gettext_noop("This record is closed."))
    check_day(issued_on, today=today(), field="issued_on")
    if valid_until < issued_on:
        raise InvalidInput(gettext_noop("The document cannot end before it is issued."), field="valid_until")
    document = TravelDocument(
        organisation_id=actor.organisation_id,
        wall=actor.wall,
        key_id=record.key_id,
        assistance=record,
        issued_on=issued_on,
        valid_until=valid_until,
        issued_by_id=actor.id,
    )
    seal(document, number=number)
    document.save(force_insert=True)
    record.document_status = "travel_doc_issued"
    record.save(update_fields=["document_status"])
    log.record(actor=actor, event=Event.CONSULAR_DOCUMENT_ISSUED, subject=document, issued_on=issued_on)
    return document


@transaction.atomic
def close_assistance(*, actor: Actor, assistance_id: UUID) -> Assistance:
    """
    Close the mission's record; after a signed hand-over this says that the person came home safely.

    :raises NotPermitted: if the actor may not change consular assistance
    :raises NotVisible: if the actor's mission has no such record
    :raises WrongState: if it is closed already, or the person is on the way and nobody has signed
    """
    check(actor, Permission.CONSULAR_ASSISTANCE_CHANGE)
    record = queries.assistance_to_change(actor=actor, assistance_id=assistance_id)
    signed = HandOverReceipt.objects.for_us(actor).filter(hand_over__assistance=record).first()
    if signed is not None and record.state == ConsularState.RETURNING:
        record.state = move_consular(ConsularState.RETURNING, ConsularState.HANDED_OVER)
        record.returned_on = signed.arrived_on
    elif record.state == ConsularState.RETURNING:
        raise WrongState(gettext_noop("The person is on the way. Wait until somebody has signed for the arrival."))
    record.state = move_consular(ConsularState(record.state), ConsularState.CLOSED)
    record.closed_on = today()
    record.save(update_fields=["state", "returned_on", "closed_on"])
    log.record(actor=actor, event=Event.CONSULAR_ASSISTANCE_CLOSED, subject=record)
    return record


@transaction.atomic
def contact_mission(
    *,
    actor: Actor,
    case_id: UUID,
    to_organisation_id: UUID,
    consent_id: UUID,
    seeks_asylum: str,
    fears_state: str,
    help_wanted: Collection[str],
    expires_on: date,
) -> MissionContact:
    """
    Ask the person's own embassy for help: identity only, with consent, and never against asylum or fear.

    :raises NotPermitted: if the actor may not give grants
    :raises StepUpNeeded: if the actor has not signed in just now
    :raises NotVisible: if there is no such case for this actor, or no such mission
    :raises WrongState: if there is no live consent for this mission, or the person fears that state or seeks asylum
    """
    check(actor, Permission.ACCESS_GRANT_GIVE)
    case = queries.case_to_change(actor=actor, case_id=case_id)
    consent = _consent_to_tell(actor, case_id=case_id, mission_id=to_organisation_id, consent_id=consent_id)
    if consent is None or not may_contact_mission(has_consent=True, seeks_asylum=seeks_asylum, fears_state=fears_state):
        raise WrongState(ONLY_WITH_CONSENT)
    grant = give_grant(
        actor=actor,
        case_id=case.id,
        to_organisation_id=to_organisation_id,
        to_wall=Wall.CONSULAR,
        # An embassy confirms who its national is. What happened to the person here is not its business.
        groups=frozenset({FieldGroup.REFERENCE, FieldGroup.IDENTITY}),
        with_implied=False,
        purpose="consular",
        basis="consent",
        consent_id=consent_id,
        # What rests on a consent ends with it.
        expires_on=min(expires_on, consent.expires_on or expires_on),
    )
    contact = MissionContact.objects.create(
        from_organisation_id=actor.organisation_id,
        from_wall=actor.wall,
        to_organisation_id=to_organisation_id,
        to_wall=Wall.CONSULAR,
        sent_by_id=actor.id,
        case_id=case.id,
        person_id=case.person_id,
        consent_id=consent_id,
        help_wanted=sorted(help_wanted),
        grant_id=grant.id,
    )
    log.record(
        actor=actor,
        event=Event.CONSULAR_MISSION_CONTACTED,
        subject=contact,
        case_id=case.id,
        to_organisation=to_organisation_id,
    )
    return contact


def _consent_to_tell(actor: Actor, *, case_id: UUID, mission_id: UUID, consent_id: UUID) -> Consent | None:
    """
    Return the live consent to tell this mission.

    :raises NotVisible: if there is no such mission
    """
    if not queries.foreign_missions(actor=actor).filter(pk=mission_id).exists():
        raise NotVisible(f"mission {mission_id}")
    consents = queries.live_consents(actor=actor, case_id=case_id, purpose=ABROAD)
    found: Consent | None = consents.filter(pk=consent_id, recipient_id=mission_id).first()
    return found
