"""Reading what people ask about their own record, and putting the answer together."""

from collections.abc import Iterator, Mapping
from datetime import datetime, time
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from panah.access.permissions import Permission
from panah.access.policy import Actor
from panah.audit.queries import looks_at_case
from panah.codes import countries
from panah.codes.catalogue import code_list
from panah.codes.forms import language
from panah.core.clock import HOME
from panah.core.errors import NotVisible
from panah.core.formats import day_text, money_text
from panah.core.work import WorkItem
from panah.crypto.fields import unseal
from panah.organisations.models import Organisation
from panah.organisations.queries import organisation
from panah.protection.models import (
    Case,
    Consent,
    Decision,
    Document,
    MoneyAnswer,
    Override,
    Person,
    Presumption,
    RightsRequest,
    Service,
)
from panah.protection.rules.consent import OFFICER
from panah.protection.rules.rights import ALLOWED, HIDDEN_KINDS
from panah.protection.rules.rights import Document as Paper
from panah.protection.states import RightsState

SHOWN = 50
NAMED = ("given_name", "surname", "patronymic", "birth_date", "contact", "document_number")
# Where the code in a field of the document finds its words.
LISTS: dict[tuple[str, str], str] = {
    ("person", "sex"): "sex_gender", ("person", "age_band"): "age_band", ("person", "language"): "language",
    ("person", "safe_contact"): "safe_contact", ("case", "status"): "case_status",
    ("case", "outcome"): "identification_outcome", ("case", "closure_reason"): "case_closure",
    ("presumptions", "body"): "status_decision_body", ("help", "service"): "service",
    ("help", "outcome"): "service_outcome", ("consents", "purpose"): "consent_purpose",
    ("consents", "text"): "consent_text", ("consents", "language"): "language",
    ("consents", "signing"): "consent_signing", ("overrides", "ground"): "override_ground",
    ("overrides", "told"): "person_told", ("decisions", "outcome"): "identification_outcome",
    ("decisions", "body"): "status_decision_body", ("decisions", "legal_basis"): "legal_basis",
    ("decisions", "negative_reasons"): "negative_reason", ("money", "kind"): "money_kind",
    ("money", "state"): "payment_state", ("looks", "event"): "event", ("documents", "kind"): "document_kind",
}  # fmt: skip


def rights_requests(*, actor: Actor, case_id: UUID) -> QuerySet[RightsRequest]:
    """Return what the person of an own case asked about their record, the newest first."""
    return RightsRequest.objects.own(actor).filter(case_id=case_id).order_by("-asked_on", "-id")


def rights_request(*, actor: Actor, rights_request_id: UUID) -> RightsRequest:
    """
    Return one request of an own case.

    :raises NotVisible: if there is none
    """
    return _one(RightsRequest.objects.own(actor).select_related("case"), rights_request_id)


def rights_request_to_change(*, actor: Actor, rights_request_id: UUID) -> RightsRequest:
    """
    Return one request of an own case, locked until the transaction ends.

    :raises NotVisible: if there is none
    """
    return _one(RightsRequest.objects.own(actor).select_for_update(), rights_request_id)


def _one(found: QuerySet[RightsRequest], key: UUID) -> RightsRequest:
    row = found.filter(pk=key).first()
    if row is None:
        raise NotVisible(f"rights request {key}")
    return row


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
        "presumptions": list(Presumption.objects.own(actor).filter(case_id=case_id).values()),
        "help": list(Service.objects.own(actor).filter(case_id=case_id).order_by("on", "id").values()),
        "consents": [_consent(row) for row in _of(actor, Consent, case_id).select_related("recipient")],
        "overrides": [_override(row) for row in _of(actor, Override, case_id).select_related("recipient")],
        "decisions": list(Decision.objects.for_us(actor).filter(case_id=case_id).order_by("decided_on").values()),
        "money": list(MoneyAnswer.objects.for_us(actor).filter(case_id=case_id).order_by("happened_on").values()),
        "documents": list(_of(actor, Document, case_id).filter(withdrawn_at=None).values()),
        "looks": _looks(actor, case_id),
    }


def _of(actor: Actor, model: Any, case_id: UUID) -> Any:
    return model.objects.own(actor).filter(case_id=case_id).order_by("id")


def _person(actor: Actor, case_id: UUID) -> list[Mapping[str, Any]]:
    person = Person.objects.own(actor).filter(case_id=case_id).first()
    return [{**vars(person), **unseal(person, *NAMED)}] if person else []


