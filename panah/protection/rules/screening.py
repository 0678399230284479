"""Screening: what the answers to a list of signs come to, with the reasons. Advice to a person, never a decision."""

from collections.abc import Mapping
from dataclasses import dataclass

from panah.codes.catalogue import indicator_list
from panah.core.errors import InvalidInput, gettext_noop

# First signs, to be noticed by anybody; then the lists with strengths, one for each age and kind of exploitation.
FIRST_LISTS = ("practical", "consular", "ilo11")
ADULT_LISTS = ("ilo_delphi_adult_labour", "ilo_delphi_adult_sexual")
CHILD_LISTS = ("ilo_delphi_child_labour", "ilo_delphi_child_sexual")
SCREENING_LISTS = (*FIRST_LISTS, *ADULT_LISTS, *CHILD_LISTS)
# Written by ourselves in the dimensions of the ILO, until its own lists are obtained.
DRAFTED_LISTS = frozenset({"ilo_delphi_adult_sexual", *CHILD_LISTS})
EXPLOITATION = "exploitation"
RECRUITMENT = frozenset({"deceptive_recruitment", "coercive_recruitment", "recruitment_vulnerability"})
DESTINATION = frozenset({"coercion_destination", "vulnerability_destination"})
SEXUAL_FORMS = frozenset({"sexual", "forced_marriage", "surrogacy"})


@dataclass(frozen=True, slots=True)
class Dimension:
    """One dimension of a list: the signs that were answered yes, by their strength, and whether they are enough."""

    group: str
    strong: tuple[str, ...]
    medium: tuple[str, ...]
    weak: tuple[str, ...]
    is_positive: bool

    @property
    def signs(self) -> tuple[str, ...]:
        return (*self.strong, *self.medium, *self.weak)


@dataclass(frozen=True, slots=True)
class Reading:
    """What the answers come to: a code of the list `screening_result`, and each dimension with its signs."""

    result: str
    dimensions: tuple[Dimension, ...]
    answered_count: int

    @property
    def positive(self) -> tuple[str, ...]:
        return tuple(each.group for each in self.dimensions if each.is_positive)


def dimension_is_positive(*, strong: int, medium: int, weak: int) -> bool:
    """
    Test if the signs of one dimension are enough (ILO and European Commission, operational indicators, 2009).

    Two strong; or one strong with another; or three medium; or two medium with a weak one.
    """
    return strong >= 2 or (strong == 1 and medium + weak >= 1) or medium >= 3 or (medium == 2 and weak >= 1)


def reading(list_name: str, answers: Mapping[str, str]) -> Reading:
    """
    Return what the answers to a list come to.

    Of an adult the exploitation must be positive, with one dimension of recruitment and one of the destination. Of a
    child the exploitation alone is enough: neither deceit nor coercion is required.
    """
    dimensions = tuple(
        _dimension(group, [(code.code, code.strength) for code in codes if answers.get(code.code) == "yes"])
        for group, codes in indicator_list(list_name).by_group().items()
    )
    count = len(answers)
    if list_name in FIRST_LISTS:
        return Reading("signs" if any(each.signs for each in dimensions) else "no_signs", dimensions, count)
    positive = {each.group for each in dimensions if each.is_positive}
    is_enough = EXPLOITATION in positive and (
        list_name in CHILD_LISTS or bool(positive & RECRUITMENT and positive & DESTINATION)
    )
    return Reading("points_to" if is_enough else "not_enough", dimensions, count)


def _dimension(group: str, signs: list[tuple[str, str]]) -> Dimension:
    strong, medium, weak = (
        tuple(code for code, strength in signs if strength == wanted) for wanted in ("strong", "medium", "weak")
    )
    if len(strong) + len(medium) + len(weak) < len(signs):
        # A first-level list has no strengths: each of its signs stands for itself.
        return Dimension(group, (), tuple(code for code, _ in signs), (), is_positive=bool(signs))
    is_positive = dimension_is_positive(strong=len(strong), medium=len(medium), weak=len(weak))
    return Dimension(group, strong, medium, weak, is_positive)


def suggested_lists(*, is_child: bool, forms: tuple[str, ...]) -> tuple[str, ...]:
    """Return the lists that fit a person, the likeliest first. Every other list stays open."""
    labour, sexual = CHILD_LISTS if is_child else ADULT_LISTS
    return (sexual, labour) if set(forms) & SEXUAL_FORMS else (labour, sexual)


def check_answers(answers: Mapping[str, str]) -> None:
    """
    Allow a screening.

    :raises InvalidInput: if nothing was answered
    """
    if not answers:
        raise InvalidInput(gettext_noop("Answer at least one question. Not known is an answer too."))
