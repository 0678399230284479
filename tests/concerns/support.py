"""Receiving desks, and the public's own database role, for tests."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from panah.concerns import door
from panah.concerns.models import Desk
from panah.crypto import desks
from panah.organisations.models import Organisation
from tests.support import as_owner

ANSWERS = {"reader": "police_helpline", "words": "They lock the door at night.", "topics": ["locked_in"], "urgent": "yes"}
CHANNELS = {
    "police_helpline": ("mia-atd", "helpline"),
    "ngo": ("ngo-clean-world", "helpline"),
    "oversight": ("ombudsman", "oversight"),
}


def open_desks() -> None:
    """Open three receiving desks with key pairs."""
    with as_owner():
        for channel, (code, wall) in CHANNELS.items():
            organisation = Organisation.objects.get(code=code)
            Desk.objects.get_or_create(channel=channel, defaults={"organisation": organisation, "wall": wall})
            if not desks.has_desk_key(organisation_id=organisation.id, wall=wall):
                desks.new_desk_key(organisation_id=organisation.id, wall=wall)
    door.forget_known()


@contextmanager
def as_public() -> Iterator[None]:
    """Be the public's database role inside the block."""
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("SET LOCAL ROLE panah_public")
        yield
        cursor.execute("RESET ROLE")
        cursor.execute("SET LOCAL ROLE panah_desk")


def send(once: bytes = b"o" * 16, **answers: object) -> str:
    """Send a report as the public does; return its code."""
    with as_public():
        return door.receive(answers={**ANSWERS, **answers}, once=once)
