"""Campaigns as a source file names them; every record is made by prevention's own actions."""

from typing import Any

from django.db.models import Model

from panah.core.errors import NotVisible
from panah.exchange.kinds import Kind, Place, Values, code, codes, division, observance, text, venue, whole, words
from panah.partnership import queries as partnership
from panah.prevention import actions, queries
from panah.prevention.states import CampaignState


def _campaign(place: Place, values: Values) -> Model | None:
    try:
        return queries.campaign(actor=place.actor, slug=values["slug"])
    except NotVisible:
        return None


def _open_campaign(place: Place, values: Values) -> Model:
    project, phase, state = values.pop("project", ""), values.pop("phase", ""), values.pop("state", "planned")
    found = partnership.project(actor=place.actor, slug=project).phases.filter(label=phase).first() if project else None
    if phase and found is None:
        raise place.entry.error(f"the project has no phase {phase!r}", key="phase")
    return actions.open_campaign(
        actor=place.actor, phase_id=found.id if found else None, state=CampaignState(state), **values
    )


# What goes its own way once the record lives: a campaign moves on, and stays in its project.
KEPT = frozenset({"state", "project", "phase"})


def _correct(place: Place, row: Any, values: Values) -> list[str]:
    told = {name: value for name, value in values.items() if name not in KEPT}
    return actions.correct_record(actor=place.actor, record=row, values=told)


def _same(relation: str, *keys: str) -> Any:
    """Return the finder of a part: the parent's row that has the same values under these keys."""

    def find(place: Place, values: Values) -> Model | None:
        found: Model | None = (
            getattr(place.parent, relation).filter(**{key: values.get(key, "") for key in keys}).first()
        )
        return found

    return find


def _channel(place: Place, values: Values) -> Model | None:
    named = {"name": values["name"]} if "name" in values else {}
    found: Model | None = place.parent.channels.filter(kind=values["kind"], **named).first()
    return found


def _to_campaign(action: Any) -> Any:
    def make(place: Place, values: Values) -> Model:
        made: Model = action(actor=place.actor, slug=place.parent.slug, **values)
        return made

    return make


def _to_material(action: Any) -> Any:
    def make(place: Place, values: Values) -> Model:
        made: Model = action(actor=place.actor, material_id=place.parent.id, **values)
        return made

    return make


PLACED = {"site": code("distribution_site"), "venue": venue, "division": division, "language": code("language")}

MATERIAL = Kind(
    name="a material",
    fields={
        "kind": code("campaign_material"),
        "title": words,
        "exploitation_forms": codes("exploitation_form"),
        "violence_shown": codes("violence_shown"),
    },
    required=("kind", "title"),
    find=_same("materials", "kind", "title_en"),
    make=_to_campaign(actions.add_material),
    correct=_correct,
    parts={
        "versions": Kind(
            name="a language version",
            fields={"language": code("language")},
            required=("language",),
            find=_same("versions", "language"),
            make=_to_material(actions.write_version),
            correct=_correct,
        ),
        "deliveries": Kind(
            name="a delivery",
            fields=PLACED,
            required=("site",),
            find=_same("deliveries", "site", "venue"),
            make=_to_material(actions.record_delivery),
            correct=_correct,
        ),
        "placements": Kind(
            name="a placement",
            fields=PLACED,
            required=("site",),
            find=_same("placements", "site", "venue"),
            make=_to_material(actions.record_placement),
            correct=_correct,
        ),
    },
)

CAMPAIGN = Kind(
    name="a campaign",
    fields={
        "slug": text,
        "title": words,
        "state": code("campaign_state"),
        "project": text,
        "phase": text,
        "observance": observance,
        "year": whole,
        "languages": codes("language"),
        "goal": words,
        "message": words,
    },
    required=("slug", "title"),
    addresses=frozenset({"slug"}),
    find=_campaign,
    make=_open_campaign,
    correct=_correct,
    parts={
        "audiences": Kind(
            name="an audience",
            fields={"group": code("audience")},
            required=("group",),
            find=_same("audiences", "group"),
            make=_to_campaign(actions.add_audience),
            correct=_correct,
        ),
        "channels": Kind(
            name="a channel",
            fields={"kind": code("media_channel"), "name": text, "language": code("language")},
            required=("kind",),
            find=_channel,
            make=_to_campaign(actions.add_channel),
            correct=_correct,
        ),
        "materials": MATERIAL,
    },
)
