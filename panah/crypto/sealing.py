"""
The write-only half: the public's door reads a desk's public key here and seals to it, and can open nothing again.

Nothing here imports `keys`: a process that only seals never holds this installation's root key.
"""

from dataclasses import dataclass
from uuid import UUID

from panah.crypto import boxes
from panah.crypto.errors import KeyMissing
from panah.crypto.models import DeskKey


@dataclass(frozen=True, slots=True)
class DeskPublic:
    """What may be shown to everybody: seal to `public`, store `key_id` beside what was sealed."""

    key_id: UUID
    public: bytes


def desk_public(*, organisation_id: UUID, wall: str) -> DeskPublic:
    """
    Return the key that new messages to this desk are sealed to.

    :raises KeyMissing: if the desk has none
    """
    rows = DeskKey.objects.filter(organisation_id=organisation_id, wall=wall, retired_at__isnull=True)
    found = rows.order_by("-version").values_list("id", "public").first()
    if found is None:
        raise KeyMissing(f"The desk of organisation {organisation_id} behind {wall} has no key: make one first.")
    return DeskPublic(found[0], bytes(found[1]))


def seal_to_desk(desk: DeskPublic, plaintext: bytes) -> bytes:
    """Return a value that only this desk opens."""
    return boxes.box_seal(desk.public, plaintext)
