from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from panah.access.permissions import Permission
from panah.access.web import DeskRequest, edit, page, send
from panah.core.paging import page as page_of
from panah.organisations.forms import choices_of
from panah.protection import actions, forms, queries
from panah.protection.rules import PersonDetails

ABROAD = "share_foreign"


@page(Permission.CONSULAR_ASSISTANCE_READ)
def assistance_list(request: DeskRequest) -> HttpResponse:
    found = queries.assistances(actor=request.actor)
    context = {
        "title": _("Consular help"),
        "page": page_of(found, order=("-received_on", "-id"), after=request.GET.get("after")),
        "contacts": queries.mission_contacts(actor=request.actor)[:50],
    }
    return render(request, "protection/assistance_list.html", context)


@page(Permission.CONSULAR_ASSISTANCE_READ)
def contact_read(request: DeskRequest, contact_id: UUID) -> HttpResponse:
    return _contact(request, contact_id, person=None)


@page(Permission.CONSULAR_PERSON_SHOW)
@require_POST
def contact_show(request: DeskRequest, contact_id: UUID) -> HttpResponse:
    person = actions.show_asked_person(actor=request.actor, contact_id=contact_id)
    return _contact(request, contact_id, person=person)


def _contact(request: DeskRequest, contact_id: UUID, *, person: PersonDetails | None) -> HttpResponse:
    contact = queries.mission_contact(actor=request.actor, contact_id=contact_id)
    waiting = queries.contacts_to_answer(actor=request.actor).filter(pk=contact_id)
    context = {
        "title": _("You are asked to help your national"),
        "contact": contact,
        "person": person,
        "is_waiting": waiting.exists(),
        "back_url": reverse("protection:assistance_list"),
    }
    return render(request, "protection/contact_read.html", context)


@page(Permission.CONSULAR_PERSON_SHOW)
def contact_take_up(request: DeskRequest, contact_id: UUID) -> HttpResponse:
    contact = queries.mission_contact(actor=request.actor, contact_id=contact_id)
    known = actions.show_asked_person(actor=request.actor, contact_id=contact_id)
    born = known.birth_date.isoformat() if known.birth_date else ""
    given = {name: getattr(known, name) for name in ("given_name", "surname", "sex", "age_band", "language")}
    initial = {**given, "birth_date": born, "citizenship": known.citizenship, "country": "AZ", "consented": True}
    form = forms.OpenAssistanceForm(request.POST or None, initial=initial)
    if record := send(request, form, actions.open_assistance, person_id=contact.person_id):
        return redirect("protection:assistance_read", record.pk)
    back = reverse("protection:contact_read", args=[contact_id])
    context = {"form": form, "title": _("Help a national"), "submit": _("Begin"), "back_url": back}
    return render(request, "core/form_page.html", context)


@page(Permission.CONSULAR_ASSISTANCE_OPEN)
def assistance_open(request: DeskRequest) -> HttpResponse:
    form = forms.OpenAssistanceForm(request.POST or None)
    if record := send(request, form, actions.open_assistance):
        return redirect("protection:assistance_read", record.pk)
    back = reverse("protection:assistance_list")
    context = {"form": form, "title": _("Help a national"), "submit": _("Begin"), "back_url": back}
    return render(request, "core/form_page.html", context)


@page(Permission.CONSULAR_ASSISTANCE_READ)
def assistance_read(request: DeskRequest, assistance_id: UUID) -> HttpResponse:
    return _assistance(request, assistance_id, named=None)


@page(Permission.CONSULAR_PERSON_SHOW)
@require_POST
def assistance_show(request: DeskRequest, assistance_id: UUID) -> HttpResponse:
    named = actions.show_national(actor=request.actor, assistance_id=assistance_id)
    return _assistance(request, assistance_id, named=named)


def _assistance(request: DeskRequest, assistance_id: UUID, *, named: dict[str, str] | None) -> HttpResponse:
    record = actions.look_at_assistance(actor=request.actor, assistance_id=assistance_id)
    context = {
        "title": record.reference,
        "record": record,
        "named": named,
        "may_show": request.actor.may(Permission.CONSULAR_PERSON_SHOW),
        "documents": queries.documents_of_assistance(actor=request.actor, assistance_id=assistance_id),
        "hand_overs": queries.hand_overs_of_assistance(actor=request.actor, assistance_id=assistance_id),
        "back_url": reverse("protection:assistance_list"),
    }
    return render(request, "protection/assistance_read.html", context)


