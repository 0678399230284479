"""Reading transport tasks: at the officer's end a task exists for its officer alone, the address while it is live."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from panah.access.permissions import Permission
from panah.access.policy import Actor
from panah.access.walls import Wall
from panah.accounts.queries import transport_officers
from panah.core.clock import now
from panah.core.errors import NotVisible
from panah.core.work import WorkItem
from panah.organisations.queries import names as organisation_names
from panah.protection.models import ShelterLocation, TransportTask
from panah.protection.states import TransportState

SHOWN = 50


def transports_given(*, actor: Actor) -> QuerySet[TransportTask]:
    """Return the tasks that the actor's shelter gave, the newest first."""
    given = TransportTask.objects.sent_by_us(actor).select_related("to_organisation")
    found: QuerySet[TransportTask] = given.order_by("-valid_from", "-id")
    return found


def transport_to_end(*, actor: Actor, task_id: UUID) -> TransportTask:
    """
    Return a task that the actor's shelter gave, locked.

    :raises NotVisible: if it gave none
    """
    found: TransportTask | None = (
        TransportTask.objects.sent_by_us(actor).select_for_update(of=("self",)).filter(pk=task_id).first()
    )
    if found is None:
        raise NotVisible(f"transport task {task_id}")
    return found


def transports(*, actor: Actor) -> QuerySet[TransportTask]:
    """Return the tasks that are the actor's own now or soon: what has ended is gone."""
    mine = TransportTask.objects.for_us(actor).filter(officer_id=actor.id, ended_at=None, valid_until__gt=now())
    found: QuerySet[TransportTask] = mine.select_related("from_organisation").order_by("valid_from", "id")
    return found


def transport(*, actor: Actor, task_id: UUID) -> TransportTask:
    """
    Return one task of the actor that has not ended.

    :raises NotVisible: if there is none, or it is over
    """
    found: TransportTask | None = transports(actor=actor).filter(pk=task_id).first()
    if found is None:
        raise NotVisible(f"transport task {task_id}")
    return found


def location_of_transport(*, actor: Actor, task: TransportTask) -> ShelterLocation:
    """
    Return where a live task of the actor leads.

    :raises NotVisible: if the task is not live: row security then shows no address either
    """
    location: ShelterLocation | None = None
    if task.officer_id == actor.id and task.state == TransportState.LIVE:
        location = ShelterLocation.objects.filter(
            shelter_id=task.shelter_id, organisation_id=task.from_organisation_id, wall=task.from_wall
        ).first()
    if location is None:
        raise NotVisible(f"address of transport task {task.pk}")
    return location


def officer_choices(*, actor: Actor) -> list[tuple[str, str]]:
    """Return those who may drive, as choices of a form: the own people first, then others with their organisation."""
    people = list(transport_officers(actor=actor, wall=Wall.PROTECTION))
    bodies = organisation_names(ids={person.organisation_id for person in people}, language=actor.language)
    people.sort(key=lambda person: (person.organisation_id != actor.organisation_id, person.name))
    return [(str(person.pk), f"{person.name}, {bodies[person.organisation_id]}") for person in people]


def transport_work(*, actor: Actor) -> Iterable[WorkItem]:
    """Return the actor's own transport tasks: a reference and an hour, never where to."""
    if not actor.may(Permission.PROTECTION_TRANSPORT_READ):
        return []
    return [
        WorkItem(
            kind="transport",
            title=_("Bring a person to a safe place"),
            reference=task.reference,
            sender=task.from_organisation.name(actor.language),
            due_at=task.valid_until,
            url=reverse("protection:transport_read", args=[task.pk]),
            action=_("Open"),
        )
        for task in transports(actor=actor)[:SHOWN]
    ]
