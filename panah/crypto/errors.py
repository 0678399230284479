"""What can go wrong with keys and sealed values. None of these is a user's mistake, so none is a DomainError."""


class CryptoError(Exception):
    """Something sealed cannot be used. The message is one sentence for the person who runs the system."""


class KeyMissing(CryptoError):
    """A key that should be here is not."""


class KeyWrong(CryptoError):
    """A key is here, and it is not the one this installation was sealed with."""


class SealBroken(CryptoError):
    """A sealed value was changed, or was moved here from another row or column."""


class Erased(CryptoError):
    """The record key was destroyed on purpose: what it sealed is gone for ever."""
