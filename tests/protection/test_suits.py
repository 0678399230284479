"""Whom a unit suits, how a place stands, how long a task lasts: pure rules."""

from datetime import UTC, date, datetime, timedelta
from itertools import product
from uuid import uuid4

import pytest

from panah.codes.catalogue import code_list
from panah.core.errors import InvalidInput
from panah.protection.rules import (
    Guest,
    UnitFacts,
    check_back_at,
    check_suits,
    check_told,
    check_transport,
    is_blocked,
    is_late,
    mismatches,
    spot_state,
)

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
WOMAN = Guest(sex="female", band="24_26")
MAN = Guest(sex="male", band="24_26")
GIRL, BOY = Guest(sex="female", band="9_17"), Guest(sex="male", band="0_8")


def unit(for_whom: str, **facts) -> UnitFacts:
    return UnitFacts(id=uuid4(), for_whom=for_whom, free=1, **facts)


def with_parent(guest: Guest, where: UnitFacts | None = None) -> Guest:
    return Guest(sex=guest.sex, band=guest.band, has_company=True, company_in=where.id if where else None)


@pytest.mark.parametrize(
    ("guest", "for_whom", "found"),
    [
        (WOMAN, "women", ()),
        (WOMAN, "women_children", ()),
        (WOMAN, "mixed", ()),
        (WOMAN, "men", ("other_sex",)),
        (WOMAN, "children", ("adult_among_children",)),
        (WOMAN, "family", ("not_family",)),
        (MAN, "men", ()),
        (MAN, "women", ("other_sex",)),
        (MAN, "women_children", ("other_sex",)),
        (MAN, "family", ("not_family",)),
        (GIRL, "children", ()),
        (GIRL, "women", ("child_alone",)),
        (GIRL, "women_children", ("child_alone",)),
        (GIRL, "mixed", ("child_alone",)),
        (GIRL, "men", ("other_sex", "child_alone")),
        (GIRL, "family", ("not_family",)),
        (BOY, "children", ()),
        (BOY, "women", ("other_sex", "child_alone")),
    ],
)
def test_men_women_and_children_live_apart(guest, for_whom, found):
    assert mismatches(guest, unit(for_whom)) == found


@pytest.mark.parametrize("for_whom", ["women", "women_children", "family", "mixed"])
def test_a_boy_lives_where_his_mother_does(for_whom):
    where = unit(for_whom)
    assert mismatches(with_parent(BOY, where), where) == ()
    assert mismatches(with_parent(BOY, unit("women")), where) == ("parent_apart",)
    assert mismatches(with_parent(BOY), where) == ()


def test_a_parent_with_a_small_child_is_a_family():
    mother = Guest(sex="female", band="24_26", needs=frozenset({"infant"}))
    assert mismatches(mother, unit("family")) == ()


def test_what_is_not_known_keeps_nobody_out():
    assert mismatches(Guest(sex="unknown", band=""), unit("women")) == ()
    assert mismatches(Guest(sex="female", band="24_26", language="ka"), unit("women")) == ()
    assert mismatches(WOMAN, unit("women", languages=frozenset({"az"}))) == ()


def test_accessibility_language_and_presumption_are_reasons():
    guest = Guest(sex="female", band="24_26", needs=frozenset({"accessible"}), language="ka", is_presumed=False)
    where = unit("women", languages=frozenset({"az", "ru"}))
    assert mismatches(guest, where) == ("not_presumed", "not_accessible", "language")
    assert mismatches(guest, unit("women", languages=frozenset({"ka"}), is_accessible=True)) == ("not_presumed",)


def test_a_full_unit_is_refused_whatever_the_reason_and_says_what_comes_next():
    full = UnitFacts(id=uuid4(), for_whom="women", free=0)
    with pytest.raises(InvalidInput, match="another shelter is asked"):
        check_suits(WOMAN, full, override="immediate_danger")


def test_a_mismatch_needs_a_coded_reason():
    with pytest.raises(InvalidInput) as refused:
        check_suits(MAN, unit("women"), override="")
    assert refused.value.field == "override_reason"
    assert check_suits(MAN, unit("women"), override="family_together") == ("other_sex",)
    assert check_suits(WOMAN, unit("women"), override="") == ()


def test_every_mismatch_is_in_its_code_list_and_every_code_can_occur():
    sexes, bands = ("female", "male", "unknown"), ("0_8", "24_26")
    guests = [
        Guest(sex=sex, band=band, needs=frozenset({"accessible"}), language="ka", is_presumed=False)
        for sex, band in product(sexes, bands)
    ]
    guests.append(with_parent(GIRL, unit("women")))
    units = [unit(code, languages=frozenset({"az"})) for code in code_list("unit_for").codes]
    found = {code for guest, where in product(guests, units) for code in mismatches(guest, where)}
    assert found == set(code_list("place_mismatch").codes)


def test_how_a_place_stands_is_told_by_who_is_there_first():
    states = {
        spot_state(is_taken=taken, is_held=held, is_blocked=blocked)
        for taken, held, blocked in product((True, False), repeat=3)
    }
    assert states == set(code_list("spot_state").codes)
    assert spot_state(is_taken=True, is_held=True, is_blocked=True) == "taken"
    assert spot_state(is_taken=False, is_held=True, is_blocked=True) == "held"


@pytest.mark.parametrize(
    ("from_day", "until_day", "lifted", "blocked"),
    [(3, 5, False, True), (4, 4, False, True), (5, None, False, False), (1, 3, False, False), (1, None, True, False)],
)
def test_a_block_holds_on_its_days_until_it_is_lifted(from_day, until_day, lifted, blocked):
    days = {"from_on": date(2026, 3, from_day), "until_on": date(2026, 3, until_day) if until_day else None}
    assert is_blocked(**days, lifted_at=NOW if lifted else None, today=date(2026, 3, 4)) is blocked


@pytest.mark.parametrize("hours", [0, -1, 13])
def test_a_transport_task_lasts_some_hours(hours):
    with pytest.raises(InvalidInput, match="at most"):
        check_transport(valid_from=NOW, hours=hours, longest=12, now=NOW)
    assert check_transport(valid_from=NOW, hours=12, longest=12, now=NOW) == NOW + 12 * HOUR


def test_a_transport_task_is_not_over_before_it_is_given():
    with pytest.raises(InvalidInput, match="passed"):
        check_transport(valid_from=NOW - 5 * HOUR, hours=4, longest=12, now=NOW)


def test_who_goes_out_says_until_when():
    for until in (None, NOW, NOW - HOUR):
        with pytest.raises(InvalidInput, match="until when"):
            check_back_at(state="out", until=until, now=NOW)
    assert check_back_at(state="out", until=NOW + HOUR, now=NOW) == NOW + HOUR
    assert check_back_at(state="present", until=NOW, now=NOW) is None


def test_somebody_is_late_after_the_time_or_without_a_word():
    assert is_late(state="absent", until=None, now=NOW)
    assert is_late(state="out", until=NOW, now=NOW)
    assert not is_late(state="out", until=NOW + HOUR, now=NOW)
    assert not is_late(state="present", until=None, now=NOW)


def test_a_serious_incident_says_who_was_told():
    for severity in ("serious", "critical"):
        with pytest.raises(InvalidInput, match="who was told"):
            check_told(severity=severity, told=())
        check_told(severity=severity, told=("nobody",))
    check_told(severity="minor", told=())
