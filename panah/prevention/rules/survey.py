"""Who answered twice, what changed, and the smallest change that so many answers could have shown. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import asin, pi, sin, sqrt

from panah.core.errors import WrongState, gettext_noop
from panah.published.asking import FORMS, HELPLINE

LANGUAGES = ("az", "en", "ru")
PAIRS = (("before", "after"), ("before", "follow_up"), ("comparison", "comparison_after"))
SEEN = 1.959964 + 0.841621  # a difference is found at 5 % in four of five surveys (power 0.8)

Answers = Mapping[str, int]  # place of a question -> what was answered


@dataclass(frozen=True, slots=True)
class Result:
    """One question, in those who can be recognised in both rounds."""

    question: int
    first: str
    second: str
    pairs: int
    first_count: int  # of the pairs, how many answered as hoped for in the first round
    second_count: int
    better: int  # answered nearer to what is hoped for, on a scale; or newly as hoped for
    worse: int
    method: str  # mcnemar, signed_rank, or nothing without pairs
    p: float | None
    smallest: float | None  # the smallest change of the share that so many answers could show


def is_wished(form: str, value: int, *, helpline: int) -> bool:
    """Test if an answer is the right, or the hoped-for, one."""
    return value == helpline if form == HELPLINE else value in FORMS[form][1]


def pairs_of(
    first: Iterable[tuple[bytes | None, Answers]], second: Iterable[tuple[bytes | None, Answers]]
) -> tuple[list[tuple[Answers, Answers]], int]:
    """
    Return the answers of those who can be recognised, and how many codes two people share.

    A code that stands twice in a round is nobody's: whom it would pair is a guess.
    """
    sides = [[(tag, answers) for tag, answers in side if tag] for side in (first, second)]
    counts = [Counter(tag for tag, _ in side) for side in sides]
    shared = {tag for count in counts for tag, often in count.items() if often > 1}
    earlier, later = (dict(side) for side in sides)
    both = sorted(set(earlier) & set(later) - shared)
    return [(earlier[tag], later[tag]) for tag in both], len(shared)


def steps(form: str, pairs: Iterable[tuple[int, int]], *, helpline: int) -> list[int]:
    """Return how far each person moved towards what is hoped for: on a scale by its steps, else by one."""
    if FORMS[form][0] == "scale":
        towards = 1 if form == "agree_counts" else -1
        return [towards * (after - before) for before, after in pairs]
    return [
        is_wished(form, after, helpline=helpline) - is_wished(form, before, helpline=helpline)
        for before, after in pairs
    ]


def smallest_between(share: float, one: int, other: int) -> float | None:
    """
    Return the smallest rise of a share that two groups of these sizes would show at 5 % in four of five surveys.

    By Cohen's h, the difference of arcsines (Cohen 1988, 6.2). None where even all of them would not show it.
    """
    if not one or not other:
        return None
    return _risen(share, SEEN * sqrt(1 / one + 1 / other))


def smallest_in_pairs(pairs: int, changed: int) -> float | None:
    """
    Return the smallest change of a share that pairs would show, where so many of them changed at all.

    McNemar's test asks whether those who changed went one way more often than a coin falls.
    """
    if not pairs or not changed:
        return None
    more = _risen(0.5, SEEN / sqrt(changed))
    return None if more is None else changed * 2 * more / pairs


def languages_of(texts: Iterable[Sequence[str]]) -> list[str]:
    """Return the languages in which every text is worded; each text comes in the order of LANGUAGES."""
    rows = list(texts)
    return [language for place, language in enumerate(LANGUAGES) if rows and all(row[place] for row in rows)]


def check_may_open(*, questions: int, languages: Sequence[str]) -> None:
    """
    Allow a round to be asked here.

    :raises WrongState: if there is nothing to ask, or no language has all of it
    """
    if not questions:
        raise WrongState(gettext_noop("Add a question first."))
    if not languages:
        raise WrongState(gettext_noop("The title and every question need words in one language at least."))


def _risen(share: float, h: float) -> float | None:
    angle = asin(sqrt(share)) + h / 2
    return None if angle > pi / 2 else sin(angle) ** 2 - share
