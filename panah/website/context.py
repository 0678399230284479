"""What every public page needs: the number to call, the language, and whether this is only a demonstration."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.functional import SimpleLazyObject

from panah.website import queries

# An encyclopaedia: a page that nobody asks about.
EXIT_TO = "https://www.wikipedia.org/"
WHOLE_SITE = (("az", "Azərbaycanca"), ("en", "English"))
# In Russian there is all but the home page, events and materials; every other address leads to the first of these.
RUSSIAN_PAGES = (
    *("help/", "danger/", "children/", "report/", "answer/"),
    *("rights/", "abroad/", "privacy/", "accessibility/", "hide/"),
)
FIGURES = "figures/"


def public(request: HttpRequest) -> dict[str, Any]:
    """Return the context of every public page."""
    is_russian = translation.get_language() == "ru"
    return {
        "helpline": queries.helpline(),
        "demonstration": queries.is_demo(),
        "staffed_lines": SimpleLazyObject(queries.staffed_lines),
        "exit_url": EXIT_TO,
        "home_url": reverse("website:help_show" if is_russian else "website:home_show"),
        "alternates": alternates(request.path_info),
    }


def alternates(path: str) -> list[dict[str, Any]]:
    """Return the address of this page in every language."""
    current = translation.get_language()
    first, _, rest = path.lstrip("/").partition("/")
    rest = rest if first in ("az", "en", "ru") else ""
    whole = [
        {"code": code, "name": name, "url": f"/{code}/{rest}", "current": code == current} for code, name in WHOLE_SITE
    ]
    russian = rest if is_in_russian(rest) else RUSSIAN_PAGES[0]
    return [*whole, {"code": "ru", "name": "Русский", "url": f"/ru/{russian}", "current": current == "ru"}]


def is_in_russian(page: str) -> bool:
    """Test if a page can be read in Russian: its own pages, and the open figures."""
    return page in RUSSIAN_PAGES or page.startswith(FIGURES)
