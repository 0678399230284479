"""Reading information requests, from either end."""

from uuid import UUID

from django.db.models import QuerySet

from panah.access.policy import Actor
from panah.codes.catalogue import code_list
from panah.codes.forms import language
from panah.coordination.models import InformationRequest
from panah.coordination.rules import REQUEST_WALLS
from panah.core.errors import NotVisible
from panah.core.paging import Page, page

NEWEST = ("-sent_at", "-id")
ENDS = ("from_organisation", "to_organisation", "answer")


def requests(*, actor: Actor, sent: bool = False, after: str | None = None) -> Page:
    """Return one page of the requests that came to the actor's organisation, or went out from it, the newest first."""
    found = InformationRequest.objects.sent_by_us(actor) if sent else InformationRequest.objects.for_us(actor)
    return page(found.select_related(*ENDS), order=NEWEST, after=after)


def request(*, actor: Actor, request_id: UUID) -> InformationRequest:
    """
    Return one request, to either end.

    :raises NotVisible: if there is none for this actor
    """
    return _one(InformationRequest.objects.visible_to(actor).select_related(*ENDS), request_id)


def request_sent_to_change(*, actor: Actor, request_id: UUID) -> InformationRequest:
    """
    Return one request that the actor's organisation sent, locked until the transaction ends.

    :raises NotVisible: if there is none
    """
    found = InformationRequest.objects.sent_by_us(actor).select_for_update(of=("self",))
    return _one(found.select_related("answer"), request_id)


def answers_to_read(*, actor: Actor) -> QuerySet[InformationRequest]:
    """Return the requests of the actor's organisation whose answer nobody there has read yet."""
    sent: QuerySet[InformationRequest] = InformationRequest.objects.sent_by_us(actor)
    return sent.filter(answer__isnull=False, answer_read_at=None, withdrawn_at=None)


def request_for_us_to_change(*, actor: Actor, request_id: UUID) -> InformationRequest:
    """
    Return one request that came to the actor's organisation, to be answered.

    :raises NotVisible: if there is none
    """
    return _one(InformationRequest.objects.for_us(actor).select_related("answer"), request_id)


def _one(found: QuerySet[InformationRequest], request_id: UUID) -> InformationRequest:
    row = found.filter(pk=request_id).first()
    if row is None:
        raise NotVisible(f"information request {request_id}")
    return row


def wall_choices(*, actor: Actor) -> list[tuple[str, str]]:
    """Return who can be asked from behind the actor's wall, as choices of a form; the liaison officer first."""
    walls = sorted(REQUEST_WALLS.get(actor.wall, frozenset()), key=lambda wall: (wall != "coordination", wall))
    return [(wall.value, code_list("wall").label(wall, language())) for wall in walls]
