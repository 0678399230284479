"""Where a case stands and what has happened in it, told from its records."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from panah.access.policy import Actor
from panah.accounts.queries import names
from panah.codes.catalogue import code_list
from panah.codes.forms import language
from panah.core.clock import today
from panah.core.formats import day_text, money_text
from panah.core.paging import Page
from panah.protection.models import Case
from panah.protection.queries.happening import Happened
from panah.protection.queries.service import notes
from panah.protection.rules import Deadline, deadlines, lengths

PAID = frozenset({"paid", "receipted"})


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that happened: a day, a title, one sentence, where it comes from."""

    at: date
    icon: str
    title: str
    text: str = ""
    source: str = ""
    attention: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """A step of help, and how far it has come."""

    step: str
    state: str
    colour: str
    symbol: str
    day: str
    who: str


def running_clocks(*, actor: Actor, case: Case) -> tuple[Deadline, ...]:
    """Return all clocks that run for a case, the nearest first."""
    return deadlines(case.dates(), lengths(on=today()))


def timeline(*, actor: Actor, case: Case, happened: Sequence[Happened]) -> list[Entry]:
    """Return everything that happened in a case as far as this actor sees it, the newest first."""
    opened = Entry(case.opened_on, "plus", _("Case opened"), source=_label("referral_source", case.source))
    # Of one day only the order of these groups is known; the newest first turns it round.
    is_told = any(fact.kind == "step" and fact.code == "closed" and fact.on == case.closed_on for fact in happened)
    entries = [opened, *_steps(case, is_closing_told=is_told)]
    for happening in happened:
        entries += TOLD[happening.kind](happening)
    return sorted(entries, key=lambda entry: entry.at)[::-1]


def _label(name: str, code: str) -> str:
    return code_list(name).label(code, language()) if code else ""


def _steps(case: Case, *, is_closing_told: bool) -> Iterator[Entry]:
    if case.unwilling_on:
        yield Entry(case.unwilling_on, "cross", _("Asked about the special police unit: does not agree"))
    if case.referred_on:
        yield Entry(case.referred_on, "send", _("Referred for identification"))
    if case.reflection_from and case.reflection_until:
        text = _("Until %(day)s. The person decides freely and need not testify.")
        until = {"day": day_text(case.reflection_until, language())}
        yield Entry(case.reflection_from, "clock", _("Recovery and reflection period began"), text % until)
    if case.plan_on:
        yield Entry(case.plan_on, "list", _("Individual plan made"))
    if case.plan_reviewed_on and case.plan_reviewed_on != case.plan_on:
        yield Entry(case.plan_reviewed_on, "review", _("Plan reviewed"))
    if case.closed_on and not is_closing_told:
        yield Entry(case.closed_on, "door", _("Case closed"), _label("case_closure", case.closure_reason))


def _presumption(fact: Happened) -> Iterator[Entry]:
    text = _("Help is open from this day, whatever the police decide.")
    yield Entry(fact.on, "flag", _("Presumed victim"), text, _label("status_decision_body", fact.code))


def _service(fact: Happened) -> Iterator[Entry]:
    title = f"{_label('service', fact.code)}: {_label('service_outcome', fact.detail)}"
    yield Entry(fact.on, "heart", title, source=fact.body, attention=fact.detail == "unavailable")


def _consent(fact: Happened) -> Iterator[Entry]:
    told = _label("consent_purpose", fact.code), fact.body
    yield Entry(fact.on, "pen", _("Consent given"), *told)
    if fact.until:
        yield Entry(fact.until, "cross", _("Consent withdrawn"), *told, attention=True)


def _ruling(fact: Happened) -> Iterator[Entry]:
    title = _("Decision on status: %(outcome)s") % {"outcome": _label("identification_outcome", fact.code)}
    why = _label("suspension_reason", fact.detail)
    yield Entry(fact.on, "checked", title, why, source=f"{fact.reference} · {fact.body}")


def _stay(fact: Happened) -> Iterator[Entry]:
    yield Entry(fact.on, "bed", _("In a safe place"), _("The address is known to the shelter alone."), fact.body)
    if fact.until:
        yield Entry(fact.until, "door", _("Left the safe place"), source=fact.body)


def _kept(fact: Happened) -> Iterator[Entry]:
    """Tell of a document what it is, never what it says."""
    state = _("Withdrawn since") if fact.until else ""
    yield Entry(fact.on, "file", _("Document kept: %(kind)s") % {"kind": _label("document_kind", fact.code)}, state)


def _restricted(fact: Happened) -> Iterator[Entry]:
    yield Entry(fact.on, "lock", _("Sharing restricted, as the person asked"))
    if fact.until:
        yield Entry(fact.until, "key", _("Restriction lifted"), _label("restriction_lift", fact.detail))


