from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.access.permissions import Permission
from panah.access.web import DeskRequest, page, send
from panah.codes.catalogue import code_list
from panah.codes.forms import language
from panah.core.clock import today
from panah.core.formats import day_text
from panah.protection import actions, forms, queries


@page(Permission.PROTECTION_CASE_READ)
def case_tasks(request: DeskRequest, case_id: UUID) -> HttpResponse:
    bar = actions.look_at_case(actor=request.actor, case_id=case_id, tab="tasks")
    context = {
        "bar": bar,
        "tab": "tasks",
        "tasks": queries.tasks_of_case(actor=request.actor, case=bar.case),
        "follow_ups": queries.follow_ups(actor=request.actor, case=bar.case),
        "months": queries.follow_up_days(actor=request.actor, case=bar.case),
        "today": today(),
    }
    return render(request, "protection/case_tasks.html", context)


@page(Permission.PROTECTION_CASE_CHANGE)
def task_set(request: DeskRequest, case_id: UUID) -> HttpResponse:
    case = queries.case(actor=request.actor, case_id=case_id)
    workers = queries.worker_choices(actor=request.actor)
    form = forms.SetTaskForm(request.POST or None, workers=workers, initial={"assigned_to_id": request.actor.id})
    if send(request, form, actions.set_task, case_id=case_id):
        return redirect("protection:case_tasks", case_id)
    context = {
        "form": form,
        "title": _("Set a task in %(reference)s") % {"reference": case.reference},
        "submit": _("Set the task"),
        "back_url": reverse("protection:case_tasks", args=[case_id]),
    }
    return render(request, "core/form_page.html", context)


@page(Permission.PROTECTION_CASE_CHANGE)
def task_end(request: DeskRequest, task_id: UUID) -> HttpResponse:
    task = queries.task_to_change(actor=request.actor, task_id=task_id)
    form = forms.EndTaskForm(request.POST or None)
    if send(request, form, actions.end_task, task_id=task_id):
        return redirect("protection:case_tasks", task.case_id)
    context = {
        "form": form,
        "title": _("End the task: %(task)s") % {"task": code_list("task_kind").label(task.kind, language())},
        "intro": _("Due by the end of %(day)s") % {"day": day_text(task.due_on, language())},
        "back_url": reverse("protection:case_tasks", args=[task.case_id]),
    }
    return render(request, "core/form_page.html", context)


@page(Permission.PROTECTION_CASE_CHANGE)
def follow_up_record(request: DeskRequest, case_id: UUID) -> HttpResponse:
    case = queries.case(actor=request.actor, case_id=case_id)
    form = forms.FollowUpForm(request.POST or None, months=queries.follow_up_choices(actor=request.actor, case=case))
    if send(request, form, actions.record_follow_up, case_id=case_id):
        messages.success(request, _("The follow-up is recorded."))
        return redirect("protection:case_tasks", case_id)
    context = {
        "form": form,
        "title": _("Follow-up in %(reference)s") % {"reference": case.reference},
        "intro": _("Reach the person only in the safe way. An attempt counts too; nothing must be answered."),
        "back_url": reverse("protection:case_tasks", args=[case_id]),
    }
    return render(request, "core/form_page.html", context)


@page(Permission.PROTECTION_CASE_CHANGE)
def flag_raise(request: DeskRequest, case_id: UUID) -> HttpResponse:
    case = queries.case(actor=request.actor, case_id=case_id)
    form = forms.RaiseFlagForm(request.POST or None)
    if send(request, form, actions.raise_flag, case_id=case_id):
        messages.success(request, _("The warning stands on the case from now on."))
        return redirect("protection:case_read", case_id)
    context = {
        "form": form,
        "title": _("Raise a warning in %(reference)s") % {"reference": case.reference},
        "intro": _("Whoever opens this case sees it first."),
        "submit": _("Raise the warning"),
        "back_url": reverse("protection:case_read", args=[case_id]),
    }
    return render(request, "core/form_page.html", context)


@page(Permission.PROTECTION_CASE_CHANGE)
@require_POST
def flag_lower(request: DeskRequest, flag_id: UUID) -> HttpResponse:
    flag = actions.lower_flag(actor=request.actor, flag_id=flag_id)
    messages.success(request, _("The warning no longer stands."))
    return redirect("protection:case_read", flag.case_id)


@page(Permission.PROTECTION_CASE_READ)
def case_family(request: DeskRequest, case_id: UUID) -> HttpResponse:
    bar = actions.look_at_case(actor=request.actor, case_id=case_id, tab="family")
    rows = queries.relatives(actor=request.actor, case=bar.case)
    return render(request, "protection/case_family.html", {"bar": bar, "tab": "family", "rows": rows})


@page(Permission.PROTECTION_CASE_CHANGE)
def relative_record(request: DeskRequest, case_id: UUID) -> HttpResponse:
    case = queries.case(actor=request.actor, case_id=case_id)
    form = forms.RelativeForm(request.POST or None)
    if send(request, form, actions.record_relative, case_id=case_id):
        return redirect("protection:case_family", case_id)
    context = {
        "form": form,
        "title": _("Who belongs to the person in %(reference)s") % {"reference": case.reference},
        "intro": _("Children who came along need help of their own. Record only what helps."),
        "back_url": reverse("protection:case_family", args=[case_id]),
    }
    return render(request, "core/form_page.html", context)


@page(Permission.PROTECTION_PERSON_SHOW)
@require_POST
def relative_show(request: DeskRequest, relative_id: UUID) -> HttpResponse:
    relative, name = actions.show_relative(actor=request.actor, relative_id=relative_id)
    bar = actions.look_at_case(actor=request.actor, case_id=relative.case_id, tab="family")
    rows = queries.relatives(actor=request.actor, case=bar.case)
    context = {
        "bar": bar,
        "tab": "family",
        "rows": rows,
        "shown": relative.pk,
        "name": name or _("No name is recorded"),
    }
    return render(request, "protection/case_family.html", context)


@page(Permission.PROTECTION_CASE_ASSIGN)
def caseload_list(request: DeskRequest) -> HttpResponse:
    context = {"title": _("Caseload"), "rows": queries.caseload(actor=request.actor)}
    return render(request, "protection/caseload_list.html", context)


@page(Permission.PROTECTION_CASE_ASSIGN)
def caseload_assign(request: DeskRequest) -> HttpResponse:
    workers = queries.worker_choices(actor=request.actor)
    filters = forms.CaseloadForm(request.GET or None)
    worker = filters.cleaned_data["worker"] if filters.is_valid() else None
    cases = queries.cases_to_assign(actor=request.actor, worker_id=worker)
    labels = queries.case_labels(actor=request.actor, cases=cases)
    form = forms.AssignCasesForm(request.POST or None, cases=labels, workers=workers)
    if send(request, form, actions.assign_cases):
        messages.success(request, _("The cases are assigned."))
        return redirect("protection:caseload_list")
    context = {
        "form": form,
        "title": _("Assign several cases"),
        "intro": dict(workers).get(str(worker), _("Cases of nobody, or of somebody who has left")),
        "submit": _("Assign"),
        "back_url": reverse("protection:caseload_list"),
    }
    return render(request, "core/form_page.html", context)
