"""Reading what happens in a house: who is there today, and incidents."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from panah.access.permissions import Permission
from panah.access.policy import Actor
from panah.codes.catalogue import code_list
from panah.codes.forms import language
from panah.core.clock import now, today
from panah.core.errors import NotVisible
from panah.core.paging import Page, page
from panah.core.work import WorkItem
from panah.protection.models import Incident, Presence, Stay
from panah.protection.rules import day_ends, is_late
from panah.protection.states import IncidentState

SHOWN = 50


def stays_ended(*, actor: Actor, after: str | None = None) -> Page:
    """Return one page of the stays in the actor's houses that have ended, the last one first."""
    found = Stay.objects.own(actor).filter(ended_on__isnull=False).select_related("shelter", "request")
    return page(found, order=("-ended_on", "-id"), after=after)


@dataclass(frozen=True, slots=True)
class Line:
    """One person of the house on the daily list."""

    stay: Stay
    state: str
    until: datetime | None
    is_ticked: bool
    is_late: bool


def daily_list(*, actor: Actor) -> list[Line]:
    """Return everybody of the actor's houses with what was last said of them; who was not ticked today comes first."""
    stays = (
        Stay.objects.own(actor)
        .filter(ended_on=None)
        .select_related("shelter", "place__unit")
        .order_by("shelter__name", "place__unit__name", "place__number", "id")
    )
    last: dict[UUID, Presence] = {}
    known = Presence.objects.own(actor).filter(stay__ended_on=None).order_by("stay_id", "-on")
    for row in known.distinct("stay_id"):
        last[row.stay_id] = row
    return sorted((_line(stay, last.get(stay.pk)) for stay in stays), key=lambda line: line.is_ticked)


def _line(stay: Stay, last: Presence | None) -> Line:
    if last is None:
        return Line(stay, "", None, is_ticked=False, is_late=False)
    late = is_late(state=last.state, until=last.until, now=now())
    return Line(stay, last.state, last.until, is_ticked=last.on == today(), is_late=late)


def last_presence(*, actor: Actor, stay_id: UUID) -> Presence | None:
    """Return what was last said of somebody of the house."""
    found: Presence | None = Presence.objects.own(actor).filter(stay_id=stay_id).order_by("-on").first()
    return found


def presence_to_change(*, actor: Actor, stay_id: UUID) -> Presence | None:
    """Return today's line of somebody of the house, locked, or None when nobody has ticked it yet."""
    lines = Presence.objects.own(actor).select_for_update().filter(stay_id=stay_id, on=today())
    found: Presence | None = lines.first()
    return found


def presences_of_stay(*, actor: Actor, stay_id: UUID) -> QuerySet[Presence]:
    """Return the daily lines of a stay, the newest first."""
    found: QuerySet[Presence] = Presence.objects.own(actor).filter(stay_id=stay_id).order_by("-on")
    return found


def incidents(*, actor: Actor) -> QuerySet[Incident]:
    """Return what happened in the actor's houses, the newest first."""
    found: QuerySet[Incident] = (
        Incident.objects.own(actor).select_related("shelter", "stay").order_by("-happened_on", "-id")
    )
    return found


def incident(*, actor: Actor, incident_id: UUID) -> Incident:
    """
    Return one thing that happened in an own house.

    :raises NotVisible: if there is none
    """
    found: Incident | None = incidents(actor=actor).filter(pk=incident_id).first()
    if found is None:
        raise NotVisible(f"incident {incident_id}")
    return found


def incident_to_change(*, actor: Actor, incident_id: UUID) -> Incident:
    """
    Return one thing that happened in an own house, locked.

    :raises NotVisible: if there is none
    """
    found: Incident | None = Incident.objects.own(actor).select_for_update(of=("self",)).filter(pk=incident_id).first()
    if found is None:
        raise NotVisible(f"incident {incident_id}")
    return found


def house_work(*, actor: Actor) -> Iterable[WorkItem]:
    """Return what waits in the actor's houses: serious incidents, people who are late, and the daily list."""
    items: list[WorkItem] = []
    if actor.may(Permission.PROTECTION_INCIDENT_RECORD):
        items += _incidents(actor)
    if actor.may(Permission.PROTECTION_PRESENCE_TICK):
        items += _presence(actor)
    return items


def _incidents(actor: Actor) -> Iterator[WorkItem]:
    waiting = incidents(actor=actor).filter(state=IncidentState.OPEN).order_by("happened_on", "id")
    for row in waiting[:SHOWN]:
        yield WorkItem(
            kind="incident",
            title=code_list("incident_kind").label(row.kind, language()),
            reference=row.stay.reference if row.stay else "",
            sender=row.shelter.name,
            due_at=day_ends(row.happened_on),
            url=reverse("protection:incident_read", args=[row.pk]),
            action=_("See to it"),
        )


def _presence(actor: Actor) -> Iterator[WorkItem]:
    lines = daily_list(actor=actor)
    late = [line for line in lines if line.is_late]
    for line in late[:SHOWN]:
        yield WorkItem(
            kind="presence",
            title=_("Not back yet") if line.state == "out" else _("Absent without word"),
            reference=line.stay.reference,
            sender=line.stay.shelter.name,
            due_at=line.until or day_ends(today()),
            url=reverse("protection:presence_list"),
            action=_("Open the daily list"),
        )
    waiting = sum(not line.is_ticked for line in lines)
    if waiting:
        yield WorkItem(
            kind="presence",
            title=_("Daily list: %(count)s not ticked yet") % {"count": waiting},
            reference="",
            sender="",
            due_at=day_ends(today()),
            url=reverse("protection:presence_list"),
            action=_("Open the daily list"),
        )
