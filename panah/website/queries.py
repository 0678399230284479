"""What the public's pages read: parameters of the country, and the installation's mark. Nobody asks who reads."""

from functools import cache

from django.db import connection

from panah.core.clock import now, today
from panah.country.hours import Staffed, lines, staffed
from panah.country.parameters import parameter


def helpline() -> str:
    """Return the number of the helpline."""
    return str(parameter("helpline_number", on=today()).value)


def staffed_lines() -> list[Staffed]:
    """Return which lines are staffed as the page is made, and until when."""
    moment = now()
    found = (staffed(channel, at=moment) for channel in lines(confirmed_only=not is_demo()))
    return [line for line in found if line is not None]


def reflection_days() -> int:
    """Return how many days of reflection the law gives."""
    return int(parameter("reflection_days", on=today()).value)


@cache
def is_demo() -> bool:
    """Test if this database was created for demonstration."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT public_is_demo()")
        return bool(cursor.fetchone()[0])
