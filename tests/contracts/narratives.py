"""A case with a word in every place where somebody writes about a person: what the walk over the pages looks for."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from panah.access.actions import give_grant
from panah.access.policy import Actor
from panah.access.walls import FieldGroup, Wall
from panah.core.clock import today
from panah.organisations.queries import organisation
from panah.protection import actions
from panah.protection.actions.document import add_document
from panah.protection.models import Case
from tests import support
from tests.protection.people import decide, open_case, presumed_case

HOLDER, GUEST, UNIT = "vac", "ngo-clean-world", "mia-atd"
HEALTH = "Canary-health"
KINDS = (
    "note", "flag", "goal", "sanction", "relative", "age", "guardian", "interests", "needs", HEALTH, "own view",
    "conversation", "document", "file", "order", "claim", "rights", "review", "transfer",
)  # fmt: skip


def word(kind: str) -> str:
    """Return the word that stands in one place only."""
    return kind if kind == HEALTH else f"Canary-{kind.replace(' ', '-')}!"


@dataclass(frozen=True)
class Written:
    """Every id that an address may name: of the adult's case and of what hangs on it, and of the child's case."""

    adult: dict[str, Any]
    child: dict[str, Any]


def plant() -> Written:
    """Write about an adult and a child, decide on the adult's status, and let one other body see one group of each."""
    manager = support.sign_in("case_manager", organisation=HOLDER)
    grown, young = presumed_case(manager), open_case(manager, age_band="9_17")
    ids = {"case_id": grown.pk, **_about(manager, grown), **_sent(manager, grown)}
    children = {"case_id": young.pk, **_about_child(manager, young)}
    for case, group in ((grown, FieldGroup.CASE), (young, FieldGroup.IDENTITY)):
        _let_in(manager, case, group)
    return Written(ids, children)


def _about(manager: Actor, case: Case) -> dict[str, Any]:
    given = {"actor": manager, "case_id": case.pk}
    actions.add_note(**given, text=word("note"))
    assessment = actions.assess(
        **given, assessed_on=today(), needs={"health": "urgent"}, risks={}, own_view=word("own view"),
        narrative=word("needs"), next_review_on=today() + timedelta(days=30),
    )  # fmt: skip
    flag = actions.raise_flag(**given, kind="no_contact", instruction=word("flag"))
    goal = actions.set_goal(**given, need="work", words=word("goal"))
    sanction = actions.flag_sanction(
        **given, kind="administrative_fine", conduct="border", imposed_on=today(), words=word("sanction")
    )
    relative = actions.record_relative(**given, relation="child", name=word("relative"))
    talk = actions.record_interview(
        **given, held_on=today(), language="az", interpreter="not_needed", safe_place="yes", consent="yes",
        narrative=word("conversation"),
    )  # fmt: skip
    document = add_document(
        **given, kind="medical", group="health", file=b"%PDF-" + word("file").encode(), file_name="paper.pdf",
        words=f"{word('document')} {HEALTH}",
    )  # fmt: skip
    claim = actions.open_claim(**given, source="wages", informed_on=today(), note=word("claim"))
    asked = actions.ask_rights(
        **given, kind="access", asked_on=today(), asked_by="person", language="az", words=word("rights")
    )
    return {
        "assessment_id": assessment.pk,
        "flag_id": flag.pk,
        "goal_id": goal.pk,
        "sanction_id": sanction.pk,
        "relative_id": relative.pk,
        "interview_id": talk.pk,
        "document_id": document.pk,
        "claim_id": claim.pk,
        "rights_request_id": asked.pk,
    }


def _sent(manager: Actor, case: Case) -> dict[str, Any]:
    """What others are told in words: an order, a transfer, a review of the decision."""
    given: dict[str, Any] = {"actor": manager, "case_id": case.pk}
    guest = organisation(code=GUEST).pk
    consent = actions.record_consent(
        **given, purpose="share_partner", text="share_v1", language="az", given_on=today(), recipient_id=guest
    )
    order = actions.order_service(
        **given, provider_id=guest, service="psychological", wanted_on=today(), words=word("order")
    )
    transfer = actions.propose_transfer(
        **given, to_organisation_id=guest, reason="person_wish", goes_along="identity", basis="consent",
        summary=f"{word('transfer')}, and more than twenty letters", keeps_open=True, consent_id=consent.pk,
    )  # fmt: skip
    actions.mark_case_referred(**given)
    decision = decide(case, outcome="not_identified")
    support.again(manager)
    actions.receive_decision(actor=manager, decision_id=decision.pk)
    review = actions.ask_review(
        actor=manager, decision_id=decision.pk, asked_on=today(), asked_by="person", grounds=["new_facts"],
        words=word("review"),
    )  # fmt: skip
    return {
        "consent_id": consent.pk,
        "order_id": order.pk,
        "transfer_id": transfer.pk,
        "decision_id": decision.pk,
        "review_id": review.pk,
    }


def _about_child(manager: Actor, case: Case) -> dict[str, Any]:
    given: dict[str, Any] = {"actor": manager, "case_id": case.pk}
    actions.assess_age(**given, assessed_on=today(), method="none", note=word("age"))
    guardian = actions.appoint_guardian(
        **given, kind="guardian", body="court", appointed_on=today(), name=word("guardian"), contact=word("guardian")
    )
    actions.assess_interests(
        **given, kind="assessment", assessed_on=today(), body="panel", outcomes=["child_shelter"], child_heard="yes",
        reasons=word("interests"),
    )  # fmt: skip
    return {"guardian_id": guardian.pk}


def _let_in(manager: Actor, case: Case, group: FieldGroup) -> None:
    give_grant(
        actor=manager, case_id=case.pk, to_organisation_id=organisation(code=GUEST).pk, to_wall=Wall.PROTECTION,
        groups={group}, purpose="assistance", basis="agreement", expires_on=today() + timedelta(days=9),
    )  # fmt: skip
