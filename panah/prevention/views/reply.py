from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.access.permissions import Permission
from panah.access.web import DeskRequest, edit, page, send
from panah.core.clock import today
from panah.prevention import actions, forms, queries
from panah.prevention.queries.replies import asked, languages, round_to_change


@page(Permission.PREVENTION_SURVEY_CHANGE)
def survey_translate(request: DeskRequest, survey_id: UUID) -> HttpResponse:
    survey = queries.survey_to_change(actor=request.actor, survey_id=survey_id)
    form = forms.BackTranslationForm(
        request.POST or None,
        initial={"languages": survey.translated_back, "on": survey.translated_back_on or today()},
        languages=languages(actor=request.actor, survey=survey),
    )
    if edit(request, form, actions.note_back_translation, survey_id=survey_id):
        return redirect("prevention:survey_show", survey_id)
    return _form(request, form, _("Note the back-translation"), survey_id)


@page(Permission.PREVENTION_SURVEY_CHANGE)
def round_open(request: DeskRequest, survey_id: UUID) -> HttpResponse:
    survey = queries.survey_to_change(actor=request.actor, survey_id=survey_id)
    form = forms.OpenRoundForm(request.POST or None)
    if send(request, form, actions.open_round, survey_id=survey.pk):
        return redirect("prevention:survey_show", survey_id)
    return _form(request, form, _("Open a round"), survey_id)


@page(Permission.PREVENTION_SURVEY_CHANGE)
@require_POST
def survey_compare(request: DeskRequest, survey_id: UUID) -> HttpResponse:
    actions.ask_for_comparison(actor=request.actor, survey_id=survey_id)
    messages.success(request, _("The answers are being counted and compared. This page shows it in a moment."))
    return redirect("prevention:survey_show", survey_id)


@page(Permission.PREVENTION_SURVEY_CHANGE)
def reply_enter(request: DeskRequest, round_id: UUID) -> HttpResponse:
    held = round_to_change(actor=request.actor, round_id=round_id)
    form = forms.ReplyForm(
        request.POST or None,
        questions=asked(actor=request.actor, survey=held.survey),
        languages=languages(actor=request.actor, survey=held.survey),
    )
    if send(request, form, actions.record_reply, round_id=round_id):
        messages.success(request, _("The answers are entered. Here is the form for the next paper."))
        return redirect("prevention:reply_enter", round_id)
    return _form(request, form, _("Enter a paper"), held.survey_id)


@page(Permission.PREVENTION_SURVEY_CHANGE)
@require_POST
def round_close(request: DeskRequest, round_id: UUID) -> HttpResponse:
    held = actions.close_round(actor=request.actor, round_id=round_id)
    messages.success(request, _("The round is closed. The answers are being counted and compared."))
    return redirect("prevention:survey_show", held.survey_id)


def _form(request: DeskRequest, form: object, title: str, survey_id: UUID) -> HttpResponse:
    back_url = reverse("prevention:survey_show", args=[survey_id])
    return render(request, "core/form_page.html", {"form": form, "title": title, "back_url": back_url})
