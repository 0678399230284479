from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.access.permissions import Permission
from panah.access.web import DeskRequest, page, send
from panah.codes.forms import open_choices
from panah.core.clock import today
from panah.protection import actions, forms, queries
from panah.protection.rules.interview import NOT_ASKED


@page(Permission.PROTECTION_CASE_READ)
def case_needs(request: DeskRequest, case_id: UUID) -> HttpResponse:
    bar = actions.look_at_case(actor=request.actor, case_id=case_id, tab="needs")
    rows = queries.assessments(actor=request.actor, case=bar.case)
    latest = queries.latest_assessment(actor=request.actor, rows=rows)
    context = {"bar": bar, "tab": "needs", "latest": latest, "rows": rows}
    return render(request, "protection/case_needs.html", context)


@page(Permission.PROTECTION_ASSESSMENT_MAKE)
def assessment_make(request: DeskRequest, case_id: UUID) -> HttpResponse:
    case = queries.case(actor=request.actor, case_id=case_id)
    form = forms.AssessForm(request.POST or None)
    if send(request, form, actions.assess, case_id=case_id):
        messages.success(request, _("Saved. Below stands what changed."))
        return redirect("protection:case_needs", case_id)
    context = {
        "form": form,
        "title": _("Needs and risks in %(reference)s") % {"reference": case.reference},
        "intro": _("Talk it through with the person. Leave what you did not talk about."),
        "back_url": reverse("protection:case_needs", args=[case_id]),
    }
    return render(request, "protection/rows_page.html", context)


@page(Permission.PROTECTION_CASE_READ)
def assessment_read(request: DeskRequest, assessment_id: UUID) -> HttpResponse:
    found = actions.look_at_assessment(actor=request.actor, assessment_id=assessment_id)
    context = {
        "title": _("Needs and risks"),
        "intro": _("That you opened it is in the log."),
        "latest": found,
        "back_url": reverse("protection:case_needs", args=[found.case_id]),
    }
    return render(request, "protection/assessment_read.html", context)


@page(Permission.PROTECTION_CASE_READ)
def case_child(request: DeskRequest, case_id: UUID) -> HttpResponse:
    bar = actions.look_at_case(actor=request.actor, case_id=case_id, tab="child")
    path = queries.child_path(actor=request.actor, case=bar.case)
    return render(request, "protection/case_child.html", {"bar": bar, "tab": "child", "path": path})


@page(Permission.PROTECTION_PERSON_SHOW)
@require_POST
def child_show(request: DeskRequest, case_id: UUID) -> HttpResponse:
    bar = actions.show_child(actor=request.actor, case_id=case_id)
    path = queries.child_path(actor=request.actor, case=bar.case, with_words=True)
    return render(request, "protection/case_child.html", {"bar": bar, "tab": "child", "path": path})


@page(Permission.PROTECTION_AGE_ASSESS)
def age_assess(request: DeskRequest, case_id: UUID) -> HttpResponse:
    case = queries.case(actor=request.actor, case_id=case_id)
    form = forms.AssessAgeForm(request.POST or None)
    if send(request, form, actions.assess_age, case_id=case_id):
        messages.success(request, _("Saved"))
        return redirect("protection:case_child", case_id)
    context = {
        "form": form,
        "title": _("Age in %(reference)s") % {"reference": case.reference},
        "intro": _("A doubt alone may be recorded. From then on the person is treated as a child."),
        "back_url": reverse("protection:case_child", args=[case_id]),
    }
    return render(request, "core/form_page.html", context)


@page(Permission.PROTECTION_GUARDIAN_RECORD)
def guardian_appoint(request: DeskRequest, case_id: UUID) -> HttpResponse:
    case = queries.case(actor=request.actor, case_id=case_id)
    form = forms.AppointGuardianForm(request.POST or None)
    if send(request, form, actions.appoint_guardian, case_id=case_id):
        messages.success(request, _("Saved"))
        return redirect("protection:case_child", case_id)
    context = {
        "form": form,
        "title": _("Guardian in %(reference)s") % {"reference": case.reference},
        "intro": _("Nobody who may be involved in what was done to the child."),
        "back_url": reverse("protection:case_child", args=[case_id]),
    }
    return render(request, "core/form_page.html", context)


@page(Permission.PROTECTION_GUARDIAN_RECORD)
def guardian_end(request: DeskRequest, guardian_id: UUID) -> HttpResponse:
    guardian = queries.guardian(actor=request.actor, guardian_id=guardian_id)
    form = forms.EndGuardianForm(request.POST or None)
    if send(request, form, actions.end_guardian, guardian_id=guardian_id):
        messages.success(request, _("Saved"))
        return redirect("protection:case_child", guardian.case_id)
    back = reverse("protection:case_child", args=[guardian.case_id])
    context = {"form": form, "title": _("The guardianship ends"), "back_url": back}
    return render(request, "core/form_page.html", context)


