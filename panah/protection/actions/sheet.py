"""
Papers printed from the record. That one was printed is kept, with who and when; what stood on it is not.

A person may be in danger with a paper in the pocket: each may be kept for them instead of handed out.
"""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.access.walls import FieldGroup
from panah.audit import log
from panah.audit.events import Event
from panah.core.clock import today
from panah.core.errors import NotVisible, WrongState, gettext_noop
from panah.core.ids import reference as new_reference
from panah.printing.forms import receipt_pdf
from panah.printing.neutral import PLACES, exposing
from panah.printing.sheets import OfficePaper, office_pdf, texts
from panah.protection import queries
from panah.protection.actions.consular import show_national
from panah.protection.actions.person import show_name
from panah.protection.models import Sheet
from panah.protection.queries.paper import paper_of_case
from panah.protection.queries.paper_act import paper_of_decision, paper_of_stay
from panah.protection.queries.paper_consular import paper_of_assistance
from panah.protection.queries.paper_money import paper_of_payment, receipt_of
from panah.protection.queries.paper_rights import paper_of_rights
from panah.protection.queries.retention import reasons_of
from panah.protection.queries.rights import rights_request
from panah.protection.rules.rights import check_printed
from panah.protection.rules.sheet import OF_PAYMENT, OF_STAY, READS, RECEIPT, check_handling, fitting_forms


@dataclass(frozen=True, slots=True)
class Printed:
    """A paper just printed. Its name tells nothing."""

    sheet: Sheet
    content: bytes

    @property
    def file_name(self) -> str:
        return f"sheet-{self.sheet.reference}.pdf"


@transaction.atomic
def print_sheet(
    *, actor: Actor, case_id: UUID, form: str, language: str, handling: str, with_name: bool = False
) -> Printed:
    """
    Print a paper of a case, filled from the record.

    :raises NotPermitted: if the actor may not print, or may not see the name that is asked for
    :raises NotVisible: if the actor's organisation holds no such case
    :raises WrongState: if the paper does not fit the case where it stands
    :raises InvalidInput: if it would be handed out with words that tell what it is about
    """
    check(actor, Permission.PROTECTION_SHEET_PRINT)
    case = queries.case_to_change(actor=actor, case_id=case_id)
    is_child = queries.treated_as_child(actor=actor, case=case)
    if form not in fitting_forms(case.status, has_reflection=case.reflection_from is not None, is_child=is_child):
        raise WrongState(gettext_noop("This paper does not fit the case where it stands now."))
    name = show_name(actor=actor, case_id=case_id) if with_name else ""
    reference = new_reference("S", year=today().year)
    paper = paper_of_case(actor=actor, case=case, form=form, language=language, name=name, reference=reference)
    sheet = _keep(actor, paper, case_id=case_id, form=form, handling=handling, has_name=bool(name))
    log.record(
        actor=actor,
        event=Event.PROTECTION_SHEET_PRINTED,
        subject=sheet,
        case_id=case_id,
        groups=READS.get(form, ()),
        form=form,
    )
    return Printed(sheet, office_pdf(paper))


@transaction.atomic
def print_decision(
    *, actor: Actor, decision_id: UUID, language: str, handling: str, with_name: bool = False
) -> Printed:
    """
    Print a decision with its reasons, at either end of it.

    :raises NotPermitted: if the actor may not print, or may not read reasons
    :raises NotVisible: if there is no such decision for this actor
    :raises InvalidInput: if it would be handed out with words that tell what it is about
    """
    check(actor, Permission.PROTECTION_SHEET_PRINT)
    check(actor, Permission.PROTECTION_PERSON_SHOW)
    decision = queries.decision(actor=actor, decision_id=decision_id)
    name = show_name(actor=actor, case_id=decision.case_id) if with_name else ""
    reference = new_reference("S", year=today().year)
    paper = paper_of_decision(
        actor=actor,
        decision=decision,
        language=language,
        name=name,
        reasons=reasons_of(actor=actor, decision=decision),
        reference=reference,
    )
    sheet = _keep(actor, paper, case_id=decision.case_id, form="decision", handling=handling, has_name=bool(name))
    log.record(
        actor=actor,
        event=Event.PROTECTION_SHEET_PRINTED,
        subject=sheet,
        groups=(FieldGroup.IDENTITY,),
        case_id=decision.case_id,
        decision_id=decision_id,
        form="decision",
    )
    return Printed(sheet, office_pdf(paper))


@transaction.atomic
def print_stay(*, actor: Actor, stay_id: UUID, form: str, language: str, handling: str) -> Printed:
    """
    Print a paper of a stay: its beginning, the rules of the house, its end. None says where the house is.

    :raises NotPermitted: if the actor may not print, or runs no shelter
    :raises NotVisible: if the actor's shelter has no such stay, or there is no such paper
    :raises InvalidInput: if it would be handed out with words that tell what it is about
    """
    check(actor, Permission.PROTECTION_SHEET_PRINT)
    check(actor, Permission.PROTECTION_SHELTER_READ)
    stay = queries.stay(actor=actor, stay_id=stay_id)
    if form not in OF_STAY:
        raise NotVisible(f"paper {form}")
    reference = new_reference("S", year=today().year)
    paper = paper_of_stay(actor=actor, stay=stay, form=form, language=language, reference=reference)
    sheet = _keep(actor, paper, case_id=stay.case_id, form=form, handling=handling, has_name=False)
    log.record(actor=actor, event=Event.PROTECTION_SHEET_PRINTED, subject=sheet, case_id=stay.case_id, form=form)
    return Printed(sheet, office_pdf(paper))


