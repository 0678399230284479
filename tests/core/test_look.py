"""What the look writes: dates, numbers, clocks, icons and fields."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django import forms
from django.template import Context, Template
from django.template.loader import get_template
from django.utils import translation

from panah.core import formats
from panah.core.forms import AnswerField, DateField
from panah.core.icons import ICONS, drawing

NOW = datetime(2026, 11, 22, 9, 12, tzinfo=UTC)
THE_DAY = date(2026, 11, 22)
BOXES = ("born_on_day", "born_on_month", "born_on_year")


def draw(source: str, **context: object) -> str:
    return Template("{% load look %}" + source).render(Context(context))


class Person(forms.Form):
    name = forms.CharField(label="Name", help_text="As in the document")
    born_on = DateField(label="Born", required=False)
    papers = AnswerField(label="Papers taken", required=False)
    story = forms.CharField(label="Story", widget=forms.Textarea, max_length=200, required=False)


@pytest.mark.parametrize(
    ("language", "text"),
    [("az", "22.11.2026"), ("ru", "22.11.2026"), ("en", "22 November 2026"), ("en-gb", "22 November 2026")],
)
def test_a_day_is_written_as_the_language_writes_it(language: str, text: str) -> None:
    assert formats.day_text(THE_DAY, language) == text


@pytest.mark.parametrize(
    ("value", "language", "text"),
    [
        (1234567, "en", "1,234,567"),
        (1234567, "az", "1\u00a0234\u00a0567"),
        (Decimal("29.4"), "az", "29,4"),
        (Decimal("29.4"), "en", "29.4"),
        (-5, "ru", "\u22125"),
        (0, "az", "0"),
        (Decimal(1200).normalize(), "en", "1,200"),
    ],
)
def test_a_number_follows_its_language(value: Decimal, language: str, text: str) -> None:
    assert formats.number_text(value, language) == text


def test_money_has_decimals_only_when_it_needs_them() -> None:
    assert formats.money_text(700, "AZN", "en") == "700\u00a0AZN"
    assert formats.money_text(Decimal("320.50"), "AZN", "az") == "320,50\u00a0AZN"


@pytest.mark.parametrize(
    ("hours", "urgency", "label"),
    [
        (-2, "late", "2 h late"),
        (3, "soon", "3 h left"),
        (14, "ok", "14 h left"),
        (47, "ok", "2 days left"),
        (-24 * 1100, "late", "3 years late"),
    ],
)
def test_a_clock_says_how_urgent_and_how_long(hours: int, urgency: str, label: str) -> None:
    with translation.override("en"):
        shown = formats.countdown(NOW + timedelta(hours=hours), NOW, "en")
    assert (shown.urgency, shown.label) == (urgency, label)


def test_a_deadline_that_is_a_date_lasts_to_the_end_of_that_day() -> None:
    with translation.override("en"):
        assert formats.countdown(THE_DAY, NOW, "en").urgency == "soon"
        assert formats.countdown(THE_DAY - timedelta(days=1), NOW, "en").urgency == "late"


@pytest.mark.parametrize(
    ("end", "english", "azerbaijani"),
    [
        ("2026-11-24T00:00", "by the end of 23 Nov", "son gün: 23.11.2026"),
        ("2026-11-23T23:59:59", "by the end of 23 Nov", "son gün: 23.11.2026"),
        ("2026-11-24T14:30", "due 24 Nov, 14:30", "müddəti: 24.11.2026, 14:30"),
        ("2026-11-23T00:00", "by the end of today", "bu günün sonunadək"),
        ("2026-11-22T00:00", "was due 21 Nov", "müddəti: 21.11.2026"),
    ],
)
def test_a_deadline_names_its_hour_or_the_day_with_which_it_ends(end: str, english: str, azerbaijani: str) -> None:
    due = datetime.fromisoformat(end).replace(tzinfo=NOW.tzinfo)
    with translation.override("en"):
        assert formats.countdown(due, NOW, "en").due == english
    with translation.override("az"):
        assert formats.countdown(due, NOW, "az").due == azerbaijani


def test_the_ring_shows_the_share_of_time_left() -> None:
    start, end = NOW - timedelta(hours=18), NOW + timedelta(hours=6)
    assert formats.countdown(end, NOW, "en", start).share == 0.25


def test_a_clock_speaks_azerbaijani() -> None:
    with translation.override("az"):
        assert formats.countdown(NOW + timedelta(minutes=200), NOW, "az").label == "3 saat 20 dəq qalıb"


def test_blank_is_not_zero() -> None:
    assert draw("[{{ none|number }}|{{ none|day }}|{{ none|money }}|{{ zero|number }}]", none=None, zero=0) == "[|||0]"


@pytest.mark.parametrize("name", sorted(ICONS))
def test_every_icon_is_hidden_from_screen_readers(name: str) -> None:
    assert 'aria-hidden="true"' in drawing(name)


def test_an_unknown_colour_is_refused() -> None:
    with pytest.raises(ValueError, match="pink is not a tag colour"):
        draw('{% tag "New" "pink" %}')


def test_a_tag_escapes_its_word() -> None:
    assert "&lt;b&gt;" in draw("{% tag word 'amber' 'clock' %}", word="<b>")


def test_every_once_key_is_another() -> None:
    assert draw("{% once %}") != draw("{% once %}")


def test_a_tab_without_a_page_is_left_out() -> None:
    assert draw("{% link_to 'no_such_page' as url %}[{{ url }}]") == "[]"


def test_an_error_names_its_field_in_the_summary_and_at_the_field() -> None:
    page = str(Person(data={}))
    assert '<a href="#id_name">' in page
    assert 'id="id_name-error"' in page
    assert 'aria-describedby="id_name-hint id_name-error"' in page


def test_a_date_that_does_not_exist_is_named() -> None:
    form = Person(data={"name": "A", "born_on_day": "31", "born_on_month": "2", "born_on_year": "2020"})
    assert "born_on" in form.errors
    assert '<a href="#id_born_on_0">' in str(form)


@pytest.mark.parametrize(
    ("parts", "valid"),
    [(("27", "3", "1998"), True), (("", "", ""), True), (("27", "", "1998"), False), (("x", "3", "1998"), False)],
)
def test_a_date_is_whole_or_empty(parts: tuple[str, ...], valid: bool) -> None:
    form = Person(data={"name": "A", **dict(zip(BOXES, parts, strict=True))})
    assert form.is_valid() is valid


def test_an_untouched_question_is_not_a_no() -> None:
    form = Person(data={"name": "A"})
    assert form.is_valid()
    assert form.cleaned_data["papers"] == ""


def test_a_field_has_no_inline_style_or_script() -> None:
    page = str(Person())
    assert "style=" not in page
    assert "<script" not in page


@pytest.mark.parametrize(
    "kind", ["not_visible", "not_permitted", "step_up", "wrong_state", "invalid_input", "too_busy", "failed"]
)
def test_an_error_page_says_what_happened_and_what_to_do(kind: str) -> None:
    title = get_template("core/parts/error_title.html").render({"kind": kind})
    advice = get_template("core/parts/error_advice.html").render({"kind": kind})
    assert len(title.strip()) > 15
    assert advice.count("<p>") == 1


def test_what_is_not_visible_is_not_named() -> None:
    context = {"kind": "not_visible", "message": "group 01a2"}
    assert "01a2" not in get_template("core/error_page.html").render(context)
