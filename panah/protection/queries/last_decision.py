"""The last decision on the person of a case: sent to the holder by the unit, or told with the transfer of the case."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from panah.access.policy import Actor
from panah.core.errors import NotVisible
from panah.protection.models import CarriedDecision, Case, Decision
from panah.protection.queries.inquiry import MADE_LAST, decisions_to_receive
from panah.protection.queries.review import review_state, reviews_of_case
from panah.protection.rules.case import waits_for_decision
from panah.protection.rules.transfer import identification_runs
from panah.protection.states import Outcome, ReviewState, TransferState

TOLD = ("reference", "inquiry_id", "outcome", "body", "decided_on", "legal_basis", "form", "negative_reasons")
REVIEW_RUNS = frozenset({ReviewState.ASKED, ReviewState.TAKEN_UP})
WITH_ANOTHER = frozenset({TransferState.PROPOSED, TransferState.ACCEPTED, TransferState.SETTLED})


@dataclass(frozen=True, slots=True, kw_only=True)
class LastDecision:
    """What the holder of a case knows of a decision; `case_id` is its own case, whoever led it before."""

    id: UUID
    case_id: UUID
    decided_by_id: UUID
    decided_by_wall: str
    reference: str
    inquiry_id: UUID
    outcome: str
    body: str
    decided_on: date
    legal_basis: str
    form: str
    negative_reasons: list[str]
    allowance_asked_on: date | None = None


def last_decision(*, actor: Actor, case_id: UUID) -> LastDecision | None:
    """Return the decision on the person of an own case that was made last."""
    sent = Decision.objects.for_us(actor).filter(case_id=case_id).order_by(*MADE_LAST).first()
    carried = carried_decisions(actor=actor, case_id=case_id).first()
    known = [_of(sent, key=sent.pk, case_id=case_id, by=(sent.from_organisation_id, sent.from_wall))] if sent else []
    known += [_carried(carried, case_id=case_id)] if carried else []
    return max(known, key=lambda each: each.id, default=None)


def positive_decision(*, actor: Actor, case_id: UUID) -> LastDecision | None:
    """Return the decision by which the person of a case is identified, if the last one says so."""
    newest = last_decision(actor=actor, case_id=case_id)
    return newest if newest is not None and newest.outcome == Outcome.IDENTIFIED else None


def decision_to_review(*, actor: Actor, decision_id: UUID) -> LastDecision:
    """
    Return a decision that was sent to the actor's organisation, or told to it with a transfer that it accepted.

    :raises NotVisible: if there is none
    """
    sent = Decision.objects.for_us(actor).filter(pk=decision_id).first()
    if sent is not None:
        return _of(sent, key=sent.pk, case_id=sent.case_id, by=(sent.from_organisation_id, sent.from_wall))
    carried = _accepted(actor).filter(decision_id=decision_id).order_by("-id").first()
    own_id = carried.transfer.answer.new_case_id if carried else None
    if carried is None or own_id is None:
        raise NotVisible(f"decision {decision_id}")
    return _carried(carried, case_id=own_id)


def carried_decisions(*, actor: Actor, case_id: UUID) -> QuerySet[CarriedDecision]:
    """Return the decisions that were told with a transfer to an own case, the last one made first."""
    found = _accepted(actor).filter(transfer__answer__new_case_id=case_id)
    return found.order_by("-decision_id")


def is_with_another(*, actor: Actor, case_id: UUID, decision_id: UUID, waits: bool) -> bool:
    """
    Test if a decision was handed over with the case: then whoever leads it now does what the decision opens.

    :param waits: a proposal that waits for its answer counts too
    """
    handed = CarriedDecision.objects.sent_by_us(actor).filter(case_id=case_id, decision_id=decision_id)
    states = {row.transfer.state for row in handed.select_related("transfer__answer")}
    return bool(states & (WITH_ANOTHER if waits else WITH_ANOTHER - {TransferState.PROPOSED}))


def is_being_identified(*, actor: Actor, case: Case) -> bool:
    """Test if the special police unit works on the status of the person of an own case, or has decided unheard."""
    if identification_runs(referred_on=case.referred_on, decided_on=case.decided_on, outcome=case.outcome):
        return True
    return is_deciding(actor=actor, case=case)


def is_deciding(*, actor: Actor, case: Case) -> bool:
    """Test if a decision on the status of the person of an own case is on its way; one that is suspended is not."""
    if waits_for_decision(referred_on=case.referred_on, decided_on=case.decided_on):
        return True
    if decisions_to_receive(actor=actor).filter(case_id=case.pk).exists():
        return True
    reviews = reviews_of_case(actor=actor, case_id=case.pk)
    return any(review_state(actor=actor, review=review) in REVIEW_RUNS for review in reviews)


def _accepted(actor: Actor) -> QuerySet[CarriedDecision]:
    told = CarriedDecision.objects.for_us(actor).filter(transfer__answer__answer=TransferState.ACCEPTED)
    return told.select_related("transfer__answer", "decided_by", "from_organisation")


def _carried(row: CarriedDecision, *, case_id: UUID) -> LastDecision:
    return _of(
        row,
        key=row.decision_id,
        case_id=case_id,
        by=(row.decided_by_id, row.decided_by_wall),
        asked_on=row.allowance_asked_on,
    )


def _of(
    row: Decision | CarriedDecision, *, key: UUID, case_id: UUID, by: tuple[UUID, str], asked_on: date | None = None
) -> LastDecision:
    return LastDecision(
        id=key,
        case_id=case_id,
        decided_by_id=by[0],
        decided_by_wall=by[1],
        allowance_asked_on=asked_on,
        **{name: getattr(row, name) for name in TOLD},
    )
