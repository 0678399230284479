from datetime import date

import pytest

from panah.demo import plan
from panah.demo.names import invent
from panah.demo.plan import FIRST, LAST

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def people():
    return plan.people(today=TODAY)


def identified(people, *, first, last, as_of):
    def counts(person):
        known = [ruling for ruling in person.rulings if ruling.on <= as_of]
        positive = [ruling.on for ruling in known if ruling.is_positive]
        return positive and first <= min(positive) <= last and known[-1].is_positive

    return [person for person in people if counts(person)]


def received(people, kind, as_of):
    return sum(
        any(
            paid.kind == kind and paid.on <= as_of and (paid.reversed_on is None or paid.reversed_on > as_of)
            for paid in person.paid
        )
        for person in people
    )


@pytest.mark.parametrize("as_of", [LAST, TODAY])
def test_the_speech_comes_out_by_counting(people, as_of):
    cohort = identified(people, first=FIRST, last=LAST, as_of=as_of)
    sheltered = [person for person in cohort if person.stay and person.stay[0] <= as_of]
    assert len(cohort) == 356
    assert len(sheltered) == 312
    assert received(sheltered, "allowance", as_of) == 312
    assert received(cohort, "allowance", as_of) == 356
    assert received(cohort, "aid", as_of) == 280


def test_the_years_are_the_published_ones(people):
    years = [32, 48, 70, 70, 98, 38]
    spans = [(max(FIRST, date(year, 1, 1)), min(LAST, date(year, 12, 31))) for year in range(2014, 2020)]
    counted = [len(identified(people, first=first, last=last, as_of=TODAY)) for first, last in spans]
    assert counted == years


def test_groups_are_counted_by_kind_and_corrections_taken_out():
    standing = [
        group
        for group in plan.groups()
        if group.disposed_on and FIRST <= group.disposed_on <= LAST and not group.corrected_on
    ]
    kinds = [group.kind for group in standing]
    assert (kinds.count("network"), kinds.count("organised_group"), kinds.count("criminal_group")) == (1, 2, 58)
    until_2016 = [group for group in standing if group.kind == "criminal_group" and group.disposed_on.year <= 2016]
    assert len(until_2016) == 26


def test_those_paid_outside_a_shelter_are_marked_as_our_assumption(people):
    cohort = identified(people, first=FIRST, last=LAST, as_of=TODAY)
    assumed = [person for person in cohort if any(paid.is_assumed for paid in person.paid)]
    assert len(assumed) == 44
    assert not any(person.stay for person in assumed)


def test_there_is_plenty_that_must_not_be_counted(people):
    assert sum(not any(ruling.is_positive for ruling in person.rulings) for person in people) == plan.NEGATIVE
    assert sum(any(paid.reversed_on for paid in person.paid) for person in people) == 11
    assert any(person.rulings[0].on < FIRST for person in people)
    assert any(person.rulings[0].on > LAST for person in people)


def test_the_plan_is_the_same_every_time(people):
    assert plan.people(today=TODAY) == people


def test_a_safe_place_never_waits_for_a_decision(people):
    assert all(person.stay[0] <= person.rulings[-1].on for person in people if person.stay)


def test_nothing_happens_before_what_it_follows(people):
    for person in people:
        assert person.presumed_on < person.rulings[0].on
        assert all(paid.on > person.rulings[0].on for paid in person.paid), person
        assert all(paid.reversed_on is None or paid.reversed_on >= paid.on for paid in person.paid)


def test_nobody_of_public_life_is_invented(people):
    names = {f"{person.name.given} {person.name.surname}" for person in people}
    assert not {name for name in names if any(real in name for real in ("Əliyev", "Heydərov", "Bağırov", "Nikolovsk"))}
    assert invent.__doc__
