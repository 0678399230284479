"""Reading shelters, requests for a place, stays. Nobody but the shelter itself learns who sleeps where."""

from collections.abc import Iterable
from datetime import datetime, time
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from panah.access.permissions import Permission
from panah.access.policy import Actor
from panah.access.walls import Wall
from panah.core.clock import HOME, today
from panah.core.errors import NotVisible
from panah.core.work import WorkItem
from panah.country.parameters import period
from panah.organisations.models import Organisation
from panah.protection.models import PlaceRequest, Shelter, Stay

SHELTER_KIND = "shelter"


def shelters(*, actor: Actor) -> QuerySet[Shelter]:
    """Return the actor's own shelters with the number of people present."""
    present = Count("stays", filter=Q(stays__ended_on=None))
    found: QuerySet[Shelter] = Shelter.objects.own(actor).annotate(present=present).order_by("name")
    return found


def shelter(*, actor: Actor, shelter_id: UUID) -> Shelter:
    """
    Return one own shelter.

    :raises NotVisible: if the actor has no such shelter
    """
    found: Shelter | None = Shelter.objects.own(actor).filter(pk=shelter_id).first()
    if found is None:
        raise NotVisible(f"shelter {shelter_id}")
    return found


def shelter_to_change(*, actor: Actor, shelter_id: UUID) -> Shelter:
    """
    Return one own shelter, locked until the transaction ends, so that its last place is given once.

    :raises NotVisible: if the actor has no such shelter
    """
    shelter: Shelter | None = Shelter.objects.own(actor).select_for_update().filter(pk=shelter_id).first()
    if shelter is None:
        raise NotVisible(f"shelter {shelter_id}")
    return shelter


def sheltering_organisations(*, actor: Actor) -> QuerySet[Organisation]:
    """Return the bodies that can be asked for a place. That such a body exists is public; where it is, is not."""
    return Organisation.objects.filter(kind=SHELTER_KIND, retired_on=None).order_by("sort_key")


def stays(*, actor: Actor, present: bool = True) -> QuerySet[Stay]:
    """Return the stays in the actor's shelters: those present, or those that ended."""
    return Stay.objects.own(actor).filter(ended_on__isnull=present).select_related("shelter").order_by("-started_on")


def stay(*, actor: Actor, stay_id: UUID) -> Stay:
    """
    Return one stay in the actor's shelters.

    :raises NotVisible: if there is none
    """
    found: Stay | None = Stay.objects.own(actor).filter(pk=stay_id).first()
    if found is None:
        raise NotVisible(f"stay {stay_id}")
    return found


def stay_to_change(*, actor: Actor, stay_id: UUID) -> Stay:
    """
    Return one stay, locked until the transaction ends.

    :raises NotVisible: if there is no such stay in the actor's shelters
    """
    stay: Stay | None = Stay.objects.own(actor).select_for_update().filter(pk=stay_id).first()
    if stay is None:
        raise NotVisible(f"stay {stay_id}")
    return stay


def place_requests(*, actor: Actor) -> QuerySet[PlaceRequest]:
    """Return the requests that wait for an answer of the actor's shelter, the oldest first."""
    waiting = PlaceRequest.objects.for_us(actor).filter(answer=None, withdrawn_at=None)
    return waiting.select_related("from_organisation").order_by("sent_at")


def place_request_to_answer(*, actor: Actor, request_id: UUID) -> PlaceRequest:
    """
    Return one request that was sent to the actor's shelter.

    :raises NotVisible: if none was
    """
    request: PlaceRequest | None = (
        PlaceRequest.objects.for_us(actor).select_related("from_organisation").filter(pk=request_id).first()
    )
    if request is None:
        raise NotVisible(f"place request {request_id}")
    return request


def place_request_sent(*, actor: Actor, request_id: UUID) -> PlaceRequest:
    """
    Return one request that the actor's organisation sent.

    :raises NotVisible: if it sent none
    """
    request: PlaceRequest | None = PlaceRequest.objects.sent_by_us(actor).filter(pk=request_id).first()
    if request is None:
        raise NotVisible(f"place request {request_id}")
    return request


def place_requests_of_case(*, actor: Actor, case_id: UUID) -> QuerySet[PlaceRequest]:
    """Return what the actor's organisation asked shelters for in a case, with their answers, newest first."""
    asked = PlaceRequest.objects.sent_by_us(actor).filter(case_id=case_id)
    return asked.select_related("answer", "to_organisation").order_by("-sent_at")


def shelter_work(*, actor: Actor) -> Iterable[WorkItem]:
    """Return the requests for a place that wait for the actor's answer."""
    if actor.wall != Wall.PROTECTION or not actor.may(Permission.PROTECTION_STAY_ADMIT):
        return []
    return [
        WorkItem(
            kind="place",
            title=_("Answer a request for a safe place"),
            reference=request.reference,
            sender=request.from_organisation.name(actor.language),
            due_at=_due(request),
            url=reverse("protection:place_answer", args=[request.pk]),
            action=_("Answer it"),
        )
        for request in place_requests(actor=actor)[:50]
    ]


def _due(request: PlaceRequest) -> datetime:
    """A place is wanted on a day, so nobody is late before that day is over."""
    end_of_day = datetime.combine(request.wanted_on, time(23, 59, 59), HOME)
    return max(request.sent_at + period("safety_check_hours", on=today()), end_of_day)
