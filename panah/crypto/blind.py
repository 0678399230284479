"""Tags: what can be looked up without being read. One key per purpose and version, none in the database."""

from collections.abc import Iterable
from uuid import UUID

from panah.crypto import boxes, keys

TAG_BITS = 63
TRACE_DIGITS = 16  # hexadecimal digits of a row's id in a list that leaves
TRACER = 8  # bytes of the mark that a list carries


def blind(purpose: str, value: str, *, version: int = 1) -> bytes:
    """Return the 32-byte tag of a normalised value; equal values of one purpose and version have equal tags."""
    return boxes.mac(keys.derived(f"panah tag {purpose} {version}"), value.encode())


def blind_number(purpose: str, value: str, *, version: int = 1) -> int:
    """Return the tag cut to 63 bits, which fits a bigint column."""
    return int.from_bytes(blind(purpose, value, version=version)[:8], "big") >> (64 - TAG_BITS)


def passing_tags(key_ids: Iterable[UUID | None], value: str) -> dict[UUID, bytes]:
    """
    Return the 32-byte tag of a normalised value under each of these record keys; none for one that was destroyed.

    Such a tag lives as long as its key: afterwards nobody, with the value in hand, can make it again.
    """
    found = keys.record_keys(key_id for key_id in key_ids if key_id)
    return {key_id: boxes.mac(key, value.encode()) for key_id, key in found.items() if key is not None}


def trace_id(list_id: UUID, value: str) -> str:
    """Return the id of a row in one list that leaves: in another list it is another, so a leaked row names its list."""
    return blind(f"payment list {list_id}", value).hex()[:TRACE_DIGITS]


def tracer(list_id: UUID) -> bytes:
    """Return the mark of one list that leaves; nobody without the installation's key can make or guess it."""
    return blind("mark of a list", str(list_id))[:TRACER]
