"""Querysets that cannot be read without saying who reads: `policy.can_see` once more, as SQL."""

from datetime import date
from functools import lru_cache
from typing import Any, Self
from uuid import UUID

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.expressions import Combinable

from panah.access.policy import Actor
from panah.core.clock import today


class HeldQuerySet(models.QuerySet[Any, Any]):
    """Records that one organisation holds behind one wall."""

    def own(self, actor: Actor) -> Self:
        """Return what the actor's organisation holds behind the actor's wall: what lists are made of."""
        return self._unlocked(actor).filter(organisation_id=actor.organisation_id, wall=actor.wall)

    def visible_to(self, actor: Actor) -> Self:
        """Return own records and those opened by a live grant: for one record, never for a list."""
        mine = Q(organisation_id=actor.organisation_id, wall=actor.wall)
        return self._unlocked(actor).filter(mine | self._granted(actor))

    def shared_with(self, actor: Actor) -> Self:
        """Return records of others that a live grant opens: the second list."""
        mine = Q(organisation_id=actor.organisation_id, wall=actor.wall)
        return self._unlocked(actor).filter(self._granted(actor)).exclude(mine)

    def _granted(self, actor: Actor) -> Q:
        column = self.model.GRANT_CASE
        if column is None:
            return Q(pk__in=[])
        grants = self.model.grants().live(actor).filter(groups__contains=[self.model.GRANT_GROUP])
        of_this = {
            "case_id": OuterRef(column),
            "organisation_id": OuterRef("organisation_id"),
            "wall": OuterRef("wall"),
        }
        return Q(Exists(grants.filter(**of_this)))

    def _unlocked(self, actor: Actor) -> Self:
        if self.model.GRANT_CASE is None:
            return self.all()
        return self.filter(_unlocked(self.model, actor.id, today()))  # type: ignore[arg-type]


@lru_cache(maxsize=512)
def _unlocked(model: Any, actor_id: UUID, day: date) -> Combinable:
    """Return the condition that no lock hides a row: the same on every page of a day, so built once."""
    of_this = {
        "case_id": OuterRef(model.GRANT_CASE),
        "organisation_id": OuterRef("organisation_id"),
        "wall": OuterRef("wall"),
    }
    locks = model.locks().in_force(day).filter(**of_this)
    return ~Exists(locks.exclude(exempt_person_id=actor_id))


class ExchangedQuerySet(models.QuerySet[Any, Any]):
    """What passes between two: both ends see it."""

    def sent_by_us(self, actor: Actor) -> Self:
        """Return what the actor's organisation sent from behind the actor's wall."""
        return self.filter(from_organisation_id=actor.organisation_id, from_wall=actor.wall)

    def for_us(self, actor: Actor) -> Self:
        """Return what was sent to the actor's organisation, behind the actor's wall."""
        return self.filter(to_organisation_id=actor.organisation_id, to_wall=actor.wall)

    def visible_to(self, actor: Actor) -> Self:
        """Return what either end may read: for one record, never for a list."""
        sent = Q(from_organisation_id=actor.organisation_id, from_wall=actor.wall)
        received = Q(to_organisation_id=actor.organisation_id, to_wall=actor.wall)
        return self.filter(sent | received)


class RegisterQuerySet(models.QuerySet[Any, Any]):
    """Records about no protected person: readers with the permission see them, their organisation changes them."""

    def all_for(self, actor: Actor) -> Self:
        """Return every row; the permission was checked by the caller."""
        return self.all()

    def own(self, actor: Actor) -> Self:
        """Return what the actor's organisation may change."""
        return self.filter(organisation_id=actor.organisation_id)


class GrantQuerySet(models.QuerySet[Any, Any]):
    """Grants, seen by the holder who gave them and the organisation they were given to."""

    def live(self, actor: Actor) -> Self:
        """Return grants that open something to this actor today."""
        to_me = Q(to_person_id=None) | Q(to_person_id=actor.id)
        return self.filter(
            to_me,
            to_organisation_id=actor.organisation_id,
            to_wall=actor.wall,
            withdrawn_at=None,
            expires_on__gte=today(),
        )

    def given_by_us(self, actor: Actor) -> Self:
        """Return the grants that the actor's organisation gave."""
        return self.filter(organisation_id=actor.organisation_id, wall=actor.wall)


class LockQuerySet(models.QuerySet[Any, Any]):
    """Locks on cases."""

    def in_force(self, on: Any) -> Self:
        """Return the locks that hold on that day."""
        return self.filter(Q(until_on=None) | Q(until_on__gte=on), from_on__lte=on, lifted_at=None)


HeldManager = models.Manager.from_queryset(HeldQuerySet)
ExchangedManager = models.Manager.from_queryset(ExchangedQuerySet)
RegisterManager = models.Manager.from_queryset(RegisterQuerySet)
