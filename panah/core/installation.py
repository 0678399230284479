"""Demonstration or production: read from the database's own mark, never from a setting."""

from functools import cache

from panah.core.models import Installation


@cache
def is_demo() -> bool:
    """Test if this database was created for demonstration. A database without a mark counts as production."""
    return Installation.objects.filter(is_demo=True).exists()


def mark(*, demo: bool) -> None:
    """Write the mark of a new database. A second, different mark is refused by the database."""
    Installation.objects.create(is_demo=demo)
    is_demo.cache_clear()
