"""Needs and risks: looked at again and again, and what changed in between."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from panah.core.errors import InvalidInput, gettext_noop

NEED_RANK = {"none": 0, "some": 1, "great": 2, "urgent": 3}
RISK_RANK = {"low": 0, "medium": 1, "high": 2, "immediate": 3}
PRESSING = frozenset({"urgent", "immediate"})


@dataclass(frozen=True, slots=True)
class Change:
    """How one domain stands, and since the assessment before: a code of the list `assessment_change`."""

    domain: str
    level: str
    before: str
    change: str


def changes(
    *, before: Mapping[str, str] | None, now: Mapping[str, str], ranks: Mapping[str, int], order: Iterable[str]
) -> list[Change]:
    """Compare two assessments, domain by domain. Without an earlier one everything is new."""
    earlier = before or {}
    return [
        Change(
            domain, now.get(domain, ""), earlier.get(domain, ""), _change(earlier.get(domain), now.get(domain), ranks)
        )
        for domain in order
        if domain in now or domain in earlier
    ]


def _change(before: str | None, now: str | None, ranks: Mapping[str, int]) -> str:
    if not before or before not in ranks:
        return "new" if now in ranks else "unclear"
    if not now or now not in ranks:
        return "unclear"
    return "same" if now == before else "worse" if ranks[now] > ranks[before] else "better"


def highest_risk(risks: Mapping[str, str]) -> str:
    """Return the highest level of all risks; unknown if none is known."""
    known = [level for level in risks.values() if level in RISK_RANK]
    return max(known, key=RISK_RANK.__getitem__) if known else "unknown"


def next_review(*, assessed_on: date, days: int) -> date:
    """Return when needs and risks are looked at again."""
    return assessed_on + timedelta(days=days)


def check_assessment(
    needs: Mapping[str, str], risks: Mapping[str, str], *, assessed_on: date, next_review_on: date | None
) -> None:
    """
    Allow an assessment.

    :raises InvalidInput: if nothing was answered, or the next look comes before this one
    """
    if not needs and not risks:
        raise InvalidInput(gettext_noop("Answer at least one line. Not known is an answer too."))
    if next_review_on is not None and next_review_on <= assessed_on:
        raise InvalidInput(gettext_noop("The next look comes after this one. Check the date."), field="next_review_on")
