"""A review of a decision: asked for the person by the holder of the case, taken up by the body that decided."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.access.walls import FieldGroup
from panah.audit import log
from panah.audit.events import Event
from panah.core.clock import today
from panah.core.errors import WrongState, gettext_noop
from panah.core.ids import reference
from panah.crypto.fields import seal, unseal
from panah.crypto.records import new_record_key
from panah.protection import queries
from panah.protection.models import Case, Inquiry, Review, ReviewAnswer
from panah.protection.queries import review as review_queries
from panah.protection.rules import check_day, lengths
from panah.protection.rules.review import check_review, is_late, review_due
from panah.protection.states import (
    CASE_MOVES,
    CaseStatus,
    InquiryStage,
    ReviewState,
    move_case,
    move_inquiry,
    move_review,
)


@transaction.atomic
def ask_review(
    *,
    actor: Actor,
    decision_id: UUID,
    asked_on: date,
    asked_by: str,
    grounds: Collection[str],
    words: str = "",
) -> Review:
    """
    Ask the body that decided to review its decision. The decision stays as it is; a new one may follow it.

    A request after its last day is sent too, and says so: whether it is heard is for the body to decide.

    :raises NotPermitted: if the actor may not ask for reviews
    :raises NotVisible: if no such decision was sent to the actor's organisation, or it holds no such case
    :raises WrongState: if a review of this decision is under way, or the case was or is being handed over with it
    :raises InvalidInput: if the decision is positive, no ground is named, or the day cannot be right
    """
    check(actor, Permission.PROTECTION_REVIEW_ASK)
    decision = queries.decision_to_review(actor=actor, decision_id=decision_id)
    case = queries.case_to_change(actor=actor, case_id=decision.case_id)
    check_day(asked_on, today=today(), field="asked_on")
    check_review(
        outcome=decision.outcome, grounds=grounds, words=words, asked_on=asked_on, decided_on=decision.decided_on
    )
    asked = review_queries.reviews_of_case(actor=actor, case_id=case.pk).filter(
        decision_id=decision.id, withdrawn_on=None
    )
    if asked.exists():
        raise WrongState(gettext_noop("A review of this decision was asked for already."))
    if queries.is_with_another(actor=actor, case_id=case.pk, decision_id=decision.id, waits=True):
        raise WrongState(
            gettext_noop("A transfer of this case is under way or done. Whoever leads it then asks for the review.")
        )
    due_on = review_due(decided_on=decision.decided_on, days=lengths(on=today()).appeal_days)
    review = Review(
        **_ends(actor, decision, case),
        asked_on=asked_on,
        asked_by=asked_by,
        grounds=sorted(grounds),
        due_on=due_on,
        is_late=is_late(asked_on=asked_on, due_on=due_on),
    )
    seal(review, words=words)
    review.save(force_insert=True)
    _move_to_review(case)
    log.record(actor=actor, event=Event.PROTECTION_REVIEW_ASKED, subject=review, decision_id=decision.id)
    return review


def _ends(actor: Actor, decision: queries.LastDecision, case: Case) -> dict[str, object]:
    return {
        "from_organisation_id": actor.organisation_id,
        "from_wall": actor.wall,
        "to_organisation_id": decision.decided_by_id,
        "to_wall": decision.decided_by_wall,
        "sent_by_id": actor.id,
        "key_id": new_record_key(organisation_id=actor.organisation_id, wall=actor.wall),
        "reference": reference("V", year=today().year),
        "decision_id": decision.id,
        "inquiry_id": decision.inquiry_id,
        "case_id": case.pk,
        "person_id": case.person_id,
    }


def _move_to_review(case: Case) -> None:
    """Let the case say that a review runs, where it says nothing of more weight: help goes on in every state."""
    if CaseStatus.REVIEW in CASE_MOVES[CaseStatus(case.status)]:
        _move_to(case, CaseStatus.REVIEW)


def _move_to(case: Case, to: CaseStatus) -> None:
    case.status = move_case(CaseStatus(case.status), to)
    case.status_on = today()
    case.set_next_deadline(lengths(on=today()))
    case.save(update_fields=["status", "status_on", "next_due_at", "next_due_kind"])


@transaction.atomic
def withdraw_review(*, actor: Actor, review_id: UUID) -> Review:
    """
    Take a request for a review back, as the person wishes. The decision stands, and the time to ask for one runs on.

    :raises NotPermitted: if the actor may not ask for reviews
    :raises NotVisible: if the actor's organisation asked for no such review
    :raises WrongState: if it has ended
    """
    check(actor, Permission.PROTECTION_REVIEW_ASK)
    review = review_queries.review_sent_to_change(actor=actor, review_id=review_id)
    move_review(review_queries.review_state(actor=actor, review=review), ReviewState.WITHDRAWN)
    review.withdrawn_on = today()
    review.save(update_fields=["withdrawn_on"])
    case = queries.case_to_change(actor=actor, case_id=review.case_id)
    if case.status == CaseStatus.REVIEW:
        _move_to(case, CaseStatus.NOT_IDENTIFIED)
    log.record(actor=actor, event=Event.PROTECTION_REVIEW_WITHDRAWN, subject=review)
    return review


@transaction.atomic
def take_up_review(*, actor: Actor, review_id: UUID) -> ReviewAnswer:
    """
    Take the inquiry up again, because a review of its decision was asked for. The next decision answers it.

    :raises NotPermitted: if the actor may not change inquiries
    :raises NotVisible: if no such review was asked of the actor's organisation
    :raises WrongState: if it was withdrawn or taken up before
    """
    check(actor, Permission.PROTECTION_INQUIRY_CHANGE)
    review = review_queries.review_for_us(actor=actor, review_id=review_id)
    move_review(review_queries.review_state(actor=actor, review=review), ReviewState.TAKEN_UP)
    inquiry = queries.inquiry_to_change(actor=actor, inquiry_id=review.inquiry_id)
    inquiry.stage = move_inquiry(InquiryStage(inquiry.stage), InquiryStage.INQUIRY)
    inquiry.stage_on = today()
    _lead_to(inquiry, review)
    inquiry.save()
    answer = ReviewAnswer(
        from_organisation_id=actor.organisation_id,
        from_wall=actor.wall,
        to_organisation_id=review.from_organisation_id,
        to_wall=review.from_wall,
        sent_by_id=actor.id,
        review=review,
        case_id=review.case_id,
        taken_up_on=today(),
    )
    answer.save(force_insert=True)
    log.record(actor=actor, event=Event.PROTECTION_REVIEW_TAKEN_UP, subject=answer, inquiry_id=inquiry.pk)
    return answer


def _lead_to(inquiry: Inquiry, review: Review) -> None:
    """Let the next decision go to whoever asked: the case may have been handed over since the first one."""
    if inquiry.case_id != review.case_id:
        inquiry.case_id, inquiry.case_reference = review.case_id, ""
        inquiry.holder_organisation_id, inquiry.holder_wall = review.from_organisation_id, review.from_wall


@transaction.atomic
def show_review(*, actor: Actor, review_id: UUID) -> str:
    """
    Return what the person says against the decision, to either end.

    :raises NotPermitted: if the actor may not see what is sealed about persons
    :raises NotVisible: if there is no such review for this actor
    """
    check(actor, Permission.PROTECTION_PERSON_SHOW)
    review = review_queries.review(actor=actor, review_id=review_id)
    log.record(actor=actor, event=Event.PROTECTION_REVIEW_READ, subject=review, groups=(FieldGroup.IDENTITY,))
    return unseal(review, "words")["words"]
