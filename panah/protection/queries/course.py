"""Where a case stands and what has happened in it, told from its records."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from panah.access.policy import Actor
from panah.accounts.queries import names
from panah.codes.catalogue import code_list
from panah.codes.forms import language
from panah.core.clock import HOME, today
from panah.core.formats import day_text, money_text
from panah.organisations.queries import names as organisation_names
from panah.protection.models import Case, Consent, Decision, MoneyAnswer, PlaceAnswer, Presumption, Service
from panah.protection.queries.case import rows_of_case
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


@dataclass(frozen=True, slots=True)
class Answers:
    """What others answered in a case: shelters about a place, payers about money, the oldest first."""

    places: tuple[PlaceAnswer, ...]
    money: tuple[MoneyAnswer, ...]


def answers(*, actor: Actor, case: Case) -> Answers:
    """Return what shelters and payers answered to the actor's organisation in a case."""
    places = PlaceAnswer.objects.for_us(actor).filter(case_id=case.pk).select_related("from_organisation")
    money = MoneyAnswer.objects.for_us(actor).filter(case_id=case.pk).select_related("from_organisation")
    return Answers(tuple(places.order_by("started_on", "id")), tuple(money.order_by("happened_on", "id")))


def timeline(*, actor: Actor, case: Case, answers: Answers) -> list[Entry]:
    """Return everything that happened in a case as far as this actor sees it, the newest first."""
    opened = Entry(case.opened_on, "plus", _("Case opened"), source=_label("referral_source", case.source))
    # Of one day only the order of these groups is known; the newest first turns it round.
    entries = [opened, *_records(actor, case), *_steps(case), *_answers(answers)]
    return sorted(entries, key=lambda entry: entry.at)[::-1]


def _label(name: str, code: str) -> str:
    return code_list(name).label(code, language()) if code else ""


def _steps(case: Case) -> Iterator[Entry]:
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
    if case.closed_on:
        yield Entry(case.closed_on, "door", _("Case closed"), _label("case_closure", case.closure_reason))


def _records(actor: Actor, case: Case) -> Iterator[Entry]:
    parts = [rows_of_case(actor=actor, case=case, model=model) for model in (Presumption, Service, Consent)]
    presumed = parts[0].values_list("presumed_on", "body")
    helped = list(parts[1].values_list("on", "service", "outcome", "provider_id"))
    agreed = list(parts[2].values_list("given_on", "withdrawn_at", "purpose", "recipient_id"))
    decided = Decision.objects.for_us(actor).filter(case_id=case.pk)
    rulings = list(decided.values_list("decided_on", "outcome", "reference", "from_organisation_id"))
    named = {row[-1] for row in (*helped, *agreed, *rulings) if row[-1]}
    bodies = organisation_names(ids=named, language=language()) if named else {}
    for day, body in presumed:
        text = _("Help is open from this day, whatever the police decide.")
        yield Entry(day, "flag", _("Presumed victim"), text, _label("status_decision_body", body))
    for day, service, outcome, provider in helped:
        title = f"{_label('service', service)}: {_label('service_outcome', outcome)}"
        yield Entry(day, "heart", title, source=bodies.get(provider, ""), attention=outcome == "unavailable")
    for day, withdrawn_at, purpose, recipient in agreed:
        told = _label("consent_purpose", purpose), bodies.get(recipient, "")
        yield Entry(day, "pen", _("Consent given"), *told)
        if withdrawn_at:
            ended = withdrawn_at.astimezone(HOME).date()
            yield Entry(ended, "cross", _("Consent withdrawn"), *told, attention=True)
    for day, outcome, reference, sender in rulings:
        title = _("Decision on status: %(outcome)s") % {"outcome": _label("identification_outcome", outcome)}
        yield Entry(day, "checked", title, source=f"{reference} · {bodies.get(sender, '')}")


def _answers(answers: Answers) -> Iterator[Entry]:
    for place in answers.places:
        shelter = place.from_organisation.name(language())
        if place.started_on:
            text = _("The address is known to the shelter alone.")
            yield Entry(place.started_on, "bed", _("In a safe place"), text, shelter)
        if place.ended_on:
            yield Entry(place.ended_on, "door", _("Left the safe place"), source=shelter)
    for money in answers.money:
        title = f"{_label('money_kind', money.kind)}: {_label('payment_state', money.state)}"
        payer = money.from_organisation.name(language())
        yield Entry(money.happened_on, "money", title, money_text(money.amount, "AZN", language()), payer)


def note_rows(*, actor: Actor, case_id: UUID) -> list[dict[str, object]]:
    """Return the notes of a case with the names of those who wrote them."""
    rows = notes(actor=actor, case_id=case_id)
    people = names(actor=actor, ids=[row["written_by_id"] for row in rows])  # type: ignore[misc]
    return [{**row, "writer": people.get(row["written_by_id"], "")} for row in rows]  # type: ignore[call-overload]


def standing(*, actor: Actor, case: Case, answers: Answers) -> list[Standing]:
    """Return how far each step of help has come: presumed, reflection, decision, safe place, money."""
    places = [place for place in answers.places if place.is_accepted]
    money = {answer.kind: answer for answer in answers.money}
    return [
        _presumed(case),
        _reflection(case),
        _decision(case),
        _place(places[-1] if places else None),
        _money(_("One-time allowance"), money.get("allowance")),
        _money(_("Aid from the fund"), money.get("aid")),
    ]


def _day(day: date | None) -> str:
    return day_text(day, language()) if day else ""


def _presumed(case: Case) -> Standing:
    if case.presumed_on is None:
        return Standing(_("Presumed victim"), _("Not yet"), "grey", "", "", _("No help is open before this step"))
    state, colour = (_("Help has begun"), "green") if case.helped_on else (_("Help must begin"), "amber")
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
    return Standing(step, _("Not referred"), "grey", "", "", _("Help does not depend on it"))


def _place(place: PlaceAnswer | None) -> Standing:
    step = _("Safe place")
    if place is None:
        return Standing(step, _("None now"), "grey", "", "", "")
    who = place.from_organisation.name(language())
    if place.ended_on:
        return Standing(step, _("Left"), "grey", "", _day(place.ended_on), who)
    return Standing(step, _("Address hidden"), "grey", "lock", _day(place.started_on), who)


def _money(step: str, answer: MoneyAnswer | None) -> Standing:
    if answer is None:
        return Standing(step, _("Not yet"), "grey", "", "", "")
    colour = "green" if answer.state in PAID else "amber"
    who = answer.from_organisation.name(language())
    return Standing(step, _label("payment_state", answer.state), colour, "", _day(answer.happened_on), who)
