"""
The one place that decides access.

The decision is written twice, on purpose: here for one record in memory, and in `scopes.py` as SQL. A test
proves them equal over every combination, and what they show a subset of what row security lets through.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from uuid import UUID

from panah.access.permissions import Permission
from panah.access.roles import NEEDS_PASSKEY, ROLES, STEP_UP, Duty, Strength
from panah.access.walls import FieldGroup, Wall
from panah.core.clock import now
from panah.core.errors import NotPermitted, StepUpNeeded, WrongState, gettext_noop

STEP_UP_LASTS = timedelta(minutes=5)


@dataclass(frozen=True)
class Actor:
    """Who asks. Built once per request; the only form in which a person enters the domain."""

    id: UUID
    organisation_id: UUID
    wall: Wall
    roles: frozenset[str]
    duties: frozenset[str] = frozenset()
    strength: Strength = Strength.PASSWORD
    stepped_up_at: datetime | None = None
    name: str = ""
    language: str = "en"

    @cached_property
    def permissions(self) -> frozenset[Permission]:
        """Everything the actor's roles allow; identity and location only to a session with a passkey."""
        allowed: frozenset[Permission] = frozenset().union(*(ROLES[name].permissions for name in self.roles))
        return allowed if self.strength >= Strength.PASSKEY else allowed - NEEDS_PASSKEY

    @property
    def sees_words(self) -> bool:
        """Test if the session is sure enough for words that may name somebody: it was opened with a passkey."""
        return self.strength >= Strength.PASSKEY

    def may(self, permission: Permission) -> bool:
        """Test if any of the actor's roles has the permission."""
        return permission in self.permissions


@dataclass(frozen=True, slots=True)
class GrantFacts:
    """What decides about a grant."""

    case_id: UUID
    organisation_id: UUID
    wall: Wall
    to_organisation_id: UUID
    to_wall: Wall
    groups: frozenset[FieldGroup]
    expires_on: date
    to_person_id: UUID | None = None
    is_withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class LockFacts:
    """What decides about a lock: a court's or prosecutor's order, or a supervisor's restriction."""

    case_id: UUID
    organisation_id: UUID
    wall: Wall
    from_on: date
    until_on: date | None
    exempt_person_id: UUID | None


@dataclass(frozen=True, slots=True)
class RecordFacts:
    """What decides about a record. `case_id` is empty for a record that belongs to no case."""

    organisation_id: UUID
    wall: Wall
    group: FieldGroup = FieldGroup.CASE
    case_id: UUID | None = None
    grants: tuple[GrantFacts, ...] = field(default=())
    locks: tuple[LockFacts, ...] = field(default=())


def can_see(actor: Actor, record: RecordFacts, *, on: date) -> bool:
    """Test if the record exists for this actor on that day."""
    if any(_hides(lock, actor, record, on) for lock in record.locks):
        return False
    if record.organisation_id == actor.organisation_id and record.wall == actor.wall:
        return True
    return any(_opens(grant, actor, record, on) for grant in record.grants)


def _hides(lock: LockFacts, actor: Actor, record: RecordFacts, on: date) -> bool:
    is_its = (record.case_id, record.organisation_id, record.wall) == (lock.case_id, lock.organisation_id, lock.wall)
    applies = is_its and lock.from_on <= on and (lock.until_on is None or on <= lock.until_on)
    return applies and lock.exempt_person_id != actor.id


def _opens(grant: GrantFacts, actor: Actor, record: RecordFacts, on: date) -> bool:
    return (
        (record.case_id, record.organisation_id, record.wall) == (grant.case_id, grant.organisation_id, grant.wall)
        and grant.to_organisation_id == actor.organisation_id
        and grant.to_wall == actor.wall
        and grant.to_person_id in (None, actor.id)
        and not grant.is_withdrawn
        and on <= grant.expires_on
        and record.group in grant.groups
    )


def check(actor: Actor, permission: Permission) -> None:
    """
    Allow the actor to go on.

    :raises NotPermitted: if none of the actor's roles has the permission
    :raises StepUpNeeded: if the permission needs a fresh sign-in and the last one is older than five minutes
    """
    if not actor.may(permission):
        raise NotPermitted(gettext_noop("Your role does not allow this."), permission=permission)
    if permission in STEP_UP:
        check_fresh(actor)


def check_fresh(actor: Actor) -> None:
    """
    Allow the actor to go on with what no unattended desk may do.

    :raises StepUpNeeded: if the last sign-in or confirmation is older than five minutes
    """
    if actor.stepped_up_at is None or now() - actor.stepped_up_at > STEP_UP_LASTS:
        raise StepUpNeeded(gettext_noop("Confirm that it is you, and go on."))


def check_focal_point(duties: Collection[str]) -> None:
    """
    Allow what only the focal point may do.

    :raises NotPermitted: if it is somebody else
    """
    if Duty.FOCAL_POINT not in duties:
        raise NotPermitted(gettext_noop("Only the focal point of your organisation may do this."))


def check_not_paused(paused_at: datetime | None) -> None:
    """
    Let what came from another organisation be taken up.

    :raises WrongState: if its sender holds it back, because the person had sharing restricted
    """
    if paused_at is not None:
        raise WrongState(
            gettext_noop("The sender holds this back for now. It can be answered again when the sender lets it go on.")
        )
