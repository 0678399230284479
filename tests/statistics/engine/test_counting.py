"""What the statement counts, over small invented facts; the hidden traps first."""

import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from panah.statistics.engine.counting import count, report
from panah.statistics.engine.freeze import freeze
from panah.statistics.engine.manifest import BrokenSnapshotError
from panah.statistics.indicators.catalogue import indicators, of_statement
from panah.statistics.rules import Period
from tests.statistics.engine.facts import decision, group, measure, payment, stay, write_export

FIVE_YEARS = Period(date(2014, 6, 1), date(2019, 5, 31))
SPEECH = date(2019, 5, 31)
LATER = date(2026, 1, 1)


def counted(*, period=FIVE_YEARS, as_of=SPEECH, **facts):
    with tempfile.TemporaryDirectory() as folder:
        part = write_export(Path(folder), **facts)
        manifest = freeze(part)
        wanted = [indicators()[key] for key in of_statement()]
        return count(Path(folder) / "S-TEST", manifest, wanted, period=period, as_of=as_of)


def totals(**facts):
    return {key: figure.total for key, figure in counted(**facts).items() if figure.total}


def test_calls_are_counted_one_by_one_by_month_and_by_topic():
    days = [
        (date(2018, 3, 1), "info"),
        (date(2018, 3, 2), "info"),
        (date(2018, 12, 31), None),
        (date(2019, 1, 1), "info"),
    ]
    calls = [{"called_on": day, "month": f"{day:%m}", "hotline_topic": topic} for day, topic in days]
    with tempfile.TemporaryDirectory() as folder:
        manifest = freeze(write_export(Path(folder), helpline_call=calls))
        wanted = [(indicators()["H1"], ("month", "hotline_topic"))]
        year = Period(date(2018, 1, 1), date(2018, 12, 31))
        found = report(Path(folder) / "S-TEST", manifest, wanted, period=year, as_of=LATER)["H1"]
    assert found["total"] == 3
    assert found["cuts"] == {"month": {"03": 2, "12": 1}, "hotline_topic": {"info": 2, "not_known": 1}}


def test_persons_identified_in_the_period_are_the_cohort():
    facts = {
        "decision": [
            decision("before", date(2014, 5, 31)),
            decision("first", date(2014, 6, 1)),
            decision("last", date(2019, 5, 31)),
            decision("after", date(2019, 6, 1)),
        ],
        "stay": [stay(person, date(2019, 5, 1)) for person in ("before", "first", "after", "nobody")],
        "payment": [payment(person, date(2019, 5, 1)) for person in ("before", "first", "last")],
    }
    assert totals(**facts) == {"K4": 2, "K5": 1, "K6": 1, "K7": 2}


def test_a_person_counts_once_and_on_the_first_day():
    figures = counted(
        decision=[decision("a", date(2015, 1, 1)), decision("a", date(2016, 1, 1))],
        stay=[stay("a", date(2015, 2, 1)), stay("a", date(2018, 2, 1))],
        payment=[payment("a", date(2015, 2, 1), "aid"), payment("a", date(2015, 3, 1), "aid")],
    )
    assert figures["K4"].years == figures["K5"].years == figures["K8"].years == {2015: 1}


def test_a_person_identified_before_the_period_is_not_counted_again_in_it():
    facts = {"decision": [decision("a", date(2013, 1, 1)), decision("a", date(2016, 1, 1))]}
    assert totals(**facts) == {}


def test_presumed_and_negative_decisions_do_not_count():
    facts = {"decision": [decision("a", date(2015, 1, 1), "presumed"), decision("b", date(2015, 1, 1), "not_victim")]}
    assert totals(**facts) == {}


def test_a_later_negative_decision_counts_from_its_own_day():
    facts = {"decision": [decision("a", date(2015, 1, 1)), decision("a", date(2018, 1, 1), "not_victim")]}
    assert totals(**facts, as_of=date(2017, 12, 31)) == {"K4": 1}
    assert totals(**facts, as_of=date(2018, 1, 1)) == {}
    again = [*facts["decision"], decision("a", date(2018, 6, 1))]
    assert totals(decision=again) == {"K4": 1}


def test_a_review_turned_positive_counts_on_its_own_day():
    facts = {"decision": [decision("a", date(2015, 1, 1), "not_victim"), decision("a", date(2016, 1, 1))]}
    assert counted(**facts)["K4"].years == {2016: 1}


def test_nothing_dated_after_the_as_of_date_counts():
    facts = {
        "decision": [decision("a", date(2016, 1, 1))],
        "stay": [stay("a", date(2019, 6, 1))],
        "payment": [payment("a", date(2019, 6, 1)), payment("a", date(2019, 7, 1), "aid")],
    }
    assert totals(**facts, as_of=SPEECH) == {"K4": 1}
    assert totals(**facts, as_of=LATER) == {"K4": 1, "K5": 1, "K6": 1, "K7": 1, "K8": 1}