def _paid(fact: Happened) -> Iterator[Entry]:
    title = f"{_label('money_kind', fact.code)}: {_label('payment_state', fact.detail)}"
    yield Entry(fact.on, "money", title, money_text(fact.amount or 0, fact.currency, language()), fact.body)


STEP_ICONS = {"closed": "door", "reopened": "door", "assigned": "person"}


def _stepped(fact: Happened) -> Iterator[Entry]:
    """Tell of a step in the course of a case: where it went, or why it was closed."""
    text = _label("case_closure" if fact.code == "closed" else "case_status", fact.detail)
    yield Entry(fact.on, STEP_ICONS.get(fact.code, "send"), _label("case_step", fact.code), text)


# kind: (icon, title, the list of its code, the list of its detail, the title of its end)
PLAIN: dict[str, tuple[str, str, str, str, str]] = {
    "episode": ("file", gettext_noop("Exploitation, as told"), "episode_stage", "exploitation_form", ""),
    "screening": ("list", gettext_noop("Indicators looked at"), "screening_result", "", ""),
    "assessment": ("review", gettext_noop("Needs and risks assessed"), "risk_level", "", ""),
    "age": ("person", gettext_noop("Age assessed"), "age_result", "", ""),
    "guardian": ("person", gettext_noop("Guardian appointed"), "guardian_kind", "", gettext_noop("Guardian ended")),
    "interests": ("heart", gettext_noop("Best interests of the child"), "interests_kind", "", ""),
    "family": ("home", gettext_noop("Family's part assessed"), "family_involvement", "", ""),
    "interview": ("chat", gettext_noop("Conversation held"), "", "", ""),
    "flag": ("alert", gettext_noop("Warning raised"), "case_flag", "", gettext_noop("Warning lowered")),
    "follow_up": ("review", gettext_noop("Follow-up; person reached"), "yes_no_unknown", "", ""),
    "goal": ("flag", gettext_noop("Goal of the plan set"), "need_domain", "", ""),
    "approval": ("checked", gettext_noop("Looked at by a supervisor"), "approval_subject", "approval_state", ""),
    "notice": ("file", gettext_noop("Notice given to the person"), "notice_kind", "", ""),
    "review": ("send", gettext_noop("Review of the decision asked"), "", "", ""),
    "override": ("alert", gettext_noop("A duty above consent"), "override_ground", "", ""),
    "sanction": ("alert", gettext_noop("Charged or penalised"), "sanction_kind", "", ""),
    "rights": ("person", gettext_noop("The person asked about the own record"), "rights_kind", "", ""),
    "claim": ("money", gettext_noop("Compensation claimed"), "compensation_source", "", ""),
    "award": ("money", gettext_noop("Compensation awarded"), "compensation_source", "", ""),
    "transfer": ("send", gettext_noop("Transfer to another organisation proposed"), "transfer_reason", "", ""),
    "transfer_answer": ("send", gettext_noop("Transfer answered"), "transfer_state", "", ""),
    "taken_over": ("door", gettext_noop("Taken over from another organisation"), "", "", ""),
    "delivery": ("heart", gettext_noop("The provider confirmed"), "service", "order_state", ""),
    "residence": ("globe", gettext_noop("Residence permit"), "residence_state", "residence_ground", ""),
    "resumption": ("checked", gettext_noop("The suspended inquiry goes on"), "", "", ""),
    "mission": ("globe", gettext_noop("Embassy asked for help"), "", "", ""),
    "place_asked": ("bed", gettext_noop("Place asked for"), "", "", gettext_noop("Request for a place withdrawn")),
    "order": ("send", gettext_noop("Help ordered"), "service", "", gettext_noop("Order withdrawn")),
    "money_asked": (
        "money",
        gettext_noop("Money asked for"),
        "money_kind",
        "aid_purpose",
        gettext_noop("Money no longer asked for"),
    ),
    "referral": ("send", gettext_noop("Referred to another organisation"), "referral_purpose", "", ""),
    "task": ("list", gettext_noop("Task set"), "task_kind", "", gettext_noop("Task ended")),
    "sheet": ("file", gettext_noop("Paper printed"), "sheet_form", "sheet_handling", ""),
    "lock": ("lock", gettext_noop("Hidden from colleagues"), "lock_basis", "", gettext_noop("Colleagues see it again")),
    "wish": ("send", gettext_noop("Another organisation asked for the case"), "transfer_reason", "", ""),
}
WARNINGS = frozenset({"flag", "override", "sanction"})


