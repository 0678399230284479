"""What the public's pages read: parameters of the country, and the installation's mark. Nobody asks who reads."""

from functools import cache
from math import ceil
from typing import Any

from django.db import connection
from django.utils.dates import WEEKDAYS_ABBR

from panah.core.clock import now, today
from panah.country.hours import Staffed, lines, staffed, week
from panah.country.parameters import number, parameter

DAY = 24  # hours


def helpline() -> str:
    """Return the number of the helpline."""
    return str(parameter("helpline_number", on=today()).value)


def emergency_number() -> str:
    """Return the number of the police for emergencies, or nothing where no source says it."""
    return str(parameter("police_number", on=today()).value or "")


def answer_days() -> int:
    """Return within how many days somebody answers what was written: the day alone is kept of a report."""
    return ceil(number("concern_answer_hours", on=today()) / DAY)


def is_free() -> bool:
    """Test if a call to the helpline costs nothing inside the country."""
    return bool(parameter("helpline_free_inside", on=today()).value == "yes")


def is_day_and_night() -> bool:
    """Test if the helpline never closes."""
    return number("helpline_hours_per_day", on=today()) >= DAY


def the_call() -> dict[str, Any]:
    """Return what is said of a call wherever a page shows the number."""
    return {"helpline": helpline(), "is_free": is_free(), "is_day_and_night": is_day_and_night()}


def staffed_lines() -> list[Staffed]:
    """Return which lines are staffed as the page is made, and until when."""
    moment = now()
    found = (staffed(channel, at=moment) for channel in lines(confirmed_only=not is_demo()))
    return [line for line in found if line is not None]


def line_hours() -> list[tuple[str, str]]:
    """Return the hours of each line that closes, as (channel, words)."""
    told = ((channel, _hours(channel)) for channel in lines(confirmed_only=not is_demo()))
    return [(channel, hours) for channel, hours in told if hours]


def _hours(channel: str) -> str:
    """Return the hours of a week: "Mon–Fri 9:00–18:00"; nothing for a line that never closes."""
    parts = []
    for first, last, opens, closes in week(channel):
        if (first, last, opens, closes) == (1, 7, 0, DAY):
            return ""
        days = [str(WEEKDAYS_ABBR[day - 1]) for day in dict.fromkeys((first, last))]
        parts.append(f"{'–'.join(days)} {opens}:00–{closes}:00")
    return ", ".join(parts)


def reflection_days() -> int:
    """Return how many days of reflection the law gives."""
    return int(parameter("reflection_days", on=today()).value)


@cache
def is_demo() -> bool:
    """Test if this database was created for demonstration."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT public_is_demo()")
        return bool(cursor.fetchone()[0])
