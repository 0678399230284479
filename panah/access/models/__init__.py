from panah.access.models.bases import Exchanged, Held, Register
from panah.access.models.grant import Grant
from panah.access.models.lock import Lock
from panah.access.models.once import Once
from panah.access.models.restriction import Restriction

__all__ = ["Exchanged", "Grant", "Held", "Lock", "Once", "Register", "Restriction"]