def test_a_payment_taken_back_counts_until_it_is_taken_back():
    facts = {
        "decision": [decision("a", date(2016, 1, 1))],
        "payment": [payment("a", date(2016, 2, 1), reversed_on=date(2018, 1, 1))],
    }
    assert totals(**facts, as_of=date(2017, 12, 31)) == {"K4": 1, "K7": 1}
    assert totals(**facts, as_of=date(2018, 1, 1)) == {"K4": 1}
    paid_again = [*facts["payment"], payment("a", date(2018, 3, 1))]
    assert totals(decision=facts["decision"], payment=paid_again) == {"K4": 1, "K7": 1}


def test_a_corrected_group_counts_until_the_correction():
    facts = {"group": [group(date(2015, 5, 5), corrected=date(2018, 1, 1))]}
    assert totals(**facts, as_of=date(2017, 12, 31)) == {"K3": 1}
    assert totals(**facts, as_of=date(2018, 1, 1)) == {}


def test_three_kinds_of_groups_are_kept_apart():
    facts = {
        "group": [
            group(date(2015, 1, 1), "network", "prevented"),
            group(date(2015, 1, 1), "network", "neutralised"),
            group(date(2015, 1, 1), "organised_group"),
            group(date(2015, 1, 1)),
            group(date(2016, 1, 1)),
            group(date(2014, 5, 31)),
            group(None),
        ]
    }
    figures = counted(**facts)
    assert [figures[key].total for key in ("K1", "K2", "K3")] == [1, 1, 2]
    assert figures["K3"].unknown == 1


def test_measures_are_counted_by_pillar():
    facts = {"measure": [measure(date(2015, 1, 1)), measure(date(2015, 1, 2), "partnership"), measure(None)]}
    assert totals(**facts) == {"M0": 2, "M1": 1, "M4": 1}


def test_a_snapshot_without_a_needed_fact_is_refused(tmp_path):
    manifest = freeze(write_export(tmp_path))
    lacking = type(manifest)(manifest.reference, manifest.taken_at, manifest.as_of, manifest.files[1:])
    with pytest.raises(BrokenSnapshotError, match="fact_decision"):
        count(tmp_path / "S-TEST", lacking, [indicators()["K4"]], period=FIVE_YEARS, as_of=SPEECH)


days = st.dates(date(2013, 1, 1), date(2020, 12, 31))
persons = st.sampled_from("abcdef")
some_facts = st.fixed_dictionaries(
    {
        "decision": st.lists(
            st.builds(decision, persons, days, st.sampled_from(["identified", "identified", "not_victim"])), max_size=9
        ),
        "stay": st.lists(st.builds(stay, persons, days), max_size=6),
        "payment": st.lists(
            st.builds(payment, persons, days, st.sampled_from(["allowance", "aid"]), st.none() | days), max_size=9
        ),
    }
)


@settings(max_examples=25, deadline=None)
@given(facts=some_facts, as_of=days)
def test_every_figure_is_a_true_part_of_what_it_is_counted_among(facts, as_of):
    found = {key: figure.total for key, figure in counted(**facts, as_of=as_of).items()}
    assert found["K6"] <= found["K5"] <= found["K4"]
    assert found["K6"] <= found["K7"] <= found["K4"]
    assert found["K8"] <= found["K4"]


@settings(max_examples=15, deadline=None)
@given(facts=some_facts.filter(lambda facts: facts["stay"]), place=st.integers(0, 5))
def test_removing_one_stay_lowers_those_sheltered_by_one_at_most(facts, place):
    before = counted(**facts)
    facts["stay"].pop(place % len(facts["stay"]))
    after = counted(**facts)
    assert before["K5"].total - after["K5"].total in (0, 1)
    assert before["K4"] == after["K4"]
    assert before["K7"] == after["K7"]


@settings(max_examples=15, deadline=None)
@given(facts=some_facts, cut=st.dates(date(2014, 6, 2), date(2019, 5, 31)))
def test_two_halves_of_a_period_add_up_to_the_whole(facts, cut):
    whole = counted(**facts)
    early = counted(**facts, period=Period(FIVE_YEARS.first, date.fromordinal(cut.toordinal() - 1)))
    late = counted(**facts, period=Period(cut, FIVE_YEARS.last))
    for key, figure in whole.items():
        assert figure.total == early[key].total + late[key].total


@settings(max_examples=15, deadline=None)
@given(facts=some_facts)
def test_counting_is_the_same_as_a_reader_would_do_it(facts):
    decisions = [one for one in facts["decision"] if one["decided_on"] <= SPEECH]
    positive, negative = {}, {}
    for one in decisions:
        side = positive if one["status"] == "identified" else negative
        side.setdefault(one["person"], []).append(one["decided_on"])
    cohort = {
        person
        for person, dates in positive.items()
        if FIVE_YEARS.first <= min(dates) <= FIVE_YEARS.last and max(negative.get(person, [date.min])) <= max(dates)
    }
    sheltered = {one["person"] for one in facts["stay"] if one["started_on"] <= SPEECH} & cohort
    figures = counted(**facts)
    assert (figures["K4"].total, figures["K5"].total) == (len(cohort), len(sheltered))
