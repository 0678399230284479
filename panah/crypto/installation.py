"""The root key of this installation: given once, proved at every start, never replaced by itself."""

from panah.crypto import keys
from panah.crypto.errors import KeyMissing
from panah.crypto.models import CompartmentKey, KeyCheck


def prepare(*, is_demo: bool) -> None:
    """
    Tie this installation to its root key. A key is drawn only in a demo installation that has sealed nothing yet.

    :raises KeyMissing: if the key is not there and may not be made
    :raises KeyWrong: if the key is another installation's
    """
    if KeyCheck.objects.exists():
        prove()
        return
    if CompartmentKey.objects.exists():
        raise KeyMissing("This database holds sealed records but no key check value: restore it from a backup.")
    path = keys.root_key_file()
    if not path.exists():
        if not is_demo:
            raise KeyMissing(f"There is no root key at {path}: make one with `panah keys create`, keep a copy.")
        keys.write_root_key(path)
    KeyCheck.objects.bulk_create([KeyCheck(value=keys.check_value(keys.read_root_key(path)))], ignore_conflicts=True)
    prove()


def prove() -> None:
    """
    Prove that the root key is the one this installation was sealed with.

    :raises KeyMissing: if it is not there
    :raises KeyWrong: if it is another one
    """
    keys.forget()
    keys.ring()


def create_key() -> str:
    """
    Write a new root key where this installation looks for it, and return that place.

    :raises KeyMissing: if the installation was already tied to a key, which alone can open what it holds
    :raises FileExistsError: if a key file is there
    """
    if KeyCheck.objects.exists():
        raise KeyMissing("This installation is tied to a root key already: put that key back instead of a new one.")
    keys.write_root_key(keys.root_key_file())
    return str(keys.root_key_file())
