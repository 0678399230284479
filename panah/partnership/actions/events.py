from datetime import date, time
from typing import Any

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.audit import log
from panah.audit.events import Event as Logged
from panah.core.errors import InvalidInput, gettext_noop
from panah.partnership import rules
from panah.partnership.actions._parts import body_of, free_slug, make, next_position, optional_body, refuse_second
from panah.partnership.models import (
    AgendaItem,
    Event,
    EventRole,
    Participation,
    Phase,
    Project,
    Speech,
    SpeechFigure,
    Topic,
)
from panah.partnership.queries.event_words import event_words
from panah.partnership.queries.events import event_to_change
from panah.published.actions import publish_page

LANGUAGES = ("az", "en")


@transaction.atomic
def plan_event(
    *, actor: Actor, kind: str, title_en: str, title_az: str, starts_on: date, slug: str = "", **more: Any
) -> Event:
    """
    Put an event on record; the actor's organisation keeps it.

    :param more: ends_on, theme_en, theme_az, purpose_en, purpose_az, division, venue, languages, project, phase
    :raises NotPermitted: if the actor may not change events
    :raises InvalidInput: if the event ends before it starts, or the project is not known
    """
    check(actor, Permission.PARTNERSHIP_EVENT_CHANGE)
    values = _placed(starts_on=starts_on, more=more)
    event = make(
        Event,
        actor=actor,
        slug=slug or free_slug(Event, f"{title_en} {starts_on:%Y}"),
        kind=kind,
        title_en=title_en,
        title_az=title_az,
        starts_on=starts_on,
        **values,
    )
    log.record(actor=actor, event=Logged.PARTNERSHIP_EVENT_PLANNED, subject=event)
    return event


@transaction.atomic
def change_event(
    *, actor: Actor, slug: str, kind: str, title_en: str, title_az: str, starts_on: date, **more: Any
) -> Event:
    """
    Change an event.

    :param more: as in `plan_event`
    :raises NotPermitted: if the actor may not change events
    :raises NotVisible: if the actor's organisation keeps no such event
    :raises InvalidInput: if the event ends before it starts, or the project is not known
    """
    check(actor, Permission.PARTNERSHIP_EVENT_CHANGE)
    event = event_to_change(actor=actor, slug=slug)
    values = {"kind": kind, "title_en": title_en, "title_az": title_az, "starts_on": starts_on}
    for name, value in (values | _placed(starts_on=starts_on, more=more)).items():
        setattr(event, name, value)
    event.save()
    log.record(actor=actor, event=Logged.PARTNERSHIP_EVENT_CHANGED, subject=event)
    return event


@transaction.atomic
def add_event_role(*, actor: Actor, slug: str, body: str, role: str) -> EventRole:
    """
    Name a body that organises, facilitates or helps to hold an event.

    :raises NotPermitted: if the actor may not change events
    :raises NotVisible: if the actor's organisation keeps no such event
    :raises InvalidInput: if the body is not known or has the role already
    """
    check(actor, Permission.PARTNERSHIP_EVENT_CHANGE)
    event = event_to_change(actor=actor, slug=slug)
    organisation = body_of(body, field="body")
    refuse_second(EventRole.objects.filter(event=event, body=organisation, role=role), field="body")
    part = make(EventRole, actor=actor, event=event, body=organisation, role=role)
    log.record(actor=actor, event=Logged.PARTNERSHIP_PART_ADDED, subject=part, event_id=event.id)
    return part


@transaction.atomic
def add_participation(
    *, actor: Actor, slug: str, body: str = "", group: str = "", attended: str = "yes", **more: Any
) -> Participation:
    """
    Record that an organisation, or a group not named one by one, was invited to or took part in an event.

    :param more: detail_en, detail_az, women_count, men_count, unknown_count
    :raises NotPermitted: if the actor may not change events
    :raises NotVisible: if the actor's organisation keeps no such event
    :raises InvalidInput: if both or neither is named, or it is there already
    """
    check(actor, Permission.PARTNERSHIP_EVENT_CHANGE)
    event = event_to_change(actor=actor, slug=slug)
    rules.check_participant(body=body, group=group)
    organisation = optional_body(body, field="body")
    refuse_second(Participation.objects.filter(event=event, body=organisation, group=group), field="body")
    part = make(Participation, actor=actor, event=event, body=organisation, group=group, attended=attended, **more)
    log.record(actor=actor, event=Logged.PARTNERSHIP_PART_ADDED, subject=part, event_id=event.id)
    return part


