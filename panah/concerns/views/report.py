"""The form, the receipt: one address, so that the history of the browser shows one page."""

from typing import Any

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from panah.access.web import open_page
from panah.codes.catalogue import code_list
from panah.codes.forms import is_listed
from panah.concerns import door, receipts
from panah.concerns.busy import is_busy, wait_if_busy
from panah.concerns.forms import ReportForm, tell_files_are_gone
from panah.concerns.tokens import PageTooOld
from panah.core.clock import today
from panah.core.errors import DomainError, InvalidInput
from panah.country.parameters import parameter

# Who reads, as a link may choose it: what stands in an address stays in the history of the device.
READERS = {"1": "child_helpline"}
FOR_EVERYBODY = "anybody may report, and nobody is asked who they are"


@open_page(reason=FOR_EVERYBODY)
def report_send(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _form_page(request, _form(request, is_short=is_busy(request)))
    wait_if_busy(request)  # before the files are opened: that is the dear part
    form = _form(request, data=request.POST, files=request.FILES)
    if not form.is_valid():
        return _form_page(request, form, status=422)
    try:
        answers = form.cleaned_data
        code = door.receive(answers=answers, once=door.read_once(answers["once"]), files=answers.get("files", ()))
    except OperationalError:
        form.add_error(None, _("It could not be sent now. What you wrote is still here: press Send again, or call us."))
        return _form_page(request, form, status=503)
    except (InvalidInput, PageTooOld) as error:
        form.offer_readers(door.desks())
        form.add_error(_place(error, form), _(error.message))
        return _form_page(request, form, status=error.status, is_too_old=isinstance(error, PageTooOld))
    context = {"code": receipts.grouped(code).split(), "is_urgent": answers.get("urgent") == "yes"}
    return render(request, "concerns/report_received.html", context)


def _form(request: HttpRequest, *, data: object = None, files: object = None, is_short: bool = False) -> ReportForm:
    initial = {
        "material": code_or_nothing(request.GET.get("m", "")),
        "reader": READERS.get(request.GET.get("r", ""), ""),
        "once": door.new_once(),
    }
    is_short = is_short or not is_listed(request.LANGUAGE_CODE)
    return ReportForm(
        data, files, initial=initial, desks=door.desks(), bodies=door.asked_bodies(), is_short=is_short, auto_id="f_%s"
    )


def code_or_nothing(text: str) -> str:
    """Return a kind of material, or nothing for anything else that stands in an address."""
    return text if text in code_list("campaign_material") else ""


def _form_page(request: HttpRequest, form: ReportForm, *, status: int = 200, is_too_old: bool = False) -> HttpResponse:
    tell_files_are_gone(form, were_chosen=bool(request.FILES))
    once = door.new_once() if is_too_old or not form.is_bound else form["once"].value()
    context = {"form": form, "once_value": once, "read_by": _read_by(request.LANGUAGE_CODE)}
    return render(request, "concerns/report_send.html", context, status=status)


def _read_by(language: str) -> list[dict[str, Any]]:
    """Return who can open what is sent to each line, and which bodies above it cannot."""
    abuse = str(parameter("abuse_desks", on=today()).value).split(",")
    return [
        {
            "channel": desk.channel,
            "name": desk.name(language),
            "above": ", ".join(body.name(language) for body in door.above(desk)),
            "reads_abuse": desk.channel in abuse,
        }
        for desk in door.desks()
    ]


def _place(error: DomainError, form: ReportForm) -> str | None:
    name = getattr(error, "field", None)
    return name if name in form.fields else None
