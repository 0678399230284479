"""Who the person of a case is: shown on request, found by name. Each showing is logged."""

from uuid import UUID

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.access.walls import FieldGroup
from panah.audit import log
from panah.audit.events import Event
from panah.crypto.fields import unseal
from panah.protection import queries
from panah.protection.rules import PersonDetails

NAMES = ("given_name", "patronymic", "surname")


@transaction.atomic
def show_name(*, actor: Actor, case_id: UUID) -> str:
    """
    Return the name of the person of a case.

    :raises NotPermitted: if the actor may not see names
    :raises NotVisible: if the person of this case does not exist for the actor
    """
    check(actor, Permission.PROTECTION_PERSON_SHOW)
    person = queries.person(actor=actor, case_id=case_id)
    log.record(actor=actor, event=Event.PROTECTION_PERSON_SHOWN, subject=person, groups=(FieldGroup.IDENTITY,))
    name = unseal(person, *NAMES)
    return " ".join(name[part] for part in NAMES if name[part])


@transaction.atomic
def show_person(*, actor: Actor, case_id: UUID) -> PersonDetails:
    """
    Return everything that is known of the person, to be read or corrected.

    :raises NotPermitted: if the actor may not see names
    :raises NotVisible: if the person of this case does not exist for the actor
    """
    check(actor, Permission.PROTECTION_PERSON_SHOW)
    person = queries.person(actor=actor, case_id=case_id)
    log.record(actor=actor, event=Event.PROTECTION_PERSON_SHOWN, subject=person, groups=(FieldGroup.IDENTITY,))
    return queries.details_of(actor=actor, person=person)


@transaction.atomic
def find_people(*, actor: Actor, text: str) -> list[queries.Hit]:
    """
    Look for a person by name, in any script, among the cases of the actor's own organisation.

    Nobody is merged: a person judges. What exists elsewhere is never said.

    :raises NotPermitted: if the actor may not look for people
    """
    check(actor, Permission.PROTECTION_PERSON_FIND)
    return _shown(actor, queries.people_like(actor=actor, text=text))


@transaction.atomic
def find_known(*, actor: Actor, case_id: UUID) -> list[queries.Hit]:
    """
    Look whether the person of a case is known from another case of the actor's own organisation.

    Nobody is merged: a person judges. What exists elsewhere is never said.

    :raises NotPermitted: if the actor may not look for people
    :raises NotVisible: if the actor's organisation has no such person
    """
    check(actor, Permission.PROTECTION_PERSON_FIND)
    return _shown(actor, queries.people_known(actor=actor, case_id=case_id))


def _shown(actor: Actor, hits: list[queries.Hit]) -> list[queries.Hit]:
    """Log that somebody was sought, and each name that was shown, in the log of its case."""
    sought = Event.PROTECTION_PERSON_SOUGHT
    log.record(actor=actor, event=sought, subject=None, holder=actor.organisation_id, hit_count=len(hits))
    log.record_each(actor=actor, event=sought, subjects=[hit.person for hit in hits], groups=(FieldGroup.IDENTITY,))
    return hits
