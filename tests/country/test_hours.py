"""When a line is staffed, and until when that stays so."""

from datetime import datetime, timedelta

from panah.codes.catalogue import code_list
from panah.core.clock import HOME
from panah.country import hours

SUNDAY_NIGHT = datetime(2026, 11, 22, 23, 30, tzinfo=HOME)


def test_a_line_that_never_closes_says_no_end():
    for wait in range(0, 200, 7):
        found = hours.staffed("police_helpline", at=SUNDAY_NIGHT + timedelta(hours=wait))
        assert found == hours.Staffed("police_helpline", True, None)


def test_a_line_says_when_it_closes_and_when_it_opens_again():
    monday = datetime(2026, 11, 23, 9, tzinfo=HOME)
    assert hours.staffed("ngo", at=SUNDAY_NIGHT) == hours.Staffed("ngo", False, monday)
    assert hours.staffed("ngo", at=monday) == hours.Staffed("ngo", True, monday + timedelta(hours=9))
    friday_evening = datetime(2026, 11, 27, 18, tzinfo=HOME)
    assert hours.staffed("ngo", at=friday_evening) == hours.Staffed("ngo", False, monday + timedelta(days=7))
    saturday = datetime(2026, 11, 28, 15, 59, tzinfo=HOME)
    assert hours.staffed("child_helpline", at=saturday).is_open


def test_the_hours_of_a_week_are_told_once_for_days_in_a_row():
    assert hours.week("police_helpline") == [(1, 7, 0, 24)]
    assert hours.week("child_helpline") == [(1, 5, 9, 18), (6, 6, 10, 16)]
    assert hours.week("nobody") == []


def test_hours_that_nobody_confirmed_are_for_the_demonstration_only():
    assert hours.lines(confirmed_only=True) == ("police_helpline",)
    assert all(line in code_list("receiving_desk") for line in hours.lines(confirmed_only=False))
    assert hours.staffed("nobody", at=SUNDAY_NIGHT) is None
