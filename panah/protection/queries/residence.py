"""Reading residence permits: of a case, and those that end soon."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from panah.access.permissions import Permission
from panah.access.policy import Actor
from panah.codes.catalogue import code_list
from panah.codes.forms import language
from panah.core.clock import HOME, today
from panah.core.work import WorkItem
from panah.country.parameters import number
from panah.protection.models import Case, Residence, ResidenceStep
from panah.protection.queries.case import rows_of_case
from panah.protection.rules import months_after
from panah.protection.states import RESIDENCE_LIVE, RESIDENCE_MOVES, ResidenceState

SHOWN = 20
MONTHS_OF_A_YEAR = 12
GONE_SHOWN = timedelta(days=30)


def residence(*, actor: Actor, case: Case) -> Residence | None:
    """Return the permit of a case which this actor was shown just now, if it is on its way."""
    found: Residence | None = rows_of_case(actor=actor, case=case, model=Residence).first()
    return found


def residence_to_change(*, actor: Actor, case_id: UUID) -> Residence | None:
    """Return the permit of an own case, locked until the transaction ends, if it is on its way."""
    found: Residence | None = Residence.objects.own(actor).select_for_update().filter(case_id=case_id).first()
    return found


def residence_steps(*, actor: Actor, case: Case) -> QuerySet[ResidenceStep]:
    """Return what happened to the permit of a case, the newest first."""
    found: QuerySet[ResidenceStep] = rows_of_case(actor=actor, case=case, model=ResidenceStep).order_by("-on", "-id")
    return found


def next_permit_steps(*, actor: Actor, case: Case, residence: Residence | None) -> list[tuple[str, str]]:
    """Return the steps that can be recorded now, with their names; nobody records that a permit expired."""
    if not actor.may(Permission.PROTECTION_RESIDENCE_RECORD) or case.organisation_id != actor.organisation_id:
        return []
    possible = (
        RESIDENCE_MOVES[ResidenceState(residence.state)]
        if residence
        else {ResidenceState.INFORMED, ResidenceState.APPLIED}
    )
    labels = code_list("residence_state")
    return [(code, labels.label(code, language())) for code in labels.codes if code in possible - {"expired"}]


def usual_end(*, actor: Actor, on: date) -> date:
    """Return until when a permit holds that is granted on a day, as the country's rules say."""
    return months_after(on, number("residence_years", on=on) * MONTHS_OF_A_YEAR)


def residence_work(*, actor: Actor) -> Iterator[WorkItem]:
    """Return the permits in the actor's cases that end soon, or have ended of late."""
    if not actor.may(Permission.PROTECTION_RESIDENCE_RECORD):
        return
    mine = Residence.objects.own(actor).filter(case__worker_id=actor.id, case__closed_on=None).select_related("case")
    ahead = today() + timedelta(days=number("residence_ahead_days", on=today()))
    ending = Q(state__in=sorted(RESIDENCE_LIVE), until_on__lte=ahead)
    gone = Q(state=ResidenceState.EXPIRED, state_on__gte=today() - GONE_SHOWN)
    titles = {ResidenceState.EXPIRED: _("A residence permit has expired: the person can apply anew")}
    ends = _("A residence permit ends: ask whether the person wants it extended")
    for row in mine.filter(ending | gone).order_by("until_on", "id")[:SHOWN]:
        yield WorkItem(
            kind="case",
            title=titles.get(row.state, ends),
            reference=row.case.reference,
            sender="",
            due_at=datetime.combine(row.until_on, time(23, 59, 59), tzinfo=HOME) if row.until_on else None,
            url=reverse("protection:case_residence", args=[row.case_id]),
            action=_("Open it"),
        )
