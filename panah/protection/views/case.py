from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.access.permissions import Permission
from panah.access.web import DeskRequest, edit, page, send
from panah.codes.catalogue import code_list
from panah.codes.forms import language
from panah.core.clock import today
from panah.protection import actions, forms, queries
from panah.protection.queries.search import search_links
from panah.protection.rules import PersonDetails


@page(Permission.PROTECTION_CASE_READ)
def case_list(request: DeskRequest) -> HttpResponse:
    workers = queries.worker_choices(actor=request.actor)
    filters = forms.CaseFilterForm(request.GET or None, workers=workers)
    chosen = filters.cleaned_data if filters.is_valid() else {}
    found = queries.cases(
        actor=request.actor,
        status=chosen.get("status", ""),
        worker_id=chosen.get("worker"),
        overdue=bool(chosen.get("overdue")),
        after=request.GET.get("after"),
    )
    context = {
        "title": _("Cases"),
        "filters": filters,
        "page": found,
        "rows": _with_workers(found.rows, dict(workers)),
        "is_filtered": any(chosen.values()),
        "searches": search_links(actor=request.actor),
    }
    return render(request, "protection/case_list.html", context)


def _with_workers(rows: list[dict[str, Any]], workers: dict[str, str]) -> list[dict[str, Any]]:
    return [{**row, "worker": workers.get(str(row["worker_id"]), "")} for row in rows]


@page(Permission.PROTECTION_CASE_READ)
def case_list_shared(request: DeskRequest) -> HttpResponse:
    found = queries.shared_cases(actor=request.actor, after=request.GET.get("after"))
    context = {
        "title": _("Cases opened to us by others"),
        "intro": _("Other organisations opened these for a purpose and for a time."),
        "page": found,
        "rows": found.rows,
        "back_url": reverse("protection:case_list"),
    }
    return render(request, "protection/case_list_shared.html", context)


@page(Permission.PROTECTION_CASE_OPEN)
def case_open(request: DeskRequest) -> HttpResponse:
    form = forms.CaseForm(request.POST or None)
    if case := send(request, form, actions.open_case):
        messages.success(request, _("The case is open. If you presume trafficking, record it now: help opens at once."))
        return redirect("protection:case_read", case.pk)
    context = {
        "form": form,
        "title": _("Open a case"),
        "intro": _("Ask only what helps the person now. Everything but the source can wait."),
        "submit": _("Open the case"),
        "back_url": reverse("protection:case_list"),
    }
    return render(request, "core/form_page.html", context)


@page(Permission.PROTECTION_CASE_READ)
def case_read(request: DeskRequest, case_id: UUID) -> HttpResponse:
    return render(request, "protection/case_read.html", _overview(request, case_id))


@page(Permission.PROTECTION_PERSON_SHOW)
@require_POST
def person_show(request: DeskRequest, case_id: UUID) -> HttpResponse:
    shown = actions.show_person(actor=request.actor, case_id=case_id)
    return render(request, "protection/case_read.html", _overview(request, case_id, shown=shown))


def _overview(request: DeskRequest, case_id: UUID, *, shown: PersonDetails | None = None) -> dict[str, object]:
    bar = actions.look_at_case(actor=request.actor, case_id=case_id, tab="overview", shown=shown)
    case = bar.case
    happened = queries.happenings(actor=request.actor, case=case, kinds=queries.HEADLINES)
    seers = queries.seers(actor=request.actor, case=case)
    return {
        "bar": bar,
        "tab": "overview",
        "flags": queries.flags(actor=request.actor, case=case),
        "standing": queries.standing(actor=request.actor, case=case, happened=happened),
        "entries": queries.timeline(actor=request.actor, case=case, happened=happened)[:8],
        "clocks": queries.running_clocks(actor=request.actor, case=case),
        "seers": seers,
        "looked": queries.looked(actor=request.actor, case=case),
        "worker": seers.worker or queries.worker(actor=request.actor, case=case),
        "steps": queries.next_steps(actor=request.actor, case=case),
        "is_family_asked": queries.is_family_asked(actor=request.actor, case=case),
    }