@transaction.atomic
def print_assistance(
    *, actor: Actor, assistance_id: UUID, language: str, handling: str, with_name: bool = False
) -> Printed:
    """
    Print the report of a mission's help, with the travel document that it gave.

    :raises NotPermitted: if the actor may not read consular records, or may not see the name that is asked for
    :raises NotVisible: if the actor's mission has no such record
    :raises InvalidInput: if it would be handed out with words that tell what it is about
    """
    check(actor, Permission.CONSULAR_ASSISTANCE_READ)
    record = queries.assistance(actor=actor, assistance_id=assistance_id)
    who = show_national(actor=actor, assistance_id=assistance_id) if with_name else {}
    name = f"{who.get('given_name', '')} {who.get('surname', '')}".strip()
    reference = new_reference("S", year=today().year)
    paper = paper_of_assistance(actor=actor, record=record, language=language, name=name, reference=reference)
    sheet = _keep(actor, paper, case_id=record.pk, form="consular", handling=handling, has_name=bool(name))
    log.record(actor=actor, event=Event.PROTECTION_SHEET_PRINTED, subject=sheet, case_id=record.pk, form="consular")
    return Printed(sheet, office_pdf(paper))


@transaction.atomic
def print_rights(
    *, actor: Actor, rights_request_id: UUID, language: str, handling: str, with_name: bool = False
) -> Printed:
    """
    Print the answer to a person's request about their own record, as the officer decided on it.

    :raises NotPermitted: if the actor may not print, or may not see who somebody is
    :raises NotVisible: if the actor's organisation holds no such request
    :raises WrongState: if it was not decided yet
    :raises InvalidInput: if it would be handed out with words that tell what it is about
    """
    check(actor, Permission.PROTECTION_SHEET_PRINT)
    check(actor, Permission.PROTECTION_PERSON_SHOW)
    request = rights_request(actor=actor, rights_request_id=rights_request_id)
    check_printed(request.state)
    name = show_name(actor=actor, case_id=request.case_id) if with_name else ""
    reference = new_reference("S", year=today().year)
    paper = paper_of_rights(actor=actor, request=request, language=language, name=name, reference=reference)
    sheet = _keep(actor, paper, case_id=request.case_id, form="rights_answer", handling=handling, has_name=bool(name))
    log.record(
        actor=actor,
        event=Event.PROTECTION_SHEET_PRINTED,
        subject=sheet,
        case_id=request.case_id,
        groups=(FieldGroup.CASE, FieldGroup.IDENTITY),
        rights_request_id=rights_request_id,
        form="rights_answer",
    )
    return Printed(sheet, office_pdf(paper))


@transaction.atomic
def print_payment(*, actor: Actor, payment_id: UUID, form: str, language: str, handling: str) -> Printed:
    """
    Print the order to pay, or the receipt to sign. Neither names the person or says what it is for.

    :raises NotPermitted: if the actor may not prepare payments
    :raises NotVisible: if there is no such payment at the actor's organisation, or no such paper
    :raises WrongState: if it was not approved
    :raises InvalidInput: if it would be handed out with words that tell what it is about
    """
    check(actor, Permission.PROTECTION_PAYMENT_DRAFT)
    payment = queries.payment(actor=actor, payment_id=payment_id)
    if form not in OF_PAYMENT:
        raise NotVisible(f"paper {form}")
    if payment.approved_on is None:
        raise WrongState(gettext_noop("There is a receipt once the payment is approved."))
    reference = new_reference("S", year=today().year)
    paper = paper_of_payment(actor=actor, payment=payment, form=form, language=language, reference=reference)
    sheet = _keep(actor, paper, case_id=payment.case_id, form=form, handling=handling, has_name=False)
    event = Event.PROTECTION_RECEIPT_PRINTED if form == RECEIPT else Event.PROTECTION_SHEET_PRINTED
    log.record(actor=actor, event=event, subject=sheet, case_id=payment.case_id, payment_id=payment_id, form=form)
    if form != RECEIPT:
        return Printed(sheet, office_pdf(paper))
    return Printed(sheet, receipt_pdf(receipt_of(actor=actor, payment=payment, language=language)))


def _keep(actor: Actor, paper: OfficePaper, *, case_id: UUID, form: str, handling: str, has_name: bool) -> Sheet:
    """Record that a paper was printed, if it may be handled so."""
    check_handling(handling, exposing=exposing(texts(paper), also=PLACES))
    sheet = Sheet(
        organisation_id=actor.organisation_id,
        wall=actor.wall,
        case_id=case_id,
        reference=paper.reference,
        form=form,
        language=paper.language,
        handling=handling,
        has_name=has_name,
        printed_by_id=actor.id,
    )
    sheet.save(force_insert=True)
    return sheet
