"""Who can see a case and why, and who looked."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from panah.access.permissions import Permission
from panah.access.policy import Actor
from panah.access.queries import grants_on_case, locks
from panah.access.walls import FieldGroup, implied
from panah.accounts.queries import colleagues, names
from panah.audit.events import Event
from panah.audit.queries import Look as Entry
from panah.audit.queries import count_looks_at_case, looks_at_case
from panah.codes.catalogue import code_list
from panah.codes.forms import language
from panah.core.clock import now, today
from panah.core.formats import day_text
from panah.organisations.queries import names as organisation_names
from panah.protection.models import Case
from panah.protection.queries.case import CASE_ROLES

NAMED = 8
MONTH = timedelta(days=30)
READING = frozenset({"read", "shown", "sought", "printed"})
SEEN = (*(event for event in Event if event.rsplit(".", 1)[1] in READING), Event.PROTECTION_DOCUMENT_OPENED)
DONE: dict[str, str] = {
    Event.PROTECTION_CASE_OPENED: gettext_noop("Opened the case"),
    Event.PROTECTION_CASE_READ: gettext_noop("Looked at the case"),
    Event.PROTECTION_CASE_CHANGED: gettext_noop("Changed the details"),
    Event.PROTECTION_CASE_MOVED: gettext_noop("Took the next step"),
    Event.PROTECTION_CASE_ASSIGNED: gettext_noop("Assigned the case"),
    Event.PROTECTION_CASE_REFERRED: gettext_noop("Referred for identification"),
    Event.PROTECTION_CASE_UNWILLING: gettext_noop("Noted a no to the police"),
    Event.PROTECTION_CASE_CLOSED: gettext_noop("Closed the case"),
    Event.PROTECTION_CASE_REOPENED: gettext_noop("Opened the case again"),
    Event.PROTECTION_PERSON_SHOWN: gettext_noop("Saw the name"),
    Event.PROTECTION_PERSON_SOUGHT: gettext_noop("Saw the name in a search"),
    Event.PROTECTION_PRESUMPTION_MADE: gettext_noop("Recorded a presumption"),
    Event.PROTECTION_SERVICE_RECORDED: gettext_noop("Recorded help"),
    Event.PROTECTION_PLAN_REVIEWED: gettext_noop("Reviewed the plan"),
    Event.PROTECTION_CONSENT_RECORDED: gettext_noop("Recorded a consent"),
    Event.PROTECTION_CONSENT_WITHDRAWN: gettext_noop("Withdrew a consent"),
    Event.PROTECTION_DECISION_MADE: gettext_noop("Made a decision"),
    Event.PROTECTION_DECISION_READ: gettext_noop("Read the reasons of the decision"),
    Event.PROTECTION_DECISION_RECEIVED: gettext_noop("Received the decision"),
    Event.PROTECTION_NOTE_ADDED: gettext_noop("Wrote a note"),
    Event.PROTECTION_DOCUMENT_ADDED: gettext_noop("Added a document"),
    Event.PROTECTION_DOCUMENT_SHOWN: gettext_noop("Read what was written about a document"),
    Event.PROTECTION_DOCUMENT_OPENED: gettext_noop("Opened a document"),
    Event.PROTECTION_DOCUMENT_WITHDRAWN: gettext_noop("Withdrew a document"),
    Event.PROTECTION_SIGNATURE_SHOWN: gettext_noop("Saw a signature"),
    Event.PROTECTION_CONSENT_OVERRIDDEN: gettext_noop("Told somebody without consent"),
    Event.PROTECTION_OVERRIDE_NOTED: gettext_noop("Looked at what was told without consent"),
    Event.PROTECTION_REVIEW_ASKED: gettext_noop("Asked for a review"),
    Event.PROTECTION_REFLECTION_BEGUN: gettext_noop("Let the reflection period begin"),
    Event.PROTECTION_NOTICE_GIVEN: gettext_noop("Gave a notice"),
    Event.PROTECTION_SANCTION_FLAGGED: gettext_noop("Flagged a charge or penalty"),
    Event.PROTECTION_SANCTION_REVIEWED: gettext_noop("Reviewed a charge or penalty"),
    Event.PROTECTION_RIGHTS_ASKED: gettext_noop("Recorded a request of the person"),
    Event.PROTECTION_RIGHTS_HANDED_OVER: gettext_noop("Handed over what is held"),
    Event.PROTECTION_EPISODE_RECORDED: gettext_noop("Recorded what happened"),
    Event.PROTECTION_EPISODE_CORRECTED: gettext_noop("Corrected what happened"),
    Event.PROTECTION_SCREENING_MADE: gettext_noop("Screened for signs"),
    Event.PROTECTION_ASSESSMENT_MADE: gettext_noop("Assessed needs and risks"),
    Event.PROTECTION_ASSESSMENT_READ: gettext_noop("Read needs and risks"),
    Event.PROTECTION_AGE_ASSESSED: gettext_noop("Recorded an age assessment"),
    Event.PROTECTION_GUARDIAN_APPOINTED: gettext_noop("Recorded a guardian"),
    Event.PROTECTION_GUARDIAN_ENDED: gettext_noop("Ended a guardianship"),
    Event.PROTECTION_INTERESTS_ASSESSED: gettext_noop("Recorded best interests"),
    Event.PROTECTION_FAMILY_ASSESSED: gettext_noop("Assessed family involvement"),
    Event.PROTECTION_CHILD_SHOWN: gettext_noop("Read the words about the child"),
    Event.PROTECTION_INTERVIEW_RECORDED: gettext_noop("Recorded a conversation"),
    Event.PROTECTION_INTERVIEW_READ: gettext_noop("Read a conversation"),
    Event.PROTECTION_TRANSFER_PROPOSED: gettext_noop("Proposed to hand the case over"),
    Event.PROTECTION_TRANSFER_SETTLED: gettext_noop("Settled the transfer of the case"),
    Event.PROTECTION_WISH_SENT: gettext_noop("Asked to take the case over"),
    Event.ACCESS_LOCK_PLACED: gettext_noop("Hid the case from colleagues"),
    Event.ACCESS_LOCK_LIFTED: gettext_noop("Opened the case to colleagues again"),
    Event.ACCESS_RESTRICTION_PUT: gettext_noop("Restricted sharing, as the person asked"),
    Event.ACCESS_RESTRICTION_LIFTED: gettext_noop("Lifted a restriction"),
    Event.PROTECTION_RIGHTS_CORRECTED: gettext_noop("Corrected the record, as the person asked"),
    Event.ACCESS_GRANT_GIVEN: gettext_noop("Let another organisation in"),
    Event.ACCESS_GRANT_WITHDRAWN: gettext_noop("Ended the access of another organisation"),
}


@dataclass(frozen=True, slots=True)
class Seers:
    """Who sees all of a case, who a part, who nothing; each with the reason. `worker` is empty if not among them."""

    can: tuple[tuple[str, str], ...]
    part: tuple[tuple[str, str], ...]
    cannot: tuple[tuple[str, str], ...]
    worker: str = ""


def seers(*, actor: Actor, case: Case) -> Seers:
    """Return who can see a case of the actor's own organisation. To others only what concerns themselves is said."""
    cannot = (
        (_("Investigators and prosecutors"), _("another wall")),
        (_("Shelters"), _("only what a request for a place says")),
        (_("Statisticians"), _("figures only, without identity")),
    )
    if case.organisation_id != actor.organisation_id or case.wall != actor.wall:
        return Seers(
            can=((_("You"), _("opened to your organisation by the holder, for a time")),), part=(), cannot=cannot
        )
    people = _case_people(actor, case)
    in_charge = next((name for key, name, _roles in people if key == case.worker_id), "")
    return Seers(can=_inside(actor, case, people), part=_outside(actor, case), cannot=cannot, worker=in_charge)