@page(Permission.PROTECTION_CASE_CHANGE)
def case_change(request: DeskRequest, case_id: UUID) -> HttpResponse:
    case = queries.case_to_change(actor=request.actor, case_id=case_id)
    known = actions.show_person(actor=request.actor, case_id=case_id)
    form = forms.CaseForm(
        request.POST or None, initial=queries.case_form_values(actor=request.actor, case=case, details=known)
    )
    if edit(request, form, actions.change_case, case_id=case_id):
        messages.success(request, _("Saved"))
        return redirect("protection:case_read", case_id)
    context = {
        "form": form,
        "title": _("Correct the details of %(reference)s") % {"reference": case.reference},
        "intro": _("This page shows the person's identity. That you opened it is in the log."),
        "back_url": reverse("protection:case_read", args=[case_id]),
    }
    return render(request, "core/form_page.html", context)


@page(Permission.PROTECTION_CASE_CHANGE)
def case_move(request: DeskRequest, case_id: UUID) -> HttpResponse:
    case = queries.case(actor=request.actor, case_id=case_id)
    form = forms.CaseMoveForm(request.POST or None, steps=queries.next_steps(actor=request.actor, case=case))
    if send(request, form, actions.change_case_status, case_id=case_id):
        return redirect("protection:case_read", case_id)
    context = {
        "form": form,
        "title": _("Next step of %(reference)s") % {"reference": case.reference},
        "intro": _("Now: %(state)s") % {"state": code_list("case_status").label(case.status, language())},
        "back_url": reverse("protection:case_read", args=[case_id]),
    }
    return render(request, "core/form_page.html", context)


@page(Permission.PROTECTION_CASE_CLOSE)
def case_close(request: DeskRequest, case_id: UUID) -> HttpResponse:
    case = queries.case(actor=request.actor, case_id=case_id)
    form = forms.CloseCaseForm(request.POST or None)
    if send(request, form, actions.close_case, case_id=case_id):
        messages.success(request, _("The case is closed. It can be opened again at any time."))
        return redirect("protection:case_read", case_id)
    context = {
        "form": form,
        "title": _("Close %(reference)s") % {"reference": case.reference},
        "submit": _("Close the case"),
        "back_url": reverse("protection:case_read", args=[case_id]),
    }
    return render(request, "core/form_page.html", context)


@page(Permission.PROTECTION_CASE_CLOSE)
@require_POST
def case_reopen(request: DeskRequest, case_id: UUID) -> HttpResponse:
    actions.reopen_case(actor=request.actor, case_id=case_id)
    return redirect("protection:case_read", case_id)


@page(Permission.PROTECTION_CASE_ASSIGN)
def case_assign(request: DeskRequest, case_id: UUID) -> HttpResponse:
    case = queries.case(actor=request.actor, case_id=case_id)
    form = forms.AssignCaseForm(request.POST or None, workers=queries.worker_choices(actor=request.actor))
    if send(request, form, actions.assign_case, case_id=case_id):
        return redirect("protection:case_read", case_id)
    context = {
        "form": form,
        "title": _("Assign %(reference)s") % {"reference": case.reference},
        "submit": _("Assign"),
        "back_url": reverse("protection:case_read", args=[case_id]),
    }
    return render(request, "core/form_page.html", context)


@page(Permission.PROTECTION_PERSON_FIND)
def person_find(request: DeskRequest) -> HttpResponse:
    form = forms.FindPersonForm(request.POST or None)
    hits = None
    if request.method == "POST" and form.is_valid():
        hits = actions.find_people(actor=request.actor, text=form.cleaned_data["text"])
    context = {"title": _("Look for a person"), "form": form, "hits": hits, "today": today()}
    return render(request, "protection/person_find.html", context)


@page(Permission.PROTECTION_PERSON_FIND)
@require_POST
def person_known(request: DeskRequest, case_id: UUID) -> HttpResponse:
    hits = actions.find_known(actor=request.actor, case_id=case_id)
    bar = queries.case_bar(actor=request.actor, case_id=case_id)
    context = {"title": _("Is this person known already?"), "tab": "overview", "bar": bar, "hits": hits}
    return render(request, "protection/person_known.html", context)
