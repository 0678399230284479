"""What every installation needs after its tables: the mark, the keys' check value, reference data, fact views."""

from importlib import import_module
from importlib.util import find_spec

from django.db import connection

from panah.concerns import reference as receiving_desks
from panah.core import facts, installation
from panah.core.models import Installation
from panah.crypto import installation as crypto_installation
from panah.organisations import reference

ROOMS = (
    "panah.concerns",
    "panah.partnership",
    "panah.helpline",
    "panah.protection",
    "panah.prosecution",
    "panah.prevention",
    "panah.coordination",
)


# The worker forgets done jobs and workers that died; nobody else removes anything from the queue.
WORKER_RIGHTS = """GRANT DELETE ON procrastinate_jobs, procrastinate_events, procrastinate_workers,
    procrastinate_periodic_defers TO panah_worker"""


def fact_views() -> list[facts.FactView]:
    """Return the views of every room that lets something be counted."""
    names = [f"{room}.facts" for room in ROOMS if find_spec(f"{room}.facts")]
    return [view for name in names for view in import_module(name).FACTS]


def set_up_reference(*, demo: bool) -> None:
    """Finish a database whose tables stand. May run again: what is there stays."""
    if not Installation.objects.exists():
        installation.mark(demo=demo)
    crypto_installation.prepare(is_demo=installation.is_demo())
    reference.load()
    receiving_desks.load()
    facts.install(fact_views())
    with connection.cursor() as cursor:
        cursor.execute(WORKER_RIGHTS)
