"""Reading screenings: what was asked, what was answered, and what it comes to, with the reasons."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from panah.access.policy import Actor
from panah.codes.catalogue import code_list, indicator_list
from panah.codes.forms import language
from panah.protection.models import Case, Screening
from panah.protection.queries.case import rows_of_case
from panah.protection.queries.child import treated_as_child
from panah.protection.rules import (
    DRAFTED_LISTS,
    FIRST_LISTS,
    SCREENING_LISTS,
    Dimension,
    reading,
    suggested_lists,
)

SHOWN = 12


@dataclass(frozen=True, slots=True)
class Reason:
    """One dimension of a list: positive or not, why, and the signs that were there."""

    heading: str
    is_positive: bool
    text: str
    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Screened:
    """One screening in words."""

    on: date
    list_name: str
    result: str
    is_positive: bool
    answered: str
    reasons: tuple[Reason, ...]
    is_drafted: bool


@dataclass(frozen=True, slots=True)
class ListChoice:
    """A list with which somebody can screen. The suggested ones fit the person's age and what is known so far."""

    name: str
    label: str
    is_suggested: bool


def screenings(*, actor: Actor, case: Case) -> list[Screened]:
    """Return the newest screenings of a case which this actor was shown just now."""
    rows = rows_of_case(actor=actor, case=case, model=Screening).order_by("-screened_on", "-id")[:SHOWN]
    return [_screened(row) for row in rows]


def list_choices(*, actor: Actor, case: Case) -> list[ListChoice]:
    """Return the lists to screen with: first signs, then those that fit the person, then the rest."""
    is_child = treated_as_child(actor=actor, case=case)
    suggested = (FIRST_LISTS[0], *suggested_lists(is_child=is_child, forms=tuple(case.forms)))
    rest = [name for name in SCREENING_LISTS if name not in suggested]
    labels = code_list("indicator_list")
    return [ListChoice(name, labels.label(name, language()), name in suggested) for name in (*suggested, *rest)]


def _screened(row: Screening) -> Screened:
    read = reading(row.indicator_list, row.answers)
    is_first = row.indicator_list in FIRST_LISTS
    count, whole = row.answered_count, len(indicator_list(row.indicator_list).codes)
    return Screened(
        on=row.screened_on,
        list_name=code_list("indicator_list").label(row.indicator_list, language()),
        result=code_list("screening_result").label(row.result, language()),
        is_positive=row.result in {"points_to", "signs"},
        answered=_("%(count)s of %(whole)s questions answered") % {"count": count, "whole": whole},
        reasons=tuple(_reason(row.indicator_list, each) for each in read.dimensions if each.signs or not is_first),
        is_drafted=row.indicator_list in DRAFTED_LISTS,
    )


def _reason(list_name: str, dimension: Dimension) -> Reason:
    lang = language()
    heading = code_list("indicator_group").label(dimension.group, lang)
    signs = indicator_list(list_name)
    if list_name in FIRST_LISTS:
        count = len(dimension.signs)
        text = ngettext("%(count)s sign", "%(count)s signs", count) % {"count": count}
    elif not dimension.signs:
        text = _("no sign so far")
    else:
        why = ", ".join(filter(None, _strengths(dimension)))
        pattern = _("positive, because: %(why)s") if dimension.is_positive else _("not reached, so far: %(why)s")
        text = pattern % {"why": why}
    return Reason(heading, dimension.is_positive, text, tuple(signs.label(code, lang) for code in dimension.signs))


def _strengths(dimension: Dimension) -> tuple[str, str, str]:
    strong, medium, weak = len(dimension.strong), len(dimension.medium), len(dimension.weak)
    return (
        ngettext("%(count)s strong sign", "%(count)s strong signs", strong) % {"count": strong} if strong else "",
        ngettext("%(count)s medium sign", "%(count)s medium signs", medium) % {"count": medium} if medium else "",
        ngettext("%(count)s weak sign", "%(count)s weak signs", weak) % {"count": weak} if weak else "",
    )