@page(Permission.PROTECTION_INTERESTS_ASSESS)
def interests_assess(request: DeskRequest, case_id: UUID) -> HttpResponse:
    case = queries.case(actor=request.actor, case_id=case_id)
    form = forms.AssessInterestsForm(request.POST or None)
    if send(request, form, actions.assess_interests, case_id=case_id):
        messages.success(request, _("Saved"))
        return redirect("protection:case_child", case_id)
    context = {
        "form": form,
        "title": _("Best interests in %(reference)s") % {"reference": case.reference},
        "intro": _("What is best for this child, and not what is easiest for us."),
        "back_url": reverse("protection:case_child", args=[case_id]),
    }
    return render(request, "core/form_page.html", context)


@page(Permission.PROTECTION_FAMILY_ASSESS)
def family_assess(request: DeskRequest, case_id: UUID) -> HttpResponse:
    case = queries.case(actor=request.actor, case_id=case_id)
    form = forms.AssessFamilyForm(request.POST or None)
    if send(request, form, actions.assess_family, case_id=case_id):
        messages.success(request, _("Saved"))
        return redirect("protection:case_child", case_id)
    context = {
        "form": form,
        "title": _("Family involvement in %(reference)s") % {"reference": case.reference},
        "intro": _("No child goes back before somebody has looked at this."),
        "back_url": reverse("protection:case_child", args=[case_id]),
    }
    return render(request, "core/form_page.html", context)


@page(Permission.PROTECTION_CASE_ASSIGN)
def family_return_allow(request: DeskRequest, case_id: UUID) -> HttpResponse:
    case = queries.case_to_change(actor=request.actor, case_id=case_id)
    form = forms.AllowReturnForm(request.POST or None)
    if send(request, form, actions.allow_family_return, case_id=case_id):
        messages.success(request, _("Noted in the timeline, with your reason."))
        return redirect("protection:case_child", case_id)
    context = {
        "form": form,
        "title": _("Return to an involved family: %(reference)s") % {"reference": case.reference},
        "intro": _("The family was found to be involved in what was done to this child. Others will read your reason."),
        "submit": _("Allow the return"),
        "back_url": reverse("protection:case_child", args=[case_id]),
    }
    return render(request, "core/form_page.html", context)


@page(Permission.PROTECTION_CASE_READ)
def case_interviews(request: DeskRequest, case_id: UUID) -> HttpResponse:
    bar = actions.look_at_case(actor=request.actor, case_id=case_id, tab="interviews")
    context = {
        "bar": bar,
        "tab": "interviews",
        "interviews": queries.interviews(actor=request.actor, case_id=case_id),
        "reminders": [label for _code, label in open_choices("interview_reminder")],
    }
    return render(request, "protection/case_interviews.html", context)


@page(Permission.PROTECTION_INTERVIEW_RECORD)
def interview_record(request: DeskRequest, case_id: UUID) -> HttpResponse:
    case = queries.case(actor=request.actor, case_id=case_id)
    form = forms.InterviewForm(request.POST or None)
    if send(request, form, actions.record_interview, case_id=case_id):
        messages.success(request, _("Saved"))
        return redirect("protection:case_interviews", case_id)
    context = {
        "form": form,
        "title": _("Record a conversation in %(reference)s") % {"reference": case.reference},
        "case_id": case_id,
        "reminders": [label for _code, label in open_choices("interview_reminder")],
        "back_url": reverse("protection:case_interviews", args=[case_id]),
    }
    return render(request, "protection/interview_record.html", context)


@page(Permission.PROTECTION_INTERVIEW_RECORD)
@require_POST
def interview_stop(request: DeskRequest, case_id: UUID) -> HttpResponse:
    stopped: dict[str, Any] = {"held_on": today(), "was_stopped": True, **NOT_ASKED}
    actions.record_interview(actor=request.actor, case_id=case_id, **stopped)
    messages.success(request, _("Recorded: the person wished to stop. Nothing more is asked, of anybody."))
    return redirect("protection:case_interviews", case_id)


@page(Permission.PROTECTION_INTERVIEW_RECORD)
def interview_read(request: DeskRequest, interview_id: UUID) -> HttpResponse:
    interview, said = actions.look_at_interview(actor=request.actor, interview_id=interview_id)
    case = queries.case(actor=request.actor, case_id=interview.case_id)
    is_child = queries.treated_as_child(actor=request.actor, case=case)
    context = {
        "title": _("Conversation in %(reference)s") % {"reference": case.reference},
        "intro": _("That you opened it is in the log."),
        "interview": interview,
        "said": said,
        "cautions": queries.interview_cautions(actor=request.actor, interview=interview, is_child=is_child),
        "back_url": reverse("protection:case_interviews", args=[interview.case_id]),
    }
    return render(request, "protection/interview_read.html", context)