def worker(*, actor: Actor, case: Case) -> str:
    """Return the name of who leads a case, or nothing."""
    return names(actor=actor, ids=[case.worker_id]).get(case.worker_id, "") if case.worker_id else ""


def _case_people(actor: Actor, case: Case) -> list[tuple[UUID, str, list[str]]]:
    """Return who opens a case here: everybody who works on cases, or the one person whom a lock leaves."""
    hides = locks(actor=actor).filter(case_id=case.pk).exclude(exempt_person_id=OuterRef("pk"))
    found = colleagues(actor=actor).filter(~Exists(hides), roles__overlap=list(CASE_ROLES))
    return list(found.values_list("id", "name", "roles")[: NAMED + 1])


def _inside(actor: Actor, case: Case, people: list[tuple[UUID, str, list[str]]]) -> tuple[tuple[str, str], ...]:
    labels = code_list("role")
    nearest = sorted(people, key=lambda person: (person[0] != actor.id, person[0] != case.worker_id))
    shown = []
    for key, name, roles in nearest[:NAMED]:
        role = ", ".join(labels.label(each, language()) for each in roles)
        charge = _("%(role)s, in charge of this case") % {"role": role}
        shown.append((_("You") if key == actor.id else name, charge if key == case.worker_id else role))
    if len(people) > NAMED:
        shown.append((_("Other case managers of your organisation"), _("same wall")))
    return tuple(shown)


