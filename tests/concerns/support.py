"""The public's own database role, for tests."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db import connection

from panah.concerns import door
from panah.concerns.attachments import Attachment

ANSWERS = {
    "reader": "police_helpline",
    "words": "They lock the door at night.",
    "topics": ["locked_in"],
    "urgent": "yes",
}


@contextmanager
def as_public() -> Iterator[None]:
    """Be the public's database role inside the block."""
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("SET LOCAL ROLE panah_public")
        yield
        cursor.execute("RESET ROLE")
        cursor.execute("SET LOCAL ROLE panah_desk")


def send(once: bytes = b"o" * 16, files: Sequence[Attachment] = (), **answers: object) -> str:
    """Send a report as the public does; return its code."""
    with as_public():
        return door.receive(answers={**ANSWERS, **answers}, once=once, files=files)