@transaction.atomic
def add_speech(
    *, actor: Actor, slug: str, kind: str, speaker: str, post_en: str, post_az: str, body: str = "", **more: Any
) -> Speech:
    """
    Record who spoke and in which office.

    :param more: summary_en, summary_az
    :raises NotPermitted: if the actor may not change events
    :raises NotVisible: if the actor's organisation keeps no such event
    :raises InvalidInput: if the speaker's body is not known
    """
    check(actor, Permission.PARTNERSHIP_EVENT_CHANGE)
    event = event_to_change(actor=actor, slug=slug)
    part = make(
        Speech,
        actor=actor,
        event=event,
        position=next_position(event.speeches.all()),
        kind=kind,
        speaker=speaker,
        post_en=post_en,
        post_az=post_az,
        body=optional_body(body, field="body"),
        **more,
    )
    log.record(actor=actor, event=Logged.PARTNERSHIP_PART_ADDED, subject=part, event_id=event.id)
    return part


@transaction.atomic
def add_figure(*, actor: Actor, slug: str, position: int, code: str, value: int, words: str) -> SpeechFigure:
    """
    Record a figure as it was said in the speech at that position. Panah's own figures are counted, never entered.

    :raises NotPermitted: if the actor may not change events
    :raises NotVisible: if the actor's organisation keeps no such event
    :raises InvalidInput: if there is no such speech, or it has the figure already
    """
    check(actor, Permission.PARTNERSHIP_EVENT_CHANGE)
    event = event_to_change(actor=actor, slug=slug)
    speech = event.speeches.filter(position=position).first()
    if speech is None:
        raise InvalidInput(gettext_noop("There is no such speech."), field="position")
    refuse_second(SpeechFigure.objects.filter(speech=speech, code=code), field="code")
    part = make(SpeechFigure, actor=actor, speech=speech, code=code, value=value, words=words)
    log.record(actor=actor, event=Logged.PARTNERSHIP_PART_ADDED, subject=part, event_id=event.id)
    return part


@transaction.atomic
def add_agenda_item(
    *, actor: Actor, slug: str, kind: str, title_en: str, title_az: str, starts_at: time | None = None, **more: Any
) -> AgendaItem:
    """
    Add a part of the programme; a film screening is one.

    :param more: minutes, material_id, viewer_count
    :raises NotPermitted: if the actor may not change events
    :raises NotVisible: if the actor's organisation keeps no such event
    """
    check(actor, Permission.PARTNERSHIP_EVENT_CHANGE)
    event = event_to_change(actor=actor, slug=slug)
    part = make(
        AgendaItem,
        actor=actor,
        event=event,
        position=next_position(event.agenda.all()),
        kind=kind,
        title_en=title_en,
        title_az=title_az,
        starts_at=starts_at,
        **more,
    )
    log.record(actor=actor, event=Logged.PARTNERSHIP_PART_ADDED, subject=part, event_id=event.id)
    return part


@transaction.atomic
def add_topic(
    *, actor: Actor, slug: str, text_en: str, text_az: str, origin: str = "discussed", pillar: str = ""
) -> Topic:
    """
    Add something that was discussed.

    :raises NotPermitted: if the actor may not change events
    :raises NotVisible: if the actor's organisation keeps no such event
    """
    check(actor, Permission.PARTNERSHIP_EVENT_CHANGE)
    event = event_to_change(actor=actor, slug=slug)
    position = next_position(event.topics.all())
    texts = {"text_en": text_en, "text_az": text_az}
    part = make(Topic, actor=actor, event=event, position=position, origin=origin, pillar=pillar, **texts)
    log.record(actor=actor, event=Logged.PARTNERSHIP_PART_ADDED, subject=part, event_id=event.id)
    return part


@transaction.atomic
def publish_event(*, actor: Actor, slug: str) -> Event:
    """
    Put the page of an event before the public, in Azerbaijani and English.

    :raises NotPermitted: if the actor may not change events or publish
    :raises NotVisible: if the actor's organisation keeps no such event
    """
    check(actor, Permission.PARTNERSHIP_EVENT_CHANGE)
    event = event_to_change(actor=actor, slug=slug)
    words = {language: event_words(actor=actor, slug=slug, language=language) for language in LANGUAGES}
    publish_page(actor=actor, kind="event", slug=slug, words=words, shown_on=event.starts_on)
    log.record(actor=actor, event=Logged.PARTNERSHIP_EVENT_PUBLISHED, subject=event)
    return event


def _placed(*, starts_on: date, more: dict[str, Any]) -> dict[str, Any]:
    values = dict(more)
    rules.check_order(starts_on=starts_on, ends_on=values.get("ends_on"))
    project_slug, phase_label = values.pop("project", ""), values.pop("phase", "")
    project = Project.objects.filter(slug=project_slug).first() if project_slug else None
    if project_slug and project is None:
        raise InvalidInput(gettext_noop("There is no such project."), field="project")
    phase = Phase.objects.filter(project=project, label=phase_label).first() if phase_label else None
    if phase_label and phase is None:
        raise InvalidInput(gettext_noop("The project has no such phase."), field="phase")
    return values | {"project": project, "phase": phase}
