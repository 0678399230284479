"""Asking for money: the holder of a case asks the body that pays. Nothing here reads anything of a criminal case."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.access.walls import Wall
from panah.accounts.queries import names
from panah.audit import log
from panah.audit.events import Event
from panah.core.clock import HOME, now, today
from panah.core.errors import InvalidInput, NotVisible, WrongState, gettext_noop
from panah.core.formats import day_text
from panah.country.parameters import amount as amount_of
from panah.country.parameters import parameter
from panah.protection import queries
from panah.protection.models import CarriedDecision, Case, MoneyRequest
from panah.protection.rules import is_eligible_for_allowance


@transaction.atomic
def request_allowance(*, actor: Actor, case_id: UUID, to_organisation_id: UUID) -> MoneyRequest:
    """
    Ask for the one-time allowance. Entitlement follows identification alone, never a shelter or cooperation.

    The amount is the one that held on the day of the decision.

    :raises NotPermitted: if the actor may not ask for allowances
    :raises NotVisible: if there is no such case for this actor, or no such paying body
    :raises WrongState: if the person has not been identified, or it was asked for already, by whom and when
    """
    check(actor, Permission.PROTECTION_ALLOWANCE_REQUEST)
    case = queries.case_to_change(actor=actor, case_id=case_id)
    decision = queries.positive_decision(actor=actor, case_id=case_id)
    if not is_eligible_for_allowance(is_identified=decision is not None) or decision is None:
        raise WrongState(gettext_noop("The allowance follows identification. There is no positive decision yet."))
    _refuse_second(actor, case_id, decision)
    request = _ask(
        actor,
        case,
        to_organisation_id,
        kind="allowance",
        amount=amount_of("allowance", on=decision.decided_on),
        decision_id=decision.id,
        decided_on=decision.decided_on,
        basis=parameter("allowance", on=decision.decided_on).source[:200],
    )
    _tell_next_holder(actor, request, asked_on=today())
    log.record(
        actor=actor,
        event=Event.PROTECTION_ALLOWANCE_REQUESTED,
        subject=request,
        case_id=case.id,
        to_organisation=to_organisation_id,
    )
    return request


@transaction.atomic
def apply_for_aid(
    *, actor: Actor, case_id: UUID, to_organisation_id: UUID, purpose: str, amount: Decimal
) -> MoneyRequest:
    """
    Apply to the aid fund. Open to a presumed person too, and whether or not the person cooperates with anybody.

    :raises NotPermitted: if the actor may not apply for aid
    :raises NotVisible: if there is no such case for this actor, or no such fund
    :raises InvalidInput: if the amount is not more than nothing
    """
    check(actor, Permission.PROTECTION_AID_APPLY)
    case = queries.case_to_change(actor=actor, case_id=case_id)
    if amount <= 0:
        raise InvalidInput(gettext_noop("Write how much is needed, in manat."), field="amount")
    request = _ask(actor, case, to_organisation_id, kind="aid", purpose=purpose, amount=amount)
    log.record(
        actor=actor,
        event=Event.PROTECTION_AID_APPLIED,
        subject=request,
        case_id=case.id,
        to_organisation=to_organisation_id,
        purpose_code=purpose,
    )
    return request


@transaction.atomic
def withdraw_money_request(*, actor: Actor, request_id: UUID) -> MoneyRequest:
    """
    Withdraw a request for money, so that it is not paid, or can be asked for again.

    :raises NotPermitted: if the actor may not apply for aid
    :raises NotVisible: if the actor's organisation sent no such request
    :raises WrongState: if it was withdrawn already, or the person has the money
    """
    check(actor, Permission.PROTECTION_AID_APPLY)
    request = queries.money_request_to_withdraw(actor=actor, request_id=request_id)
    if request.withdrawn_at is not None:
        raise WrongState(gettext_noop("This request was withdrawn already."))
    if queries.totals_of_request(actor=actor, request=request).paid:
        raise WrongState(gettext_noop("Money was paid on this request. It cannot be withdrawn any more."))
    request.withdrawn_at = now()
    request.save(update_fields=["withdrawn_at"])
    _tell_next_holder(actor, request, asked_on=None)
    log.record(actor=actor, event=Event.PROTECTION_MONEY_WITHDRAWN, subject=request, case_id=request.case_id)
    return request


def _tell_next_holder(actor: Actor, request: MoneyRequest, *, asked_on: date | None) -> None:
    """Keep what was told with a transfer up to date: is the allowance of this decision asked for?"""
    told = CarriedDecision.objects.sent_by_us(actor).filter(case_id=request.case_id)
    told.filter(decision_id=request.decision_id).update(allowance_asked_on=asked_on)


def _refuse_second(actor: Actor, case_id: UUID, decision: queries.LastDecision) -> None:
    """Say who asked for the same allowance and when; a request that came to nothing makes room for another."""
    if decision.allowance_asked_on is not None:
        raise WrongState(
            gettext_noop(
                "The one-time allowance was asked for already, on %(day)s by the organisation that led the case before "
                "you. It is due once for each positive decision. If it came to nothing, that organisation finds it in "
                "its work and withdraws it; then you can ask."
            ),
            day=day_text(decision.allowance_asked_on, actor.language),
        )
    if queries.is_with_another(actor=actor, case_id=case_id, decision_id=decision.id, waits=False):
        raise WrongState(gettext_noop("This case was handed over. Whoever leads it now does what the decision opens."))
    asked = queries.money_of_case(actor=actor, case_id=case_id).filter(decision_id=decision.id, withdrawn_at=None)
    for request in asked:
        if queries.is_over(actor=actor, request=request):
            request.withdrawn_at = now()
            request.save(update_fields=["withdrawn_at"])
            continue
        raise WrongState(
            gettext_noop(
                "The one-time allowance was asked for already, on %(day)s by %(name)s. It is due once for each "
                "positive decision."
            ),
            day=day_text(request.sent_at.astimezone(HOME), actor.language),
            name=names(actor=actor, ids=[request.sent_by_id]).get(request.sent_by_id, "-"),
        )


def _ask(actor: Actor, case: Case, to_organisation_id: UUID, **asked: object) -> MoneyRequest:
    if not queries.paying_organisations(actor=actor).filter(pk=to_organisation_id).exists():
        raise NotVisible(f"paying organisation {to_organisation_id}")
    return MoneyRequest.objects.create(
        from_organisation_id=actor.organisation_id,
        from_wall=actor.wall,
        to_organisation_id=to_organisation_id,
        to_wall=Wall.PROTECTION,
        sent_by_id=actor.id,
        case_id=case.id,
        person_id=case.person_id,
        reference=case.reference,
        **asked,
    )
