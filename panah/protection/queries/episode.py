"""Reading what was done to the person, stage by stage."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from panah.access.policy import Actor
from panah.codes import countries
from panah.codes.catalogue import code_list
from panah.codes.forms import language
from panah.core.errors import NotVisible
from panah.core.formats import day_text
from panah.country import places
from panah.crypto.fields import unseal, unseal_many
from panah.protection.models import Case, Episode
from panah.protection.queries.case import rows_of_case
from panah.protection.rules import ANSWER_LISTS, EpisodeDetails, RoughDate, elements, is_mixed

CODES = (
    (gettext_noop("Exploitation"), "form", "exploitation_form"),
    (gettext_noop("Sector of work"), "labour_sector", "labour_sector"),
    (gettext_noop("How the person was recruited"), "recruitment_channel", "recruitment_channel"),
    (gettext_noop("Who recruited"), "recruiter_relation", "recruiter_relation"),
    (gettext_noop("Documents withheld"), "documents_withheld", "yes_no_unknown"),
    (gettext_noop("Across a border"), "cross_border", "yes_no_unknown"),
    (gettext_noop("Debt"), "debt", "yes_no_unknown"),
)
ANSWERS = (
    (gettext_noop("What was done"), "acts"),
    (gettext_noop("By which means"), "means"),
    (gettext_noop("How the person was controlled"), "control"),
)
STAGES = ("recruitment", "transit", "exploitation")
ELEMENTS = {"act": gettext_noop("Act"), "means": gettext_noop("Means"), "purpose": gettext_noop("Purpose")}
ELEMENT_LISTS = {"act": "act", "means": "means", "purpose": "exploitation_form"}


@dataclass(frozen=True, slots=True)
class Told:
    """One episode in words: when, where, and what was answered. What was not asked is left out."""

    episode_id: UUID
    stage: str
    when: str
    rows: tuple[tuple[str, str], ...]
    answers: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """One of the three elements of trafficking in words."""

    name: str
    answer: str
    colour: str
    why: str


def episodes(*, actor: Actor, case: Case) -> list[Episode]:
    """Return the episodes of a case which this actor was shown just now, the oldest first, the undated last."""
    rows = rows_of_case(actor=actor, case=case, model=Episode).order_by("recorded_at", "id")
    # "2024" may have begun on any day of it: what is known better comes first.
    return sorted(rows, key=lambda row: (row.began().last or date.max, STAGES.index(row.stage)))


def episode(*, actor: Actor, episode_id: UUID) -> Episode:
    """
    Return one own episode.

    :raises NotVisible: if the actor's organisation holds no such episode
    """
    found: Episode | None = Episode.objects.own(actor).select_related("case").filter(pk=episode_id).first()
    if found is None:
        raise NotVisible(f"episode {episode_id}")
    return found


def episode_to_change(*, actor: Actor, episode_id: UUID) -> Episode:
    """
    Return one own episode, locked until the transaction ends.

    :raises NotVisible: if the actor's organisation holds no such episode
    """
    found: Episode | None = Episode.objects.own(actor).select_for_update().filter(pk=episode_id).first()
    if found is None:
        raise NotVisible(f"episode {episode_id}")
    return found


def episode_form_values(*, actor: Actor, episode: Episode) -> dict[str, Any]:
    """Return what stands in the form when an episode is corrected."""
    details = episode.details(**unseal(episode, "place"))
    values = {name: getattr(details, name) for name in details.__dataclass_fields__ if name not in ANSWER_LISTS}
    answers = {f"{name}_{code}": answer for name in ANSWER_LISTS for code, answer in getattr(details, name).items()}
    return {**values, **answers, "is_main": bool(details.form) and episode.case.forms[:1] == [details.form]}


def told(*, actor: Actor, episodes: Iterable[Episode]) -> list[Told]:
    """Return episodes in words, with their places opened."""
    known = {each.pk: each for each in episodes}
    rows = Episode.objects.visible_to(actor).filter(pk__in=known).values("id", "key_id", "place") if known else []
    opened = {row["id"]: row["place"] for row in unseal_many(Episode, rows, ("place",))}
    return [_told(each, opened.get(each.pk) or "") for each in known.values()]


def _told(episode: Episode, place: str) -> Told:
    lang = language()
    codes = ((_(title), _label(name, getattr(episode, field))) for title, field, name in CODES)
    sex = ", ".join(_label("sex_exploitation_type", code) for code in episode.sex_types)
    rows = (
        (_("Where"), _where(episode, place)),
        *codes,
        (_("Kind of sexual exploitation"), sex),
        (_("Intended only, not done"), _("Yes") if episode.is_intended_only else ""),
        (_("Was the person a child"), _label("yes_no_unknown", episode.was_child)),
    )
    answers = tuple((_(title), _answered(ANSWER_LISTS[name], getattr(episode, name))) for title, name in ANSWERS)
    return Told(
        episode_id=episode.pk,
        stage=code_list("episode_stage").label(episode.stage, lang),
        when=_when(episode.began(), episode.ended()),
        rows=tuple((title, text) for title, text in rows if text),
        answers=tuple((title, given) for title, given in answers if given),
    )


def _label(name: str, code: str) -> str:
    return code_list(name).label(code, language()) if code else ""


def _answered(name: str, answers: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return the answers in the order of the list, with their codes: the page colours them."""
    return tuple((_label(name, code), answers[code]) for code in code_list(name).codes if code in answers)


def _where(episode: Episode, place: str) -> str:
    lang = language()
    country = countries.name(episode.country, lang) if episode.country else ""
    division = places.division(episode.division).name(lang) if episode.division else ""
    return ", ".join(filter(None, (place, division, country)))


def _when(began: RoughDate, ended: RoughDate) -> str:
    if began.first is None and ended.first is None:
        return _("When is not known")
    return _rough(began) if began == ended else f"{_rough(began)} – {_rough(ended)}"


def _rough(known: RoughDate) -> str:
    if known.first is None:
        return _("not known")
    if known.precision == "day":
        return day_text(known.first, language())
    return f"{known.first:%m.%Y}" if known.precision == "month" else str(known.first.year)


def three_elements(*, actor: Actor, told: Iterable[EpisodeDetails], is_child: bool) -> list[Shown]:
    """Return act, means and purpose with what speaks for each. It is a help to think, not a finding."""
    return [
        Shown(
            _(ELEMENTS[each.name]),
            _("Not required of a child") if each.answer == "not_needed" else _label("yes_no_unknown", each.answer),
            {"yes": "amber", "not_needed": "green"}.get(each.answer, "grey"),
            "; ".join(_label(ELEMENT_LISTS[each.name], code) for code in each.codes),
        )
        for each in elements(told, is_child=is_child)
    ]


def form_words(*, actor: Actor, case: Case) -> tuple[str, ...]:
    """Return the forms of exploitation of a case, the main one first; several are also called mixed."""
    words = [_label("exploitation_form", form) for form in case.forms]
    return (*words, _label("exploitation_form", "mixed")) if is_mixed(case.forms) else tuple(words)
