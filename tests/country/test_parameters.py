import itertools
from datetime import date, timedelta
from decimal import Decimal

import pytest

from panah.codes.catalogue import code_list
from panah.country import parameters
from panah.country.parameters import NoValue, amount, number, numbers, parameter, period, text
from panah.country.tables import UnknownEntry

TODAY = date(2026, 11, 22)


def test_the_allowance_follows_the_day_of_payment():
    assert amount("allowance", on=date(2016, 5, 1)) == Decimal(400)
    assert amount("allowance", on=date(2023, 12, 31)) == Decimal(400)
    assert amount("allowance", on=date(2024, 1, 1)) == Decimal(700)


def test_both_start_dates_of_the_allowance_are_marked_unverified():
    assert {row.certainty for row in parameters.history("allowance")} == {"start_unverified"}


def test_there_was_no_known_allowance_before_the_table_begins():
    with pytest.raises(NoValue):
        amount("allowance", on=date(2013, 12, 31))


def test_the_reflection_period_is_thirty_days_and_names_its_law():
    reflection = parameter("reflection_days", on=TODAY)
    assert reflection.value == 30
    assert "252" in reflection.source
    assert period("reflection_days", on=TODAY) == timedelta(days=30)


def test_the_referral_clock_shows_that_sources_conflict():
    referral = parameter("referral_hours", on=TODAY)
    assert referral.value == 24
    assert referral.certainty == "conflicting"
    assert "48 hours" in referral.note


def test_the_helpline_number_is_a_text():
    assert text("helpline_number", on=TODAY) == "152"
    assert parameter("helpline_from_abroad", on=TODAY).certainty == "conflicting"


def test_a_value_whose_source_was_not_obtained_is_missing_not_zero():
    assert parameter("police_number", on=TODAY).value is None
    with pytest.raises(NoValue, match="no source"):
        text("police_number", on=TODAY)


def test_follow_ups_come_after_one_three_six_and_twelve_months():
    assert numbers("follow_up_months", on=TODAY) == [1, 3, 6, 12]


def test_a_mistyped_name_gets_the_nearest_one():
    with pytest.raises(UnknownEntry, match="nearest: 'reflection_days'"):
        number("reflexion_days", on=TODAY)


def test_spans_of_one_parameter_do_not_overlap():
    for row in parameters.parameters():
        spans = parameters.history(row.name)
        for earlier, later in itertools.pairwise(spans):
            assert earlier.valid_until < later.valid_from


def test_every_parameter_says_where_it_comes_from_and_how_sure_it_is():
    certainties = code_list("parameter_certainty")
    for row in parameters.parameters():
        assert row.source
        assert row.certainty in certainties
        assert (row.value is None) == (row.certainty == "not_obtained"), row
