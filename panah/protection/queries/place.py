"""Reading requests for a place, at both ends, and what answers them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from panah.access.permissions import Permission
from panah.access.policy import Actor
from panah.codes.catalogue import code_list
from panah.codes.forms import language
from panah.core.clock import now, today
from panah.core.errors import NotVisible
from panah.core.work import WorkItem
from panah.country.parameters import period
from panah.protection.models import Case, Hold, PlaceAnswer, PlaceRequest, Stay
from panah.protection.queries.shelter import UnitBoard, board, live_holds
from panah.protection.rules import Guest, day_ends, mismatches
from panah.protection.states import PLACE_OPEN, PlaceState

SHOWN = 50
LOOK_BACK = timedelta(days=30)
UNANSWERED = Q(answer=None) | Q(answer__state__in=(PlaceState.ELIGIBLE, PlaceState.HELD))
GIVEN_UP = (PlaceState.DECLINED, PlaceState.EXPIRED)


@dataclass(frozen=True, slots=True)
class Fit:
    """A unit beside somebody who needs a place: what is free, and what does not suit."""

    board: UnitBoard
    mismatches: tuple[str, ...]


def place_requests(*, actor: Actor) -> QuerySet[PlaceRequest]:
    """Return the requests that wait for an answer of the actor's shelter, the oldest first."""
    waiting = PlaceRequest.objects.for_us(actor).filter(UNANSWERED, withdrawn_at=None)
    found: QuerySet[PlaceRequest] = waiting.select_related("from_organisation", "answer").order_by("sent_at")
    return found


def place_request_to_answer(*, actor: Actor, request_id: UUID) -> PlaceRequest:
    """
    Return one request that was sent to the actor's shelter.

    :raises NotVisible: if none was
    """
    found: PlaceRequest | None = (
        PlaceRequest.objects.for_us(actor).select_related("from_organisation", "answer").filter(pk=request_id).first()
    )
    if found is None:
        raise NotVisible(f"place request {request_id}")
    return found


def place_request_sent(*, actor: Actor, request_id: UUID) -> PlaceRequest:
    """
    Return one request that the actor's organisation sent.

    :raises NotVisible: if it sent none
    """
    found: PlaceRequest | None = (
        PlaceRequest.objects.sent_by_us(actor).select_related("answer").filter(pk=request_id).first()
    )
    if found is None:
        raise NotVisible(f"place request {request_id}")
    return found


def place_requests_of_case(*, actor: Actor, case_id: UUID) -> QuerySet[PlaceRequest]:
    """Return what the actor's organisation asked shelters for in a case, with their answers, newest first."""
    asked = PlaceRequest.objects.sent_by_us(actor).filter(case_id=case_id)
    found: QuerySet[PlaceRequest] = asked.select_related("answer", "to_organisation").order_by("-sent_at")
    return found


def open_request_at(*, actor: Actor, case_id: UUID, to_organisation_id: UUID) -> PlaceRequest | None:
    """Return the request of a case that a shelter has yet to answer, or the stay it has given."""
    live = {*PLACE_OPEN, PlaceState.ACCEPTED}
    asked = place_requests_of_case(actor=actor, case_id=case_id).filter(to_organisation_id=to_organisation_id)
    return next((row for row in asked if row.state in live), None)


def place_requests_on_consent(*, actor: Actor, case_id: UUID, consent_id: UUID) -> list[PlaceRequest]:
    """Return the open requests of a case that rest on a consent, locked until the transaction ends."""
    asked = PlaceRequest.objects.sent_by_us(actor).select_for_update(of=("self",))
    found = asked.filter(case_id=case_id, consent_id=consent_id).select_related("answer")
    return [row for row in found if row.state in PLACE_OPEN]


def companion(*, actor: Actor, reference: str) -> Case | None:
    """Return the own case of the parent or child who comes too, by its number."""
    found: Case | None = Case.objects.own(actor).filter(reference=reference.strip().upper()).first()
    return found


def guest(*, actor: Actor, request: PlaceRequest) -> Guest:
    """Return what the shelter knows of the person of a request, and in which unit the one lives who came along."""
    company = None
    if request.with_person_id:
        stay = Stay.objects.own(actor).filter(person_id=request.with_person_id, ended_on=None)
        held = live_holds(actor=actor).filter(request__person_id=request.with_person_id)
        rows = (*stay.select_related("place"), *held.select_related("place"))
        company = next((row.place.unit_id for row in rows if row.place), None)
    return Guest(
        sex=request.sex,
        band=request.age_band,
        needs=frozenset(request.needs),
        language="" if "interpreter" in request.needs else request.language,
        is_presumed=request.presumed_on is not None,
        has_company=request.with_person_id is not None,
        company_in=company,
    )


def fits(*, actor: Actor, request: PlaceRequest) -> list[Fit]:
    """Return every unit with what does not suit the person of a request; the suitable and free ones first."""
    who = guest(actor=actor, request=request)
    rows = [Fit(each, mismatches(who, each.facts())) for each in board(actor=actor)]
    return sorted(rows, key=lambda row: (row.board.free == 0, len(row.mismatches)))


