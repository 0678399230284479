"""Projects and events as a source file names them; every record is made by partnership's own actions."""

from typing import Any

from django.db.models import Model

from panah.core.errors import NotVisible
from panah.exchange.kinds import Kind, Place, Values, body, code, day, division, text, whole, words
from panah.partnership import actions, queries


def _project(place: Place, values: Values) -> Model | None:
    try:
        return queries.project(actor=place.actor, slug=values["slug"])
    except NotVisible:
        return None


def _event(place: Place, values: Values) -> Model | None:
    try:
        return queries.event(actor=place.actor, slug=values["slug"])
    except NotVisible:
        return None


def _correct(place: Place, row: Any, values: Values) -> list[str]:
    """Bring a record up to date; which film was shown is told by the record alone."""
    told = {name: value for name, value in values.items() if name != "film"}
    return actions.correct_record(actor=place.actor, record=row, values=told)


def _of_parent(relation: str, *keys: str) -> Any:
    """Return the finder of a part: the parent's row that has the same values under these keys."""

    def find(place: Place, values: Values) -> Model | None:
        wanted = {key.replace("__code", "") if key not in values else key: key for key in keys}
        same = {lookup: values.get(name, "" if name == "group" else None) for name, lookup in wanted.items()}
        found: Model | None = getattr(place.parent, relation).filter(**same).first()
        return found

    return find


def _add(action: Any) -> Any:
    """Return the maker of a part: an action that takes the address of the event or project above."""

    def make(place: Place, values: Values) -> Model:
        made: Model = action(actor=place.actor, slug=place.parent.slug, **values)
        return made

    return make


def _figure(place: Place, values: Values) -> Model:
    event, speech = place.above[-2:]
    return actions.add_figure(actor=place.actor, slug=event.slug, position=speech.position, **values)


def _agenda_item(place: Place, values: Values) -> Model:
    film = values.pop("film", None)
    if film:
        values["material_id"] = _film(place, film)
    return actions.add_agenda_item(actor=place.actor, slug=place.parent.slug, **values)


def _film(place: Place, title: str) -> Any:
    project = place.parent.project
    campaigns = project.campaigns.all() if project else ()
    for campaign in campaigns:
        material = campaign.materials.filter(title_en=title).first()
        if material:
            return material.id
    raise place.entry.error(f"no campaign of the event's project has the material {title!r}", key="film")


PROJECT = Kind(
    name="a project",
    fields={"slug": text, "name": words, "acronym": text, "objective": words, "beneficiary": body},
    required=("slug", "name"),
    addresses=frozenset({"slug"}),
    find=_project,
    make=lambda place, values: actions.open_project(actor=place.actor, **values),
    correct=_correct,
    parts={
        "phases": Kind(
            name="a phase",
            fields={"label": text, "status": code("project_phase_status"), "starts_on": day, "ends_on": day},
            required=("label",),
            find=_of_parent("phases", "label"),
            make=_add(actions.add_phase),
            correct=_correct,
        ),
        "funding": Kind(
            name="a funder",
            fields={"funder": body, "role": code("funding_role"), "share": whole},
            required=("funder", "role"),
            find=_of_parent("funding", "funder__code", "role"),
            make=_add(actions.add_funding),
            correct=_correct,
        ),
    },
)

FIGURE = Kind(
    name="a figure",
    fields={"code": code("speech_figure"), "value": whole, "words": text},
    required=("code", "value", "words"),
    find=_of_parent("figures", "code"),
    make=_figure,
    correct=_correct,
)

EVENT_PARTS = {
    "roles": Kind(
        name="a role",
        fields={"body": body, "role": code("event_role")},
        required=("body", "role"),
        find=_of_parent("roles", "body__code", "role"),
        make=_add(actions.add_event_role),
        correct=_correct,
    ),
    "participations": Kind(
        name="a participant",
        fields={"body": body, "group": code("participant_group"), "detail": words},
        required=(),
        find=_of_parent("participations", "body__code", "group"),
        make=_add(actions.add_participation),
        correct=_correct,
    ),
    "speeches": Kind(
        name="a speech",
        fields={"kind": code("speech_kind"), "speaker": text, "post": words, "body": body, "summary": words},
        required=("kind", "speaker", "post"),
        find=_of_parent("speeches", "speaker"),
        make=_add(actions.add_speech),
        correct=_correct,
        parts={"figures": FIGURE},
    ),
    "agenda": Kind(
        name="a part of the programme",
        fields={"kind": code("agenda_kind"), "title": words, "film": text},
        required=("kind", "title"),
        find=_of_parent("agenda", "title_en"),
        make=_agenda_item,
        correct=_correct,
    ),
    "topics": Kind(
        name="a topic",
        fields={"text": words, "origin": code("topic_origin"), "pillar": code("pillar")},
        required=("text", "origin"),
        find=_of_parent("topics", "text_en"),
        make=_add(actions.add_topic),
        correct=_correct,
    ),
    "minutes": Kind(
        name="an item of the minutes",
        fields={"kind": code("minutes_item"), "text": words, "owner": body, "due_on": day},
        required=("kind", "text"),
        find=_of_parent("minutes", "text_en"),
        make=_add(actions.add_minutes_item),
        correct=_correct,
    ),
}

EVENT = Kind(
    name="an event",
    fields={
        "slug": text,
        "kind": code("campaign_event"),
        "title": words,
        "theme": words,
        "purpose": words,
        "starts_on": day,
        "ends_on": day,
        "division": division,
        "venue": text,
        "project": text,
        "phase": text,
    },
    required=("slug", "kind", "title", "starts_on"),
    addresses=frozenset({"slug"}),
    also=frozenset({"year"}),
    find=_event,
    make=lambda place, values: actions.plan_event(actor=place.actor, **values),
    correct=_correct,
    parts=EVENT_PARTS,
)
