"""Texts that other libraries keep for us (secrets of second factors): sealed with a key of their purpose."""

import base64

from panah.crypto import boxes, keys


def seal_text(purpose: str, text: str) -> str:
    """Return the text sealed, as characters that fit a text column."""
    sealed = boxes.encrypt(keys.derived(f"panah text {purpose}"), text.encode(), aad=purpose.encode())
    return base64.b64encode(sealed).decode()


def open_text(purpose: str, sealed: str) -> str:
    """
    Return a text that was sealed for this purpose.

    :raises SealBroken: if it was not
    """
    key = keys.derived(f"panah text {purpose}")
    return boxes.decrypt(key, base64.b64decode(sealed), aad=purpose.encode()).decode()
