"""Clocks of the helpline, and what indicators advise. Pure: values in, answer out, clock given."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from panah.core.clock import HOME
from panah.core.errors import InvalidInput, gettext_noop

LONGEST_CALL = timedelta(hours=6)


class Answer(StrEnum):
    """Three answers. Unticked is not "no"."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Advice(StrEnum):
    LOOK_CLOSER = "look_closer"
    ASK_MORE = "ask_more"
    NOTHING_SEEN = "nothing_seen"


@dataclass(frozen=True)
class Advised:
    """What the indicators advise, and which of them say so. A person decides."""

    advice: Advice
    reasons: tuple[str, ...]


def concern_answer_due(*, received_on: date, is_urgent: bool, answer_hours: int) -> datetime:
    """
    Return when a written concern must have been answered.

    Of a report only the day is known, so the hours run from the end of that day; an urgent one is due at once.
    """
    midnight = datetime.combine(received_on, time.min, tzinfo=HOME)
    due = midnight if is_urgent else midnight + timedelta(days=1, hours=answer_hours)
    return due.astimezone(UTC)


def signal_due(*, detected_at: datetime, handover_hours: int) -> datetime:
    """Return when a signal must have been handed over or closed: the hours count from detection."""
    return detected_at + timedelta(hours=handover_hours)


def advised(answers: Mapping[str, Answer]) -> Advised:
    """
    Return what the first-level indicators advise.

    One sign may be enough (ILO, indicators of forced labour), so there is no score; silence advises to ask.
    """
    seen = tuple(sorted(code for code, answer in answers.items() if answer == Answer.YES))
    if seen:
        return Advised(Advice.LOOK_CLOSER, seen)
    unknown = tuple(sorted(code for code, answer in answers.items() if answer == Answer.UNKNOWN))
    return Advised(Advice.ASK_MORE, unknown) if unknown or not answers else Advised(Advice.NOTHING_SEEN, ())


def check_call_length(seconds: int) -> int:
    """
    Return the length of a call.

    :raises InvalidInput: if no call lasts like that
    """
    if not 0 <= seconds <= LONGEST_CALL.total_seconds():
        raise InvalidInput(gettext_noop("A call lasts between 0 seconds and 6 hours."), field="seconds")
    return seconds
