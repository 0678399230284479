"""The way in, and the pages that say that something did not work."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation

from panah.access.web import open_page
from panah.website import queries, scans
from panah.website.carrying import carry
from panah.website.languages import WHOLE_CODES

FOR_EVERYBODY = "the public's pages are open to everybody"


@open_page(reason=FOR_EVERYBODY)
def entry_show(request: HttpRequest) -> HttpResponse:
    return render(request, "website/entry_show.html")


@open_page(reason=FOR_EVERYBODY)
def scan_count(request: HttpRequest, code: str) -> HttpResponseBase:
    # What looks ahead for a browser, or asks whether the page is there, is nobody standing before a poster.
    is_person = request.method == "GET" and "prefetch" not in request.headers.get("Sec-Purpose", "")
    scanned = scans.count_scan(code) if is_person else scans.Scanned()
    with translation.override(scanned.language if scanned.language in WHOLE_CODES else translation.get_language()):
        return carry(render(request, "website/scan_count.html"), scanned.kind)


@open_page(reason=FOR_EVERYBODY)
def robots_show(request: HttpRequest) -> HttpResponse:
    closed = "Disallow: /" if queries.is_demo() else "Disallow: /p/\nDisallow: /s/"
    return HttpResponse(f"User-agent: *\n{closed}\n", content_type="text/plain")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Return the page for an address that leads nowhere."""
    return render(request, "website/problem_show.html", {"kind": "not_found"}, status=404)


def not_understood(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Return the page for what this process does not take: too many fields, or far too much text."""
    return render(request, "website/problem_show.html", {"kind": "not_understood"}, status=400)


def failed(request: HttpRequest) -> HttpResponse:
    """Return the page for our own fault: it needs no database, and it shows the number."""
    return HttpResponse(render_to_string("website/failed_show.html", queries.the_call()), status=500)


def refused(request: HttpRequest) -> HttpResponse:
    """Return the page for a form that came from another site."""
    return render(request, "website/problem_show.html", {"kind": "elsewhere"}, status=403)