def hold_of_request(*, actor: Actor, request_id: UUID) -> Hold | None:
    """Return the hold that was made for a request and not released."""
    found: Hold | None = (
        Hold.objects.own(actor).select_related("place__unit").filter(request_id=request_id, released_at=None).first()
    )
    return found


def answer_to_change(*, actor: Actor, request_id: UUID) -> PlaceAnswer | None:
    """Return the actor's own answer to a request, locked, or None while there is none."""
    found: PlaceAnswer | None = (
        PlaceAnswer.objects.sent_by_us(actor).select_for_update().filter(request_id=request_id).first()
    )
    return found


def has_place_elsewhere(*, actor: Actor, request_id: UUID) -> bool:
    """
    Test if the one who asked has been given a place for this person by another shelter.

    The database answers it, with one bit and for requests to the actor alone: it says neither who nor where.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT panah_has_place(%s)", [request_id])
        return bool(cursor.fetchone()[0])


def place_work(*, actor: Actor) -> Iterable[WorkItem]:
    """Return the requests for a place that wait for the actor: to answer them, or to ask another shelter."""
    items: list[WorkItem] = []
    if actor.may(Permission.PROTECTION_STAY_ADMIT):
        items += [*_to_answer(actor), *_to_move(actor)]
    if actor.may(Permission.PROTECTION_PLACE_REQUEST):
        items += [*_to_ask_again(actor), *_to_follow_up(actor)]
    return items


def _to_answer(actor: Actor) -> Iterator[WorkItem]:
    for request in place_requests(actor=actor).filter(paused_at=None)[:SHOWN]:
        yield WorkItem(
            kind="place",
            title=_("Answer a request for a safe place"),
            reference=request.reference,
            sender=request.from_organisation.name(actor.language),
            due_at=_due(request),
            url=reverse("protection:place_answer", args=[request.pk]),
            action=_("Answer it"),
        )


def _to_move(actor: Actor) -> Iterator[WorkItem]:
    """The one who asked has told more of a guest since, and the unit no longer suits: a child among adults."""
    same = {"sex": F("request__sex"), "age_band": F("request__age_band")}
    changed = Stay.objects.own(actor).filter(ended_on=None, place__isnull=False, request__isnull=False).exclude(**same)
    for stay in changed.select_related("request__from_organisation", "place__unit__shelter")[:SHOWN]:
        facts = UnitBoard(stay.place.unit, ()).facts()
        found = [
            why for why in mismatches(guest(actor=actor, request=stay.request), facts) if why not in stay.mismatches
        ]
        if not found:
            continue
        reasons = "; ".join(code_list("place_mismatch").label(why, language()) for why in found)
        yield WorkItem(
            kind="place",
            title=_("The place no longer suits: %(reasons)s") % {"reasons": reasons},
            reference=stay.reference,
            sender=stay.request.from_organisation.name(actor.language),
            due_at=day_ends(today()),
            url=reverse("protection:stay_move", args=[stay.pk]),
            action=_("Look for another place"),
        )


def _to_ask_again(actor: Actor) -> Iterator[WorkItem]:
    """No place was given, and nobody has asked another shelter since."""
    asked = PlaceRequest.objects.sent_by_us(actor).filter(
        answer__state__in=(PlaceState.DECLINED, PlaceState.HELD), withdrawn_at=None, sent_at__gte=now() - LOOK_BACK
    )
    for request in asked.select_related("answer", "to_organisation").order_by("-sent_at")[:SHOWN]:
        later = PlaceRequest.objects.sent_by_us(actor).filter(case_id=request.case_id, sent_at__gt=request.sent_at)
        if request.state not in GIVEN_UP or later.exists():
            continue
        reason = request.answer.decline_reason or "waiting_too_long"
        yield WorkItem(
            kind="place",
            title=_("No place: ask another shelter. %(reason)s")
            % {"reason": code_list("place_decline_reason").label(reason, language())},
            reference=request.reference,
            sender=request.to_organisation.name(actor.language),
            due_at=day_ends(max(request.wanted_on, request.answer.answered_on)),
            url=reverse("protection:case_shelter", args=[request.case_id]),
            action=_("Ask another shelter"),
        )


def _to_follow_up(actor: Actor) -> Iterator[WorkItem]:
    """The shelter asked for a look after somebody who left."""
    left = PlaceAnswer.objects.for_us(actor).filter(
        state=PlaceState.LEFT, follow_up_on__lte=today(), follow_up_on__gte=today() - LOOK_BACK
    )
    for answer in left.select_related("request", "from_organisation").order_by("follow_up_on")[:SHOWN]:
        seen = Case.objects.own(actor).filter(pk=answer.case_id)
        if not seen.exclude(plan_reviewed_on__gte=answer.follow_up_on).filter(closed_on=None).exists():
            continue
        yield WorkItem(
            kind="follow_up",
            title=_("Follow up after the shelter"),
            reference=answer.request.reference,
            sender=answer.from_organisation.name(actor.language),
            due_at=day_ends(answer.follow_up_on),
            url=reverse("protection:case_shelter", args=[answer.case_id]),
            action=_("Open the case"),
        )


def _due(request: PlaceRequest) -> datetime:
    """A place is wanted on a day, so nobody is late before that day is over."""
    return max(request.sent_at + period("safety_check_hours", on=today()), day_ends(request.wanted_on))
