"""An event's page as plain words in one language: shown on the desk, and published for everybody."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext, override

from panah.access.policy import Actor
from panah.codes.catalogue import code_list
from panah.core import formats
from panah.country import places
from panah.country.provenance import Why
from panah.country.tables import UnknownEntry
from panah.partnership.models import Event, EventRole, Funding, Participation, Project
from panah.partnership.queries.events import EventPage, event_page
from panah.published.rules import Words
from panah.published.sources import source_blocks

MONTHS_AZ = ("yan", "fev", "mar", "apr", "may", "iyn", "iyl", "avq", "sen", "okt", "noy", "dek")


def event_words(*, actor: Actor, slug: str, language: str) -> Words:
    """
    Return the page of an event in one language, made of its records.

    :raises NotVisible: if there is no such event
    """
    shown = event_page(actor=actor, slug=slug, language=language)
    with override(language):
        body = {"head": _head(shown, language), "main": _main(shown, language), "side": _side(actor, shown, language)}
        if shown.event.project:
            body["related"] = [{"kind": "project", "slug": shown.event.project.slug}]
        return Words(shown.event.title(language), shown.event.purpose(language), body)


def _head(page: EventPage, language: str) -> dict[str, Any]:
    day = page.event.starts_on
    month = f"{day:%b}" if language == "en" else MONTHS_AZ[day.month - 1]
    return {
        "tag": code_list("campaign_event").label(page.event.kind, language),
        "date": {"month": month, "day": str(day.day), "year": str(day.year)},
        "line": _line(page, language),
    }


def _line(page: EventPage, language: str) -> str:
    when = formats.day_text(page.event.starts_on, language)
    if _year_is_inferred(page.sources.get(page.event.id, [])):
        when = gettext("%(date)s (the year is inferred)") % {"date": when}
    where = ", ".join(part for part in (page.event.venue, _place(page.event, language)) if part)
    roles = code_list("event_role")
    bodies = [
        f"{roles.label(role, language)}: {', '.join(names)}" for role, names in _by_role(page.roles, language).items()
    ]
    return " · ".join(part for part in (when, where, *bodies) if part)


def _year_is_inferred(why: list[Why]) -> bool:
    return any(each.field == "year" and each.is_inferred for each in why)


def _place(event: Event, language: str) -> str:
    if not event.division:
        return ""
    try:
        return places.division(event.division).name(language)
    except UnknownEntry:
        return event.division


def _by_role(roles: Any, language: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    order = list(code_list("event_role").codes)
    role: EventRole
    for role in sorted(roles, key=lambda each: order.index(each.role)):
        found.setdefault(role.role, []).append(role.body.full_name(language))
    return found


def _main(page: EventPage, language: str) -> list[dict[str, Any]]:
    blocks = [
        _theme(page, language),
        _speeches(page, language),
        _figures(page, language),
        _topics(page, language),
        _agenda(page, language),
        _people(page, language),
        _minutes(page, language),
        *source_blocks(page.sources, language, names=_names(page, language)),
    ]
    return [block for block in blocks if block]


def _theme(page: EventPage, language: str) -> dict[str, Any]:
    theme = page.event.theme(language)
    return {"kind": "text", "title": gettext("Theme"), "paragraphs": [theme]} if theme else {}


def _speeches(page: EventPage, language: str) -> dict[str, Any]:
    kinds = code_list("speech_kind")
    entries = []
    for speech in page.speeches:
        detail = ". ".join(part.rstrip(".") for part in (speech.post(language), speech.summary(language)) if part)
        entries.append({"time": kinds.label(speech.kind, language), "name": speech.speaker, "detail": detail})
    return {"kind": "agenda", "title": gettext("Who spoke"), "entries": entries} if entries else {}


def _figures(page: EventPage, language: str) -> dict[str, Any]:
    labels = code_list("speech_figure")
    rows = [
        [labels.label(figure.code, language), formats.number_text(figure.value, language)] for figure in page.figures
    ]
    note = gettext("As said in the speech. Panah's own figures come out of the records.")
    head = [gettext("What was said"), gettext("Number")]
    return (
        {"kind": "table", "title": gettext("Figures in the speech"), "head": head, "rows": rows, "note": note}
        if rows
        else {}
    )


def _topics(page: EventPage, language: str) -> dict[str, Any]:
    pillars = code_list("pillar")
    entries = [
        {"text": topic.text(language), "detail": pillars.label(topic.pillar, language) if topic.pillar else ""}
        for topic in page.topics
    ]
    return {"kind": "list", "title": gettext("What was discussed"), "entries": entries} if entries else {}


def _agenda(page: EventPage, language: str) -> dict[str, Any]:
    kinds = code_list("agenda_kind")
    entries = []
    for item in page.agenda:
        kind = kinds.label(item.kind, language)
        time = f"{item.starts_at:%H:%M}" if item.starts_at else ""
        entries.append({"time": time or kind, "name": item.title(language), "detail": kind if time else ""})
    return {"kind": "agenda", "title": gettext("Programme"), "entries": entries} if entries else {}


def _people(page: EventPage, language: str) -> dict[str, Any]:
    came = [each for each in page.participations if each.attended != "no"]
    rows = [[_who(each, language), _kind_of(each, language)] for each in came]
    head = [gettext("Who"), gettext("Kind")]
    block = {"kind": "table", "title": gettext("Who took part"), "head": head, "rows": rows}
    if any(each.total is not None for each in came):
        head.append(gettext("Number of people"))
        for row, each in zip(rows, came, strict=True):
            row.append(gettext("not stated") if each.total is None else formats.number_text(each.total, language))
    elif came:
        block["note"] = gettext("How many people came is not stated.")
    return block if rows else {}


def _who(each: Participation, language: str) -> str:
    detail = each.detail(language)
    who = each.body.name(language) if each.body else code_list("participant_group").label(each.group, language)
    return f"{who} ({detail})" if detail else who


def _kind_of(each: Participation, language: str) -> str:
    if each.body:
        return code_list("organisation_kind").label(each.body.kind, language)
    return code_list("participation_kind").label("group", language)


def _names(page: EventPage, language: str) -> dict[UUID, str]:
    figures = code_list("speech_figure")
    return {
        **{each.id: _who(each, language) for each in page.participations},
        **{each.id: each.speaker for each in page.speeches},
        **{each.id: figures.label(each.code, language) for each in page.figures},
        **{each.id: each.body.name(language) for each in page.roles},
        **{each.id: each.title(language) for each in page.agenda},
    }


def _minutes(page: EventPage, language: str) -> dict[str, Any]:
    kinds = code_list("minutes_item")
    entries = [
        {"text": item.text(language), "detail": kinds.label(item.kind, language)}
        for item in page.minutes
        if item.kind != "follow_up"
    ]
    return {"kind": "list", "title": gettext("What came of it"), "entries": entries} if entries else {}


def _side(actor: Actor, page: EventPage, language: str) -> list[dict[str, Any]]:
    panels = []
    if page.event.project:
        panels.append(_project_panel(actor, page.event, page.event.project, language))
    said = {figure.code: figure.value for figure in page.figures}
    if {"victims", "sheltered"} <= set(said):
        text = gettext(
            "The speech gave the figures of five years, among them %(sheltered)s of %(victims)s in a safe shelter."
        )
        panels.append({"title": gettext("The statement made here"), "tone": "", "text": text % said})
    if page.event.languages:
        names = code_list("language")
        spoken = ", ".join(names.label(code, language) for code in page.event.languages)
        panels.append({"title": gettext("Languages"), "tone": "", "text": spoken})
    counts = {kind: sum(item.kind == kind for item in page.minutes) for kind in ("practice", "follow_up")}
    if any(counts.values()):
        facts = [
            {"label": gettext("Practices recorded"), "value": str(counts["practice"])},
            {"label": gettext("Follow-ups"), "value": str(counts["follow_up"])},
        ]
        panels.append({"title": gettext("Minutes of the event"), "tone": "tint", "facts": facts})
    return panels


def _project_panel(actor: Actor, event: Event, project: Project, language: str) -> dict[str, Any]:
    facts = [{"label": gettext("Name"), "value": project.name(language)}]
    if event.phase:
        facts.append({"label": gettext("Phase"), "value": event.phase.label})
    roles = code_list("funding_role")
    funding = Funding.objects.all_for(actor).filter(project=project).select_related("funder__parent").order_by("id")
    facts += [{"label": roles.label(each.role, language), "value": each.funder.full_name(language)} for each in funding]
    return {"title": gettext("Project"), "tone": "teal", "facts": facts}
