"""What is open to a person, read from the record, and the notices they were given."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from panah.access.permissions import Permission
from panah.access.policy import Actor
from panah.codes.catalogue import code_list
from panah.codes.forms import language
from panah.core.clock import HOME, today
from panah.core.work import WorkItem
from panah.country.parameters import text
from panah.protection.models import Case, Notice, Person, Sanction
from panah.protection.queries.case import rows_of_case
from panah.protection.queries.child import treated_as_child
from panah.protection.queries.last_decision import positive_decision
from panah.protection.queries.money import is_allowance_taken
from panah.protection.rules import lengths
from panah.protection.rules.eligibility import CriminalSide, Entitlement, PersonFacts, entitlements
from panah.protection.rules.review import review_due
from panah.protection.states import SANCTION_OPEN

NOTICE_AHEAD = timedelta(days=5)
SHOWN = 20


def person_facts(*, actor: Actor, case: Case) -> PersonFacts:
    """Return what decides about what is open to the person of a case which this actor was shown just now."""
    person = rows_of_case(actor=actor, case=case, model=Person).values("citizenship", "age_band").first() or {}
    ours = text("country_code", on=today())
    citizen = person.get("citizenship") or ""
    return PersonFacts(
        is_presumed=case.presumed_on is not None,
        outcome=case.outcome,
        is_child=_child(actor, case, person.get("age_band") or ""),
        is_foreign="unknown" if not citizen else "no" if citizen == ours else "yes",
        in_reflection=_runs(case),
        had_reflection=case.reflection_until is not None and case.reflection_until < today(),
        allowance_asked=_allowance_asked(actor, case),
        appeal_over=_appeal_over(case),
        criminal=_criminal(actor, case),
    )


def _allowance_asked(actor: Actor, case: Case) -> bool:
    """As the money tab says: a request that was rejected or reversed asks for nothing any more."""
    decision = positive_decision(actor=actor, case_id=case.pk)
    return decision is not None and is_allowance_taken(actor=actor, case_id=case.pk, decision=decision)


def _child(actor: Actor, case: Case, band: str) -> str:
    if treated_as_child(actor=actor, case=case):
        return "yes"
    return "no" if band else "unknown"


def _runs(case: Case) -> bool:
    return bool(case.reflection_from and case.reflection_until and case.reflection_until >= today())


def _appeal_over(case: Case) -> bool:
    if case.decided_on is None:
        return False
    due_on = review_due(decided_on=case.decided_on, days=lengths(on=today()).appeal_days)
    return due_on is not None and due_on < today()


def _criminal(actor: Actor, case: Case) -> CriminalSide:
    weighs = Sanction.objects.own(actor).filter(case_id=case.pk, state__in=sorted(SANCTION_OPEN))
    return CriminalSide(is_charged=weighs.exists())


def what_is_open(*, actor: Actor, case: Case) -> tuple[Entitlement, ...]:
    """Return every benefit for the person of a case, open or not, and why."""
    return entitlements(person_facts(actor=actor, case=case))


def notices(*, actor: Actor, case_id: UUID) -> QuerySet[Notice]:
    """Return the notices that the person of a case was given, the newest first."""
    return Notice.objects.visible_to(actor).filter(case_id=case_id).order_by("-given_on", "-id")


def notice_work(*, actor: Actor) -> Iterator[WorkItem]:
    """Return the reflection periods of which the person was not told: the beginning, or the end that comes near."""
    if not actor.may(Permission.PROTECTION_CASE_CHANGE):
        return
    mine = Case.objects.own(actor).filter(worker_id=actor.id, closed_on=None, reflection_until__gte=today())
    for kind, rows in (
        ("reflection_start", mine),
        ("reflection_end", mine.filter(reflection_until__lte=today() + NOTICE_AHEAD)),
    ):
        told = Notice.objects.own(actor).filter(case_id=OuterRef("pk"), kind=kind)
        for row in rows.exclude(Exists(told)).order_by("reflection_until", "id")[:SHOWN]:
            yield _item(row, kind)


def _item(case: Case, kind: str) -> WorkItem:
    day = case.reflection_from if kind == "reflection_start" else case.reflection_until
    return WorkItem(
        kind="case",
        title=_("Give the notice: %(notice)s") % {"notice": code_list("notice_kind").label(kind, language())},
        reference=case.reference,
        sender="",
        due_at=datetime.combine(day, time(23, 59, 59), tzinfo=HOME) if day else None,
        url=reverse("protection:case_eligibility", args=[case.pk]),
        action=_("Open it"),
    )
