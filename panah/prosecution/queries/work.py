"""What waits for an investigator, and what a search finds."""

from collections import defaultdict
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from panah.access.permissions import Permission
from panah.access.policy import Actor
from panah.core.work import Found, WorkItem
from panah.prosecution.models import CriminalGroup, Disposition, Investigation
from panah.prosecution.rules import needs_correction
from panah.prosecution.states import InvestigationState

MOST = 20
NOT_OPENED = (InvestigationState.REPORTED, InvestigationState.REGISTERED)


def work(*, actor: Actor) -> list[WorkItem]:
    """Return criminal cases that nobody has opened yet, and dispositions that an acquittal took the ground from."""
    if not actor.may(Permission.PROSECUTION_INVESTIGATION_CHANGE):
        return []
    return [*_to_open(actor), *_to_correct(actor)]


def _to_open(actor: Actor) -> list[WorkItem]:
    found = Investigation.objects.own(actor).filter(state__in=NOT_OPENED).order_by("reported_on", "id")
    return [
        WorkItem(
            kind="group",
            title=_("Open the criminal case, or say why not"),
            reference=row.reference,
            sender="",
            due_at=None,
            url=reverse("prosecution:group_read", args=[row.group_id]),
            action=_("Open it"),
        )
        for row in found[:MOST]
    ]


def _to_correct(actor: Actor) -> list[WorkItem]:
    standing = Disposition.objects.own(actor).filter(corrected_on=None)
    cleared = Investigation.objects.own(actor).filter(state__in=("acquitted", "terminated"))
    doubtful = dict(
        standing.filter(group_id__in=cleared.values("group_id")).values_list("group_id", "group__reference")[:MOST]
    )
    states: dict[UUID, list[InvestigationState]] = defaultdict(list)
    rows = Investigation.objects.own(actor).filter(group_id__in=list(doubtful)) if doubtful else []
    for row in rows:
        states[row.group_id].append(InvestigationState(row.state))
    return [
        WorkItem(
            kind="group",
            title=_("Correct the disposition: nobody was found guilty"),
            reference=doubtful[group_id],
            sender="",
            due_at=None,
            url=reverse("prosecution:group_read", args=[group_id]),
            action=_("Correct"),
        )
        for group_id, found in states.items()
        if needs_correction(found)
    ]


def found(*, actor: Actor, text: str) -> list[Found]:
    """Return own groups and criminal cases by the beginning of their number."""
    if not actor.may(Permission.PROSECUTION_GROUP_READ):
        return []
    start = text.strip().upper()
    span = {"reference__gte": start, "reference__lt": start + "\uffff"}
    groups = CriminalGroup.objects.own(actor).filter(**span).values_list("reference", "id")[:MOST]
    cases = Investigation.objects.own(actor).filter(**span).values_list("reference", "group_id")[:MOST]
    return [
        *(Found(number, _("Group"), reverse("prosecution:group_read", args=[key])) for number, key in groups),
        *(Found(number, _("Criminal case"), reverse("prosecution:group_read", args=[key])) for number, key in cases),
    ]
