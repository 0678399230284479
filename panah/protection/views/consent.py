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
from panah.core.clock import today
from panah.organisations.forms import choices_of
from panah.protection import actions, forms, queries
from panah.protection.rules.consent import scan_type


@page(Permission.PROTECTION_CASE_READ)
def case_consent(request: DeskRequest, case_id: UUID) -> HttpResponse:
    bar = actions.look_at_case(actor=request.actor, case_id=case_id, tab="consent")
    context = {
        "bar": bar,
        "tab": "consent",
        "consents": queries.consents(actor=request.actor, case_id=case_id),
        "overrides": queries.overrides(actor=request.actor, case_id=case_id),
        "today": today(),
    }
    return render(request, "protection/case_consent.html", context)


@page(Permission.PROTECTION_CONSENT_RECORD)
def consent_record(request: DeskRequest, case_id: UUID) -> HttpResponse:
    case = queries.case(actor=request.actor, case_id=case_id)
    chosen = forms.ChooseConsentForm(_asked(request), recipients=_bodies(request))
    if not chosen.is_valid():
        return _choose(request, case_id, chosen, case.reference)
    asked = dict(chosen.cleaned_data)
    treated_as_child = queries.treated_as_child(actor=request.actor, case=case)
    form = forms.RecordConsentForm(
        request.POST or None, request.FILES or None, signing=asked.pop("signing"), is_child=treated_as_child
    )
    if send(request, form, actions.record_consent, case_id=case_id, **asked):
        messages.success(request, _("The consent is recorded. It can be withdrawn at any time, without a reason."))
        return redirect("protection:case_consent", case_id)
    return render(request, "protection/consent_record.html", _to_sign(request, case_id, form, asked, case.reference))


def _asked(request: DeskRequest) -> Any:
    """Return what was chosen before: it stands in the address, or was sent with the rest."""
    if request.GET:
        return request.GET
    return request.POST if "purpose" in request.POST else None


def _bodies(request: DeskRequest) -> list[tuple[str, str]]:
    return choices_of(queries.bodies(actor=request.actor), language=request.actor.language)


def _choose(request: DeskRequest, case_id: UUID, form: forms.ChooseConsentForm, number: str) -> HttpResponse:
    context = {
        "form": form,
        "title": _("Record consent in %(reference)s") % {"reference": number},
        "intro": _("Only after everything was explained in a language the person understands. No help depends on it."),
        "submit": _("Show the text"),
        "back_url": reverse("protection:case_consent", args=[case_id]),
    }
    return render(request, "protection/consent_choose.html", context)


def _to_sign(
    request: DeskRequest, case_id: UUID, form: forms.RecordConsentForm, asked: dict[str, Any], number: str
) -> dict[str, Any]:
    purpose, spoken = asked["purpose"], asked["language"]
    return {
        "form": form,
        "text": queries.text_to_show(actor=request.actor, purpose=purpose, language=spoken),
        "asked": asked,
        "recipient": dict(_bodies(request)).get(str(asked["recipient_id"]), ""),
        "title": _("Sign in %(reference)s") % {"reference": number},
        "intro": _("Show this page to the person, or read it aloud, before anybody signs."),
        "submit": _("Record consent"),
        "back_url": reverse("protection:case_consent", args=[case_id]),
    }


@page(Permission.PROTECTION_CASE_READ)
def consent_read(request: DeskRequest, consent_id: UUID) -> HttpResponse:
    return render(request, "protection/consent_read.html", _consent(request, consent_id))


@page(Permission.PROTECTION_PERSON_SHOW)
@require_POST
def consent_show(request: DeskRequest, consent_id: UUID) -> HttpResponse:
    signed = actions.show_signature(actor=request.actor, consent_id=consent_id)
    return render(request, "protection/consent_read.html", {**_consent(request, consent_id), "signed": signed})


def _consent(request: DeskRequest, consent_id: UUID) -> dict[str, Any]:
    consent = queries.own_consent(actor=request.actor, consent_id=consent_id)
    bar = actions.look_at_case(actor=request.actor, case_id=consent.case_id, tab="consent")
    text = queries.text_shown(actor=request.actor, consent=consent)
    return {"bar": bar, "tab": "consent", "consent": consent, "text": text}


@page(Permission.PROTECTION_PERSON_SHOW)
@require_POST
def consent_open(request: DeskRequest, consent_id: UUID) -> HttpResponse:
    content = actions.open_paper(actor=request.actor, consent_id=consent_id)
    kind, ending = scan_type(content)
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="paper.{ending}"'
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer


@page(Permission.PROTECTION_CONSENT_WITHDRAW)
@require_POST
def consent_withdraw(request: DeskRequest, consent_id: UUID) -> HttpResponse:
    consent = actions.withdraw_consent(actor=request.actor, consent_id=consent_id)
    messages.success(request, _("Withdrawn. Whoever was let in because of this consent no longer sees the case."))
    return redirect("protection:case_consent", consent.case_id)


@page(Permission.PROTECTION_CONSENT_OVERRIDE)
def override_record(request: DeskRequest, case_id: UUID) -> HttpResponse:
    case = queries.case(actor=request.actor, case_id=case_id)
    form = forms.OverrideForm(request.POST or None, recipients=_bodies(request))
    if send(request, form, actions.override_consent, case_id=case_id):
        messages.success(request, _("Recorded. The data-protection officer was told. Now the referral can be sent."))
        return redirect("protection:case_consent", case_id)
    context = {
        "form": form,
        "title": _("Tell somebody without consent in %(reference)s") % {"reference": case.reference},
        "intro": _("Only when a life is in danger, to protect a child, or when a court orders it. Ask first."),
        "submit": _("Record it"),
        "back_url": reverse("protection:case_consent", args=[case_id]),
    }
    return render(request, "core/form_page.html", context)


@page(Permission.PROTECTION_PERSON_SHOW)
@require_POST
def override_show(request: DeskRequest, override_id: UUID) -> HttpResponse:
    words = actions.show_override(actor=request.actor, override_id=override_id)
    override = queries.override(actor=request.actor, override_id=override_id)
    rows = ((_("Number and day of the order"), words["order_number"] or "–"), (_("Why"), words["reason"]))
    context = {
        "title": override.recipient.name(request.actor.language),
        "intro": _("Told without consent"),
        "rows": rows,
        "back_url": reverse("protection:case_consent", args=[override.case_id]),
    }
    return render(request, "protection/override_show.html", context)


@page(Permission.PROTECTION_CONSENT_RECORD)
@require_POST
def override_tell(request: DeskRequest, override_id: UUID) -> HttpResponse:
    override = actions.tell_of_override(actor=request.actor, override_id=override_id)
    return redirect("protection:case_consent", override.case_id)


@page(Permission.PROTECTION_OVERRIDE_NOTE)
@require_POST
def override_note(request: DeskRequest, override_id: UUID) -> HttpResponse:
    override = actions.note_override(actor=request.actor, override_id=override_id)
    messages.success(request, _("Noted that you looked at it."))
    return redirect("protection:case_consent", override.case_id)
