"""A survey that is answered on a phone: under its short code, without a name, a cookie or an address."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from panah.access.web import open_page
from panah.concerns import door
from panah.concerns.busy import wait_if_busy
from panah.concerns.tokens import PageTooOld
from panah.website import surveys
from panah.website.forms import SurveyAnswerForm
from panah.website.views.entry import FOR_EVERYBODY


@open_page(reason=FOR_EVERYBODY)
def survey_find(request: HttpRequest, code: str) -> HttpResponse:
    return HttpResponseRedirect(reverse("website:survey_answer", args=[code]))


@open_page(reason=FOR_EVERYBODY)
def survey_answer(request: HttpRequest, code: str) -> HttpResponse:
    asked = surveys.questions(code)
    if asked is None:
        raise Http404(code)
    language = request.LANGUAGE_CODE if request.LANGUAGE_CODE in surveys.LANGUAGES else surveys.LANGUAGES[1]
    form = SurveyAnswerForm(
        request.POST or None, initial={"once": door.new_once()}, questions=asked.questions, language=language
    )
    if request.method == "POST" and form.is_valid():
        wait_if_busy(request)
        return _keep(request, form, code, asked, language)
    return _show(request, form, asked, language, status=422 if form.errors else 200)


def _keep(
    request: HttpRequest, form: SurveyAnswerForm, code: str, asked: surveys.Questions, language: str
) -> HttpResponse:
    given = form.cleaned_data
    try:
        sending = UUID(bytes=door.read_once(given["once"]))
    except PageTooOld as error:
        form.add_error(None, _(error.message))
        return _show(request, form, asked, language, status=422, once=door.new_once())
    kept = surveys.answer(
        code, asked=asked, sending=sending, language=language, pairing=given["pairing"], answers=given["answers"]
    )
    if not kept:
        raise Http404(code)
    return render(request, "website/survey_answered.html")


def _show(
    request: HttpRequest,
    form: SurveyAnswerForm,
    asked: surveys.Questions,
    language: str,
    *,
    status: int,
    once: str = "",
) -> HttpResponse:
    context = {"form": form, "survey_title": asked.said(language), "once_value": once or form["once"].value()}
    return render(request, "website/survey_answer.html", context, status=status)
