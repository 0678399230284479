"""Reading reviews of decisions, from the side that asks and from the side that decides."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from panah.access.permissions import Permission
from panah.access.policy import Actor
from panah.codes.forms import language
from panah.core.clock import HOME
from panah.core.errors import NotVisible
from panah.core.work import WorkItem
from panah.protection.models import CarriedDecision, Decision, Review, ReviewAnswer
from panah.protection.states import Outcome, ReviewState

SHOWN = 20


def reviews_of_case(*, actor: Actor, case_id: UUID) -> QuerySet[Review]:
    """Return the reviews that the actor's organisation asked for in a case, the newest first."""
    found = Review.objects.sent_by_us(actor).filter(case_id=case_id).select_related("to_organisation", "answer")
    return found.order_by("-asked_on", "-id")


def reviews_of_inquiry(*, actor: Actor, inquiry_id: UUID) -> QuerySet[Review]:
    """Return the reviews that were asked of the actor's organisation in an inquiry, the newest first."""
    found = Review.objects.for_us(actor).filter(inquiry_id=inquiry_id).select_related("from_organisation", "answer")
    return found.order_by("-asked_on", "-id")


def review(*, actor: Actor, review_id: UUID) -> Review:
    """
    Return one review, to either end.

    :raises NotVisible: if there is none for this actor
    """
    return _one(Review.objects.visible_to(actor).select_related("answer"), review_id)


def review_for_us(*, actor: Actor, review_id: UUID) -> Review:
    """
    Return one review that was asked of the actor's organisation.

    :raises NotVisible: if there is none
    """
    return _one(Review.objects.for_us(actor).select_related("answer"), review_id)


def review_sent_to_change(*, actor: Actor, review_id: UUID) -> Review:
    """
    Return one review that the actor's organisation asked for, locked until the transaction ends.

    :raises NotVisible: if there is none
    """
    return _one(Review.objects.sent_by_us(actor).select_for_update(of=("self",)).select_related("answer"), review_id)


def _one(found: QuerySet[Review], review_id: UUID) -> Review:
    row = found.filter(pk=review_id).first()
    if row is None:
        raise NotVisible(f"review {review_id}")
    return row


def review_state(*, actor: Actor, review: Review) -> ReviewState:
    """Return where a review stands: its own day of withdrawal, the body's answer, and the decision that ended it."""
    if review.withdrawn_on is not None:
        return ReviewState.WITHDRAWN
    if getattr(review, "answer", None) is None:
        return ReviewState.ASKED
    outcomes = Decision.objects.visible_to(actor)
    new = outcomes.filter(review_id=review.pk).exclude(outcome=Outcome.SUSPENDED).order_by("-id").first()
    if new is None:
        return ReviewState.TAKEN_UP
    told = CarriedDecision.objects.visible_to(actor).filter(decision_id=review.decision_id)
    known = (outcomes.filter(pk=review.decision_id), told)
    old = next((outcome for found in known for outcome in found.values_list("outcome", flat=True)), None)
    return ReviewState.UPHELD if new.outcome == old else ReviewState.CHANGED


def review_under_way(*, actor: Actor, inquiry_id: UUID) -> UUID | None:
    """Return the id of the review that the next decision of an inquiry answers."""
    decided = (
        Decision.objects.sent_by_us(actor).exclude(outcome=Outcome.SUSPENDED).filter(review_id=OuterRef("review_id"))
    )
    taken_up = ReviewAnswer.objects.sent_by_us(actor).filter(review__inquiry_id=inquiry_id, review__withdrawn_on=None)
    found: UUID | None = taken_up.exclude(Exists(decided)).values_list("review_id", flat=True).first()
    return found


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A review and where it stands."""

    review: Review
    state: ReviewState


def reviewed(*, actor: Actor, reviews: QuerySet[Review]) -> list[Reviewed]:
    """Return reviews with where each stands."""
    return [Reviewed(row, review_state(actor=actor, review=row)) for row in reviews]


def review_work(*, actor: Actor) -> Iterator[WorkItem]:
    """Return the reviews that wait to be taken up."""
    if not actor.may(Permission.PROTECTION_DECISION_MAKE):
        return
    waiting = Review.objects.for_us(actor).filter(answer=None, withdrawn_on=None).select_related("from_organisation")
    for row in waiting.order_by("asked_on", "id")[:SHOWN]:
        yield WorkItem(
            kind="inquiry",
            title=_("A review was asked for: take the inquiry up again"),
            reference=row.reference,
            sender=row.from_organisation.name(language()),
            due_at=datetime.combine(row.due_on, time(23, 59, 59), tzinfo=HOME) if row.due_on else None,
            url=reverse("protection:inquiry_read", args=[row.inquiry_id]),
            action=_("Open it"),
        )
