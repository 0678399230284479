"""What every page shares. The permission is part of the page's declaration, so that a test can read it."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.conf import settings
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from panah.access import once
from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.core.editing import COLLIDED, guard
from panah.core.errors import InvalidInput, StepUpNeeded, WrongState
from panah.printing.sheets import PAPER_LANGUAGES, OfficePaper, office_pdf

Page = Callable[..., HttpResponseBase]
REDIRECTS = range(301, 309)


class DeskRequest(HttpRequest):
    """A request of somebody who is signed in; `refused` is the status of a step that came too late."""

    actor: Actor
    refused: int = 0


def page(permission: Permission) -> Callable[[Page], Page]:
    """Declare a page of the desk and the permission without which it does not open."""

    def declare(view: Page) -> Page:
        @wraps(view)
        def open_page(request: DeskRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if getattr(request, "actor", None) is None:
                return HttpResponseRedirect(f"{settings.LOGIN_URL}?next={quote(request.get_full_path())}")
            check(request.actor, permission)
            key = _once_key(request)
            if key is not None and (answer := once.answer(actor=request.actor, key=key)):
                return HttpResponseRedirect(answer)
            response = view(request, *args, **kwargs)
            if getattr(request, "refused", 0) and response.status_code not in REDIRECTS:
                response.status_code = request.refused
            if key is not None and response.status_code in REDIRECTS:
                once.keep(actor=request.actor, key=key, answer=response.headers["Location"])
            return response

        open_page.permission = permission  # type: ignore[attr-defined]
        return open_page

    return declare


def open_page(*, reason: str) -> Callable[[Page], Page]:
    """Declare a page that opens without signing in, and why it may."""

    def declare(view: Page) -> Page:
        view.open_because = reason  # type: ignore[attr-defined]
        return view

    return declare


def send(request: DeskRequest, form: Form, action: Callable[..., Any], **given: Any) -> Any:
    """
    Hand what was entered to an action, and return what it returns; None when the form must be shown (again).

    What the action cannot accept stands at its field, what cannot be done any more above the form, and nothing that
    was typed is lost.
    """
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        return action(actor=request.actor, **given, **form.cleaned_data)
    except StepUpNeeded:
        # A redirect would lose what was typed: the confirmation happens in another window instead.
        form.add_error(None, _confirm_elsewhere())
        return None
    except InvalidInput as error:
        field = error.field if error.field in form.fields else None
        form.add_error(field, gettext(error.message) % error.params)
        return None
    except WrongState as error:
        form.add_error(None, gettext(error.message) % error.params)
        request.refused = error.status
        return None


def paper(request: DeskRequest, make: Callable[..., OfficePaper], **given: Any) -> HttpResponse:
    """Answer with a paper, in the language that the address asks for or else the reader's."""
    wanted = [language for language in (request.GET.get("language"), request.actor.language) if language]
    language = next((each for each in wanted if each in PAPER_LANGUAGES), PAPER_LANGUAGES[-1])
    made = make(actor=request.actor, language=language, **given)
    response = HttpResponse(office_pdf(made), content_type="application/pdf")
    response.headers["Content-Disposition"] = 'inline; filename="sheet.pdf"'
    return response


def edit(request: DeskRequest, form: Form, action: Callable[..., Any], **given: Any) -> Any:
    """
    Hand a correction to an action, as `send` does, unless somebody else corrected the same meanwhile.

    Then the form is shown again with both answers and a choice. The form's initial values are what stands in the
    record, read under its lock.
    """
    if not guard(form):
        form.add_error(None, gettext(COLLIDED))
        return None
    return send(request, form, action, **given)


def _confirm_elsewhere() -> SafeString:
    text = gettext("Your last sign-in is older than five minutes. Nothing you wrote is lost:")
    link = gettext("confirm in a new window that it is you")
    then = gettext("and then send this form again.")
    address = reverse("accounts:session_confirm")
    return format_html('{} <a href="{}?next=/desk/account/" target="_blank">{}</a> {}', text, address, link, then)


def _once_key(request: HttpRequest) -> UUID | None:
    if request.method != "POST":
        return None
    try:
        return UUID(request.POST.get("once", ""))
    except ValueError:
        return None
