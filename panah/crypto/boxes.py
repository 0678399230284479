"""
Every cryptographic primitive that Panah uses, and nothing else: no key is chosen or stored here.

Secret-key sealing is XChaCha20-Poly1305 (its 192-bit nonce may be drawn at random without counting), public-key
sealing is libsodium's sealed box, both through PyNaCl; keys are derived with HKDF-SHA-256 (RFC 5869), slow derivation
is Argon2id (RFC 9106), tags are HMAC-SHA-256, signatures Ed25519 (RFC 8032).
"""

import hmac
import os
from dataclasses import dataclass

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_decrypt,
    crypto_aead_xchacha20poly1305_ietf_encrypt,
    crypto_box_seal,
    crypto_box_seal_open,
    crypto_box_seed_keypair,
)
from nacl.exceptions import CryptoError as SodiumError
from nacl.pwhash import argon2id
from nacl.signing import SigningKey, VerifyKey

from panah.crypto.errors import SealBroken

KEY_BYTES = 32
NONCE_BYTES = 24
# The first byte of every sealed value names how it was sealed, so that another algorithm can stand beside this one.
SEALED_V1 = b"\x01"


def new_key() -> bytes:
    return os.urandom(KEY_BYTES)


def encrypt(key: bytes, plaintext: bytes, *, aad: bytes) -> bytes:
    """Return version byte, random nonce and ciphertext; `aad` must be given again to decrypt."""
    nonce = os.urandom(NONCE_BYTES)
    return SEALED_V1 + nonce + crypto_aead_xchacha20poly1305_ietf_encrypt(plaintext, aad, nonce, key)


def decrypt(key: bytes, sealed: bytes, *, aad: bytes) -> bytes:
    """
    Return what `encrypt` was given.

    :raises SealBroken: if the key, the value or `aad` is not the one used to encrypt
    """
    if sealed[:1] != SEALED_V1:
        raise SealBroken("The sealed value has an unknown form.")
    nonce, body = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
    try:
        return crypto_aead_xchacha20poly1305_ietf_decrypt(body, aad, nonce, key)
    except (SodiumError, ValueError) as error:
        raise SealBroken("The sealed value does not open: it was changed or moved, or the key is another.") from error


@dataclass(frozen=True, slots=True)
class BoxPair:
    """An X25519 key pair: anybody may seal to `public`, only `secret` opens."""

    public: bytes
    secret: bytes


def box_pair(seed: bytes | None = None) -> BoxPair:
    """Return a new key pair, or the one that these 32 secret bytes always give."""
    return BoxPair(*crypto_box_seed_keypair(seed if seed is not None else new_key()))


def box_seal(public: bytes, plaintext: bytes) -> bytes:
    """Return a value that only the holder of the secret half opens; the sender cannot open it again."""
    return crypto_box_seal(plaintext, public)


def box_open(pair: BoxPair, sealed: bytes) -> bytes:
    """
    Return what was sealed to this pair.

    :raises SealBroken: if it was sealed to another one, or changed
    """
    try:
        return crypto_box_seal_open(sealed, pair.public, pair.secret)
    except (SodiumError, ValueError, TypeError) as error:
        raise SealBroken("The sealed box does not open with this desk's key.") from error


def derive(key: bytes, purpose: str, *, length: int = KEY_BYTES) -> bytes:
    """Return a key for one purpose; two purposes never share a key, and none leads back to `key`."""
    return HKDF(algorithm=SHA256(), length=length, salt=None, info=purpose.encode()).derive(key)


def mac(key: bytes, message: bytes) -> bytes:
    return hmac.digest(key, message, "sha256")


def same(one: bytes, other: bytes) -> bool:
    """Compare without telling by the time taken where the two differ."""
    return hmac.compare_digest(one, other)


def slow_key(secret: bytes, salt: bytes, *, length: int, memory: int, passes: int) -> bytes:
    """Return Argon2id(secret): `memory` in bytes, `salt` of 16 bytes."""
    return argon2id.kdf(length, secret, salt, opslimit=passes, memlimit=memory)


def sign(seed: bytes, message: bytes) -> bytes:
    """Return the 64-byte Ed25519 signature by the key with this 32-byte seed."""
    return SigningKey(seed).sign(message).signature


def signing_public(seed: bytes) -> bytes:
    return SigningKey(seed).verify_key.encode()


def is_signed(public: bytes, message: bytes, signature: bytes) -> bool:
    """Test the Ed25519 signature."""
    try:
        VerifyKey(public).verify(message, signature)
    except (SodiumError, ValueError):
        return False
    return True
