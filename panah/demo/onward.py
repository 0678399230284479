"""Invented cases that move on: handed over, asked for, and what follows a long while later."""

from uuid import UUID

from panah.access.actions import give_grant
from panah.access.policy import Actor
from panah.access.walls import FieldGroup, Wall
from panah.core.clock import today
from panah.demo.today import DAY, HOLDER, Today
from panah.protection import actions as protection
from panah.protection.models import Case

NGO, CHILDREN = "ngo-clean-world", "ngo-children-union"
WORDS = "Invented: she trusts one worker, and asks to be called in the morning."


def play(day: Today) -> None:
    """Play every scene."""
    is_handed_over(day, sender=NGO, receiver=HOLDER)
    is_handed_over(day, sender=HOLDER, receiver=CHILDREN)
    is_asked_for(day)


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
            consent_id=_agrees(day, actor, case, receiver),
        )


def _agrees(day: Today, actor: Actor, case: Case, receiver: str) -> UUID:
    consent = protection.record_consent(
        actor=actor,
        case_id=case.id,
        purpose="share_partner",
        text="share_v1",
        language="az",
        given_on=today(),
        recipient_id=day.places.id(receiver),
    )
    return consent.pk


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
            basis="nrm_rules",
            expires_on=today() + 60 * DAY,
        )
    with day.acting("case_manager", NGO) as actor:
        protection.send_wish(actor=actor, case_id=case.id, reason="works_with_person", summary=WORDS)
