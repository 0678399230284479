"""What stands in the record of a case, section by section, for the person it is about."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from panah.access.policy import Actor
from panah.audit.events import Event
from panah.audit.queries import looks_at_case, sent_of_case
from panah.core.clock import HOME
from panah.core.errors import NotVisible
from panah.crypto.fields import unseal
from panah.organisations.models import Organisation
from panah.protection.models import (
    AgeAssessment,
    Assessment,
    BestInterests,
    Case,
    Claim,
    Consent,
    Decision,
    Document,
    Episode,
    FamilyAssessment,
    Flag,
    FollowUp,
    Goal,
    Guardian,
    Interview,
    MissionContact,
    MoneyAnswer,
    MoneyRequest,
    Notice,
    Override,
    Person,
    PlaceAnswer,
    PlaceRequest,
    Presumption,
    ResidenceStep,
    Review,
    Sanction,
    Screening,
    Service,
    ServiceOrder,
    Transfer,
)
from panah.protection.rules.rights import HIDDEN_KINDS

NAMED = ("given_name", "surname", "patronymic", "birth_date", "contact", "document_number")
NOTHING = frozenset({"none", "low", "unknown", ""})
YES_NO = ("acts", "means", "control")


def record_of(*, actor: Actor, case_id: UUID) -> dict[str, list[Mapping[str, Any]]]:
    """
    Return the record of an own case by sections, as it stands: what of it may be handed over, `rules.rights` says.

    :raises NotVisible: if the actor's organisation holds no such case
    """
    case = Case.objects.own(actor).filter(pk=case_id).first()
    if case is None:
        raise NotVisible(f"case {case_id}")
    return {
        "person": _person(actor, case_id),
        "case": [vars(case)],
        "missions": [_asked(row) for row in _sent(actor, MissionContact, case_id)],
        "places": [_asked(row) for row in _sent(actor, PlaceRequest, case_id).select_related("answer")],
        "money_asked": [_asked(row) for row in _sent(actor, MoneyRequest, case_id).filter(withdrawn_at=None)],
        "presumptions": list(Presumption.objects.own(actor).filter(case_id=case_id).values()),
        "help": list(Service.objects.own(actor).filter(case_id=case_id, voided_on=None).order_by("on", "id").values()),
        "consents": [_consent(row) for row in _of(actor, Consent, case_id).select_related("recipient")],
        "overrides": [_override(row) for row in _of(actor, Override, case_id).select_related("recipient")],
        "decisions": list(Decision.objects.for_us(actor).filter(case_id=case_id).order_by("decided_on").values()),
        "money": list(MoneyAnswer.objects.for_us(actor).filter(case_id=case_id).order_by("happened_on").values()),
        "documents": list(_of(actor, Document, case_id).filter(withdrawn_at=None).values()),
        "episodes": [_episode(row) for row in _of(actor, Episode, case_id).values()],
        "screenings": list(_of(actor, Screening, case_id).values()),
        "assessments": [_assessment(row) for row in _of(actor, Assessment, case_id)],
        "ages": list(_of(actor, AgeAssessment, case_id).values()),
        "guardians": list(_of(actor, Guardian, case_id).values()),
        "interests": list(_of(actor, BestInterests, case_id).values()),
        "families": list(_of(actor, FamilyAssessment, case_id).values()),
        "flags": list(_of(actor, Flag, case_id).filter(lowered_at=None).values()),
        "conversations": list(_of(actor, Interview, case_id).values()),
        "goals": list(_of(actor, Goal, case_id).values()),
        "follow_ups": list(_of(actor, FollowUp, case_id).values()),
        "stays": list(PlaceAnswer.objects.for_us(actor).filter(case_id=case_id, started_on__isnull=False).values()),
        "claims": list(_of(actor, Claim, case_id).values()),
        "transfers": [_transfer(row) for row in _sent(actor, Transfer, case_id).select_related("answer")],
        "orders": [_order(row) for row in _sent(actor, ServiceOrder, case_id).prefetch_related("deliveries")],
        "referrals": _referrals(actor, case_id),
        "residence": list(_of(actor, ResidenceStep, case_id).values()),
        "sanctions": list(_of(actor, Sanction, case_id).values()),
        "reviews": list(Review.objects.sent_by_us(actor).filter(case_id=case_id).order_by("asked_on").values()),
        "notices": list(_of(actor, Notice, case_id).values()),
        "looks": _looks(actor, case_id),
    }


def _of(actor: Actor, model: Any, case_id: UUID) -> Any:
    return model.objects.own(actor).filter(case_id=case_id).order_by("id")


def _sent(actor: Actor, model: Any, case_id: UUID) -> Any:
    found = model.objects.sent_by_us(actor).filter(case_id=case_id)
    return found.select_related("to_organisation").order_by("sent_at", "id")


def _person(actor: Actor, case_id: UUID) -> list[Mapping[str, Any]]:
    person = Person.objects.own(actor).filter(case_id=case_id).first()
    return [{**vars(person), **unseal(person, *NAMED)}] if person else []


def _consent(row: Consent) -> Mapping[str, Any]:
    withdrawn = _day(row.withdrawn_at) if row.withdrawn_at else None
    return {**vars(row), "recipient": _named(row.recipient), "withdrawn_on": withdrawn}


def _override(row: Override) -> Mapping[str, Any]:
    return {**vars(row), "recipient": _named(row.recipient), "decided_on": _day(row.decided_at)}


def _episode(row: dict[str, Any]) -> Mapping[str, Any]:
    """Return a stage with what was answered by yes: what was not asked, or is not so, is no data about the person."""
    return {**row, **{name: [code for code, answer in row[name].items() if answer == "yes"] for name in YES_NO}}


def _assessment(row: Assessment) -> Mapping[str, Any]:
    """Return needs and risks that were found, and how the person sees it: nobody else's words."""
    found = {"needs": _above_none(row.needs), "risks": _above_none(row.risks)}
    return {**vars(row), **found, **unseal(row, "own_view")}


