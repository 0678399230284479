"""What every public page needs: the number to call, the language, and whether this is only a demonstration."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.functional import SimpleLazyObject

from panah.website import queries
from panah.website.languages import PACK_PAGES, is_pack

# An encyclopaedia: a page that nobody asks about.
CARRIED = ("r", "m")
EXIT_TO = "https://www.wikipedia.org/"


def public(request: HttpRequest) -> dict[str, Any]:
    """Return the context of every public page."""
    in_pack = is_pack(translation.get_language())
    return {
        **queries.the_call(),
        "demonstration": queries.is_demo(),
        "staffed_lines": SimpleLazyObject(queries.staffed_lines),
        "line_hours": SimpleLazyObject(queries.line_hours),
        "emergency_number": queries.emergency_number(),
        "answer_days": queries.answer_days(),
        "exit_url": EXIT_TO,
        "in_pack": in_pack,
        "home_url": reverse("website:help_show" if in_pack else "website:home_show"),
        "alternates": alternates(request.path_info, carried(request)),
    }


def carried(request: HttpRequest) -> str:
    """Return what stays in the address when the language changes: who was to read, and what was scanned."""
    kept = {name: request.GET[name] for name in CARRIED if request.GET.get(name, "").replace("_", "").isalnum()}
    return f"?{urlencode(kept)}" if kept else ""


def alternates(path: str, asked: str = "") -> list[dict[str, Any]]:
    """Return the address of this page in every language."""
    current = translation.get_language()
    first, _, rest = path.lstrip("/").partition("/")
    rest = rest if first in dict(settings.LANGUAGES) else ""
    helping = rest if rest in PACK_PAGES else PACK_PAGES[0]
    return [
        {
            "code": code,
            "name": name,
            "url": f"/{code}/{helping if is_pack(code) else rest}{asked}",
            "current": code == current,
        }
        for code, name in settings.LANGUAGES
    ]
