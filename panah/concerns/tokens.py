"""
What an open page carries instead of a cookie: the key of one sending, and the ten minutes of one conversation.

Both are made by this process and can be read by nobody else. Neither is stored.
"""

import base64
import binascii
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from panah.core.errors import DomainError, gettext_noop
from panah.crypto import boxes
from panah.crypto.errors import SealBroken

ONCE_LASTS = timedelta(days=1)
MAILBOX_LASTS = timedelta(minutes=10)


class PageTooOld(DomainError):
    """The page was open for too long; nothing was sent."""

    status = 422
    kind = "page_too_old"


@dataclass(frozen=True)
class OpenMailbox:
    """A mailbox that somebody opened with the code, and until when the page may be used."""

    tag: bytes
    seed: bytes


def new_once(*, key: bytes, now: datetime) -> str:
    """Return the key of one sending of the form: sent twice, it is one report and one confirmation."""
    return _sealed(b"", key=key, purpose="once", until=now + ONCE_LASTS)


def read_once(text: str, *, key: bytes, now: datetime) -> bytes:
    """
    Return the sixteen random bytes of a sending.

    :raises PageTooOld: if the form was open for more than a day, or carries no key of ours
    """
    return _opened(text, key=key, purpose="once", now=now)[:16]


def sending_of(once: bytes, content: bytes) -> bytes:
    """Return what makes one sending: the page it came from and what was sent. Only the same content is the same."""
    return boxes.mac(once, content)


def trace_of(once: bytes) -> bytes:
    """Return what the database may keep of a sending: enough to know it again, not enough to make its code."""
    return boxes.mac(b"panah sending", once)


def new_mailbox_token(mailbox: OpenMailbox, *, key: bytes, now: datetime) -> str:
    """Return the token that keeps a conversation page usable for ten minutes, without the code."""
    return _sealed(mailbox.tag + mailbox.seed, key=key, purpose="mailbox", until=now + MAILBOX_LASTS)


def read_mailbox_token(text: str, *, key: bytes, now: datetime) -> OpenMailbox:
    """
    Return the mailbox of an open conversation page.

    :raises PageTooOld: if the ten minutes are over, or the token is not ours
    """
    plain = _opened(text, key=key, purpose="mailbox", now=now)[16:]
    return OpenMailbox(tag=plain[:32], seed=plain[32:64])


def _sealed(plain: bytes, *, key: bytes, purpose: str, until: datetime) -> str:
    body = secrets.token_bytes(16) + plain + int(until.timestamp()).to_bytes(8, "big")
    return base64.urlsafe_b64encode(boxes.encrypt(boxes.derive(key, purpose), body, aad=purpose.encode())).decode()


def _opened(text: str, *, key: bytes, purpose: str, now: datetime) -> bytes:
    message = gettext_noop("This page was open for a long time. Nothing was sent yet: check it and send it again.")
    try:
        raw = base64.urlsafe_b64decode(text.encode())
        body = boxes.decrypt(boxes.derive(key, purpose), raw, aad=purpose.encode())
    except (SealBroken, binascii.Error, UnicodeEncodeError) as error:
        raise PageTooOld(message) from error
    if now.timestamp() > int.from_bytes(body[-8:], "big"):
        raise PageTooOld(message)
    return body[:-8]
