"""Errors the domain can raise: things a person can be told about. Pages are made of them once, in `config`."""

from typing import Any


def gettext_noop(message: str) -> str:
    """Mark a message for translation without translating it here (this module knows no framework)."""
    return message


class DomainError(Exception):
    """The request was understood and refused for a reason that can be named."""

    status = 400
    kind = "refused"

    def __init__(self, message: str = "", **params: Any) -> None:
        super().__init__(message)
        self.message = message
        self.params = params


class NotVisible(DomainError):
    """The record does not exist for this actor. Shown as 404, never as 403."""

    status = 404
    kind = "not_visible"


class NotPermitted(DomainError):
    """The actor may not do this. Shown as 403."""

    status = 403
    kind = "not_permitted"


class StepUpNeeded(DomainError):
    """The actor must confirm who they are once more before this."""

    status = 403
    kind = "step_up"


class WrongState(DomainError):
    """The record is not in a state from which this step is possible. Shown as 409."""

    status = 409
    kind = "wrong_state"


class InvalidInput(DomainError):
    """What was entered cannot be accepted; `field` names where, when it is one place. Shown as 422."""

    status = 422
    kind = "invalid_input"

    def __init__(self, message: str, *, field: str | None = None, **params: Any) -> None:
        super().__init__(message, **params)
        self.field = field
