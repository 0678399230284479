"""Reading inquiries and decisions, from the side that decides and from the side that holds the case."""

from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from panah.access.permissions import Permission
from panah.access.policy import Actor
from panah.codes.forms import open_choices
from panah.core.errors import NotVisible
from panah.core.paging import Page, page
from panah.protection.models import Case, Decision, Guardian, Inquiry, Person
from panah.protection.queries.child import band_of
from panah.protection.rules import is_child
from panah.protection.rules.child import OLDEST_CHILD
from panah.protection.states import INQUIRY_MOVES, InquiryStage

PREFILLED = ("sex", "age_band", "citizenship")
# The last decision is the one that was made last, whatever day it bears.
MADE_LAST = ("-sent_at", "-id")


def inquiries(*, actor: Actor, stage: str = "", after: str | None = None) -> Page:
    """Return one page of the inquiries of the actor's organisation, the newest first."""
    found = Inquiry.objects.own(actor).select_related("holder_organisation")
    if stage:
        found = found.filter(stage=stage)
    return page(found, order=("-opened_on", "-id"), after=after)


def open_inquiries(*, actor: Actor) -> QuerySet[Inquiry]:
    """Return the inquiries that wait for a decision, the oldest first."""
    waiting = Inquiry.objects.own(actor).exclude(stage=InquiryStage.DECIDED)
    return waiting.select_related("holder_organisation").order_by("opened_on", "id")


def inquiry(*, actor: Actor, inquiry_id: UUID) -> Inquiry:
    """
    Return one inquiry of the actor's organisation.

    :raises NotVisible: if there is none
    """
    found: Inquiry | None = (
        Inquiry.objects.own(actor).select_related("holder_organisation").filter(pk=inquiry_id).first()
    )
    if found is None:
        raise NotVisible(f"inquiry {inquiry_id}")
    return found


def inquiry_to_change(*, actor: Actor, inquiry_id: UUID) -> Inquiry:
    """
    Return one inquiry of the actor's organisation, locked until the transaction ends.

    :raises NotVisible: if there is none
    """
    found: Inquiry | None = Inquiry.objects.own(actor).select_for_update().filter(pk=inquiry_id).first()
    if found is None:
        raise NotVisible(f"inquiry {inquiry_id}")
    return found


def known_of_person(*, actor: Actor, inquiry: Inquiry) -> dict[str, Any]:
    """Return what the holder's file says that a decision counts by, as far as a grant opens the file."""
    person = Person.objects.visible_to(actor).filter(case_id=inquiry.case_id).values(*PREFILLED).first() or {}
    case = Case.objects.visible_to(actor).filter(pk=inquiry.case_id).first()
    if case is None:
        return person
    return {
        **person,
        "age_band": _treated_band(actor, case),
        "form": case.forms[0] if case.forms else "",
        "country_of_exploitation": case.country_of_exploitation,
    }


def _treated_band(actor: Actor, case: Case) -> str:
    """
    Return the age band by which the holder treats the person.

    No grant for an inquiry opens an age assessment; that a guardian is wanted or stands says the same: a child.
    """
    band = band_of(actor=actor, case=case)
    stands = Guardian.objects.visible_to(actor).filter(case_id=case.pk, ended_on=None)
    if not is_child(band) and (case.guardian_wanted_on is not None or stands.exists()):
        return OLDEST_CHILD
    return band


def next_stages(*, actor: Actor, inquiry: Inquiry) -> list[tuple[str, str]]:
    """Return the stages that this actor can take an inquiry to now; only a decision ends or suspends it."""
    written = {InquiryStage.DECIDED, InquiryStage.SUSPENDED}
    if not actor.may(Permission.PROTECTION_INQUIRY_CHANGE) or inquiry.stage in written:
        return []
    possible = INQUIRY_MOVES[InquiryStage(inquiry.stage)] - written
    return [(stage, label) for stage, label in open_choices("inquiry_stage") if stage in possible]


def decision(*, actor: Actor, decision_id: UUID) -> Decision:
    """
    Return one decision, to either end of it.

    :raises NotVisible: if there is none for this actor
    """
    found: Decision | None = Decision.objects.visible_to(actor).filter(pk=decision_id).first()
    if found is None:
        raise NotVisible(f"decision {decision_id}")
    return found


def decision_for_us(*, actor: Actor, decision_id: UUID) -> Decision:
    """
    Return one decision that was sent to the actor's organisation.

    :raises NotVisible: if there is none
    """
    found: Decision | None = Decision.objects.for_us(actor).filter(pk=decision_id).first()
    if found is None:
        raise NotVisible(f"decision {decision_id}")
    return found


def decisions_on_case(*, actor: Actor, case_id: UUID) -> QuerySet[Decision]:
    """Return the decisions on a case that were sent to the actor's organisation, the last one made first."""
    found = Decision.objects.for_us(actor).filter(case_id=case_id).select_related("from_organisation", "resumption")
    return found.order_by(*MADE_LAST)


def decisions_of_inquiry(*, actor: Actor, inquiry_id: UUID) -> QuerySet[Decision]:
    """Return the decisions that an inquiry ended in, the last one made first."""
    return Decision.objects.sent_by_us(actor).filter(inquiry_id=inquiry_id).order_by(*MADE_LAST)


def has_decided(*, actor: Actor, case_id: UUID) -> bool:
    """Test if the actor's organisation has decided on the status of the person of another's case."""
    return bool(Decision.objects.sent_by_us(actor).filter(case_id=case_id).exists())


def decisions_to_receive(*, actor: Actor) -> QuerySet[Decision]:
    """Return the decisions that wait to be taken over into the actor's own cases, the oldest first."""
    older = Q(decision_id=None) | Q(decision_id__lt=OuterRef("pk"))
    waiting = Case.objects.own(actor).filter(older, pk=OuterRef("case_id"))
    found = Decision.objects.for_us(actor).filter(Exists(waiting)).select_related("from_organisation")
    return found.order_by("sent_at", "id")
