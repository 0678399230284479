"""The person, the clocks of a case, and what may be decided and paid."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from panah.core.clock import HOME
from panah.core.errors import InvalidInput, gettext_noop
from panah.country.parameters import NoValue, number, numbers
from panah.protection.states import BEFORE_PRESUMPTION, ENDED, HELPED, CaseStatus, Outcome

CHILD_BANDS = frozenset({"0_8", "9_17"})
LAST_BAND = "48p"
# The upper edge of each age band of the code list: the cuts of the field's shared data sets.
BANDS = (
    (8, "0_8"),
    (17, "9_17"),
    (20, "18_20"),
    (23, "21_23"),
    (26, "24_26"),
    (29, "27_29"),
    (38, "30_38"),
    (47, "39_47"),
)
OLDEST = 120
# No case is older than the Law on Combating Trafficking (No. 958-IIQ): an earlier year is a slip of the pen.
FIRST_CASE = date(2005, 6, 28)
# Why a case was closed that is looked after: not where help was declined, nor where somebody else leads.
FOLLOWED = frozenset({"goals_met", "lost_contact", "returned"})
LOOKED_BEFORE = timedelta(days=366)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonDetails:
    """What is known of a person. Names and numbers are sealed before they are stored."""

    given_name: str = ""
    surname: str = ""
    patronymic: str = ""
    birth_date: date | None = None
    contact: str = ""
    document_number: str = ""
    sex: str = "unknown"
    age_band: str = ""
    age_basis: str = ""
    citizenship: str = ""
    language: str = ""
    safe_contact: str = "unknown"

    @property
    def name(self) -> str:
        return " ".join(filter(None, (self.given_name, self.patronymic, self.surname)))


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDates:
    """What decides about the clocks of a case."""

    status: CaseStatus
    status_on: date
    opened_on: date
    opened_at: datetime | None = None
    presumed_on: date | None = None
    presumed_at: datetime | None = None
    unwilling_on: date | None = None
    helped_on: date | None = None
    referred_on: date | None = None
    decided_on: date | None = None
    reflection_until: date | None = None
    plan_on: date | None = None
    plan_reviewed_on: date | None = None
    assessment_due_on: date | None = None
    guardian_wanted_on: date | None = None
    outcome: str = ""
    reintegrated_on: date | None = None
    months_asked: tuple[int, ...] = ()
    paused_days: int = 0
    closure_reason: str = ""
    wants_no_contact: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Lengths:
    """Lengths of time from the country pack; None where no source for a length was obtained: then no clock runs."""

    screening_hours: int | None = None
    referral_hours: int | None = None
    identification_days: int | None = None
    appeal_days: int | None = None
    plan_days: int | None = None
    plan_review_days: int | None = None
    guardian_days: int | None = None
    follow_up_months: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Deadline:
    """A date by which something is due; `kind` is a code of the list `case_clock`."""

    due_at: datetime
    kind: str


def lengths(*, on: date) -> Lengths:
    """Return the lengths of time that hold on a day in the country."""
    return Lengths(
        screening_hours=_length("screening_hours", on),
        referral_hours=_length("referral_hours", on),
        identification_days=_length("identification_days", on),
        appeal_days=_length("identification_review_days", on),
        plan_days=_length("plan_days", on),
        plan_review_days=_length("plan_review_days", on),
        guardian_days=_length("guardian_days", on),
        follow_up_months=tuple(numbers("follow_up_months", on=on)),
    )


def _length(name: str, on: date) -> int | None:
    try:
        return number(name, on=on)
    except NoValue:
        # Known to be missing in the country pack: no clock runs, rather than one that somebody invented.
        return None


def deadlines(dates: CaseDates, lengths: Lengths) -> tuple[Deadline, ...]:
    """Return the clocks that run for a case, the nearest first: from the end of a day where no hour is known."""
    if dates.status not in ENDED:
        return tuple(sorted({*_early(dates, lengths), *_later(dates, lengths)}))
    return tuple(_follow_ups(dates, lengths)) if is_followed(dates) else ()


def is_followed(dates: CaseDates) -> bool:
    """
    Test if somebody still asks how the person fares: also after closing, for a year, unless they want no contact.

    Whoever declined help, died, or is helped elsewhere under another case is not asked from this one.
    """
    if dates.reintegrated_on is None or dates.wants_no_contact:
        return False
    is_over = dates.status in ENDED
    return not is_over or (dates.status == CaseStatus.CLOSED and dates.closure_reason in FOLLOWED)


def next_deadline(dates: CaseDates, lengths: Lengths) -> Deadline | None:
    """Return the nearest clock of a case, or None when none runs."""
    running = deadlines(dates, lengths)
    return running[0] if running else None


def _early(dates: CaseDates, lengths: Lengths) -> Iterator[Deadline]:
    if dates.status in BEFORE_PRESUMPTION and lengths.screening_hours is not None:
        yield Deadline(_within(lengths.screening_hours, dates.opened_at, dates.opened_on), "screening")
    if dates.presumed_on and dates.helped_on is None:
        # Help begins with the presumption itself; the clock is the end of that day.
        yield Deadline(_after(dates.presumed_on), "first_help")
    if dates.presumed_on and lengths.referral_hours is not None and _waits_for_referral(dates):
        yield Deadline(_within(lengths.referral_hours, dates.presumed_at, dates.presumed_on), "referral")
    waits = waits_for_decision(referred_on=dates.referred_on, decided_on=dates.decided_on)
    if waits and dates.referred_on and lengths.identification_days is not None:
        days = lengths.identification_days + dates.paused_days
        yield Deadline(_after(dates.referred_on, days=days), "decision")


def _waits_for_referral(dates: CaseDates) -> bool:
    """Test if nobody has gone to the special police unit, been asked and said no, or got beyond it."""
    return not (dates.referred_on or dates.unwilling_on or dates.decided_on or dates.reintegrated_on)


def waits_for_decision(*, referred_on: date | None, decided_on: date | None) -> bool:
    """Test if a person was referred for identification, and no decision has come since."""
    return referred_on is not None and (decided_on is None or decided_on < referred_on)


def _later(dates: CaseDates, lengths: Lengths) -> Iterator[Deadline]:
    if dates.assessment_due_on:
        yield Deadline(_after(dates.assessment_due_on), "assessment_review")
    if dates.guardian_wanted_on and lengths.guardian_days is not None:
        yield Deadline(_after(dates.guardian_wanted_on, days=lengths.guardian_days), "guardian")
    is_negative = dates.outcome == Outcome.NOT_IDENTIFIED and dates.status != CaseStatus.REVIEW
    if is_negative and dates.decided_on and lengths.appeal_days is not None:
        window = dates.decided_on + timedelta(days=lengths.appeal_days)
        if not _has_gone_on(dates, since=window):
            yield Deadline(_after(window), "appeal")
    if dates.reflection_until and not _has_gone_on(dates, since=dates.reflection_until):
        yield Deadline(_after(dates.reflection_until), "reflection")
    if dates.reintegrated_on:
        yield from _follow_ups(dates, lengths)
    elif dates.status in HELPED and dates.presumed_on:
        yield from _plan(dates, lengths)


def _has_gone_on(dates: CaseDates, *, since: date) -> bool:
    """Test if somebody took a step or reviewed the plan after a day: then what ended on it was seen."""
    return max(dates.status_on, dates.plan_reviewed_on or dates.status_on) > since


def _plan(dates: CaseDates, lengths: Lengths) -> Iterator[Deadline]:
    if dates.plan_on is None:
        if dates.presumed_on and lengths.plan_days is not None:
            yield Deadline(_after(dates.presumed_on, days=lengths.plan_days), "plan")
    elif lengths.plan_review_days is not None:
        since = max(dates.plan_on, dates.plan_reviewed_on or dates.plan_on)
        yield Deadline(_after(since, days=lengths.plan_review_days), "plan_review")


def _follow_ups(dates: CaseDates, lengths: Lengths) -> Iterator[Deadline]:
    begun_on, open_months = dates.reintegrated_on, set(lengths.follow_up_months) - set(dates.months_asked)
    due = [months_after(begun_on, count) for count in open_months] if begun_on else []
    if due:
        yield Deadline(_after(min(due)), "follow_up")


def _within(hours: int, at: datetime | None, day: date) -> datetime:
    """Return so many hours after a moment; where only its day is known, after the end of that day."""
    return at + timedelta(hours=hours) if at else _after(day, hours=hours)


def _after(day: date, *, days: int = 0, hours: int = 0) -> datetime:
    """Return the end of a day, and so much later."""
    midnight = datetime.combine(day + timedelta(days=1), time.min, tzinfo=HOME)
    return midnight + timedelta(days=days, hours=hours) - timedelta(seconds=1)


def months_after(day: date, months: int) -> date:
    """Return the same day so many months later, or the last day of a shorter month."""
    year, month = divmod(day.month - 1 + months, 12)
    first = date(day.year + year, month + 1, 1)
    last = (date(first.year + first.month // 12, first.month % 12 + 1, 1) - timedelta(days=1)).day
    return first.replace(day=min(day.day, last))


def reflection_ends(*, began_on: date, days: int) -> date:
    """Return the last day of the recovery and reflection period (Council of Europe Convention, art. 13)."""
    return began_on + timedelta(days=days)


def age_on(birth_date: date, day: date) -> int:
    """Return the age in whole years on a day."""
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))


def age_band(age: int) -> str:
    """Return the code of the age band."""
    return next((code for upper, code in BANDS if age <= upper), LAST_BAND)


def is_child(band: str) -> bool:
    """Test if a person of this age band is a child (under 18 years: Law on Combating Trafficking)."""
    return band in CHILD_BANDS


def check_birth_date(birth_date: date, *, today: date) -> date:
    """
    Return the date of birth.

    :raises InvalidInput: if nobody alive was born on it
    """
    if not birth_date <= today or age_on(birth_date, today) > OLDEST:
        raise InvalidInput(
            gettext_noop("Check the date of birth: it cannot be in the future or so long ago."), field="birth_date"
        )
    return birth_date


def check_day(day: date, *, today: date, not_before: date | None = None, field: str) -> date:
    """
    Return the day on which something happened.

    :raises InvalidInput: if it has not come yet, or came before what it follows
    """
    if day > today:
        raise InvalidInput(gettext_noop("This day has not come yet."), field=field)
    if not_before is not None and day < not_before:
        raise InvalidInput(gettext_noop("This day is before what it follows. Check both dates."), field=field)
    return day


def first_day(opened_on: date, presumed_on: date | None) -> date:
    """Return the day before which no help of a case was given: it was opened then, or presumed before."""
    return min(opened_on, presumed_on or opened_on)


def check_looked_at(day: date, *, opened_on: date, field: str) -> date:
    """
    Return the day on which somebody saw the signs: often before the case was opened, but not long before.

    :raises InvalidInput: if it lies more than a year before the case
    """
    if day < opened_on - LOOKED_BEFORE:
        raise InvalidInput(
            gettext_noop("This day is more than a year before the case was opened. Check the year."), field=field
        )
    return day


def check_consent_giver(*, band: str, giver: str, guardian_name: str) -> None:
    """
    Allow a consent to be recorded.

    :raises InvalidInput: if a child is said to consent alone, or the one who consents for another has no name
    """
    if is_child(band) and giver == "person":
        raise InvalidInput(gettext_noop("A guardian or legal representative consents for a child."), field="giver")
    if giver != "person" and not guardian_name.strip():
        raise InvalidInput(gettext_noop("Write the name of the guardian or representative."), field="guardian_name")


def check_consent_dates(*, given_on: date, expires_on: date | None, today: date) -> None:
    """
    Allow the dates of a consent.

    :raises InvalidInput: if it was given in the future, or ended before it began
    """
    check_day(given_on, today=today, field="given_on")
    if expires_on is not None and expires_on < max(given_on, today):
        raise InvalidInput(gettext_noop("A consent cannot end before it begins, or in the past."), field="expires_on")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """What is decided about a person's status, why, and what the figures count it by."""

    outcome: Outcome
    decided_on: date
    legal_basis: str
    form: str
    sex: str
    reasons: str
    indicator_list: str
    indicators_met: tuple[str, ...] = ()
    negative_reasons: tuple[str, ...] = ()
    age_band: str = ""
    citizenship: str = ""
    country_of_exploitation: str = ""
    body: str = "special_police"
    suspension_reason: str = ""
    look_again_on: date | None = None


