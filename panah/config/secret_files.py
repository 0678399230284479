"""Secrets of this installation: files under `var/secrets/` that their owner alone may read."""

import os
import secrets
from pathlib import Path

from panah.config import postgres

SECRETS = Path(os.environ.get("PANAH_VAR", postgres.VAR)) / "secrets"


def secret(name: str) -> str:
    """
    Return a secret, drawn once and kept in its file; with PANAH_SECRETS=generated it lives as long as the process.

    :raises Refusal: if the folder of secrets cannot be used
    """
    if os.environ.get("PANAH_SECRETS") == "generated":
        return secrets.token_urlsafe(48)
    path = SECRETS / name
    if not path.exists():
        postgres.own_folder(SECRETS, user=None)
        with postgres.locked(SECRETS / "drawing.lock"):
            if not path.exists():
                write_secret(path, secrets.token_urlsafe(48))
    return path.read_text("utf-8").strip()


def write_secret(path: Path, text: str) -> None:
    """Write a file that its owner alone may read, whole or not at all."""
    unfinished = path.with_name(f"{path.name}.{os.getpid()}")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    unfinished.replace(path)
