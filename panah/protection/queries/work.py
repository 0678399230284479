"""What waits in this room, and what the command search finds in it."""

from collections.abc import Iterable, Iterator
from datetime import datetime, time, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from panah.access.permissions import Permission
from panah.access.policy import Actor
from panah.codes.catalogue import code_list
from panah.codes.forms import language
from panah.core.clock import HOME, now, today
from panah.core.work import Found, WorkItem
from panah.country.parameters import number
from panah.protection.models import Case, Consent, Inquiry
from panah.protection.queries.casework import late_of_colleagues, tasks_due
from panah.protection.queries.consular import consular_found, consular_work
from panah.protection.queries.eligibility import notice_work
from panah.protection.queries.escalation import late_work
from panah.protection.queries.exchange import exchange_work
from panah.protection.queries.house import house_work
from panah.protection.queries.house_rules import rules_work
from panah.protection.queries.inquiry import decisions_to_receive, open_inquiries
from panah.protection.queries.journey import journey_work
from panah.protection.queries.listexport import export_work
from panah.protection.queries.money import blocking_work, money_work
from panah.protection.queries.order import order_work
from panah.protection.queries.override import override_work
from panah.protection.queries.place import place_work
from panah.protection.queries.plan import approvals_to_decide
from panah.protection.queries.residence import residence_work
from panah.protection.queries.resumption import resumption_work
from panah.protection.queries.review import review_work
from panah.protection.queries.rights import rights_work
from panah.protection.queries.sanction import sanction_work
from panah.protection.queries.transfer import transfer_work, transfers_found
from panah.protection.queries.transport import transport_work
from panah.protection.rules import Deadline, deadlines, lengths
from panah.protection.states import InquiryStage

SHOWN = 50
AHEAD = timedelta(days=7)
CONSENT_AHEAD = timedelta(days=14)
KINDS = {"plan": "plan", "plan_review": "plan", "follow_up": "follow_up"}


def work(*, actor: Actor) -> Iterable[WorkItem]:
    """Return what waits for the actor in protection."""
    items = [*place_work(actor=actor), *house_work(actor=actor), *transport_work(actor=actor)]
    items += [*money_work(actor=actor), *consular_work(actor=actor), *export_work(actor=actor)]
    items += [*exchange_work(actor=actor), *blocking_work(actor=actor)]
    items += override_work(actor=actor)
    items += rules_work(actor=actor)
    items += [
        *review_work(actor=actor),
        *notice_work(actor=actor),
        *sanction_work(actor=actor),
        *rights_work(actor=actor),
        *transfer_work(actor=actor),
        *resumption_work(actor=actor),
        *residence_work(actor=actor),
        *order_work(actor=actor),
        *journey_work(actor=actor),
    ]
    if actor.may(Permission.PROTECTION_DECISION_MAKE):
        items += _inquiries(actor)
    if actor.may(Permission.PROTECTION_DECISION_RECEIVE):
        items += _decisions(actor)
    if actor.may(Permission.PROTECTION_CASE_CHANGE):
        items += [*_clocks(actor), *_consents(actor), *_tasks(actor)]
    if actor.may(Permission.PROTECTION_CASE_ASSIGN):
        items += [*_escalated(actor), *late_work(actor=actor)]
    if actor.may(Permission.PROTECTION_APPROVAL_DECIDE):
        items += _approvals(actor)
    return items


def found(*, actor: Actor, text: str) -> Iterable[Found]:
    """
    Return what a search finds: a case or an inquiry by its exact reference, and the way to the search by name.

    A name is never looked up from here: it would stand in the address of the page and in its history.
    """
    results = [*consular_found(actor=actor, text=text), *transfers_found(actor=actor, text=text)]
    number = text.strip().upper()
    if actor.may(Permission.PROTECTION_CASE_READ):
        own = Case.objects.own(actor).filter(reference=number)[:1]
        for row in own or Case.objects.shared_with(actor).filter(reference=number)[:1]:
            status = code_list("case_status").label(row.status, language())
            results.append(Found(row.reference, status, reverse("protection:case_read", args=[row.pk])))
    if actor.may(Permission.PROTECTION_INQUIRY_READ):
        for inquiry in Inquiry.objects.own(actor).filter(reference=number)[:1]:
            stage = code_list("inquiry_stage").label(inquiry.stage, language())
            results.append(Found(inquiry.reference, stage, reverse("protection:inquiry_read", args=[inquiry.pk])))
    if actor.may(Permission.PROTECTION_PERSON_FIND) and not results:
        detail = _("In any script; each name shown is logged")
        results.append(Found(_("Look for a person by name"), detail, reverse("protection:person_find")))
    return results


