"""What the public's pages read: parameters of the country, and what was published. Nobody asks who reads."""

from functools import cache

from django.db import connection
from django.db.models import QuerySet

from panah.core.clock import today
from panah.country.parameters import parameter
from panah.published import queries as published
from panah.published.models import Page


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


def pages(*, kind: str, language: str) -> QuerySet[Page]:
    """Return what was published of one kind in one language, the newest first."""
    return published.pages(kind=kind, language=language)


def page(*, kind: str, slug: str, language: str) -> Page:
    """
    Return one published page.

    :raises NotVisible: if there is none, or it was withdrawn
    """
    return published.page(kind=kind, slug=slug, language=language)
