"""What waits for the actor in this room, and what a search of the desk finds here."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext

from panah.access.permissions import Permission
from panah.access.policy import Actor
from panah.core.clock import HOME
from panah.core.work import Found, WorkItem
from panah.partnership.models import Event, Measure, MinutesItem, Project

MOST = 50
ENDED = ("done", "cancelled")


def work(*, actor: Actor) -> list[WorkItem]:
    """Return the follow-ups that the actor's organisation owns and the measures that it leads, by due date."""
    items = []
    if actor.may(Permission.PARTNERSHIP_EVENT_CHANGE):
        items += _follow_ups(actor)
    if actor.may(Permission.PARTNERSHIP_MEASURE_CHANGE):
        items += _measures(actor)
    return items


def found(*, actor: Actor, text: str) -> list[Found]:
    """Return events, projects and measures whose words contain the text."""
    shown: list[Found] = []
    if actor.may(Permission.PARTNERSHIP_EVENT_READ):
        wanted = Q(title_en__icontains=text) | Q(title_az__icontains=text)
        shown += [
            Found(event.title(actor.language), gettext("Event"), reverse("partnership:event_show", args=[event.slug]))
            for event in Event.objects.all_for(actor).filter(wanted).order_by("-starts_on")[:5]
        ]
    if actor.may(Permission.PARTNERSHIP_PROJECT_READ):
        wanted = Q(name_en__icontains=text) | Q(name_az__icontains=text) | Q(acronym__iexact=text)
        shown += [
            Found(
                project.name(actor.language),
                gettext("Project"),
                reverse("partnership:project_show", args=[project.slug]),
            )
            for project in Project.objects.all_for(actor).filter(wanted).order_by("slug")[:5]
        ]
    return shown


def _follow_ups(actor: Actor) -> list[WorkItem]:
    mine = Q(owner_id=actor.organisation_id) | Q(organisation_id=actor.organisation_id)
    rows = (
        MinutesItem.objects.all_for(actor)
        .filter(mine, kind="follow_up", done_on=None)
        .select_related("event", "owner")
        .order_by("due_on", "id")[:MOST]
    )
    return [
        WorkItem(
            kind="event",
            title=row.text(actor.language),
            reference=row.event.title(actor.language),
            sender=row.owner.name(actor.language) if row.owner else "",
            due_at=_end_of(row.due_on),
            url=reverse("partnership:event_show", args=[row.event.slug]),
            action=gettext("Open the event"),
        )
        for row in rows
    ]


def _measures(actor: Actor) -> list[WorkItem]:
    mine = Q(lead_id=actor.organisation_id) | Q(organisation_id=actor.organisation_id)
    rows = (
        Measure.objects.all_for(actor)
        .filter(mine, due_on__isnull=False)
        .exclude(status__in=ENDED)
        .select_related("lead")
        .order_by("due_on", "id")[:MOST]
    )
    return [
        WorkItem(
            kind="measure",
            title=row.text(actor.language),
            reference=f"{row.plan} {row.number}",
            sender=row.lead.name(actor.language),
            due_at=_end_of(row.due_on),
            url=reverse("partnership:measure_show", args=[row.id]),
            action=gettext("Report"),
        )
        for row in rows
    ]


def _end_of(day: date | None) -> datetime | None:
    zone: ZoneInfo = HOME
    return datetime.combine(day, time(23, 59), tzinfo=zone) if day else None
