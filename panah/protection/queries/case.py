"""Reading cases: the list, one of them, and the bar that stands on each of its pages."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from panah.access.models import Held
from panah.access.permissions import Permission
from panah.access.policy import Actor
from panah.access.queries import restricted_cases
from panah.accounts.queries import colleagues
from panah.codes import countries
from panah.codes.catalogue import code_list
from panah.codes.forms import language, open_choices
from panah.core.clock import now, today
from panah.core.errors import NotVisible, WrongState, gettext_noop
from panah.core.paging import Page, page
from panah.crypto.fields import unseal_kept
from panah.crypto.records import is_erased
from panah.protection.models import Case, Person
from panah.protection.rules import PersonDetails, age_on, deadlines, is_child, lengths
from panah.protection.rules.child import band_today
from panah.protection.states import CASE_MOVES, ENDED, STEPS_BY_HAND, CaseStatus

COLUMNS = (
    "id",
    "reference",
    "status",
    "opened_on",
    "next_due_at",
    "next_due_kind",
    "worker_id",
    "person__sex",
    "person__age_band",
    "person__citizenship",
)
NEWEST = ("-opened_on", "-id")
CASE_ROLES = ("case_manager", "case_supervisor")
COLOURS: dict[str, tuple[str, str]] = {
    CaseStatus.IDENTIFIED: ("green", "check"),
    CaseStatus.NOT_IDENTIFIED: ("grey", ""),
    CaseStatus.SUSPENDED: ("amber", ""),
    CaseStatus.REFERRED: ("amber", ""),
    CaseStatus.INQUIRY: ("amber", ""),
    CaseStatus.DECISION: ("amber", ""),
    CaseStatus.CLOSED: ("grey", ""),
    CaseStatus.REJECTED: ("grey", ""),
    CaseStatus.INFORMATION: ("grey", ""),
}


@dataclass(frozen=True, slots=True)
class CaseBar:
    """What stands on every page of a case. The name is empty until somebody asks to see it."""

    case: Case
    case_id: UUID
    number: str
    facts: tuple[tuple[str, str], ...]
    status: str
    colour: str
    symbol: str
    due_at: datetime | None
    due: str
    show_name_url: str
    is_own: bool
    warnings: tuple[str, ...]
    name: str = ""
    late: str = ""
    since: datetime | None = None


def cases(
    *, actor: Actor, status: str = "", worker_id: UUID | None = None, overdue: bool = False, after: str | None = None
) -> Page:
    """Return one page of the cases that the actor's organisation holds: the newest, or the longest overdue, first."""
    found = found_cases(actor=actor, status=status, worker_id=worker_id, overdue=overdue)
    rows = page(found.values(*COLUMNS), order=("next_due_at", "id") if overdue else NEWEST, after=after)
    return Page([_row(row) for row in rows.rows], rows.next_cursor)


def found_cases(
    *, actor: Actor, status: str = "", worker_id: UUID | None = None, overdue: bool = False
) -> QuerySet[Case]:
    """Return the cases that the actor's organisation holds and that fit, the newest first."""
    found = Case.objects.own(actor).order_by(*NEWEST)
    if status:
        found = found.filter(status=status)
    if worker_id:
        found = found.filter(worker_id=worker_id)
    return found.filter(next_due_at__lt=now()) if overdue else found


def shared_cases(*, actor: Actor, after: str | None = None) -> Page:
    """Return a page of the cases of others that a live grant opens: a second list, never mixed with the first."""
    shared = Case.objects.shared_with(actor)
    rows = shared.values("id", "reference", "status", "opened_on", "organisation_id")
    return page(rows, order=NEWEST, after=after)


def case(*, actor: Actor, case_id: UUID) -> Case:
    """
    Return one case: an own one, or one that a grant opens.

    :raises NotVisible: if there is no such case for this actor
    """
    own: Case | None = Case.objects.own(actor).filter(pk=case_id).first()
    found: Case | None = own or Case.objects.visible_to(actor).filter(pk=case_id).first()
    if found is None:
        raise NotVisible(f"case {case_id}")
    return found


def rows_of_case(*, actor: Actor, case: Case, model: type[Held]) -> QuerySet[Any, Any]:
    """
    Return the rows of a table that belong to a case which this actor was shown just now.

    Rows of an own case are no more hidden than the case itself, so grants and locks are not asked again.
    """
    of_case = Q(case_id=case.pk)
    if case.organisation_id == actor.organisation_id and case.wall == actor.wall:
        of_case &= Q(organisation_id=actor.organisation_id, wall=actor.wall)
        rows: QuerySet[Any, Any] = model.objects.filter(of_case)
        return rows
    granted: QuerySet[Any, Any] = model.objects.visible_to(actor).filter(of_case)
    return granted


def case_to_change(*, actor: Actor, case_id: UUID) -> Case:
    """
    Return one own case, locked until the transaction ends.

    :raises NotVisible: if the actor's organisation holds no such case behind the actor's wall
    :raises WrongState: if its record was erased
    """
    found: Case | None = Case.objects.own(actor).select_for_update().filter(pk=case_id).first()
    if found is None:
        raise NotVisible(f"case {case_id}")
    if found.status in ENDED and found.key_id is not None and is_erased(found.key_id):
        raise WrongState(gettext_noop("This record was erased: its time had run out. Open a new case."))
    return found


