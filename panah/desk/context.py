"""What every page of the desk shows around its content."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from panah.access.permissions import Permission
from panah.codes.catalogue import code_list
from panah.core.installation import is_demo
from panah.core.work import heard
from panah.desk.navigation import navigation
from panah.helpline.queries import ringing


def desk(request: HttpRequest) -> dict[str, Any]:
    """Return the actor, the lines of navigation and the wall; of a visitor only whether this is a demonstration."""
    actor = getattr(request, "actor", None)
    if actor is None:
        return {"actor": None, "demonstration": is_demo()}
    alarms = SimpleLazyObject(lambda: ringing(actor=actor))
    lines = navigation(actor=actor, path=request.path)
    return {
        "actor": actor,
        # Asked when the page shows it: an error page does not, because its transaction may be broken.
        "alarms": alarms,
        "alarms_heard": SimpleLazyObject(lambda: heard(alarms)),
        "alarms_url": reverse("helpline:alarm_hear") if actor.may(Permission.HELPLINE_ALARM_TAKE) else "",
        "demonstration": is_demo(),
        "navigation": lines,
        "navigation_current": next((line.label for line in lines if line.current), ""),
        "wall_label": code_list("wall").label(actor.wall, get_language() or "en"),
    }
