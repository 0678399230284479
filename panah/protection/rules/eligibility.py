"""
What is open to a person: by the presumption, the decision, age, citizenship and reflection, and by nothing else.

No rule here asks about the criminal case: whether somebody complains, speaks, is charged or convicted changes nothing
(Council of Europe Convention, art. 12 (6); Rules no. 123 of 2009, 3.6 and 3.7). A test asks over every combination.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum


class Openness(StrEnum):
    OPEN = "open"
    NOT_YET = "not_yet"
    NOT_OPEN = "not_open"


@dataclass(frozen=True, slots=True, kw_only=True)
class CriminalSide:
    """What the record says of a criminal case. It stands among the facts to prove that no answer looks at it."""

    cooperates: str = "unknown"
    has_complained: bool = False
    is_charged: bool = False
    is_convicted: bool = False
    trial_runs: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFacts:
    """What decides about what is open. Three-valued answers are yes, no or unknown."""

    is_presumed: bool
    outcome: str = ""
    is_child: str = "unknown"
    is_foreign: str = "unknown"
    in_reflection: bool = False
    had_reflection: bool = False
    allowance_asked: bool = False
    appeal_over: bool = False
    criminal: CriminalSide = field(default_factory=CriminalSide)


@dataclass(frozen=True, slots=True)
class Entitlement:
    """
    One benefit: is it open, why (a code of `benefit_reason`), and what would open it (a code of `benefit_step`).

    What is open needs no further step.
    """

    benefit: str
    openness: Openness
    why: str
    opens_by: str = ""


# Help that hangs on the presumption alone, and outlasts every decision.
HELP = (
    "emergency_needs", "safe_place", "medical", "psychological", "legal_aid", "interpretation", "social_support",
    "documents", "vocational", "employment", "confidentiality", "aid_fund", "compensation",
)  # fmt: skip
WHY_HELP = {"identified": "identified", "not_identified": "presumed_still", "suspended": "presumed_suspended"}
FOR_CHILDREN = ("guardian", "education", "separate_place")


def entitlements(facts: PersonFacts) -> tuple[Entitlement, ...]:
    """Return every benefit, open or not, in the order in which a page shows them."""
    return (
        *(_help(benefit, facts) for benefit in HELP),
        *(_for_children(benefit, facts) for benefit in FOR_CHILDREN),
        *(rule(facts) for rule in RULES),
    )


def _help(benefit: str, facts: PersonFacts) -> Entitlement:
    if not facts.is_presumed:
        return Entitlement(benefit, Openness.NOT_YET, "not_presumed", "presume")
    why = WHY_HELP.get(facts.outcome, "presumed")
    return Entitlement(benefit, Openness.OPEN, why)


def _for_children(benefit: str, facts: PersonFacts) -> Entitlement:
    if facts.is_child == "no":
        return Entitlement(benefit, Openness.NOT_OPEN, "for_children")
    # Whoever may be a child is treated as one; a child waits for no presumption.
    return Entitlement(benefit, Openness.OPEN, "child" if facts.is_child == "yes" else "may_be_child")


def _reflection(facts: PersonFacts) -> Entitlement:
    benefit = "reflection"
    if facts.in_reflection:
        return Entitlement(benefit, Openness.OPEN, "in_reflection")
    if not facts.is_presumed:
        return Entitlement(benefit, Openness.NOT_YET, "not_presumed", "presume")
    if facts.had_reflection:
        return Entitlement(benefit, Openness.NOT_OPEN, "reflection_over")
    return Entitlement(benefit, Openness.OPEN, "on_request")


def _no_removal(facts: PersonFacts) -> Entitlement:
    benefit = "no_removal"
    if facts.is_foreign == "no":
        return Entitlement(benefit, Openness.NOT_OPEN, "for_foreigners")
    if facts.in_reflection:
        return Entitlement(benefit, Openness.OPEN, "in_reflection")
    if facts.outcome == "identified":
        return Entitlement(benefit, Openness.OPEN, "identified")
    if facts.had_reflection:
        return Entitlement(benefit, Openness.NOT_YET, "reflection_over", "be_identified")
    return Entitlement(
        benefit, Openness.NOT_YET, "no_reflection_yet", "ask_reflection" if facts.is_presumed else "presume"
    )


def _residence(facts: PersonFacts) -> Entitlement:
    benefit = "residence"
    if facts.is_foreign == "no":
        return Entitlement(benefit, Openness.NOT_OPEN, "for_foreigners")
    if facts.outcome != "identified":
        return Entitlement(benefit, Openness.NOT_YET, "not_identified_yet", _towards_identification(facts))
    return Entitlement(benefit, Openness.OPEN, "identified")


def _allowance(facts: PersonFacts) -> Entitlement:
    benefit = "allowance"
    if facts.allowance_asked:
        return Entitlement(benefit, Openness.NOT_OPEN, "asked_once")
    if facts.outcome != "identified":
        return Entitlement(benefit, Openness.NOT_YET, "not_identified_yet", _towards_identification(facts))
    return Entitlement(benefit, Openness.OPEN, "identified")


def _return(facts: PersonFacts) -> Entitlement:
    # Going home is a wish and a right; it is prepared for whoever wishes it.
    return Entitlement("voluntary_return", Openness.OPEN, "own_wish")


def _review(facts: PersonFacts) -> Entitlement:
    benefit = "review"
    if facts.outcome != "not_identified":
        return Entitlement(benefit, Openness.NOT_OPEN, "no_negative_decision")
    if facts.appeal_over:
        return Entitlement(benefit, Openness.NOT_YET, "window_over", "court")
    return Entitlement(benefit, Openness.OPEN, "negative_decision")


def _towards_identification(facts: PersonFacts) -> str:
    if not facts.is_presumed:
        return "presume"
    return "ask_review" if facts.outcome == "not_identified" else "be_identified"


RULES: tuple[Callable[[PersonFacts], Entitlement], ...] = (
    _reflection,
    _no_removal,
    _residence,
    _allowance,
    _return,
    _review,
)