@page(Permission.CONSULAR_ASSISTANCE_CHANGE)
def assistance_change(request: DeskRequest, assistance_id: UUID) -> HttpResponse:
    record = queries.assistance_to_change(actor=request.actor, assistance_id=assistance_id)
    initial = {name: getattr(record, name) for name in ("steps_done", "has_safe_place", "is_safe_to_return")}
    form = forms.FirstHoursForm(request.POST or None, initial=initial)
    if changed := edit(request, form, actions.change_assistance, assistance_id=assistance_id):
        if record.state != changed.state:
            messages.warning(request, _("The return was taken back, because it is not known to be safe."))
        return redirect("protection:assistance_read", assistance_id)
    back = reverse("protection:assistance_read", args=[assistance_id])
    return render(request, "core/form_page.html", {"form": form, "title": _("First hours"), "back_url": back})


@page(Permission.CONSULAR_ASSISTANCE_CHANGE)
def assistance_consent(request: DeskRequest, assistance_id: UUID) -> HttpResponse:
    queries.assistance(actor=request.actor, assistance_id=assistance_id)
    form = forms.AnswerConsentForm(request.POST or None)
    if send(request, form, actions.answer_consent, assistance_id=assistance_id):
        return redirect("protection:assistance_read", assistance_id)
    back = reverse("protection:assistance_read", args=[assistance_id])
    return render(request, "core/form_page.html", {"form": form, "title": _("Consent"), "back_url": back})


@page(Permission.CONSULAR_DOCUMENT_ISSUE)
def document_issue(request: DeskRequest, assistance_id: UUID) -> HttpResponse:
    queries.assistance(actor=request.actor, assistance_id=assistance_id)
    form = forms.IssueDocumentForm(request.POST or None)
    if send(request, form, actions.issue_document, assistance_id=assistance_id):
        return redirect("protection:assistance_read", assistance_id)
    context = {
        "form": form,
        "title": _("Certificate of return"),
        "intro": _("No state fee is charged."),
        "back_url": reverse("protection:assistance_read", args=[assistance_id]),
    }
    return render(request, "core/form_page.html", context)


@page(Permission.CONSULAR_ASSISTANCE_CHANGE)
def return_announce(request: DeskRequest, assistance_id: UUID) -> HttpResponse:
    queries.assistance(actor=request.actor, assistance_id=assistance_id)
    receivers = choices_of(queries.receiving_organisations(actor=request.actor), language=request.actor.language)
    form = forms.AnnounceReturnForm(request.POST or None, receivers=receivers)
    if send(request, form, actions.announce_return, assistance_id=assistance_id):
        messages.success(request, _("The return is announced. The receiving body signs on arrival."))
        return redirect("protection:assistance_read", assistance_id)
    back = reverse("protection:assistance_read", args=[assistance_id])
    context = {"form": form, "title": _("Announce a voluntary return"), "submit": _("Send"), "back_url": back}
    return render(request, "core/form_page.html", context)


@page(Permission.CONSULAR_ASSISTANCE_CHANGE)
def return_withdraw(request: DeskRequest, assistance_id: UUID) -> HttpResponse:
    queries.assistance(actor=request.actor, assistance_id=assistance_id)
    if request.method != "POST":
        context = {
            "title": _("The person stays"),
            "warning": _("The announced return is taken back. Nobody at home can sign for the person any more."),
            "submit": _("Take the return back"),
            "back_url": reverse("protection:assistance_read", args=[assistance_id]),
        }
        return render(request, "core/confirm_page.html", context)
    actions.withdraw_return(actor=request.actor, assistance_id=assistance_id)
    messages.success(request, _("The return is taken back. Help goes on."))
    return redirect("protection:assistance_read", assistance_id)


