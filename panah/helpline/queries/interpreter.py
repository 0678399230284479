"""Interpreters of the line: who speaks a language, and is available now."""

from uuid import UUID

from django.db.models import QuerySet

from panah.access.policy import Actor
from panah.core import clock
from panah.helpline.models import Interpreter
from panah.helpline.queries._one import one
from panah.helpline.rules import safe_window

MOST = 200


def interpreters(*, actor: Actor) -> QuerySet[Interpreter]:
    """Return the interpreters on the roster of the actor's line, still sealed."""
    rows: QuerySet[Interpreter] = Interpreter.objects.own(actor).filter(left_on=None)
    return rows.defer("name", "number")


def interpreter_rows(*, actor: Actor, language: str = "") -> list[tuple[Interpreter, bool]]:
    """Return interpreters of a language and whether they can be called now: those first, the vetted ones before."""
    rows = [row for row in interpreters(actor=actor)[:MOST] if not language or language in row.languages]
    found = [(row, is_available(actor=actor, interpreter=row)) for row in rows]
    return sorted(found, key=lambda each: (not each[1], each[0].vetted_on is None, each[0].languages))


def is_available(*, actor: Actor, interpreter: Interpreter) -> bool:
    """Test if these are the hours of an interpreter."""
    return safe_window(from_hour=interpreter.from_hour, until_hour=interpreter.until_hour, now=clock.now()).is_open


def interpreter(*, actor: Actor, interpreter_id: UUID) -> Interpreter:
    """
    Return one interpreter.

    :raises NotVisible: if the actor's line has no such interpreter
    """
    found: Interpreter = one(Interpreter.objects.own(actor), interpreter_id)
    return found


def interpreter_to_change(*, actor: Actor, interpreter_id: UUID) -> Interpreter:
    """
    Return one interpreter, locked until the transaction ends.

    :raises NotVisible: if the actor's line has no such interpreter
    """
    found: Interpreter = one(Interpreter.objects.own(actor).select_for_update(), interpreter_id)
    return found
