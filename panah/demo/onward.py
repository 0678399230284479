"""Invented cases that move on: handed over, asked for, and what follows a long while later."""

from panah.access.actions import give_grant
from panah.access.walls import FieldGroup, Wall
from panah.core.clock import today
from panah.demo import agreeing
from panah.demo.today import DAY, HOLDER, SIGNS, UNIT, Today
from panah.protection import actions as protection
from panah.protection.rules import Ruling
from panah.protection.rules.residence import PermitStep
from panah.protection.states import OrderState, Outcome, ResidenceState

NGO, CHILDREN = "ngo-clean-world", "ngo-children-union"
WORDS = "Invented: she trusts one worker, and asks to be called in the morning."


def play(day: Today) -> None:
    """Play every scene."""
    is_handed_over(day, sender=NGO, receiver=HOLDER)
    is_handed_over(day, sender=HOLDER, receiver=CHILDREN)
    is_asked_for(day)
    may_stay(day)
    is_ordered(day)
    waits_abroad(day, resumes=False)
    waits_abroad(day, resumes=True)


def is_handed_over(day: Today, *, sender: str, receiver: str) -> None:
    """Propose to hand a case over, with the person's consent to this receiver."""
    case = day.case(days=9, holder=sender)
    with day.acting("case_manager", sender) as actor:
        protection.propose_transfer(
            actor=actor,
            case_id=case.id,
            to_organisation_id=day.places.id(receiver),
            reason="person_wish",
            goes_along="identity",
            basis="consent",
            summary=WORDS,
            keeps_open=False,
            consent_id=agreeing.agrees(day.places, actor, case, receiver),
        )


def is_asked_for(day: Today) -> None:
    """Open a case to an organisation that works with the person, which then asks to lead it."""
    case = day.case(days=12)
    with day.acting("case_manager", HOLDER) as actor:
        give_grant(
            actor=actor,
            case_id=case.id,
            to_organisation_id=day.places.id(NGO),
            to_wall=Wall.PROTECTION,
            groups=frozenset({FieldGroup.CASE}),
            purpose="assistance",
            basis="consent",
            consent_id=agreeing.agrees(day.places, actor, case, NGO),
            expires_on=today() + 60 * DAY,
        )
    with day.acting("case_manager", NGO) as actor:
        protection.send_wish(actor=actor, case_id=case.id, reason="works_with_person", summary=WORDS)


def waits_abroad(day: Today, *, resumes: bool) -> None:
    """Suspend an inquiry until an answer comes from abroad; of one the answer has come."""
    case = day.case(days=16)
    inquiry = day.inquiry(case)
    with day.acting("identification_officer", UNIT) as actor:
        ruling = Ruling(
            outcome=Outcome.SUSPENDED,
            decided_on=today(),
            legal_basis="law_trafficking",
            form="sexual",
            sex="female",
            reasons="Invented: the answer of another country is awaited.",
            indicator_list=SIGNS,
            suspension_reason="waits_abroad",
            look_again_on=today() + 21 * DAY,
        )
        decision = protection.decide(actor=actor, inquiry_id=inquiry.id, ruling=ruling)
    with day.acting("case_manager", HOLDER) as actor:
        protection.receive_decision(actor=actor, decision_id=decision.id)
    if resumes:
        with day.acting("identification_officer", UNIT) as actor:
            protection.resume_inquiry(actor=actor, inquiry_id=inquiry.id)


def may_stay(day: Today) -> None:
    """Record a residence permit that ends soon, and another one that was applied for."""
    case, other = day.case(days=25, citizenship="MD"), day.case(days=11, citizenship="UA")
    began = today() - 24 * DAY
    granted = {"ground": "personal_situation", "until_on": today() + 40 * DAY, "address": "prosecuting_body"}
    with day.acting("case_manager", HOLDER) as actor:
        for each, to, given in (
            (case, ResidenceState.INFORMED, {"on": began}),
            (case, ResidenceState.APPLIED, {"on": began}),
            (case, ResidenceState.GRANTED, {"on": began, **granted}),
            (other, ResidenceState.INFORMED, {"on": today()}),
            (other, ResidenceState.APPLIED, {"on": today()}),
        ):
            step = PermitStep(**given)
            protection.record_residence(actor=actor, case_id=each.id, to=to, step=step)


def is_ordered(day: Today) -> None:
    """Order help from two providers; one has given it, the other is about to."""
    case = day.case(days=7)
    with day.acting("case_manager", HOLDER) as actor:
        for provider in (NGO, CHILDREN):
            agreeing.agrees(day.places, actor, case, provider)
        orders = [
            protection.order_service(
                actor=actor,
                case_id=case.id,
                service=service,
                provider_id=day.places.id(provider),
                wanted_on=today(),
                words="Invented: a quiet room, please.",
            )
            for service, provider in (("psychological", NGO), ("vocational", CHILDREN))
        ]
    with day.acting("case_manager", NGO) as actor:
        protection.confirm_delivery(actor=actor, order_id=orders[0].id, outcome=OrderState.DELIVERED, on=today())
