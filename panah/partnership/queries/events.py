from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Model, QuerySet, Sum

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.core.clock import today
from panah.core.errors import NotVisible, gettext_noop
from panah.country import provenance
from panah.country.provenance import Why
from panah.partnership import rules
from panah.partnership.models import (
    AgendaItem,
    Event,
    EventRole,
    MinutesItem,
    Participation,
    Speech,
    SpeechFigure,
    Topic,
)


@dataclass(frozen=True, slots=True)
class EventPage:
    """An event with everything its page shows. `sources` says for each record why its fields hold what they hold."""

    event: Event
    roles: Sequence[EventRole]
    participations: Sequence[Participation]
    speeches: Sequence[Speech]
    figures: Sequence[SpeechFigure]
    agenda: Sequence[AgendaItem]
    topics: Sequence[Topic]
    minutes: Sequence[MinutesItem]
    sources: dict[UUID, list[Why]]
    is_own: bool

    def overdue(self) -> list[MinutesItem]:
        """Return the follow-ups that are late."""
        return [item for item in self.minutes if rules.is_overdue(due_on=item.due_on, done_on=item.done_on, on=today())]


def events(*, actor: Actor, kind: str = "", since: date | None = None, until: date | None = None) -> QuerySet[Event]:
    """Return events of every organisation, of one kind and period where asked for; unordered, for a page."""
    check(actor, Permission.PARTNERSHIP_EVENT_READ)
    found: QuerySet[Event] = Event.objects.all_for(actor).select_related("organisation", "project")
    if kind:
        found = found.filter(kind=kind)
    if since:
        found = found.filter(starts_on__gte=since)
    return found.filter(starts_on__lte=until) if until else found


def event(*, actor: Actor, slug: str) -> Event:
    """
    Return one event.

    :raises NotVisible: if there is none
    """
    found = events(actor=actor).select_related("phase").filter(slug=slug).first()
    if found is None:
        raise NotVisible(gettext_noop("This event does not exist."))
    return found


def event_page(*, actor: Actor, slug: str, language: str) -> EventPage:
    """
    Return an event with its roles, people, programme, minutes and sources.

    :raises NotVisible: if there is none
    """
    shown = event(actor=actor, slug=slug)
    roles = list(shown.roles.select_related("body__parent").order_by("role", "id"))
    participations = list(shown.participations.select_related("body").order_by("id"))
    speeches = list(shown.speeches.select_related("body").order_by("position"))
    figures = list(SpeechFigure.objects.all_for(actor).filter(speech__event=shown).order_by("id"))
    agenda = list(shown.agenda.order_by("position"))
    topics = list(shown.topics.order_by("position"))
    minutes = list(shown.minutes.select_related("owner").prefetch_related("adoptions__body").order_by("id"))
    phase = [shown.phase] if shown.phase else []
    subjects: list[Model] = [shown, *phase, *roles, *participations, *speeches, *figures, *agenda, *topics, *minutes]
    return EventPage(
        event=shown,
        roles=roles,
        participations=participations,
        speeches=speeches,
        figures=figures,
        agenda=agenda,
        topics=topics,
        minutes=minutes,
        sources=provenance.of(subjects, language=language),
        is_own=shown.organisation_id == actor.organisation_id,
    )


def event_to_change(*, actor: Actor, slug: str) -> Event:
    """
    Return an event kept by the actor's organisation, locked until the transaction ends.

    :raises NotVisible: if the actor's organisation keeps none of this name
    """
    found: Event | None = Event.objects.own(actor).select_for_update().filter(slug=slug).first()
    if found is None:
        raise NotVisible(gettext_noop("This event does not exist."))
    return found


def follow_up_to_tick(*, actor: Actor, item_id: UUID) -> MinutesItem:
    """
    Return an open follow-up that the actor's organisation keeps or owns, locked until the transaction ends.

    :raises NotVisible: if there is none
    """
    open_items = MinutesItem.objects.all_for(actor).filter(kind="follow_up", done_on=None, pk=item_id)
    found: MinutesItem | None = open_items.select_for_update().first()
    if found is None or actor.organisation_id not in (found.organisation_id, found.owner_id):
        raise NotVisible(gettext_noop("This follow-up does not exist or is done."))
    return found


def practice(*, actor: Actor, item_id: UUID) -> MinutesItem:
    """
    Return a practice from the minutes of any event.

    :raises NotVisible: if there is none
    """
    check(actor, Permission.PARTNERSHIP_EVENT_READ)
    found: MinutesItem | None = MinutesItem.objects.all_for(actor).filter(kind="practice", pk=item_id).first()
    if found is None:
        raise NotVisible(gettext_noop("This practice does not exist."))
    return found


def screenings(*, actor: Actor, material_ids: Collection[UUID]) -> tuple[int, int]:
    """Return how often these films were shown at events, and how many people watched; nothing for who reads none."""
    if not actor.may(Permission.PARTNERSHIP_EVENT_READ):
        return 0, 0
    shown = AgendaItem.objects.all_for(actor).filter(kind="screening", material_id__in=material_ids)
    return shown.count(), shown.aggregate(sum=Sum("viewer_count"))["sum"] or 0
