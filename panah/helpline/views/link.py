"""Links that work once: given by the focal point, used by somebody without an account."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.access.permissions import Permission
from panah.access.roles import Duty
from panah.access.web import DeskRequest, open_page, page, send
from panah.codes.forms import language
from panah.core.clock import now, today
from panah.core.errors import InvalidInput
from panah.country.parameters import text
from panah.helpline.actions import _link
from panah.helpline.actions import link as links
from panah.helpline.actions._paper import copy_paper
from panah.helpline.forms.link import MakeLinkForm, UseLinkForm
from panah.helpline.queries.danger import danger_desk
from panah.helpline.queries.link import link_page
from panah.helpline.rules import DANGER_NOW, link_state
from panah.printing.sheets import PAPER_LANGUAGES, office_pdf


@page(Permission.HELPLINE_LINK_MAKE)
def link_list(request: DeskRequest) -> HttpResponse:
    found = link_page(actor=request.actor, after=request.GET.get("after"))
    context = {
        "title": _("One-time links"),
        "intro": _("For somebody at your institution who has no account: one link makes one signal and reads nothing."),
        "page": found,
        "links": [(row, _state_of(row)) for row in found.rows],
        "is_focal_point": Duty.FOCAL_POINT in request.actor.duties,
    }
    return render(request, "helpline/link_list.html", context)


@page(Permission.HELPLINE_LINK_MAKE)
def link_make(request: DeskRequest) -> HttpResponse:
    form = MakeLinkForm(request.POST or None)
    made = send(request, form, links.make_link, once=request.POST.get("once", ""))
    if made is None:
        back = reverse("helpline:link_list")
        context = {"form": form, "title": _("Make a link"), "submit": _("Make the link"), "back_url": back}
        return render(request, "core/form_page.html", context, status=422 if form.errors else 200)
    address = request.build_absolute_uri(reverse("helpline:link_use", args=[made.token]))
    context = {"title": _("The link"), "address": address, "link": made.link}
    return render(request, "helpline/link_made.html", context)


@page(Permission.HELPLINE_LINK_MAKE)
@require_POST
def link_withdraw(request: DeskRequest, link_id: UUID) -> HttpResponse:
    links.withdraw_link(actor=request.actor, link_id=link_id)
    messages.success(request, _("The link is withdrawn. Nobody can use it any more."))
    return redirect("helpline:link_list")


@open_page(reason="Somebody without an account reports once, with a link that the focal point gave; it reads nothing.")
def link_use(request: HttpRequest, token: str) -> HttpResponse:
    institution = _link.institution_of(token, language=get_language() or "en")
    if institution and institution.is_used and (request.method != "POST" or "reference" in request.POST):
        return _became(request, token)
    if institution and institution.is_live and "save_draft" in request.POST:
        return _keep(request, token, institution)
    form = UseLinkForm(request.POST or None, initial=_link.kept_of(token, institution) if institution else {})
    is_live = institution is not None and institution.is_live
    if request.method != "POST" or not form.is_valid():
        return _form_page(request, form, institution) if is_live or form.is_bound else _over(request)
    received = _receive(token, institution, form.cleaned_data)
    if received is None:
        return _form_page(request, form, institution, is_over=True)
    return _received(request, form, institution, received)


def _received(request: HttpRequest, form: UseLinkForm, institution: Any, received: _link.Received) -> HttpResponse:
    lang = language()
    if "copy" in request.POST:
        about = {"office": institution.name, "reference": received.reference, "said": form.cleaned_data["summary"]}
        made = office_pdf(copy_paper(**about, sent_at=None, language=lang if lang in PAPER_LANGUAGES else "az"))
        answer = HttpResponse(made, content_type="application/pdf")
        answer.headers["Content-Disposition"] = 'attachment; filename="sheet.pdf"'
        return _safe(answer)
    context = {
        "title": received.reference,
        "received": received,
        "form": form,
        "is_danger": form.cleaned_data["danger"] == DANGER_NOW,
        "is_told": danger_desk() is not None,
        "institution": institution,
    }
    return _safe(render(request, "helpline/link_used.html", context))


def _keep(request: HttpRequest, token: str, institution: _link.Institution) -> HttpResponse:
    answers = UseLinkForm.raw(request.POST)
    try:
        is_kept = _link.keep(token, answers)
    except InvalidInput as error:
        form = UseLinkForm(request.POST)
        form.add_error(None, _(error.message))
        return _form_page(request, form, institution)
    if not is_kept:
        return _form_page(request, UseLinkForm(request.POST), institution, is_over=True)
    return _form_page(request, UseLinkForm(initial=answers), institution, is_kept=True)


def _became(request: HttpRequest, token: str) -> HttpResponse:
    called = request.POST.get("reference", "").strip().upper()
    context = {
        "title": _("What became of the report"),
        "reference": called,
        "has_ended": _link.has_ended(token, called=called) if called else None,
    }
    return _safe(render(request, "helpline/link_became.html", context))


def _receive(token: str, institution: _link.Institution | None, said: dict[str, Any]) -> _link.Received | None:
    """Make the one signal, or find that this very sending made it: the answer may have been lost on the way."""
    if institution is None:
        return None
    sending = _link.sending_of(token, said)
    made = _link.use_link(token, institution, sending=sending, **said) if institution.is_live else None
    return made or _link.sent_before(token, sending=sending)


def _form_page(
    request: HttpRequest,
    form: UseLinkForm,
    institution: _link.Institution | None,
    *,
    is_over: bool = False,
    is_kept: bool = False,
) -> HttpResponse:
    is_over = is_over or institution is None or not institution.is_live
    number = text("helpline_number", on=today())
    context = {
        "title": _("Report a sign"),
        "form": form,
        "institution": institution,
        "is_over": is_over,
        "is_kept": is_kept,
    }
    status = 409 if is_over else 422 if form.errors else 200
    return _safe(render(request, "helpline/link_use.html", {**context, "number": number}, status=status))


def _over(request: HttpRequest) -> HttpResponse:
    return _safe(render(request, "helpline/link_over.html", {"title": _("This link does not work")}, status=404))


def _safe(answer: HttpResponse) -> HttpResponse:
    answer["Cache-Control"] = "no-store"
    # Not "no-referrer": with it browsers say the form comes from nowhere, and it would be refused.
    answer["Referrer-Policy"] = "same-origin"
    # The address is the key: a log line about a form that was refused would keep it.
    answer._has_been_logged = True  # type: ignore[attr-defined]
    return answer


def _state_of(row: Any) -> str:
    return link_state(now=now(), expires_at=row.expires_at, used_at=row.used_at, withdrawn_at=row.withdrawn_at).value
