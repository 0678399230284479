from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.access.permissions import Permission
from panah.access.web import DeskRequest, edit, page, paper, send
from panah.core.paging import page as rows_of
from panah.partnership import actions, forms, queries
from panah.partnership.queries.papers import attendance_paper

NEWEST = ("-starts_on", "-id")
PLAIN = (
    *("kind", "title_en", "title_az", "starts_on", "ends_on", "division", "venue", "languages"),
    *("theme_en", "theme_az", "purpose_en", "purpose_az"),
)


@page(Permission.PARTNERSHIP_EVENT_READ)
def event_list(request: DeskRequest) -> HttpResponse:
    filters = forms.FilterForm(request.GET)
    kind = filters.cleaned_data["kind"] if filters.is_valid() else ""
    found = rows_of(queries.events(actor=request.actor, kind=kind), order=NEWEST, after=request.GET.get("after"))
    context = {"title": _("Events"), "page": found, "filters": filters, "may_change": _may(request)}
    return render(request, "partnership/event_list.html", context)


@page(Permission.PARTNERSHIP_EVENT_READ)
def event_show(request: DeskRequest, slug: str) -> HttpResponse:
    language = request.actor.language
    shown = queries.event_page(actor=request.actor, slug=slug, language=language)
    words = queries.event_words(actor=request.actor, slug=slug, language=language)
    context = {"title": words.title, "shown": shown, "words": words, "may_change": shown.is_own and _may(request)}
    context["follow_ups"] = [item for item in shown.minutes if item.kind == "follow_up"]
    context["practices"] = [item for item in shown.minutes if item.kind == "practice"]
    return render(request, "partnership/event_show.html", context)


@page(Permission.PARTNERSHIP_EVENT_READ)
def event_print(request: DeskRequest, slug: str) -> HttpResponse:
    return paper(request, attendance_paper, slug=slug)


@page(Permission.PARTNERSHIP_EVENT_CHANGE)
def event_plan(request: DeskRequest) -> HttpResponse:
    form = forms.EventForm(request.POST or None, projects=_projects(request))
    event = send(request, form, actions.plan_event)
    if event:
        return redirect("partnership:event_show", event.slug)
    return _form(request, form, _("Plan an event"), reverse("partnership:event_list"))


@page(Permission.PARTNERSHIP_EVENT_CHANGE)
def event_change(request: DeskRequest, slug: str) -> HttpResponse:
    shown = queries.event_to_change(actor=request.actor, slug=slug)
    initial = {name: getattr(shown, name) for name in PLAIN}
    initial["project"] = shown.project.slug if shown.project else ""
    initial["phase"] = shown.phase.label if shown.phase else ""
    form = forms.EventForm(request.POST or None, initial=initial, projects=_projects(request))
    return _part(request, form, actions.change_event, slug, _("Change the event"), hand=edit)


@page(Permission.PARTNERSHIP_EVENT_CHANGE)
def role_add(request: DeskRequest, slug: str) -> HttpResponse:
    return _part(request, forms.RoleForm(request.POST or None), actions.add_event_role, slug, _("Add an organiser"))


@page(Permission.PARTNERSHIP_EVENT_CHANGE)
def participation_add(request: DeskRequest, slug: str) -> HttpResponse:
    form = forms.ParticipationForm(request.POST or None)
    return _part(request, form, actions.add_participation, slug, _("Add a participant"))


@page(Permission.PARTNERSHIP_EVENT_CHANGE)
def speech_add(request: DeskRequest, slug: str) -> HttpResponse:
    return _part(request, forms.SpeechForm(request.POST or None), actions.add_speech, slug, _("Add a speech"))


@page(Permission.PARTNERSHIP_EVENT_CHANGE)
def agenda_add(request: DeskRequest, slug: str) -> HttpResponse:
    form = forms.AgendaForm(request.POST or None)
    return _part(request, form, actions.add_agenda_item, slug, _("Add to the programme"))


@page(Permission.PARTNERSHIP_EVENT_CHANGE)
def topic_add(request: DeskRequest, slug: str) -> HttpResponse:
    return _part(request, forms.TopicForm(request.POST or None), actions.add_topic, slug, _("Add a topic"))


@page(Permission.PARTNERSHIP_EVENT_CHANGE)
def minutes_add(request: DeskRequest, slug: str) -> HttpResponse:
    form = forms.MinutesForm(request.POST or None)
    return _part(request, form, actions.add_minutes_item, slug, _("Add to the minutes"))


@page(Permission.PARTNERSHIP_EVENT_CHANGE)
def follow_up_tick(request: DeskRequest, slug: str, item_id: UUID) -> HttpResponse:
    form = forms.TickForm(request.POST or None)
    if send(request, form, actions.tick_follow_up, item_id=item_id):
        messages.success(request, _("The follow-up is done."))
        return redirect("partnership:event_show", slug)
    return _form(request, form, _("The follow-up is done"), reverse("partnership:event_show", args=[slug]))


@page(Permission.PARTNERSHIP_EVENT_CHANGE)
def practice_adopt(request: DeskRequest, slug: str, item_id: UUID) -> HttpResponse:
    form = forms.AdoptForm(request.POST or None)
    if send(request, form, actions.adopt_practice, item_id=item_id):
        messages.success(request, _("Saved"))
        return redirect("partnership:event_show", slug)
    return _form(request, form, _("We took over this practice"), reverse("partnership:event_show", args=[slug]))


@page(Permission.PARTNERSHIP_EVENT_CHANGE)
@require_POST
def event_publish(request: DeskRequest, slug: str) -> HttpResponse:
    actions.publish_event(actor=request.actor, slug=slug)
    messages.success(request, _("The page is published in Azerbaijani and English."))
    return redirect("partnership:event_show", slug)


def _part(
    request: DeskRequest, form: Any, action: Any, slug: str, title: str, *, hand: Callable[..., Any] = send
) -> HttpResponse:
    if hand(request, form, action, slug=slug):
        messages.success(request, _("Saved"))
        return redirect("partnership:event_show", slug)
    return _form(request, form, title, reverse("partnership:event_show", args=[slug]))


def _form(request: DeskRequest, form: Any, title: str, back: str) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, "core/form_page.html", {"title": title, "form": form, "back_url": back}, status=status)


def _projects(request: DeskRequest) -> list[tuple[str, str]]:
    return [(found.slug, found.name(request.actor.language)) for found in queries.projects(actor=request.actor)]


def _may(request: DeskRequest) -> bool:
    return request.actor.may(Permission.PARTNERSHIP_EVENT_CHANGE)
