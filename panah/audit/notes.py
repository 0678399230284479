"""Signed notes in the form of C2SP signed-note and tlog-checkpoint: what the notary hands to outsiders."""

import base64
from hashlib import sha256

from panah.crypto import boxes

ORIGIN = "panah.log"
ED25519 = b"\x01"


def checkpoint_text(*, size: int, root: bytes) -> str:
    """Return the three lines that are signed: origin, number of rows, root hash."""
    return f"{ORIGIN}\n{size}\n{base64.b64encode(root).decode()}\n"


def signed_note(text: str, *, seed: bytes) -> str:
    """Return the text, an empty line and the signature line."""
    public = boxes.signing_public(seed)
    blob = key_id(public) + boxes.sign(seed, text.encode())
    return f"{text}\n\u2014 {ORIGIN} {base64.b64encode(blob).decode()}\n"


def verifier_key(public: bytes) -> str:
    """Return the public key in the one-line form of C2SP: name, key id, algorithm and key."""
    return f"{ORIGIN}+{key_id(public).hex()}+{base64.b64encode(ED25519 + public).decode()}"


def key_id(public: bytes) -> bytes:
    return sha256(ORIGIN.encode() + b"\n" + ED25519 + public).digest()[:4]
