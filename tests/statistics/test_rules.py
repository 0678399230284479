from datetime import date

import pytest

from panah.core.errors import InvalidInput
from panah.statistics import rules
from panah.statistics.rules import Period, Year


def test_nothing_after_the_as_of_date_belongs_to_a_period():
    period = rules.period(first=date(2014, 6, 1), last=date(2019, 5, 31), as_of=date(2017, 3, 4))
    assert period == Period(date(2014, 6, 1), date(2017, 3, 4))


@pytest.mark.parametrize(
    ("first", "last", "as_of", "field"),
    [
        (date(2019, 1, 2), date(2019, 1, 1), date(2026, 1, 1), "last"),
        (date(2027, 1, 1), date(2027, 1, 1), date(2026, 1, 1), "as_of"),
        (date(1900, 1, 1), date(2026, 1, 1), date(2026, 1, 1), "first"),
    ],
)
def test_an_impossible_period_is_refused_where_it_is_wrong(first, last, as_of, field):
    with pytest.raises(InvalidInput) as refusal:
        rules.period(first=first, last=last, as_of=as_of)
    assert refusal.value.field == field


def test_part_years_are_known_as_such():
    assert list(rules.years(Period(date(2014, 6, 1), date(2016, 12, 31)))) == [
        Year(2014, True),
        Year(2015, False),
        Year(2016, False),
    ]


@pytest.mark.parametrize(
    ("first", "last", "length"),
    [
        (date(2014, 6, 1), date(2019, 5, 31), 5),
        (date(2014, 1, 1), date(2014, 12, 31), 1),
        (date(2014, 6, 1), date(2019, 5, 30), None),
        (date(2016, 3, 1), date(2020, 2, 29), 4),
    ],
)
def test_whole_years(first, last, length):
    assert rules.whole_years(Period(first, last)) == length
