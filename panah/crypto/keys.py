"""
The tree of keys: root -> compartment (organisation x wall x purpose, versioned) -> record -> field.

Only `panah.crypto` imports this module. The root key lives outside the database and its backups; compartment and record
keys lie in the database, each wrapped by the one above. Compartment keys are kept in memory once unwrapped; record keys
never are, so that a destroyed one is gone at once in every process.
"""

import os
import stat
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from django.conf import settings

from panah.core.ids import new_id
from panah.crypto import boxes
from panah.crypto.errors import Erased, KeyMissing, KeyWrong, SealBroken
from panah.crypto.models import CompartmentKey, KeyCheck, RecordKey

CREDENTIAL = "panah-root-key"


@dataclass(slots=True)
class KeyRing:
    """What one process holds in memory."""

    root: bytes
    compartments: dict[UUID, bytes] = field(default_factory=dict)
    derived: dict[str, bytes] = field(default_factory=dict)


_rings: dict[Path, KeyRing] = {}


def root_key_file() -> Path:
    """Return where the root key is: the setting's file, else systemd's credential, else one in the data folder."""
    if given := getattr(settings, "PANAH_ROOT_KEY_FILE", None):
        return Path(given)
    if credentials := os.environ.get("CREDENTIALS_DIRECTORY"):
        return Path(credentials) / CREDENTIAL
    return Path(settings.VAR) / "secrets" / "root.key"


def read_root_key(path: Path) -> bytes:
    """
    Return the 32 bytes that the file holds as 64 hexadecimal digits.

    :raises KeyMissing: if there is no such file, or it cannot be read
    :raises KeyWrong: if others may read it, or it holds something else
    """
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
        text = path.read_text(encoding="ascii").strip()
    except OSError as error:
        raise KeyMissing(f"The root key {path} cannot be read: put the key of this installation back there.") from error
    except UnicodeDecodeError as error:
        raise KeyWrong(f"The root key {path} does not hold 64 hexadecimal digits: put the right file there.") from error
    if mode & 0o077:
        raise KeyWrong(f"The root key {path} can be read by others: set its mode to 0400.")
    try:
        key = bytes.fromhex(text)
    except ValueError:
        key = b""
    if len(key) != boxes.KEY_BYTES:
        raise KeyWrong(f"The root key {path} does not hold 64 hexadecimal digits: put the right file there.")
    return key


def write_root_key(path: Path) -> None:
    """
    Draw a root key and write it to a file that must not exist yet.

    :raises FileExistsError: if it does
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(boxes.new_key().hex() + "\n")
        file.flush()
        os.fsync(file.fileno())


def check_value(root: bytes) -> bytes:
    return boxes.mac(boxes.derive(root, "panah key check 1"), b"panah")


def ring() -> KeyRing:
    """
    Return this process's keys, proving the root key against the database the first time.

    :raises KeyMissing: if there is no root key, or the installation was never given one
    :raises KeyWrong: if the root key is another installation's
    """
    path = root_key_file()
    if path in _rings:
        return _rings[path]
    root = read_root_key(path)
    stored = KeyCheck.objects.values_list("value", flat=True).first()
    if stored is None:
        raise KeyMissing("This installation has not been given its root key yet: run `panah keys prepare`.")
    if not boxes.same(bytes(stored), check_value(root)):
        raise KeyWrong(f"The root key {path} belongs to another installation: put this installation's own key there.")
    _rings[path] = KeyRing(root)
    return _rings[path]


def forget() -> None:
    """Drop every key this process holds."""
    _rings.clear()


def derived(purpose: str) -> bytes:
    """Return the installation's key for one named purpose, such as one kind of tag."""
    keys = ring()
    if purpose not in keys.derived:
        keys.derived[purpose] = boxes.derive(keys.root, purpose)
    return keys.derived[purpose]


