"""Reading suspensions and what ended them, from the side that decides and from the side that holds the case."""

from collections.abc import Iterator
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
from panah.protection.models import Case, Decision, Inquiry, Resumption
from panah.protection.states import Outcome

SHOWN = 20


def suspending_decision(*, actor: Actor, inquiry: Inquiry) -> Decision | None:
    """Return the newest decision of the actor's organisation that suspended an inquiry, if none has resumed it."""
    found: Decision | None = (
        Decision.objects.sent_by_us(actor)
        .filter(inquiry_id=inquiry.pk, outcome=Outcome.SUSPENDED, resumption=None)
        .order_by("-id")
        .first()
    )
    return found


def resumption_for_us(*, actor: Actor, resumption_id: UUID) -> Resumption:
    """
    Return one resumption that was sent to the actor's organisation.

    :raises NotVisible: if there is none
    """
    found: Resumption | None = Resumption.objects.for_us(actor).filter(pk=resumption_id).first()
    if found is None:
        raise NotVisible(f"resumption {resumption_id}")
    return found


def resumptions_to_receive(*, actor: Actor) -> QuerySet[Resumption]:
    """Return the resumptions that the actor's own cases do not know of yet, the oldest first."""
    waiting = Case.objects.own(actor).filter(
        pk=OuterRef("case_id"), decision_id=OuterRef("decision_id"), outcome=Outcome.SUSPENDED
    )
    found = Resumption.objects.for_us(actor).filter(Exists(waiting)).select_related("from_organisation", "decision")
    return found.order_by("resumed_on", "id")


def resumption_work(*, actor: Actor) -> Iterator[WorkItem]:
    """Return the inquiries that go on, for the holder of the case to take note of."""
    if not actor.may(Permission.PROTECTION_DECISION_RECEIVE):
        return
    for row in resumptions_to_receive(actor=actor)[:SHOWN]:
        yield WorkItem(
            kind="case",
            title=_("The suspended inquiry goes on"),
            reference=row.decision.reference,
            sender=row.from_organisation.name(language()),
            due_at=datetime.combine(row.resumed_on, time(23, 59, 59), tzinfo=HOME),
            url=reverse("protection:case_decision", args=[row.case_id]),
            action=_("Receive"),
        )
