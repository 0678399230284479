"""The rules about what happened: rough dates, episodes, the forms of a case, the three elements."""

from datetime import date

import pytest

from panah.codes.catalogue import code_list
from panah.core.errors import InvalidInput
from panah.protection.rules import (
    ANSWER_LISTS,
    FIELD_USE,
    NOT_ASKED,
    EpisodeDetails,
    RoughDate,
    check_episode,
    elements,
    forms_of_case,
    is_mixed,
    rough_date,
    was_child,
)

TODAY = date(2026, 11, 22)
BORN = date(2004, 5, 6)


@pytest.mark.parametrize(
    ("parts", "first", "last", "precision"),
    [
        ({"year": None}, None, None, "unknown"),
        ({"year": 2020}, date(2020, 1, 1), date(2020, 12, 31), "year"),
        ({"year": 2020, "month": 2}, date(2020, 2, 1), date(2020, 2, 29), "month"),
        ({"year": 2020, "month": 2, "day": 29}, date(2020, 2, 29), date(2020, 2, 29), "day"),
    ],
)
def test_a_date_is_kept_as_precisely_as_it_is_known(parts, first, last, precision):
    known = rough_date(**parts)
    assert (known.first, known.last, known.precision) == (first, last, precision)


@pytest.mark.parametrize(
    "parts",
    [
        {"year": None, "month": 3},
        {"year": None, "month": None, "day": 3},
        {"year": 2020, "month": None, "day": 3},
        {"year": 2021, "month": 2, "day": 29},
        {"year": 2021, "month": 13},
    ],
)
def test_a_date_with_a_hole_or_no_such_day_is_refused(parts):
    with pytest.raises(ValueError):
        rough_date(**parts)


def episode(**known) -> EpisodeDetails:
    return EpisodeDetails(**{"stage": "recruitment"} | known)


@pytest.mark.parametrize(
    ("known", "field"),
    [
        ({"began": rough_date(year=2027)}, "began"),
        ({"ended": rough_date(year=2026, month=12)}, "ended"),
        ({"began": rough_date(year=2020, month=6), "ended": rough_date(year=2020, month=5)}, "ended"),
        ({"began": rough_date(year=2003)}, "began"),
        ({"ended": rough_date(year=2004, month=4)}, "ended"),
        ({"country": "TR", "division": "AZ-BA"}, "division"),
        ({"stage": "exploitation", "is_intended_only": True}, "is_intended_only"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(known, field):
    with pytest.raises(InvalidInput) as caught:
        check_episode(episode(**known), birth_date=BORN, today=TODAY)
    assert caught.value.field == field


@pytest.mark.parametrize(
    "known",
    [
        {},
        {"began": rough_date(year=2026)},
        {"began": rough_date(year=2020, month=6), "ended": rough_date(year=2020)},
        {"began": rough_date(year=2004)},
        {"country": "AZ", "division": "AZ-BA"},
        {"division": "AZ-BA"},
        {"is_intended_only": True},
    ],
)
def test_what_may_be_true_is_accepted(known):
    check_episode(episode(**known), birth_date=BORN, today=TODAY)


@pytest.mark.parametrize(
    ("began", "born", "is_child_now", "answer"),
    [
        (RoughDate(), BORN, True, "yes"),
        (RoughDate(), BORN, False, "unknown"),
        (rough_date(year=2020), None, False, "unknown"),
        # Who is taken for a child now was an adult then, if the dates say so.
        (rough_date(year=2022, month=6), BORN, True, "no"),
        (rough_date(year=2021), BORN, False, "yes"),
        (rough_date(year=2022), BORN, False, "unknown"),
        (rough_date(year=2022, month=6), BORN, False, "no"),
    ],
)
def test_whether_it_happened_to_a_child_is_said_only_when_the_dates_say_so(began, born, is_child_now, answer):
    assert was_child(began=began, birth_date=born, is_child_now=is_child_now) == answer


def test_the_first_form_of_a_case_stays_the_main_one():
    assert forms_of_case([], episodes=["sexual"]) == ["sexual"]
    assert forms_of_case(["sexual"], episodes=["sexual", "forced_labour"]) == ["sexual", "forced_labour"]
    assert forms_of_case(["sexual"], episodes=["forced_labour"], main="forced_labour") == ["forced_labour", "sexual"]


def test_a_corrected_form_goes_unless_another_episode_has_it():
    assert forms_of_case(["sexual"], episodes=["forced_labour"], without="sexual") == ["forced_labour"]
    both = ["sexual", "forced_labour"]
    assert forms_of_case(both, episodes=both, without="sexual") == both


def test_unknown_gives_way_to_what_is_known():
    assert forms_of_case(["unknown"], episodes=["sexual"]) == ["sexual"]
    assert forms_of_case(["unknown"], episodes=["", "unknown"]) == ["unknown"]


def test_mixed_follows_from_several_forms():
    assert is_mixed(["sexual", "forced_labour"])
    assert not is_mixed(["sexual", "unknown"])


def test_no_is_said_of_an_element_only_when_everything_was_denied():
    some = elements([episode(means={"fraud": "no"})], is_child=False)
    every = {code: "no" for code in code_list("means").codes if code not in NOT_ASKED}
    assert [each.answer for each in some] == ["unknown", "unknown", "unknown"]
    assert elements([episode(means=every)], is_child=False)[1].answer == "no"
    assert elements([episode(means=every), episode(means={"fraud": "unknown"})], is_child=False)[1].answer == "unknown"


def test_one_yes_is_enough_and_a_child_needs_no_means():
    told = [episode(acts={"receipt": "yes"}, form="sexual"), episode(means={"fraud": "no"})]
    act, means, purpose = elements(told, is_child=True)
    assert (act.answer, act.codes) == ("yes", ("receipt",))
    assert (means.answer, purpose.answer, purpose.codes) == ("not_needed", "yes", ("sexual",))


def test_every_field_says_why_it_is_asked():
    assert set(FIELD_USE.values()) <= set(code_list("field_use").codes)
    assert set(EpisodeDetails.__dataclass_fields__) - {"is_main"} <= set(FIELD_USE)
    assert set(ANSWER_LISTS) <= set(FIELD_USE)
