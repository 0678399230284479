from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.access.permissions import Permission
from panah.access.queries import restriction_to_change, restrictions
from panah.access.web import DeskRequest, page, send
from panah.codes.catalogue import LANGUAGES, code_list
from panah.core.errors import NotVisible
from panah.country.notices import notice_text
from panah.organisations.forms import choices_of
from panah.protection import actions, forms, queries
from panah.protection.actions.pausing import end_restriction
from panah.protection.actions.rights import confirm_correction
from panah.protection.forms.rights import LiftRestrictionForm
from panah.protection.queries import rights as rights_queries
from panah.protection.queries import sanction as sanction_queries
from panah.protection.rules.consent import OFFICER
from panah.protection.rules.rights import ANSWERED, CORRECTIONS, LETTERS
from panah.protection.states import RightsState, SanctionState


@page(Permission.PROTECTION_CASE_READ)
def case_rights(request: DeskRequest, case_id: UUID) -> HttpResponse:
    return render(request, "protection/case_rights.html", _rights(request, case_id))


def _rights(request: DeskRequest, case_id: UUID) -> dict[str, Any]:
    bar = actions.look_at_case(actor=request.actor, case_id=case_id, tab="rights")
    found = sanction_queries.sanctions(actor=request.actor, case_id=case_id)
    rows = [(row, sanction_queries.sanction_steps(actor=request.actor, sanction=row)) for row in found]
    asked = rights_queries.rights_requests(actor=request.actor, case_id=case_id)
    return {
        "bar": bar,
        "tab": "rights",
        "sanctions": rows,
        "requests": asked,
        "restrictions": restrictions(actor=request.actor, case_id=case_id),
        "is_officer": OFFICER in request.actor.duties,
    }


@page(Permission.PROTECTION_SANCTION_FLAG)
def sanction_flag(request: DeskRequest, case_id: UUID) -> HttpResponse:
    case = queries.case(actor=request.actor, case_id=case_id)
    bodies = choices_of(queries.bodies(actor=request.actor), language=request.actor.language)
    form = forms.FlagSanctionForm(request.POST or None, bodies=bodies)
    if send(request, form, actions.flag_sanction, case_id=case_id):
        messages.success(request, _("Flagged. The case supervisor was told and reviews it."))
        return redirect("protection:case_rights", case_id)
    context = {
        "form": form,
        "title": _("Charged or penalised, in %(reference)s") % {"reference": case.reference},
        "intro": _("Nobody may be punished for what they were made to do. It changes no help."),
        "submit": _("Flag it"),
        "back_url": reverse("protection:case_rights", args=[case_id]),
    }
    return render(request, "core/form_page.html", context)


@page(Permission.PROTECTION_SANCTION_REVIEW)
@require_POST
def sanction_review(request: DeskRequest, sanction_id: UUID, state: str) -> HttpResponse:
    if state not in set(SanctionState):
        raise NotVisible(f"state {state}")
    sanction = actions.review_sanction(actor=request.actor, sanction_id=sanction_id, to=SanctionState(state))
    return redirect("protection:case_rights", sanction.case_id)


@page(Permission.PROTECTION_PERSON_SHOW)
@require_POST
def sanction_show(request: DeskRequest, sanction_id: UUID) -> HttpResponse:
    words = actions.show_sanction(actor=request.actor, sanction_id=sanction_id)
    shown = sanction_queries.sanction(actor=request.actor, sanction_id=sanction_id)
    context = {**_rights(request, shown.case_id), "shown": shown, "words": words or "–"}
    return render(request, "protection/case_rights.html", context)


@page(Permission.PROTECTION_RIGHTS_RECORD)
def rights_ask(request: DeskRequest, case_id: UUID) -> HttpResponse:
    case = queries.case(actor=request.actor, case_id=case_id)
    form = forms.AskRightsForm(request.POST or None)
    if made := send(request, form, actions.ask_rights, case_id=case_id):
        messages.success(request, _("Recorded. The clock for the answer runs."))
        return redirect("protection:rights_read", made.pk)
    context = {
        "form": form,
        "title": _("A request of the person, in %(reference)s") % {"reference": case.reference},
        "intro": _(
            "Everybody may ask what is held about them, who saw it, and that it be put right. It costs nothing."
        ),
        "back_url": reverse("protection:case_rights", args=[case_id]),
    }
    return render(request, "core/form_page.html", context)


@page(Permission.PROTECTION_RIGHTS_RECORD)
def rights_read(request: DeskRequest, rights_request_id: UUID) -> HttpResponse:
    return render(request, "protection/rights_read.html", _request(request, rights_request_id))


@page(Permission.PROTECTION_PERSON_SHOW)
@require_POST
def rights_show(request: DeskRequest, rights_request_id: UUID) -> HttpResponse:
    document, words = actions.show_rights(actor=request.actor, rights_request_id=rights_request_id)
    context = _request(request, rights_request_id)
    own = request.actor.language if request.actor.language in LANGUAGES else "en"
    spoken = context["asked"].language if context["asked"].language in LANGUAGES else own
    context |= {
        "words": words,
        "spoken": spoken,
        "sections": rights_queries.in_words(actor=request.actor, document=document, spoken=spoken),
        "letter": notice_text(kind=LETTERS[context["asked"].kind], language=spoken, fallback="en"),
        "refusal": notice_text(kind="rights_refusal", language=spoken, fallback="en"),
        "grounds": [code_list("rights_ground").label(each, spoken) for each in context["asked"].grounds],
    }
    return render(request, "protection/rights_show.html", context)


