"""Clocks of the helpline, and what indicators advise. Pure: values in, answer out, clock given."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from uuid import UUID

from panah.concerns.rules import STAFF_ABUSE
from panah.core.clock import HOME
from panah.core.errors import InvalidInput, gettext_noop
from panah.helpline.states import SignalState

DANGER_NOW = "immediate"  # of the list `risk_level`
LONGEST_CALL = timedelta(hours=6)
LONGEST_SHIFT = timedelta(days=7)
LOOK_AHEAD = timedelta(days=7)
LINES = (1, 2)
LEAST_DIGITS, DIGITS_COMPARED = 5, 9

# What a written concern is about, in the words of calls: a line that takes one over goes on from there.
TOPIC_OF_CALL = {
    "work": "forced_labour",
    "begging": "child_protection",
    "child": "child_protection",
    "job_offer": "work_abroad",
    "official": "complaint",
    **dict.fromkeys(("sexual_exploitation", "documents_taken", "locked_in", "forced_marriage"), "tip_victim"),
}


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


def answer_clock(topic: str) -> str:
    """Return the name of the country's clock for a first answer; abuse by staff has its own."""
    return "abuse_answer_hours" if topic == STAFF_ABUSE else "concern_answer_hours"


def inquiry_due(*, received_on: date, inquiry_days: int) -> datetime:
    """Return when an inquiry into abuse by staff must have its outcome: by the end of that day."""
    last = received_on + timedelta(days=inquiry_days)
    return concern_answer_due(received_on=last, is_urgent=False, answer_hours=0)


class LinkState(StrEnum):
    """What an address that works once is good for now."""

    LIVE = "live"
    USED = "used"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


def link_state(
    *, now: datetime, expires_at: datetime, used_at: datetime | None, withdrawn_at: datetime | None
) -> LinkState:
    """Return what became of a link; one that was used stays used."""
    if used_at:
        return LinkState.USED
    if withdrawn_at:
        return LinkState.WITHDRAWN
    return LinkState.LIVE if now < expires_at else LinkState.EXPIRED


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


class Reach(StrEnum):
    """Whom an alarm has reached."""

    FIRST = "first"
    SECOND = "second"
    EVERYONE = "everyone"


@dataclass(frozen=True)
class Shift:
    """Somebody is on call: in which place of the line, from when, until when."""

    account_id: UUID
    line: int
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class Gap:
    """A time in which a place of the line is empty."""

    line: int
    starts_at: datetime
    ends_at: datetime


def on_call(shifts: Iterable[Shift], *, at: datetime) -> dict[int, UUID]:
    """Return who is on call at a moment, by the place in the line."""
    return {shift.line: shift.account_id for shift in shifts if shift.starts_at <= at < shift.ends_at}


def reach(*, waited: timedelta, line: Mapping[int, UUID], second_after: timedelta, everyone_after: timedelta) -> Reach:
    """Return whom an alarm that nobody took must have reached by now. An empty place is not waited for."""
    if waited >= everyone_after or 1 not in line:
        return Reach.EVERYONE
    if waited < second_after:
        return Reach.FIRST
    return Reach.SECOND if 2 in line else Reach.EVERYONE


def rings_again(*, taken_for: timedelta, again_after: timedelta) -> bool:
    """Test if an alarm that one person took rings for everybody once more: it was not ended in time."""
    return taken_for >= again_after


def gaps(shifts: Iterable[Shift], *, line: int, since: datetime, until: datetime) -> list[Gap]:
    """Return when nobody stands in a place of the line."""
    found, covered = [], since
    for shift in sorted((each for each in shifts if each.line == line), key=lambda each: each.starts_at):
        if shift.starts_at >= until:
            break
        if shift.starts_at > covered:
            found.append(Gap(line, covered, shift.starts_at))
        covered = max(covered, shift.ends_at)
    return [*found, Gap(line, covered, until)] if covered < until else found


def check_shift(new: Shift, *, others: Iterable[Shift], now: datetime) -> Shift:
    """
    Return the shift.

    :raises InvalidInput: if it ends before it begins, is over, lasts more than a week, or the place is taken
    """
    if new.ends_at <= new.starts_at:
        raise InvalidInput(gettext_noop("The end must be later than the beginning."), field="ends_at")
    if new.ends_at <= now:
        raise InvalidInput(gettext_noop("This time is over already."), field="ends_at")
    if new.ends_at - new.starts_at > LONGEST_SHIFT:
        raise InvalidInput(gettext_noop("Nobody is on call for more than seven days in a row."), field="ends_at")
    meets = [each for each in others if each.starts_at < new.ends_at and new.starts_at < each.ends_at]
    if any(each.line == new.line for each in meets):
        raise InvalidInput(gettext_noop("Somebody stands in this place of the line at that time."), field="line")
    if any(each.account_id == new.account_id for each in meets):
        raise InvalidInput(gettext_noop("This person stands in another place of the line then."), field="account_id")
    return new


