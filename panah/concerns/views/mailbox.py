"""Coming back with the code: read the answers, write more. The code is sent once; then a short token stands in."""

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from panah.access.web import open_page
from panah.concerns import door
from panah.concerns.busy import wait_if_busy
from panah.concerns.forms import CodeForm, MoreForm, tell_files_are_gone
from panah.concerns.tokens import PageTooOld
from panah.core.errors import InvalidInput

FOR_EVERYBODY = "whoever has the code reads the answers"


@open_page(reason=FOR_EVERYBODY)
def mailbox_open(request: HttpRequest) -> HttpResponse:
    if "token" in request.POST:
        return _write_more(request)
    form = CodeForm(request.POST or None, auto_id="f_%s")
    if not form.is_valid():
        return _code_page(request, form)
    wait_if_busy(request)
    try:
        found = door.open_mailbox(form.cleaned_data["code"])
    except OperationalError:
        form.add_error(None, _("It cannot be opened now. Try again in a few minutes, or call us."))
        return _code_page(request, form, status=503)
    if found is None:
        form.add_error("code", _("We found nothing under this code. Check the digits, or write to us again."))
        return _code_page(request, form)
    return _conversation_page(request, found, MoreForm(initial={"words": form.cleaned_data["words"]}, auto_id="f_%s"))


def _write_more(request: HttpRequest) -> HttpResponse:
    wait_if_busy(request)
    form = MoreForm(request.POST, request.FILES, auto_id="f_%s")
    try:
        mailbox = door.mailbox_of_token(request.POST["token"])
        if form.is_valid():
            said = form.cleaned_data
            once = door.read_once(said["once"])
            door.write_more(mailbox=mailbox, words=said["words"], once=once, files=said.get("files", ()))
            form = MoreForm(auto_id="f_%s")
        found = door.conversation(mailbox)
    except PageTooOld:
        return _page_over(request)
    except InvalidInput as error:
        form.add_error("words", _(error.message))
        found = door.conversation(mailbox)
    except OperationalError:
        return _away_page(request)
    if found is None:
        return _page_over(request)
    return _conversation_page(request, found, form, is_sent=not form.is_bound)


def _away_page(request: HttpRequest) -> HttpResponse:
    """Show the words again while the database is away; sent once more, the same sending is one message."""
    form = MoreForm(request.POST, request.FILES, auto_id="f_%s")
    form.add_error(None, _("It could not be sent now. What you wrote is still here: press Send again, or call us."))
    tell_files_are_gone(form, were_chosen=bool(request.FILES))
    page = {"form": form, "found": {"token": request.POST["token"]}, "once_value": form["once"].value()}
    return render(request, "concerns/mailbox_read.html", {**page, "is_away": True}, status=503)


def _page_over(request: HttpRequest) -> HttpResponse:
    form = CodeForm(initial={"words": request.POST.get("words", "")}, auto_id="f_%s")
    return _code_page(request, form, is_over=True)


def _code_page(request: HttpRequest, form: CodeForm, *, is_over: bool = False, status: int = 0) -> HttpResponse:
    context = {"form": form, "is_over": is_over, "are_files_gone": bool(request.FILES)}
    status = status or (422 if form.errors else 200)
    return render(request, "concerns/mailbox_open.html", context, status=status)


def _conversation_page(
    request: HttpRequest, found: door.Conversation, form: MoreForm, *, is_sent: bool = False
) -> HttpResponse:
    if form.is_bound:
        tell_files_are_gone(form, were_chosen=bool(request.FILES))
    context = {"found": found, "form": form, "is_sent": is_sent, "once_value": door.new_once()}
    context["reader"] = found.reader.name(request.LANGUAGE_CODE)
    return render(request, "concerns/mailbox_read.html", context, status=422 if form.errors else 200)
