"""A form sent twice is one record and one answer."""

from uuid import UUID

from panah.access.models import Once
from panah.access.policy import Actor


def answer(*, actor: Actor, key: UUID) -> str | None:
    """Return where the first sending of this form led, or None when this is the first."""
    return Once.objects.filter(pk=key, account_id=actor.id).values_list("answer", flat=True).first()


def keep(*, actor: Actor, key: UUID, answer: str) -> None:
    """
    Remember where the form led, in the transaction that made the record.

    Two sendings at the same moment meet at the primary key: the second transaction fails as a whole and makes nothing.
    """
    Once.objects.create(id=key, account_id=actor.id, answer=answer)
