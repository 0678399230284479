"""
What somebody with a link and without an account may do: make one signal, and go on with it until it is sent.

The database does it and gives back what they began themselves, and at the end whether the work has ended.

There is no actor here. The token is known to whoever was given it; only its hash is kept.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from panah.access.walls import Wall
from panah.core import clock
from panah.core.errors import InvalidInput, gettext_noop
from panah.core.ids import random_id, reference
from panah.country.parameters import number, period
from panah.crypto import boxes
from panah.crypto.fields import seal
from panah.crypto.records import new_record_key
from panah.helpline.models import DangerNotice, Signal
from panah.helpline.queries.danger import danger_desk
from panah.helpline.rules import DANGER_NOW, Answer, signal_due

MOST_KEPT = 100_000  # bytes, as the database takes them
USE = "SELECT helpline_link_use(%s, %s, %s, %s, %s::jsonb, %s::jsonb, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
FIND = "SELECT organisation, wall, name_az, name_en, duty, is_live, is_used, until, kept FROM helpline_link_find(%s)"


@dataclass(frozen=True)
class Institution:
    """For whom a link makes a signal, who was meant to have it, and whether it still works."""

    organisation_id: UUID
    wall: str
    name: str
    duty: str
    is_live: bool
    is_used: bool
    until: datetime
    kept: bytes | None


@dataclass(frozen=True)
class Received:
    """What the sender keeps: the reference, and until when the signal must have been handed over."""

    reference: str
    due_at: datetime


def hash_of(token: str) -> bytes:
    """Return what is kept of a token."""
    return hashlib.sha256(token.encode()).digest()


def institution_of(token: str, *, language: str) -> Institution | None:
    """Return for whom a link was given, or None: there never was such a link."""
    with connection.cursor() as cursor:
        cursor.execute(FIND, [hash_of(token)])
        row = cursor.fetchone()
    return Institution(row[0], row[1], row[2] if language == "az" else row[3], *row[4:]) if row else None


def kept_of(token: str, institution: Institution) -> dict[str, str]:
    """Return what was written with a link and kept until it is sent; only its token opens it."""
    if institution.kept is None:
        return {}
    found: dict[str, str] = json.loads(boxes.decrypt(_key(token), bytes(institution.kept), aad=hash_of(token)))
    return found


@transaction.atomic
def keep(token: str, answers: Mapping[str, str]) -> bool:
    """
    Keep what was written with a link until it is sent; whether the link still works.

    :raises InvalidInput: if it is more than the database keeps with a link
    """
    words = boxes.encrypt(_key(token), json.dumps(dict(answers), ensure_ascii=False).encode(), aad=hash_of(token))
    if len(words) >= MOST_KEPT:
        raise InvalidInput(gettext_noop("This is too much to keep for later. Shorten it, or send it now."))
    with connection.cursor() as cursor:
        cursor.execute("SELECT helpline_link_keep(%s, %s)", [hash_of(token), words])
        is_kept: bool = cursor.fetchone() == (True,)
    return is_kept


def has_ended(token: str, *, called: str) -> bool | None:
    """Return whether the work on what was sent with a link has ended; None unless it has this reference."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT helpline_link_ended(%s, %s)", [hash_of(token), called])
        (found,) = cursor.fetchone()
    return None if found is None else bool(found)


def _key(token: str) -> bytes:
    return boxes.derive(token.encode(), "helpline link draft")


def sending_of(token: str, sent: Mapping[str, Any]) -> bytes:
    """Return what is kept of a sending, to know the very same one again."""
    return hashlib.sha256(json.dumps([token, sent], sort_keys=True, default=str).encode()).digest()


def sent_before(token: str, *, sending: bytes) -> Received | None:
    """Return what the sender was told when this very sending arrived, or None: it did not arrive."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT called, until FROM helpline_link_sent(%s, %s)", [hash_of(token), sending])
        row = cursor.fetchone()
    return Received(*row) if row else None


@transaction.atomic
def use_link(
    token: str, institution: Institution, *, sending: bytes, summary: str, indicators: Mapping[str, str], **said: Any
) -> Received | None:
    """Make the one signal of a link; None if the link does not work any more, and then nothing was made."""
    now, day = clock.now(), clock.today()
    signal = Signal(
        id=random_id(),
        organisation_id=institution.organisation_id,
        wall=institution.wall,
        key_id=new_record_key(organisation_id=institution.organisation_id, wall=institution.wall),
        reference=reference("S", year=day.year),
    )
    seal(signal, summary=summary)
    due_at = signal_due(detected_at=now, handover_hours=number("referral_hours", on=day))
    answers = {code: Answer(answer).value for code, answer in indicators.items()}
    values: list[Any] = [hash_of(token), sending, signal.id, signal.reference, json.dumps(said), json.dumps(answers)]
    values += [bytes(signal.summary), signal.key_id, now, due_at, now + period("duty_to_investigate_days", on=day)]
    values += _notice(summary) if said["danger"] == DANGER_NOW else [None] * 4
    with connection.cursor() as cursor:
        cursor.execute(USE, values)
        is_made = cursor.fetchone() == (True,)
    return Received(signal.reference, due_at) if is_made else None


def _notice(summary: str) -> list[Any]:
    """Return what tells the line of danger now: its id, the line, the words sealed to it and their key."""
    desk = danger_desk()
    if desk is None:
        return [None] * 4
    notice = DangerNotice(id=random_id(), key_id=new_record_key(organisation_id=desk, wall=Wall.HELPLINE))
    seal(notice, words=summary)
    return [notice.id, desk, bytes(notice.words), notice.key_id]
