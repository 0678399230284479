"""What holds for every page of the public: its language stands in its address, and it leaves nothing on the device."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.middleware.gzip import GZipMiddleware
from django.utils import translation

from panah.concerns.views.report import code_or_nothing
from panah.core.errors import DomainError, NotVisible
from panah.website.carrying import carry
from panah.website.languages import PACK_PAGES, is_pack
from panah.website.views.entry import not_found, not_understood, refused

SAFE = ("GET", "HEAD", "OPTIONS")


class SqueezeMiddleware(GZipMiddleware):
    """Squeeze what becomes smaller. A film does not, and its ranges would be ranges of something else."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Leave films as they are."""
        if response.get("Content-Type", "").startswith("video/"):
            return response
        return super().process_response(request, response)


class DoorMiddleware:
    """Read the language from the address, refuse what another site sends, and see that no cookie leaves."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.languages = frozenset(code for code, _ in settings.LANGUAGES)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        first = request.path_info.split("/", 2)[1] if "/" in request.path_info else ""
        language = first if first in self.languages else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = _elsewhere(request) or self.get_response(request)
        response = carry(response, code_or_nothing(request.GET.get("m", "")))
        response.cookies.clear()
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        """Answer an odd address in words: it is nobody's fault here, and the number stands on that page too."""
        if not isinstance(exception, DomainError):
            return None
        return not_found(request) if isinstance(exception, NotVisible) else not_understood(request)


def _elsewhere(request: HttpRequest) -> HttpResponseBase | None:
    """Answer what no page answers: a form of another site, and a page that a language does not have."""
    if _from_elsewhere(request):
        return refused(request)
    language = request.LANGUAGE_CODE
    page = request.path_info.removeprefix(f"/{language}/")
    if page != request.path_info and is_pack(language) and page not in PACK_PAGES:
        return HttpResponseRedirect(f"/{language}/{PACK_PAGES[0]}")
    return None


def _from_elsewhere(request: HttpRequest) -> bool:
    """Test if a changing request comes from another site. There is no cookie here that a token could be compared to."""
    if request.method in SAFE:
        return False
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = request.headers.get("Origin", "null")
    # Our own pages send no referrer, and then browsers say "null" for their own forms too.
    return origin != "null" and urlsplit(origin).netloc != request.get_host()
