from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.access.permissions import Permission
from panah.access.web import DeskRequest, page, send
from panah.codes.forms import language
from panah.helpline import actions, queries
from panah.helpline.forms import AnswerDutyForm, SendDutyForm
from panah.helpline.rules import Standing

SHOWN = 100


@page(Permission.HELPLINE_SIGNAL_MAKE)
@require_POST
def duty_end(request: DeskRequest, duty_id: UUID) -> HttpResponse:
    duty = actions.end_duty(actor=request.actor, duty_id=duty_id, outcome=request.POST.get("outcome", ""))
    messages.success(request, _("The outcome is recorded."))
    return redirect("helpline:signal_read", duty.signal_id)


@page(Permission.HELPLINE_SIGNAL_MAKE)
def duty_send(request: DeskRequest, duty_id: UUID) -> HttpResponse:
    duty = queries.duty_to_change(actor=request.actor, duty_id=duty_id)
    concerned = queries.bodies_concerned(actor=request.actor, signal_id=duty.signal_id)
    bodies = [body for body in queries.investigating(actor=request.actor) if body.id not in concerned]
    form = SendDutyForm(request.POST or None, bodies=[(str(body.id), body.name(language())) for body in bodies])
    back = reverse("helpline:signal_read", args=[duty.signal_id])
    if send(request, form, actions.send_duty, duty_id=duty_id):
        messages.success(request, _("The body is told. You see on the signal what it answers."))
        return redirect(back)
    context = {
        "form": form,
        "title": _("Tell the body that investigates"),
        "intro": _("It learns the form, the district, how many workers and the clock. What was said stays here."),
        "submit": _("Tell it"),
        "back_url": back,
    }
    return render(request, "core/form_page.html", context, status=422 if form.errors else 200)


@page(Permission.HELPLINE_DUTY_ANSWER)
def duty_list(request: DeskRequest) -> HttpResponse:
    rows = queries.duty_board(actor=request.actor, size=SHOWN)
    return render(request, "helpline/duty_list.html", {"title": _("Duties to investigate"), "rows": rows})


@page(Permission.HELPLINE_DUTY_ANSWER)
def duty_read(request: DeskRequest, notice_id: UUID) -> HttpResponse:
    return _duty_page(request, notice_id, AnswerDutyForm())


@page(Permission.HELPLINE_DUTY_ANSWER)
@require_POST
def duty_accept(request: DeskRequest, notice_id: UUID) -> HttpResponse:
    actions.accept_duty(actor=request.actor, notice_id=notice_id)
    messages.success(request, _("The desk that told you sees your answer."))
    return redirect("helpline:duty_read", notice_id)


@page(Permission.HELPLINE_DUTY_ANSWER)
@require_POST
def duty_answer(request: DeskRequest, notice_id: UUID) -> HttpResponse:
    form = AnswerDutyForm(request.POST)
    if send(request, form, actions.answer_duty, notice_id=notice_id):
        messages.success(request, _("The desk that told you sees your answer."))
        return redirect("helpline:duty_read", notice_id)
    return _duty_page(request, notice_id, form, status=422)


@page(Permission.HELPLINE_DUTY_WATCH)
def duty_watch(request: DeskRequest) -> HttpResponse:
    context = {
        "title": _("Duties to investigate: the clocks"),
        "intro": _("Every credible report about workers from abroad, its clock and what came of it. No word of it."),
        "rows": queries.duties_watched(actor=request.actor),
    }
    return render(request, "helpline/duty_watch.html", context)


def _duty_page(request: DeskRequest, notice_id: UUID, form: AnswerDutyForm, *, status: int = 200) -> HttpResponse:
    notice = actions.read_duty(actor=request.actor, notice_id=notice_id)
    stands = notice.standing
    context = {
        "title": notice.reference,
        "notice": notice,
        "district": queries.district(notice.division),
        "desk": notice.from_organisation.name(language()),
        "may_accept": stands is Standing.WAITS,
        "may_answer": stands in (Standing.WAITS, Standing.ACCEPTED),
        "form": form,
        "back_url": reverse("helpline:duty_list"),
    }
    return render(request, "helpline/duty_read.html", context, status=status)
