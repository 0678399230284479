"""Django's own secret key: drawn once for an installation, kept in a file that its owner alone may read."""

import os
import secrets
from pathlib import Path

from panah.config.refusal import Refusal


def django_key(path: Path) -> str:
    """
    Return the key, from PANAH_DJANGO_KEY or from the file.

    :raises Refusal: if there is neither
    """
    given = os.environ.get("PANAH_DJANGO_KEY", "")
    if given:
        return given
    if not path.is_file():
        raise Refusal(f"The key file {path} is missing: start with ./run, or put it back from your backup.")
    return path.read_text("ascii").strip()


def make_django_key(path: Path) -> None:
    """Draw the key of a new installation. An existing file is left as it is."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(64))
