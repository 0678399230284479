"""How dates, numbers and spans of time are written, per language. Pure: values in, words out, clock given."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Final, Literal

from django.utils.translation import gettext, ngettext

NBSP: Final = "\u00a0"
MINUS: Final = "\u2212"
ENGLISH_MONTHS: Final = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
ENGLISH_THOUSANDS: Final = ","
SOON: Final = timedelta(hours=8)
RING: Final = timedelta(days=7)
YEAR: Final = 365
DAY_END: Final = time(23, 59, 59)
LAST_MINUTE: Final = time(23, 59)

Urgency = Literal["late", "soon", "ok"]


def day_text(value: date, language: str) -> str:
    """Return 22 November 2026 in English, 22.11.2026 in Azerbaijani and Russian."""
    if language.startswith("en"):
        return f"{value.day} {ENGLISH_MONTHS[value.month - 1]} {value.year}"
    return f"{value.day:02}.{value.month:02}.{value.year}"


def short_day_text(value: date, language: str) -> str:
    """Return the day without its year, for lists where the year is plain."""
    if language.startswith("en"):
        return f"{value.day} {ENGLISH_MONTHS[value.month - 1][:3]}"
    return f"{value.day:02}.{value.month:02}"


def moment_text(value: datetime, language: str) -> str:
    """Return day and time, the time always in 24 hours."""
    return f"{day_text(value, language)}, {value:%H:%M}"


def number_text(value: int | float | Decimal, language: str, places: int | None = None) -> str:
    """Return 13,699.5 in English, 13 699,5 (no-break space, comma) in Azerbaijani and Russian."""
    # "f" alone writes a Decimal out as it is: without it, a hundred cut to its digits reads 1E+2.
    as_it_is = ",f" if isinstance(value, Decimal) else ","
    text = format(abs(value), as_it_is if places is None else f",.{places}f")
    if not language.startswith("en"):
        text = text.replace(ENGLISH_THOUSANDS, NBSP).replace(".", ",")
    return f"{MINUS}{text}" if value < 0 else text


def money_text(value: int | Decimal, currency: str, language: str) -> str:
    """Return an amount with its currency, without decimals when it has none."""
    amount = Decimal(value)
    places = 0 if amount == amount.to_integral_value() else 2
    return f"{number_text(amount, language, places)}{NBSP}{currency}"


@dataclass(frozen=True, slots=True)
class Countdown:
    """What a clock shows: how urgent, how long in words, when in small words, which share of the time is left."""

    urgency: Urgency
    label: str
    due: str
    share: float


def span_text(span: timedelta) -> str:
    """Return the two largest parts of a span: 3 years, 2 days, 14 h, 3 h 20 min, 5 min."""
    minutes = max(0, int(span.total_seconds() // 60))
    hours, rest = minutes // 60, minutes % 60
    days = round(minutes / 1440)
    if days >= 2 * YEAR:
        return ngettext("%(count)s year", "%(count)s years", days // YEAR) % {"count": days // YEAR}
    if hours >= 36:
        return ngettext("%(count)s day", "%(count)s days", days) % {"count": days}
    if hours >= 12 or (hours and not rest):
        return gettext("%(hours)s h") % {"hours": hours}
    if hours:
        return gettext("%(hours)s h %(minutes)s min") % {"hours": hours, "minutes": rest}
    return gettext("%(minutes)s min") % {"minutes": rest}


def countdown(due: datetime | date, now: datetime, language: str, since: datetime | None = None) -> Countdown:
    """Return the clock for a deadline; a deadline that is only a date ends with that day."""
    whole_day = not isinstance(due, datetime)
    end = due.astimezone(now.tzinfo) if isinstance(due, datetime) else datetime.combine(due, DAY_END, now.tzinfo)
    left = end - now
    last = _last_day(end)
    if left < timedelta(0):
        label = gettext("%(span)s late") % {"span": span_text(-left)}
        return Countdown("late", label, gettext("was due %(when)s") % {"when": _when(end, last, now, language)}, 0.0)
    label = gettext("%(span)s left") % {"span": span_text(left)}
    if whole_day and left < timedelta(days=1):
        label = gettext("today")
    urgency: Urgency = "soon" if left < SOON or (whole_day and end.date() == now.date()) else "ok"
    return Countdown(urgency, label, _due(end, last, now, language), _share(end, left, since))


def _last_day(end: datetime) -> date | None:
    """Return the day with whose end the deadline ends; midnight belongs to the day before. Else there is an hour."""
    if end.time() == time.min:
        return end.date() - timedelta(days=1)
    return end.date() if end.time() >= LAST_MINUTE else None


def _due(end: datetime, last: date | None, now: datetime, language: str) -> str:
    if last is None:
        return gettext("due %(when)s") % {"when": _when(end, last, now, language)}
    if last == now.date():
        return gettext("by the end of today")
    return gettext("by the end of %(day)s") % {"day": _near_day(last, now, language)}


def _when(end: datetime, last: date | None, now: datetime, language: str) -> str:
    hour = {"time": f"{end:%H:%M}"}
    if last is not None:
        return _near_day(last, now, language)
    if end.date() == now.date():
        return gettext("today %(time)s") % hour
    return gettext("%(day)s, %(time)s") % {"day": _near_day(end.date(), now, language), **hour}


def _near_day(day: date, now: datetime, language: str) -> str:
    if day.year == now.year and not language.startswith("az"):
        return short_day_text(day, language)
    return day_text(day, language)


def _share(end: datetime, left: timedelta, since: datetime | None) -> float:
    whole = end - since if since is not None else RING
    if whole <= timedelta(0):
        return 0.0
    return round(min(1.0, left / whole), 3)
