"""Counting what was not met, and incidents: months, codes and numbers, never a house, a case or a person."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db import connection

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.core.clock import HOME
from panah.organisations.queries import names as organisation_names
from panah.protection.models import PlaceAnswer, PlaceRequest
from panah.protection.rules import is_child, is_unmet
from panah.protection.states import PlaceState

REASONS = ("full", "no_suitable_place", "waiting_too_long")


@dataclass(slots=True)
class Month:
    """What was not met in one month."""

    month: date
    reasons: dict[str, int] = field(default_factory=dict)
    women: int = 0
    men: int = 0
    children: int = 0

    @property
    def total(self) -> int:
        return sum(self.reasons.values())

    @property
    def columns(self) -> list[tuple[str, int]]:
        """The counts in the order of `REASONS`."""
        return [(reason, self.reasons.get(reason, 0)) for reason in REASONS]

    def add(self, *, reason: str, sex: str, band: str, count: int = 1) -> None:
        """Count so many more."""
        self.reasons[reason] = self.reasons.get(reason, 0) + count
        if is_child(band):
            self.children += count
        elif sex == "female":
            self.women += count
        elif sex == "male":
            self.men += count


@dataclass(frozen=True, slots=True)
class IncidentCount:
    """How many incidents one organisation's houses had in one month."""

    month: date
    organisation: str
    severity: str
    count: int
    open_count: int


def unmet_need(*, actor: Actor) -> list[Month]:
    """
    Return what was not met, by month: of the own shelters, or of all when the actor coordinates.

    :raises NotPermitted: if the actor may not read it
    """
    check(actor, Permission.PROTECTION_UNMET_READ)
    rows = _national() if not actor.may(Permission.PROTECTION_SHELTER_READ) else _own(actor)
    months: dict[date, Month] = {}
    for day, reason, sex, band, count in rows:
        first = day.replace(day=1)
        months.setdefault(first, Month(first)).add(reason=reason, sex=sex, band=band, count=count)
    return sorted(months.values(), key=lambda month: month.month, reverse=True)


def _own(actor: Actor) -> Iterable[tuple[date, str, str, str, int]]:
    declined = PlaceAnswer.objects.sent_by_us(actor).filter(state=PlaceState.DECLINED, decline_reason__in=REASONS)
    for answer in declined.select_related("request"):
        if is_unmet(answer.decline_reason):
            yield answer.answered_on, answer.decline_reason, answer.request.sex, answer.request.age_band, 1
    given_up = PlaceRequest.objects.for_us(actor).filter(withdraw_reason="waited_too_long", withdrawn_at__isnull=False)
    for request in given_up:
        yield request.withdrawn_at.astimezone(HOME).date(), "waiting_too_long", request.sex, request.age_band, 1


def _national() -> Iterable[tuple[date, str, str, str, int]]:
    """The database counts behind the walls of coordination and oversight, and answers nobody else."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT month, reason, sex, age_band, how_many FROM panah_unmet_need()")
        rows: list[tuple[date, str, str, str, int]] = cursor.fetchall()
    return rows


def incident_counts(*, actor: Actor) -> list[IncidentCount]:
    """
    Return how many incidents the shelters of each organisation had, by month and severity.

    :raises NotPermitted: if the actor may not read it
    """
    check(actor, Permission.PROTECTION_INCIDENT_COUNT)
    with connection.cursor() as cursor:
        cursor.execute("SELECT month, organisation, severity, how_many, open FROM panah_incident_counts()")
        rows: list[tuple[date, UUID, str, int, int]] = cursor.fetchall()
    bodies = organisation_names(ids={body for _, body, *_ in rows}, language=actor.language)
    return [
        IncidentCount(month, bodies[body], severity, count, still_open)
        for month, body, severity, count, still_open in rows
    ]
