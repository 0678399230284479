"""
Django's own secret keys: drawn once for an installation, each in a file that its owner alone may read.

The public's process has its own: who breaks into it can sign nothing that the desk believes, nor the other way round.
A third one both have: under it two answers of one person to a survey find each other, on a phone and on paper.
"""

import hmac
import os
import secrets
from collections.abc import MutableMapping
from pathlib import Path

from panah.config.refusal import Refusal

GIVEN, GIVEN_PUBLIC, GIVEN_PAIRING = "PANAH_DJANGO_KEY", "PANAH_DJANGO_KEY_PUBLIC", "PANAH_PAIRING_KEY"
FILES = {"desk": "django.key", "public": "django-public.key", "pairing": "survey-pairing.key"}


def django_key(folder: Path, *, role: str) -> str:
    """
    Return the key of a process by its database role: given by the environment, or from its file in the folder.

    :raises Refusal: if there is neither
    """
    is_public = role == "public"
    if is_public and os.environ.get(GIVEN_PUBLIC):
        return os.environ[GIVEN_PUBLIC]
    given = os.environ.get(GIVEN, "")
    if given:
        return public_key_of(given) if is_public else given
    return _drawn(folder / FILES["public" if is_public else "desk"])


def pairing_key(folder: Path) -> str:
    """
    Return the key of surveys' pairs, the same in every process.

    Given by the environment, or made of the public's where the keys are given, or from its file in the folder. Who
    gives each process a key of its own, and no other, gives this one to all.

    :raises Refusal: if there is none
    """
    if given := os.environ.get(GIVEN_PAIRING):
        return given
    if os.environ.get(GIVEN) or os.environ.get(GIVEN_PUBLIC):
        public = django_key(folder, role="public")
        return hmac.digest(public.encode(), b"panah survey pairs", "sha256").hex()
    return _drawn(folder / FILES["pairing"])


def _drawn(path: Path) -> str:
    if not path.is_file():
        raise Refusal(f"The key file {path} is missing: start with ./run, or put it back from your backup.")
    return path.read_text("ascii").strip()


def public_key_of(given: str) -> str:
    """Return the public process's key where one key is given for all: it does not lead back to the desk's."""
    return hmac.digest(given.encode(), b"panah public process", "sha256").hex()


def keep_from_public(environment: MutableMapping[str, str]) -> None:
    """Take the desk's key out of the environment with which the public's process starts."""
    given = environment.pop(GIVEN, "")
    if given:
        environment.setdefault(GIVEN_PUBLIC, public_key_of(given))


def make_django_keys(folder: Path) -> None:
    """Draw the keys of a new installation. Existing files are left as they are."""
    for name in FILES.values():
        path = folder / name
        if path.exists():
            continue
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(64))
