"""Reading what people ask about their own record, and putting the answer together."""

import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from panah.access.permissions import Permission
from panah.access.policy import Actor
from panah.codes import countries
from panah.codes.catalogue import code_list
from panah.codes.forms import language
from panah.core.clock import HOME
from panah.core.errors import NotVisible
from panah.core.formats import day_text, money_text
from panah.core.work import WorkItem
from panah.crypto.fields import unseal
from panah.organisations.queries import organisation
from panah.protection.models import (
    RightsRequest,
)
from panah.protection.rules.consent import OFFICER
from panah.protection.rules.rights import ALLOWED
from panah.protection.rules.rights import Document as Paper
from panah.protection.states import RightsState

SHOWN = 50
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
    ("episodes", "stage"): "episode_stage", ("episodes", "form"): "exploitation_form",
    ("episodes", "began_precision"): "date_precision", ("episodes", "ended_precision"): "date_precision",
    ("episodes", "was_child"): "yes_no_unknown", ("episodes", "acts"): "act", ("episodes", "means"): "means",
    ("episodes", "control"): "means_of_control", ("episodes", "sex_types"): "sex_exploitation_type",
    ("episodes", "labour_sector"): "labour_sector", ("episodes", "recruitment_channel"): "recruitment_channel",
    ("episodes", "documents_withheld"): "yes_no_unknown", ("episodes", "debt"): "yes_no_unknown",
    ("screenings", "indicator_list"): "indicator_list", ("screenings", "result"): "screening_result",
    ("assessments", "needs"): "need_domain", ("assessments", "risks"): "risk_domain",
    ("assessments", "highest_risk"): "risk_level", ("goals", "need"): "need_domain", ("goals", "service"): "service",
    ("goals", "state"): "goal_state", ("follow_ups", "reached"): "yes_no_unknown",
    ("follow_ups", "is_safe"): "yes_no_unknown", ("follow_ups", "employment"): "outcome_employment",
    ("follow_ups", "housing"): "outcome_housing", ("follow_ups", "safety"): "outcome_safety",
    ("follow_ups", "studies"): "outcome_studies", ("claims", "source"): "compensation_source",
    ("claims", "state"): "compensation_state", ("transfers", "reason"): "transfer_reason",
    ("transfers", "state"): "transfer_state", ("orders", "service"): "service", ("orders", "state"): "order_state",
    ("missions", "help_wanted"): "mission_help", ("places", "state"): "place_state",
    ("money_asked", "kind"): "money_kind", ("money_asked", "purpose"): "aid_purpose",
    ("ages", "method"): "age_method", ("ages", "result"): "age_result", ("guardians", "kind"): "guardian_kind",
    ("guardians", "body"): "child_body", ("interests", "kind"): "interests_kind",
    ("interests", "outcomes"): "interests_outcome", ("interests", "child_heard"): "yes_no_unknown",
    ("families", "involvement"): "family_involvement", ("flags", "kind"): "case_flag",
    ("conversations", "language"): "language",
    ("referrals", "purpose"): "referral_purpose", ("residence", "state"): "residence_state",
    ("sanctions", "kind"): "sanction_kind", ("sanctions", "conduct"): "sanction_conduct",
    ("sanctions", "state"): "sanction_state", ("reviews", "asked_by"): "review_asker",
    ("reviews", "grounds"): "review_ground", ("notices", "kind"): "notice_kind",
    ("notices", "language"): "language", ("notices", "way"): "notice_way",
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


def document_of(*, actor: Actor, request: RightsRequest) -> Paper:
    """Return what was put together for the person, unsealed."""
    text = unseal(request, "document")["document"]
    document: Paper = json.loads(text) if text else {}
    return document


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
                [
                    (fields.label(name, spoken), _said(section, name, row, spoken))
                    for name in row
                    if name not in ("currency", "began_precision", "ended_precision")
                ]
                for row in document[section]
            ],
        )
        for section in ALLOWED
        if document.get(section)
    ]


def _said(section: str, name: str, row: Mapping[str, Any], spoken: str) -> str:
    value = row[name]
    if (section, name) in LISTS:
        codes = code_list(LISTS[section, name])
        return "; ".join(codes.label(each, spoken) for each in (value if isinstance(value, list) else [value]))
    if name in ("citizenship", "country"):
        return countries.name(str(value), spoken)
    if name in ("recipient", "organisation"):
        return organisation(code=str(value)).name(spoken)
    if name == "amount" or name.endswith("_amount"):
        return money_text(Decimal(str(value)), row.get("currency", "AZN"), spoken)
    if name in ("began_on", "ended_on") and section == "episodes":
        # "2020" is kept as a day; the person reads no day that nobody said.
        kept = {"year": 4, "month": 7}.get(row.get(f"{name[:5]}_precision", ""), 10)
        value = str(value)[:kept]
        return value if kept < 10 else day_text(date.fromisoformat(value), spoken)
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
