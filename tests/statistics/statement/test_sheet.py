from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panah.statistics.indicators.catalogue import indicators
from panah.statistics.rules import Period, Year
from panah.statistics.statement.charts import NARROW, SMALL, WIDE, bars, lines, nice_top
from panah.statistics.statement.sheet import sheet

COUNTRIES = {"en": "Azerbaijan", "az": "Azərbaycan"}


def figures(**totals):
    return {
        key: {"total": totals.get(key, 0), "years": {"2015": totals.get(key, 0)}, "unknown": 0} for key in indicators()
    }


def laid_out(language="en", **totals):
    period = Period(date(2014, 6, 1), date(2019, 5, 31))
    return sheet(
        figures(**totals),
        indicators(),
        period=period,
        as_of=period.last,
        language=language,
        countries=COUNTRIES,
        current="K5",
    )


def test_a_member_is_shown_of_its_cohort():
    page = laid_out(K4=356, K5=312, K6=300)
    assert (page.current.total, page.current.of) == (312, 356)
    shown = {series.key: (series.total, series.of) for series in page.pictures}
    assert shown["K6"] == (300, 312)
    assert shown["K4"] == (356, None)


def test_persons_share_one_scale_and_groups_have_their_own():
    page = laid_out(K4=100, K5=50, K3=50)
    heights = {series.key: max(bar.height for bar in series.bars) for series in page.pictures}
    assert heights["K5"] == pytest.approx(heights["K4"] / 2)
    assert heights["K3"] > heights["K5"]


def test_years_without_a_count_are_zero_and_part_years_are_starred():
    page = laid_out(K4=5)
    first = next(series for series in page.pictures if series.key == "K4")
    assert first.values == (0, 5, 0, 0, 0, 0)
    assert [bar.label for bar in first.bars] == ["’14*", "’15", "’16", "’17", "’18", "’19*"]


def test_the_paragraph_stands_in_both_languages():
    page = laid_out("az", K4=5)
    assert list(page.others) == ["en"]
    assert "insan alveri qurbanı" in "".join(segment.text for segment in page.paragraph)


@pytest.mark.parametrize("frame", [SMALL, WIDE, NARROW])
@given(values=st.lists(st.integers(0, 100_000), min_size=1, max_size=51))
def test_bars_stay_inside_their_picture(frame, values):
    years = [Year(2000 + place, False) for place in range(len(values))]
    drawn = bars(years, values, top=nice_top(max(values)), frame=frame, inner=values)
    assert all(bar.x >= 0 and bar.x + bar.width <= frame.width for bar in drawn)
    assert all(bar.y >= frame.base - frame.room - 0.1 and bar.inner_height == bar.height for bar in drawn)


@given(largest=st.integers(0, 1_000_000))
def test_the_top_is_round_and_high_enough(largest):
    top = nice_top(largest)
    assert top >= largest
    assert [line.value for line in lines(top, WIDE)][-1] == top
