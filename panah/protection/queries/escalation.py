"""What passes its day with colleagues, beside the clocks of their cases, in one statement."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import DateField, Exists, F, OuterRef, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from panah.access.policy import Actor
from panah.codes.catalogue import code_list
from panah.codes.forms import language
from panah.core.clock import HOME, today
from panah.core.work import WorkItem
from panah.country.parameters import number
from panah.protection.models import Case, Consent, Notice, Residence, RightsRequest, Task
from panah.protection.queries.eligibility import NOTICE_AHEAD
from panah.protection.states import RESIDENCE_LIVE, RightsState

SHOWN = 50
RIGHTS_AHEAD = timedelta(days=7)
CONSENT_AHEAD = timedelta(days=14)
RIGHTS_OVER = (RightsState.DONE, RightsState.WITHDRAWN)
# What it is -> the list of its code, what is said of it, and the tab where it is seen to.
TOLD: dict[str, tuple[str, str, str]] = {
    "task": ("task_kind", gettext_noop("Overdue with a colleague: %(what)s"), "case_tasks"),
    "rights": ("rights_kind", gettext_noop("The person waits for an answer: %(what)s"), "case_rights"),
    "consent": ("consent_purpose", gettext_noop("A consent ends: %(what)s"), "case_consent"),
    "notice": ("notice_kind", gettext_noop("Give the notice: %(notice)s"), "case_eligibility"),
    "permit": ("residence_state", gettext_noop("A residence permit ends: %(what)s"), "case_residence"),
}


class Late(NamedTuple):
    """One of these, of a colleague: what it is, its code, the case, and until when."""

    kind: str
    what: str
    reference: str
    case: UUID
    until: date


def late_beside_clocks(*, actor: Actor) -> list[Late]:
    """Return what passes its day, or has passed it, in cases that colleagues lead, the latest first."""
    first, *others = _tasks(actor), _rights(actor), _consents(actor), *_notices(actor), _permits(actor)
    rows = first.union(*others, all=True).order_by("until", "number_told")[:SHOWN]
    return [Late._make(row) for row in rows]


def _told(rows: QuerySet[Any], kind: str, code: Any, until: str, case: str = "case__") -> QuerySet[Any, Any]:
    told: QuerySet[Any, Any] = rows.annotate(
        kind_told=Value(kind, TextField()),
        what_told=Cast(code, TextField()),
        number_told=F(f"{case}reference"),
        case_told=F("case_id") if case else F("pk"),
        until=Cast(until, DateField()),
    ).values_list("kind_told", "what_told", "number_told", "case_told", "until")
    return told


def _of_colleagues(rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
    return rows.filter(case__closed_on=None).exclude(case__worker_id=actor.id)


def _tasks(actor: Actor) -> QuerySet[Any, Any]:
    late = Task.objects.own(actor).filter(ended_on=None, due_on__lt=today()).exclude(assigned_to_id=actor.id)
    return _told(late, "task", F("kind"), "due_on")


def _rights(actor: Actor) -> QuerySet[Any, Any]:
    near = RightsRequest.objects.own(actor).filter(due_on__lte=today() + RIGHTS_AHEAD).exclude(state__in=RIGHTS_OVER)
    return _told(near.exclude(case__worker_id=actor.id), "rights", F("kind"), "due_on")


def _consents(actor: Actor) -> QuerySet[Any, Any]:
    ends = Q(expires_on__gte=today(), expires_on__lte=today() + CONSENT_AHEAD, withdrawn_at=None)
    return _told(_of_colleagues(Consent.objects.own(actor).filter(ends), actor), "consent", F("purpose"), "expires_on")


def _notices(actor: Actor) -> Iterator[QuerySet[Any, Any]]:
    runs = Case.objects.own(actor).filter(closed_on=None, reflection_until__gte=today()).exclude(worker_id=actor.id)
    for kind, day, rows in (
        ("reflection_start", "reflection_from", runs.filter(reflection_from__lt=today())),
        ("reflection_end", "reflection_until", runs.filter(reflection_until__lte=today() + NOTICE_AHEAD)),
    ):
        given = Notice.objects.own(actor).filter(case_id=OuterRef("pk"), kind=kind)
        yield _told(rows.exclude(Exists(given)), "notice", Value(kind), day, case="")


def _permits(actor: Actor) -> QuerySet[Any, Any]:
    ahead = today() + timedelta(days=number("residence_ahead_days", on=today()))
    ending = Residence.objects.own(actor).filter(state__in=sorted(RESIDENCE_LIVE), until_on__lte=ahead)
    return _told(_of_colleagues(ending, actor), "permit", F("state"), "until_on")


def late_work(*, actor: Actor) -> Iterator[WorkItem]:
    """Return it as work of whoever leads these colleagues."""
    for row in late_beside_clocks(actor=actor):
        codes, title, tab = TOLD[row.kind]
        said = code_list(codes).label(row.what, language())
        yield WorkItem(
            kind="escalation",
            title=_(title) % {"what": said, "notice": said},
            reference=row.reference,
            sender="",
            due_at=datetime.combine(row.until, time(23, 59, 59), tzinfo=HOME),
            url=reverse(f"protection:{tab}", args=[row.case]),
            action=_("Open the case"),
        )