def _outside(actor: Actor, case: Case) -> tuple[tuple[str, str], ...]:
    live = grants_on_case(actor=actor, case_id=case.pk).filter(withdrawn_at=None, expires_on__gte=today())
    purposes = code_list("grant_purpose")
    given = list(live.values_list("to_organisation_id", "groups", "purpose", "expires_on"))
    bodies = organisation_names(ids=[row[0] for row in given], language=language())
    return tuple(
        (
            bodies.get(body, ""),
            _("%(groups)s; for: %(purpose)s; until %(day)s")
            % {
                "groups": ", ".join(_group_names(groups)),
                "purpose": purposes.label(purpose, language()),
                "day": day_text(expires_on, language()),
            },
        )
        for body, groups, purpose, expires_on in given
    )


def _largest(groups: Iterable[str]) -> list[FieldGroup]:
    """Leave out the groups that another one implies: "identity" says that the case is open too."""
    opened = {FieldGroup(group) for group in groups}
    return sorted(group for group in opened if not any(group in implied({other}) for other in opened - {group}))


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody who opened a part of a case, or did something in it."""

    at: datetime
    who: str
    what: str
    groups: tuple[str, ...]
    times: int = 1


def looks(*, actor: Actor, case: Case) -> list[Look]:
    """Return the newest entries of the log about a case, looks one after another as one. Only the holder reads them."""
    rows = _entries(actor, case)
    people = names(actor=actor, ids=[row.actor_id for row in rows if row.actor_id])
    bodies = organisation_names(
        ids=[row.actor_organisation_id for row in rows if row.actor_organisation_id], language=language()
    )
    shown: list[Look] = []
    for row in rows:
        look = Look(
            at=row.at,
            who=_who(row, is_own=row.actor_organisation_id == actor.organisation_id, people=people, bodies=bodies),
            what=_(DONE[row.event]) if row.event in DONE else code_list("event").label(row.event, language()),
            groups=tuple(_group_names(row.groups)),
        )
        if shown and (shown[-1].who, shown[-1].what, shown[-1].groups) == (look.who, look.what, look.groups):
            shown[-1] = replace(shown[-1], times=shown[-1].times + 1)
        else:
            shown.append(look)
    return shown


def _who(row: Entry, *, is_own: bool, people: dict[UUID, str], bodies: dict[UUID, str]) -> str:
    """Name a colleague by name, anybody else by the body they work for."""
    if row.actor_id is None or row.actor_organisation_id is None:
        return _("Panah itself")
    return people.get(row.actor_id, "") if is_own else bodies.get(row.actor_organisation_id, "")


def _group_names(groups: Iterable[str]) -> list[str]:
    return [code_list("field_group").label(group, language()) for group in _largest(groups)]


def looked(*, actor: Actor, case: Case) -> str:
    """Return how many people opened a case in the last 30 days, and how often; nothing to whom it does not concern."""
    if not _may_read_log(actor, case):
        return ""
    who, often = count_looks_at_case(actor=actor, case_id=case.pk, events=SEEN, since=now() - MONTH)
    if not often:
        return ""
    people = ngettext("%(count)s person", "%(count)s people", who) % {"count": who}
    times = ngettext("%(count)s time", "%(count)s times", often) % {"count": often}
    return _("%(people)s looked %(times)s in 30 days") % {"people": people, "times": times}


def _entries(actor: Actor, case: Case) -> list[Entry]:
    return looks_at_case(actor=actor, case_id=case.pk) if _may_read_log(actor, case) else []


def _may_read_log(actor: Actor, case: Case) -> bool:
    return actor.may(Permission.AUDIT_ENTRY_READ) and case.organisation_id == actor.organisation_id