def _request(request: DeskRequest, rights_request_id: UUID) -> dict[str, Any]:
    asked = rights_queries.rights_request(actor=request.actor, rights_request_id=rights_request_id)
    bar = actions.look_at_case(actor=request.actor, case_id=asked.case_id, tab="rights")
    is_officer = OFFICER in request.actor.duties and asked.prepared_by_id != request.actor.id
    waits = asked.state == RightsState.GRANTED and asked.concerns and not asked.corrected_on
    correct_url = reverse(CORRECTIONS[asked.concerns].url_name, args=[asked.case_id]) if waits else ""
    return {
        "bar": bar,
        "tab": "rights",
        "asked": asked,
        "is_officer": is_officer,
        "correct_url": correct_url,
        "is_answered": asked.state in ANSWERED,
    }


@page(Permission.PROTECTION_RIGHTS_RECORD)
def rights_prepare(request: DeskRequest, rights_request_id: UUID) -> HttpResponse:
    asked = rights_queries.rights_request(actor=request.actor, rights_request_id=rights_request_id)
    form = forms.PrepareRightsForm(request.POST or None)
    if send(request, form, actions.prepare_rights, rights_request_id=rights_request_id):
        messages.success(request, _("Prepared. The data-protection officer decides."))
        return redirect("protection:rights_read", rights_request_id)
    context = {
        "form": form,
        "title": _("Prepare the answer to %(reference)s") % {"reference": asked.reference},
        "intro": _(
            "Panah puts all of the record together: no other person, no place where anybody lives. Only the officer "
            "may leave something out, on a named ground that the person is told."
        ),
        "submit": _("Lay it before the officer"),
        "back_url": reverse("protection:rights_read", args=[rights_request_id]),
    }
    return render(request, "core/form_page.html", context)


@page(Permission.PROTECTION_RIGHTS_DECIDE)
def rights_decide(request: DeskRequest, rights_request_id: UUID) -> HttpResponse:
    asked = rights_queries.rights_request(actor=request.actor, rights_request_id=rights_request_id)
    answers = [("granted", _("Grant it")), ("refused", _("Refuse it")), ("asked", _("Send it back to be prepared"))]
    form = forms.DecideRightsForm(request.POST or None, answers=answers)
    if send(request, form, actions.decide_rights, rights_request_id=rights_request_id):
        return redirect("protection:rights_read", rights_request_id)
    context = {
        "form": form,
        "title": _("Decide on %(reference)s") % {"reference": asked.reference},
        "intro": _("Whoever prepared it does not decide. The person is told how to complain."),
        "submit": _("Decide"),
        "back_url": reverse("protection:rights_read", args=[rights_request_id]),
    }
    return render(request, "core/form_page.html", context)


@page(Permission.PROTECTION_RIGHTS_RECORD)
def rights_hand_over(request: DeskRequest, rights_request_id: UUID) -> HttpResponse:
    asked = rights_queries.rights_request(actor=request.actor, rights_request_id=rights_request_id)
    form = forms.HandOverRightsForm(request.POST or None)
    if send(request, form, actions.hand_over_rights, rights_request_id=rights_request_id):
        messages.success(request, _("Handed over."))
        return redirect("protection:rights_read", rights_request_id)
    context = {
        "form": form,
        "title": _("Hand over %(reference)s") % {"reference": asked.reference},
        "intro": _("Ask the person alone first, with an interpreter who is nobody's friend or relative."),
        "submit": _("It was handed over"),
        "back_url": reverse("protection:rights_read", args=[rights_request_id]),
    }
    return render(request, "core/form_page.html", context)


@page(Permission.PROTECTION_RIGHTS_RECORD)
@require_POST
def rights_correct(request: DeskRequest, rights_request_id: UUID) -> HttpResponse:
    confirm_correction(actor=request.actor, rights_request_id=rights_request_id)
    messages.success(request, _("Noted: the record is corrected. Now the answer can be handed over."))
    return redirect("protection:rights_read", rights_request_id)


@page(Permission.PROTECTION_RIGHTS_DECIDE)
def restriction_lift(request: DeskRequest, restriction_id: UUID) -> HttpResponse:
    restriction = restriction_to_change(actor=request.actor, restriction_id=restriction_id)
    form = LiftRestrictionForm(request.POST or None)
    if send(request, form, end_restriction, restriction_id=restriction_id):
        messages.success(request, _("Lifted. What is needed can be shared again, with consent."))
        return redirect("protection:case_rights", restriction.case_id)
    context = {
        "form": form,
        "title": _("Lift the restriction"),
        "intro": _("Only the data-protection officer does it, and the person is told before."),
        "submit": _("Lift the restriction"),
        "back_url": reverse("protection:case_rights", args=[restriction.case_id]),
    }
    return render(request, "core/form_page.html", context)


@page(Permission.PROTECTION_RIGHTS_RECORD)
@require_POST
def rights_withdraw(request: DeskRequest, rights_request_id: UUID) -> HttpResponse:
    asked = actions.withdraw_rights(actor=request.actor, rights_request_id=rights_request_id)
    return redirect("protection:case_rights", asked.case_id)
