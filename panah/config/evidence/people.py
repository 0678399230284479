"""Everybody in the demonstration, signed in."""

import json
from dataclasses import dataclass

from panah.config.evidence.installation import Installation


@dataclass(frozen=True)
class Person:
    """Somebody with a session: role, organisation, wall."""

    role: str
    organisation: str
    code: str
    wall: str
    person: str
    session: str

    def __str__(self) -> str:
        return f"{self.role} at {self.code}"


def signed_in(made: Installation) -> list[Person]:
    """Return one person for each account of the demonstration, each with a session of their own."""
    done = made.python("-m", "panah.config.evidence.inside", "people")
    return [Person(**row) for row in json.loads(done.stdout)]
