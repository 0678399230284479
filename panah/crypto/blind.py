"""Tags: what can be looked up without being read. One key per purpose and version, none in the database."""

from panah.crypto import boxes, keys

TAG_BITS = 63


def blind(purpose: str, value: str, *, version: int = 1) -> bytes:
    """Return the 32-byte tag of a normalised value; equal values of one purpose and version have equal tags."""
    return boxes.mac(keys.derived(f"panah tag {purpose} {version}"), value.encode())


def blind_number(purpose: str, value: str, *, version: int = 1) -> int:
    """Return the tag cut to 63 bits, which fits a bigint column."""
    return int.from_bytes(blind(purpose, value, version=version)[:8], "big") >> (64 - TAG_BITS)
