from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from panah.access.permissions import Permission
from panah.access.web import DeskRequest, page, send
from panah.prevention import actions, forms, queries
from panah.prevention.queries.replies import languages, rounds_asked


@page(Permission.PREVENTION_CAMPAIGN_READ)
def survey_show(request: DeskRequest, survey_id: UUID) -> HttpResponse:
    shown = queries.survey(actor=request.actor, survey_id=survey_id)
    own = shown.survey.organisation_id == request.actor.organisation_id
    context = {
        "title": str(shown.survey),
        "survey": shown,
        "back_url": reverse("prevention:campaign_show", args=[shown.survey.campaign.slug]),
        "asked": rounds_asked(actor=request.actor, survey=shown.survey),
        "has_closed": any(one.code and one.closed_on for one in shown.rounds),
        "languages": languages(actor=request.actor, survey=shown.survey),
        "address": settings.PANAH_PUBLIC_ADDRESS.rstrip("/"),
        "may_change": own and request.actor.may(Permission.PREVENTION_SURVEY_CHANGE),
    }
    return render(request, "prevention/survey_show.html", context)


@page(Permission.PREVENTION_SURVEY_CHANGE)
def survey_plan(request: DeskRequest, slug: str) -> HttpResponse:
    form = forms.SurveyForm(request.POST or None, divisions=queries.division_choices(actor=request.actor))
    if survey := send(request, form, actions.plan_survey, slug=slug):
        return redirect("prevention:survey_show", survey.pk)
    back_url = reverse("prevention:campaign_show", args=[slug])
    return render(request, "core/form_page.html", {"form": form, "title": _("Plan a survey"), "back_url": back_url})


@page(Permission.PREVENTION_SURVEY_CHANGE)
def question_add(request: DeskRequest, survey_id: UUID) -> HttpResponse:
    form = forms.QuestionForm(request.POST or None)
    if send(request, form, actions.add_question, survey_id=survey_id):
        return redirect("prevention:survey_show", survey_id)
    back_url = reverse("prevention:survey_show", args=[survey_id])
    return render(request, "core/form_page.html", {"form": form, "title": _("Add a question"), "back_url": back_url})


@page(Permission.PREVENTION_SURVEY_CHANGE)
def round_record(request: DeskRequest, survey_id: UUID) -> HttpResponse:
    shown = queries.survey(actor=request.actor, survey_id=survey_id)
    questions = [(row.question.pk, str(row.question)) for row in shown.questions]
    form = forms.RoundForm(request.POST or None, questions=questions)
    if send(request, form, actions.record_round, survey_id=survey_id):
        return redirect("prevention:survey_show", survey_id)
    back_url = reverse("prevention:survey_show", args=[survey_id])
    return render(request, "core/form_page.html", {"form": form, "title": _("Record a round"), "back_url": back_url})
