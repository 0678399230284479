from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from panah.access.permissions import Permission
from panah.access.web import DeskRequest, edit, page, send
from panah.codes.catalogue import code_list
from panah.protection import actions, forms, queries
from panah.protection.queries.house_rules import rules_given, rules_in_force, rules_of_stay, versions
from panah.protection.rules.house_rules import RULES_LANGUAGES


@page(Permission.PROTECTION_SHELTER_READ)
def rules_read(request: DeskRequest, shelter_id: UUID) -> HttpResponse:
    shelter = queries.shelter(actor=request.actor, shelter_id=shelter_id)
    written = versions(actor=request.actor, shelter_id=shelter_id)
    shown = written or [rules_in_force(actor=request.actor, shelter_id=shelter_id)]
    label = code_list("language").label
    context = {
        "title": _("House rules"),
        "intro": shelter.name,
        "shelter": shelter,
        "is_ours": not written,
        "versions": [
            (rules, [(label(code, request.actor.language), rules.lines(code)) for code in RULES_LANGUAGES])
            for rules in shown
        ],
    }
    return render(request, "protection/rules_read.html", context)


@page(Permission.PROTECTION_SHELTER_CHANGE)
def rules_write(request: DeskRequest, shelter_id: UUID) -> HttpResponse:
    shelter = queries.shelter_to_change(actor=request.actor, shelter_id=shelter_id)
    form = forms.WriteRulesForm(
        request.POST or None, initial=rules_in_force(actor=request.actor, shelter_id=shelter_id).words
    )
    back = reverse("protection:rules_read", args=[shelter_id])
    if edit(request, form, actions.write_house_rules, shelter_id=shelter_id):
        messages.success(request, _("The new version is in force. Older ones stay as they were given."))
        return redirect(back)
    intro = _("One rule on each line. Nothing that says where the house is: people take this paper along.")
    context = {"form": form, "title": _("Write the house rules anew"), "intro": f"{shelter.name}. {intro}"}
    return render(request, "core/form_page.html", {**context, "back_url": back})


@page(Permission.PROTECTION_SHELTER_READ)
def stay_read(request: DeskRequest, stay_id: UUID) -> HttpResponse:
    stay = queries.stay(actor=request.actor, stay_id=stay_id)
    given, rules = rules_of_stay(actor=request.actor, stay=stay)
    in_force = rules_in_force(actor=request.actor, shelter_id=stay.shelter_id)
    context = {
        "title": _("Stay"),
        "intro": stay.reference,
        "stay": stay,
        "given": rules_given(actor=request.actor, stay_id=stay_id),
        "is_newer": given is not None and rules.id != in_force.id,
        "presences": queries.presences_of_stay(actor=request.actor, stay_id=stay_id)[:7],
    }
    return render(request, "protection/stay_read.html", context)


@page(Permission.PROTECTION_STAY_ADMIT)
def rules_give(request: DeskRequest, stay_id: UUID) -> HttpResponse:
    stay = queries.stay(actor=request.actor, stay_id=stay_id)
    rules = rules_in_force(actor=request.actor, shelter_id=stay.shelter_id)
    known = {"rules_id": rules.id, "rules_language": stay.language}
    form = forms.GiveRulesForm(request.POST or None, initial=known)
    back = reverse("protection:stay_read", args=[stay_id])
    if send(request, form, actions.give_house_rules, stay_id=stay_id):
        return redirect(back)
    context = {
        "form": form,
        "title": _("Give the house rules"),
        "intro": stay.reference,
        "houses": [(stay.shelter.name, rules.lines(stay.language))],
        "submit": _("The rules were given"),
        "back_url": back,
    }
    return render(request, "protection/rules_give.html", context)