def caller_digits(number: str) -> str:
    """
    Return the digits by which a number is recognised: the last nine, so that a country code makes no difference.

    :raises InvalidInput: if it is no telephone number
    """
    digits = "".join(char for char in number if char.isdecimal())
    if len(digits) < LEAST_DIGITS or set(number) - set("0123456789 +-()/."):
        raise InvalidInput(gettext_noop("Write a telephone number in digits."), field="number")
    return digits[-DIGITS_COMPARED:]


def answered_in_time(*, answered_on: date, due_at: datetime, is_urgent: bool) -> bool:
    """
    Test if a first answer came within its clock; of an answer only the day is kept.

    A clock that ends at midnight ends with the day before; an urgent one is due at once, and that day counts.
    """
    return answered_on <= last_answer_day(due_at=due_at, is_urgent=is_urgent)


def last_answer_day(*, due_at: datetime, is_urgent: bool) -> date:
    """Return the last day on which a first answer is in time."""
    last = due_at if is_urgent else due_at - timedelta(microseconds=1)
    return last.astimezone(HOME).date()


def answers_in_time(
    clocks: Iterable[tuple[date | None, datetime, bool]], *, today: date, days: timedelta
) -> tuple[int, int]:
    """
    Return how many first answers were in time, and how many had to be: what fell due in the days before today.

    What was never answered counts as much as what was; each clock is the day of the answer, the hour, the urgency.
    """
    first, due = today - days, []
    for on, due_at, is_urgent in clocks:
        if first <= last_answer_day(due_at=due_at, is_urgent=is_urgent) < today:
            due.append(on is not None and answered_in_time(answered_on=on, due_at=due_at, is_urgent=is_urgent))
    return sum(due), len(due)


def share(part: int, whole: int) -> int | None:
    """Return a part of a whole in per cent; of nothing there is no share."""
    return round(100 * part / whole) if whole else None


def check_translation(*, how: str, is_checked: bool) -> None:
    """
    Let an answer go out as it was translated.

    :raises InvalidInput: if a machine translated it and no person checked it
    """
    if how == "machine" and not is_checked:
        raise InvalidInput(
            gettext_noop("A machine translated it: somebody who knows the language checks it first."),
            field="checked_by_id",
        )


def rejection(*, state: str, reason: str, known: Collection[str]) -> str:
    """
    Return why a signal is not confirmed; nothing where something else became of it.

    :raises InvalidInput: if it is not confirmed and none of the known reasons is given
    """
    if state != SignalState.REJECTED:
        return ""
    if reason not in known:
        raise InvalidInput(gettext_noop("Say why it is not confirmed."), field="reason")
    return reason


def check_consented(is_consented: bool) -> None:
    """
    Let something be passed on.

    :raises InvalidInput: if the person did not consent
    """
    if not is_consented:
        raise InvalidInput(
            gettext_noop("Tell them what you pass on and to whom. Without their consent nothing is passed on."),
            field="is_consented",
        )


def check_not_concerned(body: UUID, concerned: Collection[UUID]) -> None:
    """
    Let a body learn of a report.

    :raises InvalidInput: if the report is about staff of that body, of one above it or of one below it
    """
    if body in concerned:
        raise InvalidInput(
            gettext_noop("The report is about staff of this body. It must not learn of it: choose another."),
            field="to_organisation_id",
        )


def check_interpreter(*, from_hour: int, until_hour: int, vetted_on: date | None, today: date) -> None:
    """
    Let an interpreter stand on the roster.

    :raises InvalidInput: if the hours are no time of one day, or the day of vetting lies ahead
    """
    if not 0 <= from_hour < until_hour <= 24:
        raise InvalidInput(gettext_noop("The hours end later than they begin, on the same day."), field="until_hour")
    if vetted_on is not None and vetted_on > today:
        raise InvalidInput(gettext_noop("This day lies ahead."), field="vetted_on")


def check_taken(answer: str, *, line: str) -> None:
    """
    Let a hand-over be answered while somebody is in danger now: only by taking it.

    :raises InvalidInput: if it is not taken; the words name the line that answers at any hour, if it is another one
    """
    if answer == "taken":
        return
    if line:
        words = gettext_noop(
            "Somebody is in danger now: take it over. What you cannot do, hand on at once to %(line)s."
        )
        raise InvalidInput(words, field="answer", line=line)
    raise InvalidInput(
        gettext_noop("Somebody is in danger now: take it over. No other line answers at any hour."), field="answer"
    )