def _consent(row: Consent) -> Mapping[str, Any]:
    withdrawn = row.withdrawn_at.astimezone(HOME).date() if row.withdrawn_at else None
    return {**vars(row), "recipient": _named(row.recipient), "withdrawn_on": withdrawn}


def _override(row: Override) -> Mapping[str, Any]:
    return {**vars(row), "recipient": _named(row.recipient), "decided_on": row.decided_at.astimezone(HOME).date()}


def _named(body: Organisation | None) -> str:
    """Return the code of a body that may be named: one that shelters people may not, its name can tell the place."""
    return "" if body is None or body.kind in HIDDEN_KINDS else body.code


class Looked(NamedTuple):
    """Who looked on a day, and what they did: the body, never the name of a colleague."""

    on: str
    organisation: str
    event: str


def _looks(actor: Actor, case_id: UUID) -> list[Mapping[str, Any]]:
    rows = looks_at_case(actor=actor, case_id=case_id)
    known = Organisation.objects.filter(pk__in={row.actor_organisation_id for row in rows})
    bodies = {body.pk: _named(body) for body in known}
    counted: dict[Looked, int] = {}
    for row in rows:
        body = bodies.get(row.actor_organisation_id, "") if row.actor_organisation_id else ""
        look = Looked(row.at.astimezone(HOME).date().isoformat(), body, row.event)
        counted[look] = counted.get(look, 0) + 1
    return [{**look._asdict(), "times": times} for look, times in counted.items()]


class Section(NamedTuple):
    """A section of the document in words: a title, and for each row its fields with their values."""

    title: str
    rows: list[list[tuple[str, str]]]


def in_words(*, actor: Actor, document: Paper, spoken: str) -> list[Section]:
    """Return the document in words of the person's language, in the order of the list of what may be handed over."""
    fields = code_list("rights_field")
    return [
        Section(
            code_list("rights_section").label(section, spoken),
            [
                [(fields.label(name, spoken), _said(section, name, value, spoken)) for name, value in row.items()]
                for row in document[section]
            ],
        )
        for section in ALLOWED
        if document.get(section)
    ]


def _said(section: str, name: str, value: Any, spoken: str) -> str:
    if (section, name) in LISTS:
        codes = code_list(LISTS[section, name])
        return "; ".join(codes.label(each, spoken) for each in (value if isinstance(value, list) else [value]))
    if name == "citizenship":
        return countries.name(str(value), spoken)
    if name in ("recipient", "organisation"):
        return organisation(code=str(value)).name(spoken)
    if name == "amount":
        return money_text(Decimal(str(value)), "AZN", spoken)
    if name == "on" or name.endswith(("_on", "_from", "_until", "_date")):
        return day_text(datetime.fromisoformat(str(value)).date(), spoken)
    return str(value)


def rights_work(*, actor: Actor) -> Iterator[WorkItem]:
    """Return the requests that wait: to be prepared and handed over by case managers, to be decided by the officer."""
    own = RightsRequest.objects.own(actor).select_related("case")
    if actor.may(Permission.PROTECTION_RIGHTS_RECORD):
        mine = Q(case__worker_id=actor.id) | Q(case__worker_id=None)
        yield from _items(own.filter(mine, state=RightsState.ASKED), _("Prepare the answer to the person"))
        decided = own.filter(mine, state__in=[RightsState.GRANTED, RightsState.REFUSED])
        to_correct = Q(kind="correction", state=RightsState.GRANTED, corrected_on=None) & ~Q(concerns="")
        yield from _items(decided.filter(to_correct), _("Correct the record, as was granted"))
        yield from _items(decided.exclude(to_correct), _("Hand the answer over to the person, alone and in safety"))
    if OFFICER in actor.duties and actor.may(Permission.PROTECTION_RIGHTS_DECIDE):
        waiting = own.filter(state=RightsState.PREPARED).exclude(prepared_by_id=actor.id)
        yield from _items(waiting, _("Decide on what a person asks about their record"))


def _items(rows: QuerySet[RightsRequest], title: str) -> Iterator[WorkItem]:
    for row in rows.order_by("due_on", "id")[:SHOWN]:
        yield WorkItem(
            kind="case",
            title=title,
            reference=row.reference,
            sender=code_list("rights_kind").label(row.kind, language()),
            due_at=datetime.combine(row.due_on, time(23, 59, 59), tzinfo=HOME),
            url=reverse("protection:rights_read", args=[row.pk]),
            action=_("Open it"),
        )