@page(Permission.CONSULAR_ASSISTANCE_CHANGE)
def assistance_close(request: DeskRequest, assistance_id: UUID) -> HttpResponse:
    queries.assistance(actor=request.actor, assistance_id=assistance_id)
    if request.method != "POST":
        context = {
            "title": _("Close the record"),
            "warning": _("A closed record is not opened again. Nothing more can be added to it."),
            "submit": _("Close the record"),
            "back_url": reverse("protection:assistance_read", args=[assistance_id]),
        }
        return render(request, "core/confirm_page.html", context)
    actions.close_assistance(actor=request.actor, assistance_id=assistance_id)
    return redirect("protection:assistance_read", assistance_id)


@page(Permission.PROTECTION_CASE_OPEN)
def hand_over_sign(request: DeskRequest, hand_over_id: UUID) -> HttpResponse:
    hand_over = queries.hand_over_to_sign(actor=request.actor, hand_over_id=hand_over_id)
    form = forms.SignHandOverForm(request.POST or None)
    if send(request, form, actions.sign_hand_over, hand_over_id=hand_over_id):
        messages.success(request, _("Signed. The mission reads that the person arrived safely."))
        has_case = not queries.arrivals(actor=request.actor).filter(pk=hand_over_id).exists()
        return redirect("protection:case_list") if has_case else redirect("protection:hand_over_open", hand_over_id)
    context = {"form": form, "title": _("Sign for an arrival"), "hand_over": hand_over, "submit": _("Sign for it")}
    return render(request, "protection/hand_over_sign.html", context)


@page(Permission.PROTECTION_CASE_OPEN)
def hand_over_open(request: DeskRequest, hand_over_id: UUID) -> HttpResponse:
    arrived = queries.arrival(actor=request.actor, hand_over_id=hand_over_id)
    known = {"source": "consulate", "sex": arrived.sex, "age_band": arrived.age_band}
    form = forms.CaseForm(request.POST or None, initial=known)
    if case := send(request, form, actions.open_case, person_id=arrived.person_id):
        messages.success(request, _("The case is open. If you presume trafficking, record it now: help opens at once."))
        return redirect("protection:case_read", case.pk)
    context = {
        "form": form,
        "title": _("Open a case for the person who arrived"),
        "intro": _("The mission passed on no name. What it did pass on is filled in: correct it with the person."),
        "hand_over": arrived,
        "submit": _("Open the case"),
        "back_url": reverse("desk:work_list"),
    }
    return render(request, "protection/hand_over_sign.html", context)


@page(Permission.PROTECTION_CASE_READ)
def case_consular(request: DeskRequest, case_id: UUID) -> HttpResponse:
    bar = actions.look_at_case(actor=request.actor, case_id=case_id, tab="consular")
    context = {
        "bar": bar,
        "tab": "consular",
        "contacts": queries.mission_contacts_of_case(actor=request.actor, case_id=case_id),
        "may_ask": request.actor.may(Permission.ACCESS_GRANT_GIVE),
        "has_consent": bool(queries.consent_choices(actor=request.actor, case_id=case_id, purpose=ABROAD)),
    }
    return render(request, "protection/case_consular.html", context)


@page(Permission.ACCESS_GRANT_GIVE)
def mission_contact(request: DeskRequest, case_id: UUID) -> HttpResponse:
    queries.case(actor=request.actor, case_id=case_id)
    missions = choices_of(queries.foreign_missions(actor=request.actor), language=request.actor.language)
    consents = queries.consent_choices(actor=request.actor, case_id=case_id, purpose=ABROAD)
    if not consents:
        messages.warning(request, _("Record first that the person agrees that this embassy is told."))
        return redirect("protection:consent_record", case_id)
    form = forms.ContactMissionForm(request.POST or None, missions=missions, consents=consents)
    if send(request, form, actions.contact_mission, case_id=case_id):
        messages.success(request, _("The embassy is asked. It sees the identity until the day you chose."))
        return redirect("protection:case_consular", case_id)
    back = reverse("protection:case_consular", args=[case_id])
    context = {"form": form, "title": _("Ask the person's embassy for help"), "submit": _("Send"), "back_url": back}
    return render(request, "core/form_page.html", context)
