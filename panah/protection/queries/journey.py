"""Reading what drivers say on the way."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from panah.access.permissions import Permission
from panah.access.policy import Actor
from panah.codes.catalogue import code_list
from panah.codes.forms import language
from panah.core.clock import now
from panah.core.work import WorkItem
from panah.protection.models import TransportReport, TransportTask
from panah.protection.states import JOURNEY_MOVES, JourneyState

SHOWN = 20


def journey(*, actor: Actor, task_id: UUID) -> JourneyState:
    """Return how far the way of one task has come, as its driver last said."""
    return journeys(actor=actor, task_ids=[task_id]).get(task_id, JourneyState.WAITING)


def journeys(*, actor: Actor, task_ids: Iterable[UUID]) -> dict[UUID, JourneyState]:
    """Return how far the way of each task has come, of those whose driver has said anything."""
    said = TransportReport.objects.visible_to(actor).filter(task_id__in=list(task_ids)).order_by("id")
    return {task_id: JourneyState(word) for task_id, word in said.values_list("task_id", "said")}


def words_on_the_way(*, actor: Actor, state: JourneyState) -> list[tuple[str, str]]:
    """Return what the driver can say next, with the words of the buttons."""
    labels = code_list("journey_state")
    return [(code, labels.label(code, language())) for code in labels.codes if code in JOURNEY_MOVES[state]]


def journey_work(*, actor: Actor) -> Iterator[WorkItem]:
    """Return the tasks whose driver has arrived or found nobody, for the shelter that gave them."""
    if not actor.may(Permission.PROTECTION_TRANSPORT_END):
        return
    live = TransportTask.objects.sent_by_us(actor).filter(ended_at=None, valid_until__gt=now())
    tasks = {task.pk: task for task in live.select_related("to_organisation").order_by("valid_from", "id")[:SHOWN]}
    titles = {
        JourneyState.ARRIVED: _("The person has arrived: end the transport task"),
        JourneyState.NOT_FOUND: _("The driver found nobody: call the one who asked for the place"),
    }
    for task_id, state in journeys(actor=actor, task_ids=tasks).items():
        if state in titles:
            yield WorkItem(
                kind="transport",
                title=titles[state],
                reference=tasks[task_id].reference,
                sender=tasks[task_id].to_organisation.name(language()),
                due_at=tasks[task_id].valid_until,
                url=reverse("protection:transport_list_given"),
                action=_("Open it"),
            )
