"""
What the public's process does: it calls the functions of the database's door, and can do nothing else.

There is no actor here, because nobody is asked who they are. The receipt's code exists only in the answer.
"""

import hashlib
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db import DatabaseError, OperationalError, connection, transaction
from django.utils import translation

from panah.concerns import receipts, sealing, tokens
from panah.concerns.attachments import Attachment
from panah.concerns.rules import STAFF_ABUSE, Body, Desk, chosen_desk, topic_of
from panah.core import clock
from panah.core.ids import random_id
from panah.crypto import boxes

BODIES_KEPT = 60.0  # seconds
Known = tuple[tuple[Desk, ...], tuple[Body, ...], tuple[Body, ...]]
_last_known: list[Known] = []


@dataclass(frozen=True)
class Answer:
    """One message from the desk."""

    words: str
    written_on: date


@dataclass(frozen=True)
class Conversation:
    """What somebody with the code sees: who reads it, and the answers. Never what was written before."""

    reader: Body
    answers: tuple[Answer, ...]
    token: str


def page_key() -> bytes:
    """Return the key of what open pages carry. Every process of one installation has the same."""
    return boxes.derive(settings.SECRET_KEY.encode(), "panah public page")


def new_once() -> str:
    """Return a fresh key for one sending of a form."""
    return tokens.new_once(key=page_key(), now=clock.now())


def read_once(text: str) -> bytes:
    """
    Return the random bytes of a sending.

    :raises PageTooOld: if the form was open for more than a day
    """
    return tokens.read_once(text, key=page_key(), now=clock.now())


def desks() -> tuple[Desk, ...]:
    """Return the desks that receive reports now."""
    return _known_now()[0]


def above(desk: Desk) -> tuple[Body, ...]:
    """Return the bodies that a desk's body belongs to."""
    return tuple(_body(code) for code in desk.body.above)


def asked_bodies() -> tuple[Body, ...]:
    """Return the bodies about whose staff the form asks."""
    return _known_now()[1]


def forget_known() -> None:
    """Read desks and bodies anew at the next question."""
    _known.cache_clear()
    _last_known.clear()


def receive(*, answers: dict[str, Any], once: bytes, files: Sequence[Attachment] = ()) -> str:
    """
    Receive a report with its files and return its code, after it is safely stored.

    Sent twice with the same `once`, it is one report, and the code is the same. Other words under the same `once` (the
    page came back from the browser's memory) are another report with another code: a receipt is never shown for words
    that were not kept, and an old page alone does not give the code away.

    :raises InvalidInput: if the chosen reader is closed or may not have it, or a code stands in it
    """
    try:
        return _receive(answers, once, files)
    except OperationalError:
        raise
    except DatabaseError:
        # A desk was closed, or has another key, since this process asked last: ask again before anybody loses a word.
        forget_known()
        return _receive(answers, once, files)


def _receive(answers: dict[str, Any], once: bytes, files: Sequence[Attachment]) -> str:
    about = next((body for body in asked_bodies() if body.code == answers.get("about_staff")), None)
    desk = chosen_desk(desks(), channel=answers["reader"], about=about)
    message = message_of(answers)
    words = sealing.seal(message, to=desk.public_key)
    read_by = {"reader": desk.channel, "about": about.code if about else ""}
    once = tokens.sending_of(once, sealing.padded({**message, **read_by, **_digests(files)}))
    code = receipts.code_for(once=once, pepper=boxes.derive(page_key(), "receipt"))
    mailbox = receipts.mailbox_of(code)
    values = [
        random_id(),
        desk.channel,
        words,
        desk.key_id,
        STAFF_ABUSE if answers.get("abuse") == "yes" else topic_of(answers.get("topics", ())),
        answers.get("language") or translation.get_language() or "en",
        answers.get("urgent") == "yes",
        mailbox.tag,
        mailbox.public_key,
        about.code if about else "",
        tokens.trace_of(once),
    ]
    # Durable: when this block is left, the report is on the disk, or there is an error and no code.
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("SELECT concern_receive(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)", values)
        if cursor.fetchone() == (True,):
            _attach(cursor, files, sent=tokens.trace_of(once), key_id=desk.key_id, to=desk.public_key)
    return code


def message_of(answers: dict[str, Any]) -> sealing.Message:
    """Return what is sealed: everything that was written and ticked, but who reads it and how it was sent."""
    kept = ("words", "place", "time", "whom", "topics", "urgent", "safe_way", "safe_time", "heard")
    message = {name: answers[name] for name in kept if answers.get(name)}
    if answers.get("material_agreed") and answers.get("material"):
        message["material"] = answers["material"]
        # Where it hung, to the district: never the place itself, which could point at who stood there.
        if answers.get("material_district"):
            message["material_district"] = answers["material_district"]
    return message


