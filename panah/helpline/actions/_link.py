"""
What somebody with a link and without an account may do: make one signal. The database does it and reads nothing back.

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

from panah.core import clock
from panah.core.ids import random_id, reference
from panah.country.parameters import number
from panah.crypto.fields import seal
from panah.crypto.records import new_record_key
from panah.helpline.models import Signal
from panah.helpline.rules import Answer, signal_due

USE = "SELECT helpline_link_use(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s::jsonb, %s, %s, %s, %s)"


@dataclass(frozen=True)
class Institution:
    """For whom a link makes a signal, who was meant to have it, and whether it still works."""

    organisation_id: UUID
    wall: str
    name: str
    duty: str
    is_live: bool


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
        cursor.execute(
            "SELECT organisation, wall, name_az, name_en, duty, is_live FROM helpline_link_find(%s)", [hash_of(token)]
        )
        row = cursor.fetchone()
    return Institution(row[0], row[1], row[2] if language == "az" else row[3], row[4], row[5]) if row else None


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
    token: str,
    institution: Institution,
    *,
    sending: bytes,
    source: str,
    summary: str,
    danger: str,
    is_child: str,
    exploitation_form: str,
    division: str,
    language: str,
    indicators: Mapping[str, str],
) -> Received | None:
    """Make the one signal of a link; None if the link does not work any more, and then nothing was made."""
    now = clock.now()
    signal = Signal(
        id=random_id(),
        organisation_id=institution.organisation_id,
        wall=institution.wall,
        key_id=new_record_key(organisation_id=institution.organisation_id, wall=institution.wall),
        reference=reference("S", year=clock.today().year),
    )
    seal(signal, summary=summary)
    due_at = signal_due(detected_at=now, handover_hours=number("referral_hours", on=clock.today()))
    answers = json.dumps({code: Answer(answer).value for code, answer in indicators.items()})
    values: list[Any] = [
        hash_of(token),
        sending,
        signal.id,
        signal.reference,
        source,
        danger,
        is_child,
        exploitation_form,
        division,
    ]
    values += [language, answers, bytes(signal.summary), signal.key_id, now, due_at]
    with connection.cursor() as cursor:
        cursor.execute(USE, values)
        is_made = cursor.fetchone() == (True,)
    return Received(signal.reference, due_at) if is_made else None