def case_bar(*, actor: Actor, case_id: UUID, shown: PersonDetails | None = None) -> CaseBar:
    """
    Return what every page of a case shows above its tabs. Pages ask through `actions.look_at_case`, which logs.

    :param shown: who the person is, once it was asked for: then the bar says the name and the age of today

    :raises NotVisible: if there is no such case for this actor
    """
    closed = Exists(restricted_cases(actor=actor).filter(case_id=OuterRef("pk")))
    asked = Case.objects.own(actor).select_related("person").annotate(is_restricted=closed)
    own: Case | None = asked.filter(pk=case_id).first()
    found = own or case(actor=actor, case_id=case_id)
    if own is None:
        person = rows_of_case(actor=actor, case=found, model=Person).first()
    else:
        person = getattr(own, "person", None)
    may_show = person is not None and actor.may(Permission.PROTECTION_PERSON_SHOW)
    colour, symbol = COLOURS.get(found.status, ("", ""))
    due_at, due, late = _due(found)
    return CaseBar(
        case=found,
        case_id=found.pk,
        number=found.reference,
        facts=_facts(person, shown) if person else (),
        status=code_list("case_status").label(found.status, language()),
        colour=colour,
        symbol=symbol,
        due_at=due_at,
        due=due,
        late=late,
        show_name_url=reverse("protection:person_show", args=[found.pk]) if may_show else "",
        is_own=found.organisation_id == actor.organisation_id and found.wall == actor.wall,
        warnings=_warnings(found, is_restricted=getattr(own, "is_restricted", False)),
        name=(shown.name or _("No name is recorded")) if shown else "",
    )


def _due(found: Case) -> tuple[datetime | None, str, str]:
    """Return the nearest clock still ahead, its name, and how many are overdue; without one the oldest of these."""
    running, moment = deadlines(found.dates(), lengths(on=today())), now()
    if not running:
        return None, "", ""
    late = sum(clock.due_at < moment for clock in running)
    shown = running[late] if late < len(running) else running[0]
    name = code_list("case_clock").label(shown.kind, language())
    overdue = ngettext("%(count)s overdue", "%(count)s overdue", late) % {"count": late}
    return shown.due_at, name, overdue if late else ""


def _warnings(found: Case, *, is_restricted: bool) -> tuple[str, ...]:
    flags = tuple(code_list("case_flag").label(kind, language()) for kind in found.flags)
    return (_("Not shared: the person asked"), *flags) if is_restricted else flags


def _row(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row of the list with its codes in words: cheaper here than in the template, row by row."""
    lang = language()
    colour, symbol = COLOURS.get(row["status"], ("", ""))
    person = {name: row[f"person__{name}"] or "" for name in ("sex", "age_band", "citizenship")}
    return {
        **row,
        "state": code_list("case_status").label(row["status"], lang),
        "colour": colour,
        "symbol": symbol,
        "due": code_list("case_clock").label(row["next_due_kind"], lang) if row["next_due_kind"] else "",
        "person": _short(person, lang),
    }


def _short(person: dict[str, str], lang: str, *, age: str = "") -> str:
    known = [
        code_list("sex_gender").label(person["sex"], lang) if person["sex"] not in ("", "unknown") else "",
        age or (code_list("age_band").label(person["age_band"], lang) if person["age_band"] else ""),
        countries.name(person["citizenship"], lang) if person["citizenship"] else "",
    ]
    return ", ".join(filter(None, known))


def _band_now(person: Person) -> str:
    """Return the age band of today: a child's grows with its date of birth, as in the rules that ask for children."""
    if not is_child(person.age_band):
        return str(person.age_band)
    born = unseal_kept(person, "birth_date")["birth_date"]
    return band_today(band=person.age_band, birth_date=date.fromisoformat(born) if born else None, today=today())


def _facts(person: Person, shown: PersonDetails | None) -> tuple[tuple[str, str], ...]:
    lang = language()
    unknown = _("Not known")
    speaks = code_list("language").label(person.language, lang) if person.language else unknown
    age = str(age_on(shown.birth_date, today())) if shown and shown.birth_date else ""
    clear = {"sex": person.sex, "age_band": "" if age else _band_now(person), "citizenship": person.citizenship}
    return (
        (_("Sex, age, citizenship"), _short(clear, lang, age=age) or unknown),
        (_("Speaks"), speaks),
        (_("How to reach"), code_list("safe_contact").label(person.safe_contact, lang)),
    )


def worker_choices(*, actor: Actor) -> list[tuple[str, str]]:
    """Return the colleagues who can lead a case, as choices of a form."""
    people = colleagues(actor=actor).filter(roles__overlap=list(CASE_ROLES))
    return [(str(key), name) for key, name in people.values_list("id", "name")]


def next_steps(*, actor: Actor, case: Case) -> list[tuple[str, str]]:
    """Return the steps that this actor can take by hand from where a case stands, as choices of a form."""
    if not actor.may(Permission.PROTECTION_CASE_CHANGE) or case.organisation_id != actor.organisation_id:
        return []
    possible = CASE_MOVES[CaseStatus(case.status)] & STEPS_BY_HAND
    return [(step, label) for step, label in open_choices("case_status") if step in possible]


def case_form_values(*, actor: Actor, case: Case, details: PersonDetails) -> dict[str, Any]:
    """Return what stands in the form when the details of a case are corrected."""
    values = {name: getattr(details, name) for name in details.__dataclass_fields__}
    own = ("source", "forms", "country_of_exploitation")
    return {**values, **{name: getattr(case, name) for name in own}}