def open_mailbox(code: str) -> Conversation | None:
    """Return the conversation under a code, or None. A wrong code costs the same work as a right one."""
    mailbox = receipts.mailbox_of(receipts.digits_of(code))
    return conversation(tokens.OpenMailbox(mailbox.tag, mailbox.seed))


def conversation(mailbox: tokens.OpenMailbox) -> Conversation | None:
    """Return the conversation of an opened mailbox, or None if there is none."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT body FROM mailbox_find(%s)", [mailbox.tag])
        found = cursor.fetchone()
        cursor.execute("SELECT sealed, written_on FROM mailbox_messages(%s)", [mailbox.tag])
        rows = cursor.fetchall()
    if found is None:
        return None
    pair = boxes.box_pair(mailbox.seed)
    answers = tuple(Answer(_words(boxes.box_open(pair, bytes(sealed))), written_on) for sealed, written_on in rows)
    token = tokens.new_mailbox_token(mailbox, key=page_key(), now=clock.now())
    return Conversation(_body(found[0]), answers, token)


def mailbox_of_token(text: str) -> tokens.OpenMailbox:
    """
    Return the mailbox that a conversation page keeps open.

    :raises PageTooOld: if its ten minutes are over
    """
    return tokens.read_mailbox_token(text, key=page_key(), now=clock.now())


def write_more(*, mailbox: tokens.OpenMailbox, words: str, once: bytes, files: Sequence[Attachment] = ()) -> None:
    """
    Add a message of the reporter, with its files, to the conversation.

    :raises InvalidInput: if a code stands in it
    """
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("SELECT key_id, public_key FROM mailbox_find(%s)", [mailbox.tag])
        found = cursor.fetchone()
        if found is None:
            return
        sealed = sealing.seal({"words": words}, to=bytes(found[1]))
        sending = tokens.sending_of(once, words.encode() + b"".join(map(str.encode, _digests(files).get("files", []))))
        values = [mailbox.tag, random_id(), sealed, found[0], tokens.trace_of(sending)]
        cursor.execute("SELECT mailbox_add(%s, %s, %s, %s, %s)", values)
        if cursor.fetchone() == (True,):
            _attach(cursor, files, sent=tokens.trace_of(sending), key_id=found[0], to=bytes(found[1]))


def _attach(cursor: Any, files: Sequence[Attachment], *, sent: bytes, key_id: str, to: bytes) -> None:
    """Store the files of a sending that was just received: in its transaction, so that none is without its words."""
    for place, file in enumerate(files, start=1):
        original = None if file.original is None else sealing.seal_file(file.original, to=to)
        values = [sent, random_id(), place, file.kind, key_id, sealing.seal_file(file.view, to=to), original]
        cursor.execute("SELECT concern_attach(%s, %s, %s, %s, %s, %s, %s)", values)


def _digests(files: Sequence[Attachment]) -> dict[str, list[str]]:
    """Return what makes the same files the same sending, and nothing where there is none."""
    digests = [hashlib.sha256(file.original or file.view).hexdigest() for file in files]
    return {"files": digests} if digests else {}


def _known_now() -> Known:
    """Return desks and bodies; while the database is away, as they were: the form stays open, and keeps its words."""
    try:
        found = _known(int(time.monotonic() / BODIES_KEPT))
    except OperationalError:
        if not _last_known:
            raise
        return _last_known[-1]
    _last_known[:] = [found]
    return found


@lru_cache(maxsize=2)
def _known(minute: int) -> Known:
    with connection.cursor() as cursor:
        cursor.execute("SELECT code, above, name_az, name_en, name_ru, is_asked FROM concern_bodies()")
        rows = cursor.fetchall()
        bodies = {
            code: Body(code, tuple(above), (("az", az), ("en", en), ("ru", ru))) for code, above, az, en, ru, _ in rows
        }
        cursor.execute("SELECT channel, body, key_id, public_key FROM concern_desks()")
        found = tuple(Desk(channel, bodies[body], str(key), bytes(public)) for channel, body, key, public in cursor)
    asked = tuple(bodies[row[0]] for row in rows if row[5])
    return found, asked, tuple(bodies.values())


def _body(code: str) -> Body:
    return next((body for body in _known_now()[2] if body.code == code), Body(code, ()))


def _words(plain: bytes) -> str:
    return str(sealing.unpadded(plain).get("words", ""))
