from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from panah.access.permissions import Permission
from panah.access.web import DeskRequest, edit, page, send
from panah.codes.catalogue import code_list
from panah.codes.forms import language
from panah.core.errors import NotVisible
from panah.protection import actions, forms, queries
from panah.protection.rules import DRAFTED_LISTS, SCREENING_LISTS


@page(Permission.PROTECTION_CASE_READ)
def case_episodes(request: DeskRequest, case_id: UUID) -> HttpResponse:
    bar = actions.look_at_case(actor=request.actor, case_id=case_id, tab="episodes")
    found = queries.episodes(actor=request.actor, case=bar.case)
    is_child = queries.treated_as_child(actor=request.actor, case=bar.case)
    known = [each.details() for each in found]
    context = {
        "bar": bar,
        "tab": "episodes",
        "episodes": queries.told(actor=request.actor, episodes=found),
        "elements": queries.three_elements(actor=request.actor, told=known, is_child=is_child),
        "forms": queries.form_words(actor=request.actor, case=bar.case),
    }
    return render(request, "protection/case_episodes.html", context)


@page(Permission.PROTECTION_EPISODE_RECORD)
def episode_record(request: DeskRequest, case_id: UUID) -> HttpResponse:
    case = queries.case(actor=request.actor, case_id=case_id)
    form = forms.EpisodeForm(request.POST or None)
    if send(request, form, actions.record_episode, case_id=case_id):
        messages.success(request, _("Saved"))
        return redirect("protection:case_episodes", case_id)
    context = {
        "form": form,
        "title": _("Record what happened in %(reference)s") % {"reference": case.reference},
        "intro": _("Only the stage is needed. Do not ask the person for what nobody needs today."),
        "back_url": reverse("protection:case_episodes", args=[case_id]),
    }
    return render(request, "protection/rows_page.html", context)


@page(Permission.PROTECTION_EPISODE_RECORD)
def episode_correct(request: DeskRequest, episode_id: UUID) -> HttpResponse:
    episode = queries.episode_to_change(actor=request.actor, episode_id=episode_id)
    known = queries.episode_form_values(actor=request.actor, episode=episode)
    form = forms.EpisodeForm(request.POST or None, initial=known)
    if edit(request, form, actions.correct_episode, episode_id=episode_id):
        messages.success(request, _("Saved"))
        return redirect("protection:case_episodes", episode.case_id)
    context = {
        "form": form,
        "title": _("Correct what happened in %(reference)s") % {"reference": episode.case.reference},
        "intro": _("The log keeps which answers changed, never what stood there."),
        "back_url": reverse("protection:case_episodes", args=[episode.case_id]),
    }
    return render(request, "protection/rows_page.html", context)


@page(Permission.PROTECTION_SCREENING_MAKE)
def screening_make(request: DeskRequest, case_id: UUID, indicator_list: str) -> HttpResponse:
    case = queries.case(actor=request.actor, case_id=case_id)
    if indicator_list not in SCREENING_LISTS:
        raise NotVisible(f"list {indicator_list}")
    form = forms.ScreenForm(request.POST or None, list_name=indicator_list)
    if send(request, form, actions.screen, case_id=case_id, indicator_list=indicator_list):
        messages.success(request, _("Saved. What it comes to stands below with its reasons: you decide."))
        return redirect("protection:case_indicators", case_id)
    name = code_list("indicator_list").label(indicator_list, language())
    context = {
        "form": form,
        "title": _("%(reference)s: %(list)s") % {"reference": case.reference, "list": name},
        "intro": _("Answer what you know. An untouched line means that nobody asked."),
        "is_drafted": indicator_list in DRAFTED_LISTS,
        "back_url": reverse("protection:case_indicators", args=[case_id]),
    }
    return render(request, "protection/rows_page.html", context)
