"""The secret behind the tags, asked of `crypto` and never stored here."""

from panah.crypto.blind import blind
from panah.matching.tags import TagKeys

CURRENT_VERSION = 1


def tag_keys(*, version: int = CURRENT_VERSION) -> TagKeys:
    return TagKeys(version=version, secret=blind("matching", "tags", version=version))
