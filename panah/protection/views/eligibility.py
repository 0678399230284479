from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from panah.access.permissions import Permission
from panah.access.web import DeskRequest, page, send
from panah.codes.catalogue import LANGUAGES, code_list
from panah.core.errors import NotVisible
from panah.core.formats import day_text
from panah.country.notices import notice_text
from panah.protection import actions, forms, queries
from panah.protection.queries import eligibility as eligibility_queries


@page(Permission.PROTECTION_CASE_READ)
def case_eligibility(request: DeskRequest, case_id: UUID) -> HttpResponse:
    bar = actions.look_at_case(actor=request.actor, case_id=case_id, tab="eligibility")
    context = {
        "bar": bar,
        "tab": "eligibility",
        "rows": eligibility_queries.what_is_open(actor=request.actor, case=bar.case),
        "notices": eligibility_queries.notices(actor=request.actor, case_id=case_id),
        "kinds": code_list("notice_kind").codes,
        "languages": LANGUAGES,
    }
    return render(request, "protection/case_eligibility.html", context)


@page(Permission.PROTECTION_CASE_CHANGE)
def reflection_begin(request: DeskRequest, case_id: UUID) -> HttpResponse:
    case = queries.case(actor=request.actor, case_id=case_id)
    form = forms.BeginReflectionForm(request.POST or None)
    if send(request, form, actions.begin_reflection, case_id=case_id):
        messages.success(request, _("The reflection period runs. Give the person the notice in their language."))
        return redirect("protection:case_eligibility", case_id)
    context = {
        "form": form,
        "title": _("Recovery and reflection period in %(reference)s") % {"reference": case.reference},
        "intro": _("The person only has to ask. No statement, no complaint and no decision is needed."),
        "submit": _("Let it begin"),
        "back_url": reverse("protection:case_eligibility", args=[case_id]),
    }
    return render(request, "core/form_page.html", context)


@page(Permission.PROTECTION_CASE_CHANGE)
def notice_give(request: DeskRequest, case_id: UUID) -> HttpResponse:
    case = queries.case(actor=request.actor, case_id=case_id)
    form = forms.GiveNoticeForm(request.POST or None)
    if send(request, form, actions.give_notice, case_id=case_id):
        messages.success(request, _("Saved"))
        return redirect("protection:case_eligibility", case_id)
    back = reverse("protection:case_eligibility", args=[case_id])
    context = {"form": form, "title": _("A notice was given"), "intro": case.reference, "back_url": back}
    return render(request, "core/form_page.html", context)


@page(Permission.PROTECTION_CASE_READ)
def notice_read(request: DeskRequest, case_id: UUID, kind: str, spoken: str) -> HttpResponse:
    bar = actions.look_at_case(actor=request.actor, case_id=case_id, tab="eligibility")
    case = bar.case
    if case.reflection_from is None or case.reflection_until is None or kind not in code_list("notice_kind"):
        raise NotVisible(f"notice {kind} of case {case_id}")
    text = notice_text(kind=kind, language=spoken, fallback=request.actor.language)
    days = {"from_day": case.reflection_from, "until_day": case.reflection_until}
    context = {
        "bar": bar,
        "tab": "eligibility",
        "text": text,
        "paragraphs": text.filled(**{name: day_text(day, text.language) for name, day in days.items()}),
    }
    return render(request, "protection/notice_read.html", context)
