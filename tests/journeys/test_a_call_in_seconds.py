"""Journey: a call is logged with six keys while the caller still speaks, and the next one can come."""

from collections.abc import Callable

import pytest

from tests.journeys.steps import Person

MOST_KEYS = 6
# A person trafficked, referred to the special unit, saw a poster, speaks Russian, is in the first district.
KEYS = ("1", "t", "a", "x", "b", "Enter")
SAVED = {"az": "Zəng qeyd edildi", "en": "The call is logged"}


@pytest.mark.parametrize("language", ["az", "en"])
def test_a_call_is_logged_without_leaving_the_keyboard(people: Callable[..., Person], language: str) -> None:
    operator = people("helpline_operator", language)
    operator.go("/helpline/")
    before = calls_of_today(operator)
    assert len(KEYS) <= MOST_KEYS
    with operator.page.expect_response("**/helpline/scripts/show/**"):  # the script follows the topic at once
        operator.page.keyboard.press(KEYS[0])
    for key in KEYS[1:-1]:
        operator.page.keyboard.press(key)
    chosen = operator.page.locator("input[type=radio]:checked")
    assert {"ru", "poster", "tip_victim"} <= set(chosen.evaluate_all("all => all.map(each => each.value)"))
    with operator.page.expect_navigation():
        operator.page.keyboard.press(KEYS[-1])
    assert SAVED[language] in operator.page.locator("main").inner_text()
    assert calls_of_today(operator) == before + 1
    assert operator.complaints == []


def test_keys_do_nothing_while_somebody_writes(people: Callable[..., Person]) -> None:
    operator = people("helpline_operator", "en")
    operator.go("/helpline/")
    operator.page.keyboard.press("m")
    note = operator.page.locator("textarea[name=note]")
    note.fill("")
    note.press_sequentially("1ta")
    assert note.input_value() == "1ta"
    note.blur()
    operator.page.keyboard.press("Escape")
    assert note.input_value() == "1ta"  # what was written is not cleared with a key
    assert operator.page.locator("input[type=radio]:checked").count() <= 1  # "not asked" is chosen from the start


def test_a_key_is_known_by_its_place_where_the_layout_has_no_such_letter(people: Callable[..., Person]) -> None:
    operator = people("helpline_operator", "az")
    operator.go("/helpline/")
    for key, code in (("ц", "KeyW"), ("ü", "KeyW")):
        operator.page.evaluate(
            "([key, code]) => document.body.dispatchEvent(new KeyboardEvent('keydown', {key, code, bubbles: true}))",
            [key, code],
        )
        chosen = operator.page.locator("input[name=disposition]:checked")
        assert chosen.evaluate_all("all => all.map(each => each.value)") == ["referred_service"]
        operator.page.keyboard.press("Escape")


def calls_of_today(operator: Person) -> int:
    shown = operator.page.locator(".pn-stat dd").first.inner_text()
    return int(shown.split()[0])