def _above_none(levels: Mapping[str, str]) -> list[str]:
    return [code for code, level in levels.items() if level not in NOTHING]


def _transfer(row: Transfer) -> Mapping[str, Any]:
    return {**vars(row), "on": _day(row.sent_at), "recipient": _named(row.to_organisation), "state": row.state.value}


def _order(row: ServiceOrder) -> Mapping[str, Any]:
    return {**vars(row), "on": _day(row.sent_at), "recipient": _named(row.to_organisation), "state": row.state.value}


def _asked(row: MissionContact | PlaceRequest | MoneyRequest) -> Mapping[str, Any]:
    """Return what was asked of another body about the person. A shelter is not named, and where it is nobody knows."""
    state = row.state.value if isinstance(row, PlaceRequest) else ""
    return {**vars(row), "on": _day(row.sent_at), "recipient": _named(row.to_organisation), "state": state}


def _referrals(actor: Actor, case_id: UUID) -> list[Mapping[str, Any]]:
    """Return to whom the case was referred, out of the log: the referrals themselves are kept above this room."""
    rows = sent_of_case(actor=actor, case_id=case_id, event=Event.COORDINATION_REFERRAL_SENT)
    bodies = _bodies(body_id for _, body_id, _ in rows)
    return [{"on": _day(at), "recipient": bodies.get(body_id, ""), "purpose": purpose} for at, body_id, purpose in rows]


def _day(at: datetime) -> date:
    return at.astimezone(HOME).date()


def _bodies(ids: Iterable[UUID | None]) -> dict[UUID, str]:
    return {body.pk: _named(body) for body in Organisation.objects.filter(pk__in={key for key in ids if key})}


def _named(body: Organisation | None) -> str:
    """Return the code of a body that may be named: one that shelters people may not, its name can tell the place."""
    return "" if body is None or body.kind in HIDDEN_KINDS else body.code


class Looked(NamedTuple):
    """Who looked on a day, and what they did: the body, never the name of a colleague."""

    on: str
    organisation: str
    event: str


def _looks(actor: Actor, case_id: UUID) -> list[Mapping[str, Any]]:
    rows = looks_at_case(actor=actor, case_id=case_id, most=None)
    bodies = _bodies(row.actor_organisation_id for row in rows)
    counted: dict[Looked, int] = {}
    for row in rows:
        body = bodies.get(row.actor_organisation_id, "") if row.actor_organisation_id else ""
        look = Looked(_day(row.at).isoformat(), body, row.event)
        counted[look] = counted.get(look, 0) + 1
    return [{**look._asdict(), "times": times} for look, times in counted.items()]
