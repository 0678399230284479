"""What every page of the desk shows around its content."""

from typing import Any

from django.db import connection
from django.http import HttpRequest
from django.utils.translation import get_language

from panah.codes.catalogue import code_list
from panah.core.installation import is_demo
from panah.desk.navigation import navigation
from panah.helpline.queries import ringing


def desk(request: HttpRequest) -> dict[str, Any]:
    """Return the actor, the lines of navigation and the wall; of a visitor only whether this is a demonstration."""
    actor = getattr(request, "actor", None)
    if actor is None:
        return {"actor": None, "demonstration": is_demo()}
    lines = navigation(actor=actor, path=request.path)
    return {
        "actor": actor,
        # An error page is made after the request's transaction: nobody can be seen there, so nothing is asked.
        "alarms": ringing(actor=actor) if connection.in_atomic_block else [],
        "demonstration": is_demo(),
        "navigation": lines,
        "navigation_current": next((line.label for line in lines if line.current), ""),
        "wall_label": code_list("wall").label(actor.wall, get_language() or "en"),
    }
