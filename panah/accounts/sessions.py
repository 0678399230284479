"""The session store: Django's own, but with hashed keys, a 30-minute idle limit and an end after 12 hours."""

import hashlib
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import CreateError, SessionBase, UpdateError
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.db.models.functions import Now

from panah.accounts.models import Session
from panah.core.clock import now
from panah.core.db import enter_session

IDLE = timedelta(minutes=30)
ABSOLUTE = timedelta(hours=12)
SEEN_EVERY = timedelta(minutes=1)


def hashed(key: str) -> str:
    """Return what is stored of a session key."""
    return hashlib.sha256(key.encode()).hexdigest()


def live() -> Q:
    """Return the condition under which a session counts; row security asks the same of the database."""
    return Q(ended_at=None, seen_at__gt=Now() - IDLE, created_at__gt=Now() - ABSOLUTE)


class SessionStore(SessionBase):
    """One session, as Django's session middleware wants it."""

    seen_at: datetime | None = None

    def exists(self, session_key: str) -> bool:
        """Test if a key is taken."""
        return Session.objects.filter(key_hash=hashed(session_key)).exists()

    def create(self) -> None:
        """Make a session under a new key."""
        while True:
            self._session_key = self._get_new_session_key()  # type: ignore[attr-defined]
            try:
                self.save(must_create=True)
            except CreateError:
                continue
            self.modified = True
            return

    def cycle_key(self) -> None:
        """
        Put the session under a new key, at a sign-in or a step-up.

        What it holds, its age and the row-security context go with it: a step-up does not lengthen the 12 hours.
        """
        before = self._row()
        super().cycle_key()
        self.save()
        if before is not None and before.account_id is not None:
            Session.objects.filter(key_hash=hashed(self.session_key or "")).update(created_at=before.created_at)
            enter_session(self.session_key or "")

    def load(self) -> dict[str, Any]:
        """Return the session's data, or an empty new session when it has ended."""
        row = self._row()
        if row is None:
            self._session_key = None
            return {}
        self.seen_at = row.seen_at
        return self.decode(row.data)

    def _row(self) -> Session | None:
        if not self.session_key:
            return None
        return Session.objects.filter(live(), key_hash=hashed(self.session_key)).first()

    def save(self, must_create: bool = False) -> None:
        """Write the session; a sign-in gives it its account."""
        if self.session_key is None:
            return self.create()
        data = self._get_session(no_load=must_create)  # type: ignore[attr-defined]
        values = {"data": self.encode(data), "account_id": data.get(SESSION_KEY)}
        if not must_create:
            if not Session.objects.filter(live(), key_hash=hashed(self.session_key)).update(**values):
                raise UpdateError
            return None
        try:
            with transaction.atomic():
                Session.objects.bulk_create([Session(key_hash=hashed(self.session_key), **values)])
        except IntegrityError as error:
            raise CreateError from error
        return None

    def delete(self, session_key: str | None = None) -> None:
        """End a session. Its row stays until it is cleared, so that its key is not used again."""
        key = session_key or self.session_key
        if key:
            Session.objects.filter(key_hash=hashed(key)).update(ended_at=Now(), data="")

    @classmethod
    def clear_expired(cls) -> None:
        """Remove the rows of sessions that can no longer be used."""
        Session.objects.filter(created_at__lt=Now() - 2 * ABSOLUTE).delete()


def touch(session: SessionStore) -> None:
    """Note that a session is in use, at most once a minute."""
    if session.session_key and session.seen_at is not None and now() - session.seen_at > SEEN_EVERY:
        Session.objects.filter(key_hash=hashed(session.session_key)).update(seen_at=Now())
