"""What every public page needs: the number to call, the language, and whether this is only a demonstration."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation

from panah.website import queries

# An encyclopaedia: a page that nobody asks about.
EXIT_TO = "https://www.wikipedia.org/"
FULL = (("az", "Azərbaycanca"), ("en", "English"))


def public(request: HttpRequest) -> dict[str, Any]:
    """Return the context of every public page."""
    return {
        "helpline": queries.helpline(),
        "demonstration": queries.is_demo(),
        "exit_url": EXIT_TO,
        "home_url": reverse("website:home_show"),
        "alternates": alternates(request.path_info),
    }


def alternates(path: str) -> list[dict[str, Any]]:
    """Return the address of this page in every language; in Russian there is the page on how to get help."""
    current = translation.get_language()
    _, first, rest = ("", *path.lstrip("/").partition("/")[::2]) if path.count("/") > 1 else ("", "", "")
    rest = rest if first in ("az", "en") else ("help/" if first == "ru" else "")
    found = [
        {"code": code, "name": name, "url": f"/{code}/{rest}", "current": code == current} for code, name in FULL
    ]
    return [*found, {"code": "ru", "name": "Русский", "url": "/ru/help/", "current": current == "ru"}]
