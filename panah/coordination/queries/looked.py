"""Who looked at what was exchanged, and what they did: both ends see the same list."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from panah.access.policy import Actor
from panah.accounts.queries import names
from panah.audit.events import Event
from panah.audit.queries import Look, looks_at
from panah.codes.forms import language
from panah.organisations.queries import names as names_of_bodies

MOST = 12
DONE: dict[str, str] = {
    Event.COORDINATION_REFERRAL_SENT: gettext_noop("Sent it"),
    Event.COORDINATION_REFERRAL_READ: gettext_noop("Read it"),
    Event.COORDINATION_REFERRAL_RECEIVED: gettext_noop("Confirmed receipt"),
    Event.COORDINATION_REFERRAL_ACCEPTED: gettext_noop("Accepted it"),
    Event.COORDINATION_REFERRAL_DECLINED: gettext_noop("Declined it"),
    Event.COORDINATION_REFERRAL_WITHDRAWN: gettext_noop("Withdrew it"),
    Event.COORDINATION_REFERRAL_NOTED: gettext_noop("Noted the answer"),
    Event.COORDINATION_REFERRAL_TAKEN_UP: gettext_noop("Made a record of it"),
    Event.COORDINATION_REFERRAL_COMPLETED: gettext_noop("Said that it is done"),
    Event.COORDINATION_REQUEST_SENT: gettext_noop("Sent it"),
    Event.COORDINATION_REQUEST_READ: gettext_noop("Read it"),
    Event.COORDINATION_REQUEST_ANSWERED: gettext_noop("Answered it"),
    Event.COORDINATION_REQUEST_REFUSED: gettext_noop("Refused it"),
    Event.COORDINATION_REQUEST_WITHDRAWN: gettext_noop("Withdrew it"),
}


@dataclass(frozen=True, slots=True)
class Looked:
    """One row: a colleague by name, the other organisation by its name only."""

    at: datetime
    who: str
    what: str


def looked(*, actor: Actor, ids: Iterable[UUID]) -> list[Looked]:
    """Return who read or changed what was exchanged, the newest first."""
    rows = looks_at(actor=actor, subject_ids=ids, most=MOST)
    people = names(actor=actor, ids=[row.actor_id for row in rows if row.actor_id])
    bodies = names_of_bodies(
        ids=[row.actor_organisation_id for row in rows if row.actor_organisation_id], language=language()
    )
    return [
        Looked(at=row.at, who=_who(actor, row, people, bodies), what=_(DONE[row.event]) if row.event in DONE else "")
        for row in rows
    ]


def _who(actor: Actor, row: Look, people: dict[UUID, str], bodies: dict[UUID, str]) -> str:
    if row.actor_id is None or row.actor_organisation_id is None:
        return ""
    if row.actor_organisation_id == actor.organisation_id:
        return people.get(row.actor_id, "")
    return bodies.get(row.actor_organisation_id, "")