def _plain(fact: Happened) -> Iterator[Entry]:
    icon, title, codes, details, ended = PLAIN[fact.kind]
    told = [_label(codes, fact.code) if codes else "", _label(details, fact.detail) if details else ""]
    if fact.amount is not None:
        told.append(money_text(fact.amount, fact.currency, language()))
    text = ", ".join(filter(None, told))
    yield Entry(fact.on, icon, _(title), text, fact.body, attention=fact.kind in WARNINGS)
    if fact.until and ended:
        yield Entry(fact.until, icon, _(ended), text)


TOLD: dict[str, Callable[[Happened], Iterator[Entry]]] = {
    "presumption": _presumption,
    "service": _service,
    "consent": _consent,
    "decision": _ruling,
    "place": _stay,
    "money": _paid,
    "document": _kept,
    "restriction": _restricted,
    "step": _stepped,
    **dict.fromkeys(PLAIN, _plain),
}


def note_rows(*, actor: Actor, case_id: UUID, after: str | None = None) -> Page:
    """Return a page of the notes of a case with the names of those who wrote them."""
    found = notes(actor=actor, case_id=case_id, after=after)
    people = names(actor=actor, ids=[row["written_by_id"] for row in found.rows])
    return Page([{**row, "writer": people.get(row["written_by_id"], "")} for row in found.rows], found.next_cursor)


def standing(*, actor: Actor, case: Case, happened: Sequence[Happened]) -> list[Standing]:
    """Return how far each step of help has come: presumed, reflection, decision, safe place, money."""
    # The last one of a kind stands.
    places = [fact for fact in happened if fact.kind == "place"]
    money = {fact.code: fact for fact in happened if fact.kind == "money"}
    return [
        _presumed(case, {fact.detail for fact in happened if fact.kind == "service"}),
        _reflection(case),
        _decision(case),
        _place(places[-1] if places else None),
        _money(_("One-time allowance"), money.get("allowance")),
        _money(_("Aid from the fund"), money.get("aid")),
    ]


def _day(day: date | None) -> str:
    return day_text(day, language()) if day else ""


def _presumed(case: Case, outcomes: set[str]) -> Standing:
    if case.presumed_on is None:
        return Standing(_("Presumed victim"), _("Not yet"), "grey", "", "", _("No help is open before this step"))
    state, colour = (_("Help has begun"), "green") if case.helped_on else (_("Help must begin"), "amber")
    if case.helped_on and outcomes and outcomes <= {"declined", "unavailable"}:
        state, colour = _("Help was offered"), "amber"
    return Standing(_("Presumed victim"), state, colour, "", _day(case.presumed_on), _("Opens all help at once"))


def _reflection(case: Case) -> Standing:
    step, why = _("Recovery and reflection period"), _("The person's own choice; no duty to testify")
    if case.reflection_from is None or case.reflection_until is None:
        return Standing(step, _("Not asked for"), "grey", "", "", why)
    ended = case.reflection_until < today()
    until = _("until %(day)s") % {"day": _day(case.reflection_until)}
    if ended:
        return Standing(step, _("Ended"), "grey", "", until, why)
    whole = (case.reflection_until - case.reflection_from).days
    count = (today() - case.reflection_from).days + 1
    return Standing(step, _("Day %(count)s of %(whole)s") % {"count": count, "whole": whole}, "amber", "", until, why)


def _decision(case: Case) -> Standing:
    step = _("Decision on status")
    if case.outcome:
        colour = {"identified": "green", "suspended": "amber"}.get(case.outcome, "grey")
        symbol = "check" if case.outcome == "identified" else ""
        label = _label("identification_outcome", case.outcome)
        return Standing(step, label, colour, symbol, _day(case.decided_on), _("Special police unit"))
    if case.referred_on:
        return Standing(step, _("Waiting"), "amber", "", _day(case.referred_on), _("Special police unit"))
    if case.unwilling_on:
        return Standing(step, _("Does not agree"), "grey", "", _day(case.unwilling_on), _("Help does not depend on it"))
    return Standing(step, _("Not referred"), "grey", "", "", _("Help does not depend on it"))


def _place(place: Happened | None) -> Standing:
    step = _("Safe place")
    if place is None:
        return Standing(step, _("None now"), "grey", "", "", "")
    if place.until:
        return Standing(step, _("Left"), "grey", "", _day(place.until), place.body)
    return Standing(step, _("Address hidden"), "grey", "lock", _day(place.on), place.body)


def _money(step: str, answer: Happened | None) -> Standing:
    if answer is None:
        return Standing(step, _("Not yet"), "grey", "", "", "")
    colour = "green" if answer.detail in PAID else "amber"
    return Standing(step, _label("payment_state", answer.detail), colour, "", _day(answer.on), answer.body)
