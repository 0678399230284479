"""Two people edit one record: the later one sees both answers and chooses."""

from datetime import date
from typing import Any

from django import forms

from panah.core.editing import guard
from panah.core.forms import DateField

COLOURS = (("r", "Red"), ("g", "Green"))


class Form(forms.Form):
    name = forms.CharField(required=False)
    born = DateField(required=False)
    colour = forms.ChoiceField(choices=COLOURS)


STOOD = {"name": "Aygün", "born": date(2001, 4, 5), "colour": "r"}
BORN = {"born_day": "5", "born_month": "4", "born_year": "2001"}


def page(**stands: Any) -> str:
    form = Form(initial={**STOOD, **stands})
    assert guard(form)
    return form.guard.token


def sent(token: str, *, stands: dict[str, Any], **typed: str) -> tuple[bool, Form]:
    form = Form({"stood": token, "name": "Aygün", "colour": "r", **BORN, **typed}, initial={**STOOD, **stands})
    return guard(form), form


def test_what_nobody_else_changed_is_written() -> None:
    is_free, form = sent(page(), stands={}, name="Aynur")
    assert is_free and form.is_valid() and form.cleaned_data["name"] == "Aynur"
    # The other one came to the same answer, or changed another one to what was typed here.
    assert sent(page(), stands={"name": "Aynur"}, name="Aynur")[0]


def test_both_answers_are_shown_and_the_choice_decides() -> None:
    token, stands = page(), {"name": "Nigar", "born": date(2002, 1, 2)}
    is_free, form = sent(token, stands=stands, name="Aynur", colour="g")
    assert not is_free
    shown = [(each.label, each.now, each.typed, each.chosen) for each in form.guard.collisions]
    assert shown == [("Name", "Nigar", "Aynur", ""), ("Born", "2 January 2002", "5 April 2001", "")]
    chosen = {"choose_name": "typed", "choose_born": "now"}
    is_free, form = sent(form.guard.token, stands=stands, name="Aynur", colour="g", **chosen)
    assert is_free and form.is_valid()
    assert form.cleaned_data == {"name": "Aynur", "born": date(2002, 1, 2), "colour": "g"}


def test_a_choice_is_asked_again_when_the_record_moves_again_or_nothing_was_chosen() -> None:
    token = sent(page(), stands={"name": "Nigar"}, name="Aynur")[1].guard.token
    assert not sent(token, stands={"name": "Nigar"}, name="Aynur")[0]
    assert not sent(token, stands={"name": "Leyla"}, name="Aynur", choose_name="typed")[0]
    assert sent(token, stands={"name": "Nigar"}, name="Aynur", choose_name="typed")[0]


def test_a_page_without_its_token_asks_about_every_change_and_a_token_says_nothing() -> None:
    is_free, form = sent("forged", stands={}, name="Aynur")
    assert not is_free and [each.label for each in form.guard.collisions] == ["Name"]
    assert "Ayg" not in page() and page() != page()
