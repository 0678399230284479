"""What every page of the desk shows around its content."""

from typing import Any

from django.http import HttpRequest


def desk(request: HttpRequest) -> dict[str, Any]:
    """Return the actor, for the bar on top."""
    return {"actor": getattr(request, "actor", None)}