def _end(day: object) -> datetime:
    return datetime.combine(day, time(23, 59, 59), tzinfo=HOME)  # type: ignore[arg-type]


def _inquiries(actor: Actor) -> Iterator[WorkItem]:
    for row in open_inquiries(actor=actor)[:SHOWN]:
        is_paused = row.stage == InquiryStage.SUSPENDED
        due_on = row.look_again_on if is_paused else row.due_on
        yield WorkItem(
            kind="inquiry",
            title=_("Suspended: can the inquiry go on?") if is_paused else _("Decide on a person's status"),
            reference=row.reference,
            sender=row.holder_organisation.name(language()),
            due_at=_end(due_on) if due_on else None,
            url=reverse("protection:inquiry_read", args=[row.pk]),
            action=_("Open it"),
        )


def _decisions(actor: Actor) -> Iterator[WorkItem]:
    for row in decisions_to_receive(actor=actor)[:SHOWN]:
        outcome = code_list("identification_outcome").label(row.outcome, language())
        yield WorkItem(
            kind="case",
            title=_("A decision has come: %(outcome)s") % {"outcome": outcome},
            reference=row.reference,
            sender=row.from_organisation.name(language()),
            due_at=_end(row.decided_on + timedelta(days=1)),
            url=reverse("protection:case_decision", args=[row.case_id]),
            action=_("Receive"),
        )


def _due(cases: Iterable[Case], until: datetime) -> Iterator[tuple[Case, Deadline]]:
    """Return every clock of some cases that ends by then or has ended: one that is late hides no other."""
    given = lengths(on=today())
    for case in cases:
        for clock in deadlines(case.dates(), given):
            if clock.due_at <= until:
                yield case, clock


def _clocks(actor: Actor) -> Iterator[WorkItem]:
    near = Case.objects.own(actor).filter(worker_id=actor.id, next_due_at__lte=now() + AHEAD)
    until = now() + AHEAD
    for row, clock in _due(near.order_by("next_due_at", "id")[:SHOWN], until):
        yield WorkItem(
            kind=KINDS.get(clock.kind, "case"),
            title=code_list("case_clock").label(clock.kind, language()),
            reference=row.reference,
            sender=code_list("case_status").label(row.status, language()),
            due_at=clock.due_at,
            url=reverse("protection:case_read", args=[row.pk]),
            action=_("Open the case"),
        )


def _tasks(actor: Actor) -> Iterator[WorkItem]:
    for row in tasks_due(actor=actor):
        yield WorkItem(
            kind="task",
            title=code_list("task_kind").label(row["kind"], language()),
            reference=row["case__reference"],
            sender="",
            due_at=_end(row["due_on"]),
            url=reverse("protection:case_tasks", args=[row["case_id"]]),
            action=_("Open it"),
        )


def _escalated(actor: Actor) -> Iterator[WorkItem]:
    """Tell whoever leads case managers of deadlines that pass soon or have passed, before and after."""
    soon = timedelta(hours=number("clock_soon_hours", on=today()))
    for row, due in _due(late_of_colleagues(actor=actor, soon=soon), now() + soon):
        clock = code_list("case_clock").label(due.kind, language())
        late = due.due_at < now()
        title = _("Deadline passed: %(clock)s") if late else _("Deadline near: %(clock)s")
        yield WorkItem(
            kind="escalation",
            title=title % {"clock": clock},
            reference=row.reference,
            sender="",
            due_at=due.due_at,
            url=reverse("protection:case_read", args=[row.pk]),
            action=_("Open the case"),
        )


def _approvals(actor: Actor) -> Iterator[WorkItem]:
    for row in approvals_to_decide(actor=actor):
        subject = code_list("approval_subject").label(row["subject"], language())
        yield WorkItem(
            kind="approval",
            title=_("Approve: %(subject)s") % {"subject": subject},
            reference=row["case__reference"],
            sender="",
            due_at=None,
            url=reverse("protection:case_plan", args=[row["case_id"]]),
            action=_("Open it"),
        )


def _consents(actor: Actor) -> Iterator[WorkItem]:
    ending = Consent.objects.own(actor).filter(
        case__worker_id=actor.id,
        case__closed_on=None,
        withdrawn_at=None,
        expires_on__gte=today(),
        expires_on__lte=today() + CONSENT_AHEAD,
    )
    for row in ending.select_related("case").order_by("expires_on", "id")[:SHOWN]:
        purpose = code_list("consent_purpose").label(row.purpose, language())
        yield WorkItem(
            kind="case",
            title=_("A consent ends: %(purpose)s") % {"purpose": purpose},
            reference=row.case.reference,
            sender="",
            due_at=_end(row.expires_on),
            url=reverse("protection:case_consent", args=[row.case_id]),
            action=_("Ask again"),
        )
