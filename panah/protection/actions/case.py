"""A case: opened and changed, with the person it is about. Also the look at it, which is logged."""

from collections.abc import Collection
from dataclasses import asdict
from datetime import date
from uuid import UUID

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.access.walls import FieldGroup
from panah.audit import log
from panah.audit.events import Event
from panah.core.clock import now, today
from panah.core.ids import reference
from panah.crypto.fields import seal
from panah.crypto.records import new_record_key
from panah.matching.actions import index_person
from panah.matching.tags import Person as Names
from panah.protection import queries
from panah.protection.actions._family import tell_shelters
from panah.protection.actions._minor import doubt_age
from panah.protection.models import Case, Person
from panah.protection.rules import (
    PersonDetails,
    age_band,
    age_on,
    check_birth_date,
    check_day,
    forms_of_case,
    lengths,
)
from panah.protection.rules.case import FIRST_CASE
from panah.protection.states import CaseStatus

SEALED = ("given_name", "surname", "patronymic", "contact", "document_number")
CLEAR = ("sex", "age_basis", "citizenship", "language", "safe_contact")


@transaction.atomic
def open_case(
    *,
    actor: Actor,
    details: PersonDetails,
    source: str,
    forms: Collection[str] = (),
    country_of_exploitation: str = "",
    opened_on: date | None = None,
    person_id: UUID | None = None,
    referral_id: UUID | None = None,
    told_band: str = "",
) -> Case:
    """
    Open a case for a person. Nothing is asked of the person first: every detail may be unknown.

    :param person_id: the opaque id under which another organisation already helps the same person
    :param told_band: the age band by which whoever referred the person treats them: who may be a child stays one

    :raises NotPermitted: if the actor may not open cases
    :raises InvalidInput: if a date cannot be right
    """
    check(actor, Permission.PROTECTION_CASE_OPEN)
    day = check_day(opened_on or today(), today=today(), not_before=FIRST_CASE, field="opened_on")
    case = Case(
        organisation_id=actor.organisation_id,
        wall=actor.wall,
        key_id=new_record_key(organisation_id=actor.organisation_id, wall=actor.wall),
        reference=_free_reference(actor, day.year),
        referral_id=referral_id,
        source=source,
        status=CaseStatus.SCREENING,
        status_on=day,
        opened_on=day,
        opened_at=now() if day == today() else None,
        opened_by_id=actor.id,
        worker_id=actor.id,
        forms=sorted(forms),
        country_of_exploitation=country_of_exploitation,
    )
    if person_id is not None:
        case.person_id = person_id
    case.save(force_insert=True)
    _keep_person(case=case, details=details)
    doubt_age(actor, case=case, told_band=told_band)
    _set_clocks(actor, case)
    log.record(actor=actor, event=Event.PROTECTION_CASE_OPENED, subject=case, source=source, referral_id=referral_id)
    return case


@transaction.atomic
def change_case(
    *,
    actor: Actor,
    case_id: UUID,
    details: PersonDetails,
    source: str,
    forms: Collection[str],
    country_of_exploitation: str,
) -> Case:
    """
    Correct what is known of the person and of the exploitation.

    :raises NotPermitted: if the actor may not change cases
    :raises NotVisible: if the actor's organisation holds no such case
    :raises InvalidInput: if a date cannot be right
    """
    check(actor, Permission.PROTECTION_CASE_CHANGE)
    case = queries.case_to_change(actor=actor, case_id=case_id)
    case.source, case.country_of_exploitation = source, country_of_exploitation
    case.forms = _chosen_forms(actor, case, forms)
    case.save(update_fields=["source", "forms", "country_of_exploitation"])
    _keep_person(case=case, details=details)
    _set_clocks(actor, case)
    tell_shelters(actor, case)
    log.record(
        actor=actor, event=Event.PROTECTION_CASE_CHANGED, subject=case, groups=(FieldGroup.CASE, FieldGroup.IDENTITY)
    )
    return case


@transaction.atomic
def look_at_case(*, actor: Actor, case_id: UUID, tab: str, shown: PersonDetails | None = None) -> queries.CaseBar:
    """
    Open a section of a case page. Every look is in the log, for the person and for the holder.

    :param shown: who the person is, once it was asked for

    :raises NotPermitted: if the actor may not read cases
    :raises NotVisible: if there is no such case for this actor
    """
    check(actor, Permission.PROTECTION_CASE_READ)
    bar = queries.case_bar(actor=actor, case_id=case_id, shown=shown)
    log.record(actor=actor, event=Event.PROTECTION_CASE_READ, subject=bar.case, groups=(FieldGroup.CASE,), tab=tab)
    return bar


def _set_clocks(actor: Actor, case: Case) -> None:
    """Set the clocks anew once the person is known: a child without a guardian waits for one."""
    is_wanted = queries.treated_as_child(actor=actor, case=case) and not queries.has_guardian(actor=actor, case=case)
    case.want_guardian(is_wanted=is_wanted, on=today())
    case.set_next_deadline(lengths(on=today()))
    case.save(update_fields=["guardian_wanted_on", "next_due_at", "next_due_kind"])


def _chosen_forms(actor: Actor, case: Case, chosen: Collection[str]) -> list[str]:
    """Return the forms that were chosen, the main one first as before; what an episode says stays with them."""
    kept = [form for form in case.forms if form in chosen]
    told = [each.form for each in queries.episodes(actor=actor, case=case)]
    return forms_of_case([*kept, *sorted(chosen)], episodes=told)


def _keep_person(*, case: Case, details: PersonDetails) -> Person:
    """
    Seal what is known of the person, and let them be found by it.

    :raises InvalidInput: if nobody alive was born on that day
    """
    person = Person.objects.filter(case_id=case.pk).first() or Person(
        organisation_id=case.organisation_id, wall=case.wall, key_id=case.key_id, case=case
    )
    given = asdict(details)
    born = details.birth_date and check_birth_date(details.birth_date, today=today())
    seal(person, **{name: given[name] for name in SEALED}, birth_date=born.isoformat() if born else None)
    for name in CLEAR:
        setattr(person, name, given[name])
    person.age_band = age_band(age_on(born, case.opened_on)) if born else details.age_band
    person.save()
    index_person(
        organisation_id=person.organisation_id,
        wall=person.wall,
        subject_id=person.pk,
        person=Names(
            given_name=details.given_name,
            surname=details.surname,
            patronymic=details.patronymic,
            born_on=born,
            documents=(details.document_number,) if details.document_number else (),
            phones=(details.contact,) if details.contact else (),
        ),
    )
    return person


def _free_reference(actor: Actor, year: int) -> str:
    """Draw a reference that the organisation does not use yet; each may use what another one uses."""
    while True:
        drawn = reference("P", year=year)
        if not Case.objects.filter(organisation_id=actor.organisation_id, reference=drawn).exists():
            return drawn
