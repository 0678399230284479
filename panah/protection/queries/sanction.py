"""Reading charges and penalties against the person."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from panah.access.permissions import Permission
from panah.access.policy import Actor
from panah.codes.catalogue import code_list
from panah.codes.forms import language, open_choices
from panah.core.errors import NotVisible
from panah.core.work import WorkItem
from panah.protection.models import Sanction
from panah.protection.states import SANCTION_MOVES, SanctionState

SHOWN = 20
TO_REVIEW = timedelta(days=7)


def sanctions(*, actor: Actor, case_id: UUID) -> QuerySet[Sanction]:
    """Return the charges and penalties against the person of an own case, the newest first."""
    found = Sanction.objects.own(actor).filter(case_id=case_id).select_related("body")
    return found.order_by("-imposed_on", "-id")


def sanction(*, actor: Actor, sanction_id: UUID) -> Sanction:
    """
    Return one sanction of an own case.

    :raises NotVisible: if there is none
    """
    return _one(Sanction.objects.own(actor).select_related("body", "case"), sanction_id)


def sanction_to_change(*, actor: Actor, sanction_id: UUID) -> Sanction:
    """
    Return one sanction of an own case, locked until the transaction ends.

    :raises NotVisible: if there is none
    """
    return _one(Sanction.objects.own(actor).select_for_update(of=("self",)), sanction_id)


def _one(found: QuerySet[Sanction], sanction_id: UUID) -> Sanction:
    row = found.filter(pk=sanction_id).first()
    if row is None:
        raise NotVisible(f"sanction {sanction_id}")
    return row


def sanction_steps(*, actor: Actor, sanction: Sanction) -> list[tuple[str, str]]:
    """Return what the supervisor can record now."""
    if not actor.may(Permission.PROTECTION_SANCTION_REVIEW):
        return []
    possible = SANCTION_MOVES[SanctionState(sanction.state)]
    return [(state, label) for state, label in open_choices("sanction_state") if state in possible]


def sanction_work(*, actor: Actor) -> Iterator[WorkItem]:
    """Return the sanctions that the supervisor has not reviewed."""
    if not actor.may(Permission.PROTECTION_SANCTION_REVIEW):
        return
    waiting = Sanction.objects.own(actor).filter(state=SanctionState.FLAGGED).select_related("case")
    for row in waiting.order_by("flagged_at", "id")[:SHOWN]:
        yield WorkItem(
            kind="case",
            title=_("A person who was exploited is charged or penalised: review it"),
            reference=row.case.reference,
            sender=code_list("sanction_kind").label(row.kind, language()),
            due_at=row.flagged_at + TO_REVIEW,
            url=reverse("protection:case_rights", args=[row.case_id]),
            action=_("Review it"),
        )