def current_compartment(*, organisation_id: UUID, wall: str, purpose: str) -> CompartmentKey:
    """Return the compartment that new records are sealed in, made now if this is its first."""
    found = _newest(organisation_id, wall, purpose)
    if found is None:
        # Two sessions may come here at once: one row wins, both read it.
        made = make_compartment(organisation_id=organisation_id, wall=wall, purpose=purpose, version=1)
        CompartmentKey.objects.bulk_create([made], ignore_conflicts=True)
        found = _newest(organisation_id, wall, purpose)
    if found is None:
        raise KeyMissing(f"No current key for organisation {organisation_id}, wall {wall}, purpose {purpose}.")
    return found


def _newest(organisation_id: UUID, wall: str, purpose: str) -> CompartmentKey | None:
    rows = CompartmentKey.objects.filter(
        organisation_id=organisation_id, wall=wall, purpose=purpose, retired_at__isnull=True
    )
    return rows.order_by("-version").first()


def make_compartment(*, organisation_id: UUID, wall: str, purpose: str, version: int) -> CompartmentKey:
    """Return a new compartment with its key wrapped, not saved yet."""
    row = CompartmentKey(id=new_id(), organisation_id=organisation_id, wall=wall, purpose=purpose, version=version)
    row.wrapped = boxes.encrypt(ring().root, boxes.new_key(), aad=_compartment_aad(row))
    return row


def compartment_key(row: CompartmentKey) -> bytes:
    """
    Return the compartment's key.

    :raises KeyWrong: if it does not open; the message names the compartment, and no other one is touched
    """
    keys = ring()
    if row.id not in keys.compartments:
        try:
            key = boxes.decrypt(keys.root, bytes(row.wrapped), aad=_compartment_aad(row))
        except SealBroken as error:
            raise KeyWrong(f"The key of the compartment {row} does not open; the others are not affected.") from error
        keys.compartments[row.id] = key
    return keys.compartments[row.id]


def wrap_record_key(key: bytes, *, record_key_id: UUID, compartment: CompartmentKey) -> bytes:
    return boxes.encrypt(compartment_key(compartment), key, aad=_record_aad(record_key_id, compartment.id))


def record_key(record_key_id: UUID) -> bytes:
    """
    Return one record's key.

    :raises KeyMissing: if there is none
    :raises Erased: if it was destroyed
    """
    found = record_keys([record_key_id])
    if record_key_id not in found:
        raise KeyMissing(f"There is no record key {record_key_id}.")
    key = found[record_key_id]
    if key is None:
        raise Erased(f"The record key {record_key_id} was destroyed.")
    return key


def record_keys(record_key_ids: Iterable[UUID]) -> dict[UUID, bytes | None]:
    """Return the keys in one query: None for a destroyed one, nothing for an unknown one."""
    rows = RecordKey.objects.filter(id__in=set(record_key_ids)).values_list(
        "id",
        "wrapped",
        "compartment_id",
        "compartment__organisation_id",
        "compartment__wall",
        "compartment__purpose",
        "compartment__version",
        "compartment__wrapped",
    )
    held = ring().compartments
    opened: dict[UUID, bytes | None] = {}
    for key_id, wrapped, compartment_id, organisation_id, wall, purpose, version, sealed in rows:
        if wrapped is None:
            opened[key_id] = None
            continue
        if compartment_id not in held:
            named = {"organisation_id": organisation_id, "wall": wall, "purpose": purpose, "version": version}
            compartment_key(CompartmentKey(id=compartment_id, wrapped=sealed, **named))
        opened[key_id] = boxes.decrypt(held[compartment_id], bytes(wrapped), aad=_record_aad(key_id, compartment_id))
    return opened


def _compartment_aad(row: CompartmentKey) -> bytes:
    return f"crypto_compartmentkey|{row.id}|{row.organisation_id}|{row.wall}|{row.purpose}|{row.version}".encode()


def _record_aad(record_key_id: UUID, compartment_id: UUID) -> bytes:
    return f"crypto_recordkey|{record_key_id}|{compartment_id}".encode()


def desk_aad(desk_key_id: UUID, compartment_id: UUID) -> bytes:
    return f"crypto_deskkey|{desk_key_id}|{compartment_id}".encode()
