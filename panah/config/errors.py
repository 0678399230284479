"""From a DomainError to a page: here, once."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from panah.audit import log
from panah.audit.events import Event
from panah.core.db import enter_session
from panah.core.errors import DomainError, NotPermitted, NotVisible, StepUpNeeded


@transaction.atomic
def refusal(request: HttpRequest, error: DomainError) -> HttpResponse:
    """Return the page that says what was refused and what to do; log a refused attempt of somebody signed in."""
    actor = getattr(request, "actor", None)
    if isinstance(error, StepUpNeeded):
        back = request.get_full_path() if request.method == "GET" else request.headers.get("Referer", "/")
        return HttpResponseRedirect(f"{reverse('accounts:session_confirm')}?{urlencode({'next': back})}")
    if actor is not None:
        enter_session(request.session.session_key or "")
    if actor is not None and isinstance(error, NotPermitted | NotVisible):
        log.record_refusal(actor=actor, event=Event.ACCESS_PAGE_REFUSED, reason=error.kind)
    language = actor.language if actor is not None else translation.get_language()
    with translation.override(language):
        text = translation.gettext(error.message) % error.params if error.message else ""
        context = {"kind": error.kind, "status": error.status, "message": text, "back_url": _came_from(request)}
        return render(request, "core/error_page.html", context, status=error.status)


def _came_from(request: HttpRequest) -> str:
    """Return the page of ours on which the refused button stood: the browser's own way back would send it again."""
    page = request.headers.get("Referer", "") if request.method == "POST" else ""
    return page if url_has_allowed_host_and_scheme(page, allowed_hosts={request.get_host()}) else ""


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Return the page for an address that leads nowhere."""
    return render(request, "core/error_page.html", {"kind": "not_visible", "status": 404, "message": ""}, status=404)


def failed(request: HttpRequest) -> HttpResponse:
    """Return the page for our own fault."""
    return render(request, "core/error_page.html", {"kind": "failed", "status": 500, "message": ""}, status=500)
