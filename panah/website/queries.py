"""What the public's pages read: parameters of the country, and the installation's mark. Nobody asks who reads."""

from functools import cache

from django.db import connection

from panah.core.clock import today
from panah.country.parameters import parameter


def helpline() -> str:
    """Return the number of the helpline."""
    return str(parameter("helpline_number", on=today()).value)


def reflection_days() -> int:
    """Return how many days of reflection the law gives."""
    return int(parameter("reflection_days", on=today()).value)


@cache
def is_demo() -> bool:
    """Test if this database was created for demonstration."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT public_is_demo()")
        return bool(cursor.fetchone()[0])
