"""Who can see a case and why, and who looked."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from panah.access.permissions import Permission
from panah.access.policy import Actor
from panah.access.queries import grants_on_case
from panah.accounts.queries import colleagues, names
from panah.audit.events import Event
from panah.audit.models import Entry
from panah.codes.catalogue import code_list
from panah.codes.forms import language
from panah.core.clock import now, today
from panah.core.formats import day_text
from panah.protection.models import Case
from panah.protection.queries.case import CASE_ROLES

NAMED = 8
LOOKS = 100
MONTH = timedelta(days=30)
SEEN = (Event.PROTECTION_CASE_READ, Event.PROTECTION_PERSON_SHOWN, Event.PROTECTION_PERSON_SOUGHT)
DONE: dict[str, str] = {
    Event.PROTECTION_CASE_OPENED: gettext_noop("Opened the case"),
    Event.PROTECTION_CASE_READ: gettext_noop("Looked at the case"),
    Event.PROTECTION_CASE_CHANGED: gettext_noop("Changed the details"),
    Event.PROTECTION_CASE_MOVED: gettext_noop("Took the next step"),
    Event.PROTECTION_CASE_ASSIGNED: gettext_noop("Assigned the case"),
    Event.PROTECTION_CASE_REFERRED: gettext_noop("Referred for identification"),
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
    Event.ACCESS_GRANT_GIVEN: gettext_noop("Let another organisation in"),
    Event.ACCESS_GRANT_WITHDRAWN: gettext_noop("Ended the access of another organisation"),
}


@dataclass(frozen=True, slots=True)
class Seers:
    """Who sees all of a case, who a part, who nothing; each with the reason."""

    can: tuple[tuple[str, str], ...]
    part: tuple[tuple[str, str], ...]
    cannot: tuple[tuple[str, str], ...]


def seers(*, actor: Actor, case: Case) -> Seers:
    """Return who can see a case of the actor's own organisation. To others only what concerns themselves is said."""
    cannot = (
        (_("Investigators and prosecutors"), _("another wall")),
        (_("The shelter's neighbours and hosts"), _("no record names an address")),
        (_("Statisticians"), _("figures only, without identity")),
    )
    if case.organisation_id != actor.organisation_id or case.wall != actor.wall:
        return Seers(
            can=((_("You"), _("opened to your organisation by the holder, for a time")),), part=(), cannot=cannot
        )
    return Seers(can=_inside(actor, case), part=_outside(actor, case), cannot=cannot)


def _inside(actor: Actor, case: Case) -> tuple[tuple[str, str], ...]:
    roles = code_list("role")
    people = colleagues(actor=actor).filter(roles__overlap=list(CASE_ROLES))[: NAMED + 1]
    shown = []
    for person in people[:NAMED]:
        role = ", ".join(roles.label(name, language()) for name in person.roles)
        charge = _("%(role)s, in charge of this case") % {"role": role}
        shown.append(
            (_("You") if person.pk == actor.id else person.name, charge if person.pk == case.worker_id else role)
        )
    if len(people) > NAMED:
        shown.append((_("Other case managers of your organisation"), _("same wall")))
    return tuple(shown)


def _outside(actor: Actor, case: Case) -> tuple[tuple[str, str], ...]:
    live = grants_on_case(actor=actor, case_id=case.pk).filter(withdrawn_at=None, expires_on__gte=today())
    groups, purposes = code_list("field_group"), code_list("grant_purpose")
    return tuple(
        (
            grant.to_organisation.name(language()),
            _("%(groups)s; for: %(purpose)s; until %(day)s")
            % {
                "groups": ", ".join(groups.label(group, language()) for group in grant.groups),
                "purpose": purposes.label(grant.purpose, language()),
                "day": day_text(grant.expires_on, language()),
            },
        )
        for grant in live.select_related("to_organisation")
    )


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody who opened a part of a case, or did something in it."""

    at: datetime
    who: str
    what: str
    groups: tuple[str, ...]


def looks(*, actor: Actor, case: Case) -> list[Look]:
    """Return the newest entries of the log about a case. Only the holder reads them."""
    if not actor.may(Permission.AUDIT_ENTRY_READ) or case.organisation_id != actor.organisation_id:
        return []
    rows = list(_entries(case).order_by("-at", "-id").values("at", "actor_id", "event", "groups")[:LOOKS])
    people = names(actor=actor, ids=[row["actor_id"] for row in rows if row["actor_id"]])
    groups = code_list("field_group")
    return [
        Look(
            at=row["at"],
            who=people.get(row["actor_id"], _("Panah itself")),
            what=_(DONE[row["event"]]) if row["event"] in DONE else _("Worked in the case"),
            groups=tuple(groups.label(group, language()) for group in row["groups"]),
        )
        for row in rows
    ]


def looked(*, actor: Actor, case: Case) -> str:
    """Return how many people opened a case in the last 30 days, and how often; nothing to whom it does not concern."""
    if not actor.may(Permission.AUDIT_ENTRY_READ) or case.organisation_id != actor.organisation_id:
        return ""
    counted = _entries(case).filter(event__in=SEEN, at__gte=now() - MONTH)
    found = counted.aggregate(people=Count("actor_id", distinct=True), times=Count("id"))
    people = ngettext("%(count)s person", "%(count)s people", found["people"]) % {"count": found["people"]}
    times = ngettext("%(count)s time", "%(count)s times", found["times"]) % {"count": found["times"]}
    return _("%(people)s looked %(times)s in 30 days") % {"people": people, "times": times}


def _entries(case: Case) -> QuerySet[Entry]:
    return Entry.objects.filter(holder_organisation_id=case.organisation_id, case_id=case.pk)
