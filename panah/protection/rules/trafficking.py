"""What was done to the person: episodes, dates of any precision, answers that may be unknown, the three elements."""

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from panah.codes.catalogue import code_list
from panah.core.errors import InvalidInput, gettext_noop
from panah.protection.rules.case import age_on

ADULT = 18
ANSWERED = frozenset({"yes", "no", "unknown"})
# A code that says nothing of its own: it is derived, or stands for an answer that is missing.
NOT_ASKED = frozenset({"unknown", "none_child"})
NO_FORM = frozenset({"", "unknown", "mixed"})
# Which list of codes each set of answers speaks of.
ANSWER_LISTS = {"acts": "act", "means": "means", "control": "means_of_control"}

# Why each field is asked, said at the field: HELP decides about help or safety today, STATISTICS is counted only.
FIELD_USE = {
    "stage": "help",
    "began": "statistics",
    "ended": "statistics",
    "country": "help",
    "division": "statistics",
    "place": "optional",
    "form": "help",
    "is_main": "statistics",
    "is_intended_only": "statistics",
    "sex_types": "statistics",
    "labour_sector": "statistics",
    "recruitment_channel": "statistics",
    "recruiter_relation": "help",
    "documents_withheld": "help",
    "cross_border": "statistics",
    "debt": "help",
    "acts": "statistics",
    "means": "statistics",
    "control": "help",
}


@dataclass(frozen=True, slots=True)
class RoughDate:
    """A date as well as it is known. `precision` is a code of the list `date_precision`; without a date, unknown."""

    first: date | None = None
    precision: str = "unknown"

    @property
    def last(self) -> date | None:
        """The last day that is meant: 2020 means until 31 December 2020."""
        if self.first is None or self.precision == "day":
            return self.first
        month = 12 if self.precision == "year" else self.first.month
        return date(self.first.year, month, monthrange(self.first.year, month)[1])


def rough_date(*, year: int | None, month: int | None = None, day: int | None = None) -> RoughDate:
    """
    Return the date of what is known of it: a year, a month of a year, or a day.

    :raises ValueError: if there is no such day, or a part is known without the part above it
    """
    if year is None:
        if month is None and day is None:
            return RoughDate()
        raise ValueError("a day or a month without its year")
    if month is None:
        if day is not None:
            raise ValueError("a day without its month")
        return RoughDate(date(year, 1, 1), "year")
    return RoughDate(date(year, month, day or 1), "month" if day is None else "day")


@dataclass(frozen=True, slots=True, kw_only=True)
class EpisodeDetails:
    """What is known of one episode. Everything but the stage may be unknown; an answer that is missing is no no."""

    stage: str
    began: RoughDate = RoughDate()
    ended: RoughDate = RoughDate()
    country: str = ""
    division: str = ""
    place: str = ""
    form: str = ""
    is_intended_only: bool = False
    sex_types: tuple[str, ...] = ()
    labour_sector: str = ""
    recruitment_channel: str = ""
    recruiter_relation: str = ""
    documents_withheld: str = ""
    cross_border: str = ""
    debt: str = ""
    acts: Mapping[str, str] = field(default_factory=dict)
    means: Mapping[str, str] = field(default_factory=dict)
    control: Mapping[str, str] = field(default_factory=dict)


def check_episode(details: EpisodeDetails, *, birth_date: date | None, today: date) -> None:
    """
    Allow what is said of an episode.

    :raises InvalidInput: if it begins or ends in the future, ends before it began, or ends before the person was born
    """
    began, ended = details.began, details.ended
    for name, rough in (("began", began), ("ended", ended)):
        if rough.first is not None and rough.first > today:
            raise InvalidInput(gettext_noop("This lies in the future. Check the date."), field=name)
        if birth_date is not None and rough.last is not None and rough.last < birth_date:
            raise InvalidInput(gettext_noop("This is before the person was born. Check both dates."), field=name)
    if began.first is not None and ended.last is not None and ended.last < began.first:
        raise InvalidInput(gettext_noop("It cannot end before it began. Check both dates."), field="ended")
    if details.division and details.country and not details.division.startswith(details.country):
        raise InvalidInput(gettext_noop("This district lies in another country. Check both."), field="division")
    if details.is_intended_only and details.stage == "exploitation":
        raise InvalidInput(
            gettext_noop("Either the person was exploited, or it was only intended. Choose another stage."),
            field="is_intended_only",
        )


def was_child(*, began: RoughDate, birth_date: date | None, is_child_now: bool) -> str:
    """Answer if the person was a child when an episode began: yes, no or unknown. The dates answer first."""
    if birth_date is None or began.first is None or began.last is None:
        return "yes" if is_child_now else "unknown"
    youngest, oldest = age_on(birth_date, began.first), age_on(birth_date, began.last)
    return "yes" if oldest < ADULT else "no" if youngest >= ADULT else "unknown"


def forms_of_case(forms: Iterable[str], *, episodes: Iterable[str], main: str = "", without: str = "") -> list[str]:
    """
    Return the forms of a case after its episodes changed. The first is the main one: it is asked once and stays first.

    :param forms: the forms before, the main one first
    :param episodes: the form of each episode, the oldest first
    :param main: the form that is said to be the main one now
    :param without: the form that a corrected episode had: it goes, unless another episode has it
    """
    named = [form for form in episodes if form not in NO_FORM]
    kept = [form for form in forms if form != without or form in named]
    told = [form for form in (main, *kept, *named) if form and (form not in NO_FORM or not named)]
    return list(dict.fromkeys(told))


def is_mixed(forms: Iterable[str]) -> bool:
    """Test if a case has several forms of exploitation. The code `mixed` is never chosen: it follows from the rest."""
    return len(set(forms) - NO_FORM) > 1


@dataclass(frozen=True, slots=True)
class Element:
    """One of the three elements of trafficking, whether it is there (yes, no, unknown), and the codes that say so."""

    name: str
    answer: str
    codes: tuple[str, ...] = ()


def elements(episodes: Iterable[EpisodeDetails], *, is_child: bool) -> tuple[Element, ...]:
    """
    Return act, means and purpose as far as the answers go (Palermo Protocol, art. 3; Law of 2005, art. 1.0.1).

    Of a child no means are required: then the answer is `not_needed`.
    """
    told = list(episodes)
    forms = tuple(dict.fromkeys(each.form for each in told if each.form not in NO_FORM))
    means = _element("means", [each.means for each in told])
    return (
        _element("act", [each.acts for each in told]),
        Element("means", "not_needed", means.codes) if is_child else means,
        Element("purpose", "yes" if forms else "unknown", forms),
    )


def _element(name: str, answers: Iterable[Mapping[str, str]]) -> Element:
    given = [pair for each in answers for pair in each.items()]
    there = tuple(dict.fromkeys(code for code, answer in given if answer == "yes"))
    if there:
        return Element(name, "yes", there)
    # No is said only when every question of the list was asked and denied.
    denied = {code for code, answer in given if answer == "no"} - {code for code, answer in given if answer != "no"}
    asked = set(code_list(name).codes) - NOT_ASKED
    return Element(name, "no" if asked <= denied else "unknown")
