"""What is open to whom. No answer looks at the criminal case: asked over every combination of everything."""

from dataclasses import replace
from itertools import product

import pytest

from panah.codes.catalogue import code_list
from panah.protection.rules import eligibility
from panah.protection.rules.eligibility import CriminalSide, Entitlement, Openness, PersonFacts, entitlements

ANSWERS = ("yes", "no", "unknown")
BOTH = (True, False)
CRIMINAL = [
    CriminalSide(cooperates=word, has_complained=a, is_charged=b, is_convicted=c, trial_runs=d)
    for word, a, b, c, d in product(ANSWERS, BOTH, BOTH, BOTH, BOTH)
]
FACTS = [
    PersonFacts(
        is_presumed=presumed,
        outcome=outcome,
        is_child=child,
        is_foreign=foreign,
        in_reflection=reflecting,
        had_reflection=reflected,
        allowance_asked=asked,
        appeal_over=over,
    )
    for presumed, outcome, child, foreign, reflecting, reflected, asked, over in product(
        BOTH, ("", "identified", "not_identified", "suspended"), ANSWERS, ANSWERS, BOTH, BOTH, BOTH, BOTH
    )
]
PRESUMED = PersonFacts(is_presumed=True, is_child="no", is_foreign="yes")


def answer(facts: PersonFacts, benefit: str) -> Entitlement:
    return next(row for row in entitlements(facts) if row.benefit == benefit)


def moved_by_the_criminal_case() -> list[PersonFacts]:
    """The facts to which the answer changes with anything about the criminal case."""
    return [
        facts
        for facts in FACTS
        if any(entitlements(replace(facts, criminal=side)) != entitlements(facts) for side in CRIMINAL)
    ]


def test_nothing_depends_on_cooperation_or_on_anything_else_of_a_criminal_case():
    assert moved_by_the_criminal_case() == []


def test_a_rule_that_asked_for_cooperation_would_be_found(monkeypatch):
    def bought(facts: PersonFacts) -> Entitlement:
        open_now = facts.criminal.cooperates == "yes"
        return Entitlement("residence", Openness.OPEN if open_now else Openness.NOT_YET, "identified")

    monkeypatch.setattr(eligibility, "RULES", (*eligibility.RULES, bought))
    assert len(moved_by_the_criminal_case()) == len(FACTS)


def test_every_benefit_reason_and_step_has_its_word_and_each_is_used():
    rows = [row for facts in FACTS for row in entitlements(facts)]
    assert {row.benefit for row in rows} == set(code_list("benefit").codes)
    assert {row.why for row in rows} == set(code_list("benefit_reason").codes)
    assert {row.opens_by for row in rows} - {""} == set(code_list("benefit_step").codes)
    assert {row.openness for row in rows} == set(code_list("openness").codes)


def test_what_is_not_open_yet_says_what_would_open_it_and_what_is_open_asks_for_nothing():
    for facts in FACTS:
        for row in entitlements(facts):
            assert bool(row.opens_by) == (row.openness == Openness.NOT_YET)


def test_all_help_hangs_on_the_presumption_and_outlasts_every_decision():
    for facts in FACTS:
        if facts.is_presumed:
            assert all(answer(facts, benefit).openness == Openness.OPEN for benefit in eligibility.HELP)


def test_a_person_who_was_not_identified_keeps_all_help_and_can_ask_again():
    refused = replace(PRESUMED, outcome="not_identified")
    assert answer(refused, "medical") == Entitlement("medical", Openness.OPEN, "presumed_still")
    assert answer(refused, "review").openness == Openness.OPEN
    assert answer(refused, "allowance").opens_by == "ask_review"
    assert answer(replace(refused, appeal_over=True), "review").opens_by == "court"


@pytest.mark.parametrize(("child", "openness"), [("yes", "open"), ("unknown", "open"), ("no", "not_open")])
def test_who_may_be_a_child_is_treated_as_one(child, openness):
    facts = PersonFacts(is_presumed=False, is_child=child)
    assert {answer(facts, benefit).openness for benefit in eligibility.FOR_CHILDREN} == {openness}


def test_the_reflection_period_is_open_on_request_and_nobody_is_sent_away_in_it():
    assert answer(PRESUMED, "reflection") == Entitlement("reflection", Openness.OPEN, "on_request")
    assert answer(PRESUMED, "no_removal").opens_by == "ask_reflection"
    assert answer(replace(PRESUMED, in_reflection=True), "no_removal").openness == Openness.OPEN


def test_the_allowance_is_paid_once_and_a_residence_permit_is_for_foreigners():
    identified = replace(PRESUMED, outcome="identified")
    assert answer(identified, "allowance").openness == Openness.OPEN
    assert answer(replace(identified, allowance_asked=True), "allowance").why == "asked_once"
    assert answer(identified, "residence").openness == Openness.OPEN
    assert answer(replace(identified, is_foreign="no"), "residence").why == "for_foreigners"
