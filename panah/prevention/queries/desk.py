"""What waits for the actor in this room, and what a search of the desk finds here."""

from datetime import date, datetime, time, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext

from panah.access.permissions import Permission
from panah.access.policy import Actor
from panah.core.clock import HOME, today
from panah.core.work import Found, WorkItem
from panah.country.parameters import number
from panah.prevention.models import Campaign, Survey
from panah.prevention.queries import ledger, pictures, placements, plan, stops, stories_work, videos
from panah.prevention.states import PlacementState

MOST = 50
SOON = timedelta(days=30)


def work(*, actor: Actor) -> list[WorkItem]:
    """Return placements to look at, deliveries to confirm, consents that end, surveys, steps of campaigns."""
    items: list[WorkItem] = []
    if actor.may(Permission.PREVENTION_PLACEMENT_CHANGE):
        items += _checks(actor) + _arriving(actor) + _stopped(actor)
    if actor.may(Permission.PREVENTION_MATERIAL_CHANGE):
        items += _pictures(actor)
        items += _uploads(actor)
    if actor.may(Permission.PREVENTION_STORY_CHANGE):
        items += stories_work.work(actor=actor)
    if actor.may(Permission.PREVENTION_SURVEY_CHANGE):
        items += _surveys(actor)
    if actor.may(Permission.PREVENTION_CAMPAIGN_CHANGE):
        items += _plan(actor)
    return items


def found(*, actor: Actor, text: str) -> list[Found]:
    """Return campaigns whose title contains the text."""
    if not actor.may(Permission.PREVENTION_CAMPAIGN_READ):
        return []
    rows = Campaign.objects.all_for(actor).filter(Q(title_en__icontains=text) | Q(title_az__icontains=text))
    return [
        Found(str(row), gettext("Campaign"), reverse("prevention:campaign_show", args=[row.slug]))
        for row in rows.order_by("-year", "-pk")[:5]
    ]


def _checks(actor: Actor) -> list[WorkItem]:
    return [
        WorkItem(
            kind="placement",
            title=(
                gettext("%(material)s at %(place)s is damaged")
                if row.state == PlacementState.DAMAGED
                else gettext("%(material)s at %(place)s")
            )
            % {"material": row.material, "place": placements.placement_name(actor=actor, placement=row) or row.code},
            reference=row.code,
            sender=str(row.campaign),
            due_at=_end_of(row.check_due_on),
            url=reverse("prevention:placement_check", args=[row.pk]),
            action=gettext("Record a check"),
        )
        for row in placements.due_checks(actor=actor)[:MOST]
    ]


def _arriving(actor: Actor) -> list[WorkItem]:
    return [
        WorkItem(
            kind="stock",
            title=str(row.material),
            reference="",
            sender=str(row.organisation),
            due_at=None,
            url=reverse("prevention:delivery_receive", args=[row.pk]),
            action=gettext("Confirm what arrived"),
        )
        for row in ledger.arriving(actor=actor)[:MOST]
    ]


def _stopped(actor: Actor) -> list[WorkItem]:
    return [
        WorkItem(
            kind="stock",
            title=gettext("Give nothing more out: %(batch)s") % {"batch": row.batch},
            reference=row.batch.reference,
            sender=row.from_organisation.name(actor.language),
            due_at=None,
            url=reverse("prevention:stock_list"),
            action=gettext("Open the stock"),
        )
        for row in stops.stops_for_us(actor=actor).filter(answer=None)[:MOST]
    ]


def _pictures(actor: Actor) -> list[WorkItem]:
    return [
        WorkItem(
            kind="picture",
            title=gettext("Consent to a picture ends: %(picture)s") % {"picture": row},
            reference="",
            sender="",
            due_at=_end_of(row.consent_until),
            url=reverse("prevention:picture_show", args=[row.pk]),
            action=gettext("Open the picture"),
        )
        for row in pictures.pictures_ending(actor=actor)[:MOST]
    ]


def _uploads(actor: Actor) -> list[WorkItem]:
    wait = timedelta(days=number("video_upload_days", on=today()))
    return [
        WorkItem(
            kind="task",
            title=str(row.material),
            reference="",
            sender="",
            due_at=_end_of(row.touched_on + wait),
            url=reverse("prevention:recording_show", args=[row.pk]),
            action=gettext("Finish the upload of the video"),
        )
        for row in videos.unfinished(actor=actor)[:MOST]
    ]


def _surveys(actor: Actor) -> list[WorkItem]:
    rows = Survey.objects.own(actor).filter(next_due_on__lte=today() + SOON).select_related("campaign")
    return [
        WorkItem(
            kind="follow_up",
            title=str(row),
            reference="",
            sender=str(row.campaign),
            due_at=_end_of(row.next_due_on),
            url=reverse("prevention:survey_show", args=[row.pk]),
            action=gettext("Record a round"),
        )
        for row in rows.order_by("next_due_on", "pk")[:MOST]
    ]


def _plan(actor: Actor) -> list[WorkItem]:
    return [
        WorkItem(
            kind="task",
            title=plan.entry_title(actor=actor, entry=row),
            reference="",
            sender=str(row.campaign),
            due_at=_end_of(row.due_on),
            url=reverse("prevention:entry_finish", args=[row.pk]),
            action=gettext("Record that it is done"),
        )
        for row in plan.due_entries(actor=actor, until=today() + SOON)[:MOST]
    ]


def _end_of(day: date | None) -> datetime | None:
    return datetime.combine(day, time(23, 59), HOME) if day else None
