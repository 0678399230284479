from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from panah.access.permissions import Permission
from panah.access.web import DeskRequest, page
from panah.desk import forms, queries


@page(Permission.AUDIT_ENTRY_READ_ALL)
def entry_list(request: DeskRequest) -> HttpResponse:
    filters = forms.EntryFilter(request.GET or None, language=request.actor.language)
    asked = filters.cleaned_data if filters.is_valid() else {}
    context = {
        "title": _("Who looked at what"),
        "intro": _("Every organisation, newest first. Codes and numbers only: the log names nobody."),
        "filters": filters,
        "page": queries.looks(actor=request.actor, after=request.GET.get("after"), **asked),
        "checkpoint": queries.last_signed(actor=request.actor),
    }
    return render(request, "desk/entry_list.html", context)