def check_ruling(ruling: Ruling) -> None:
    """
    Allow a ruling. A negative one always carries its reasons; a positive one names the indicators it rests on.

    :raises InvalidInput: if the reasons are missing
    """
    if not ruling.reasons.strip():
        raise InvalidInput(gettext_noop("Write the reasons of the decision."), field="reasons")
    if ruling.outcome == Outcome.NOT_IDENTIFIED and not ruling.negative_reasons:
        raise InvalidInput(gettext_noop("A negative decision names at least one reason."), field="negative_reasons")
    if ruling.outcome == Outcome.IDENTIFIED and not ruling.indicators_met:
        raise InvalidInput(gettext_noop("Tick the indicators on which the decision rests."), field="indicators_met")


def answered(answers: dict[str, str]) -> dict[str, str]:
    """Return the answers that were given: an untouched question is neither yes, no nor not known."""
    return {code: answer for code, answer in answers.items() if answer in {"yes", "no", "unknown"}}


def check_grounds(answers: dict[str, str], *, grounds: str) -> None:
    """
    Allow a presumption. One sign, or what somebody saw in own words, is enough: it is a suspicion, not a proof.

    :raises InvalidInput: if there is neither
    """
    if "yes" not in answers.values() and not grounds.strip():
        raise InvalidInput(gettext_noop("Tick at least one sign, or write what was seen or heard."), field="grounds")


def is_eligible_for_allowance(*, is_identified: bool) -> bool:
    """Test if the one-time allowance is due: it follows identification alone, never a shelter, never cooperation."""
    return is_identified


def may_contact_mission(*, has_consent: bool, seeks_asylum: str, fears_state: str) -> bool:
    """
    Test if a person's own embassy may be told of them.

    Only after informed consent, and never for somebody who seeks asylum or fears that state; not known is not a no.
    """
    return has_consent and seeks_asylum == "no" and fears_state == "no"


def inquiry_due(*, opened_on: date) -> date | None:
    """Return when an inquiry should have ended, or None as long as no source for its length was obtained."""
    days = lengths(on=opened_on).identification_days
    return None if days is None else opened_on + timedelta(days=days)
