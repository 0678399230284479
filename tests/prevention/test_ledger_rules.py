"""The rules of the distribution ledger: nothing leaves a store that is not in it."""

from datetime import date

import pytest
from django.forms import Form, IntegerField
from hypothesis import given
from hypothesis import strategies as st

from panah.core.errors import InvalidInput
from panah.prevention import forms
from panah.prevention.rules.ledger import Stock, check_in_store, check_not_ahead, check_parts, check_receipt

COUNT = st.integers(0, 50)
KNOWN = st.none() | COUNT


@given(COUNT, st.lists(COUNT, max_size=8))
def test_a_store_never_falls_below_zero(came: int, wanted: list[int]) -> None:
    went = 0
    for count in wanted:
        stock = Stock(came, went)
        try:
            check_in_store(stock, count)
        except InvalidInput as error:
            assert count > came - went
            assert error.params["left"] == came - went
        else:
            went += count
        assert Stock(came, went).left >= 0


@given(KNOWN, KNOWN, KNOWN, KNOWN, KNOWN)
def test_no_part_is_larger_than_its_whole(
    sent: int | None, received: int | None, used: int | None, left: int | None, damaged: int | None
) -> None:
    whole = sent if received is None else received
    arrived = None in (received, sent) or received <= sent  # type: ignore[operator]
    fits = arrived and (whole is None or (used or 0) + (left or 0) + (damaged or 0) <= whole)
    try:
        check_parts(given=sent, received=received, used=used, left=left, damaged=damaged)
    except InvalidInput:
        assert not fits
    else:
        assert fits


@pytest.mark.parametrize(
    ("received", "damaged", "day", "field"),
    [(11, 0, 2, "received_count"), (5, 6, 2, "damaged_count"), (5, 0, 1, "received_on")],
)
def test_an_impossible_receipt_is_refused(received: int, damaged: int, day: int, field: str) -> None:
    sent_on = date(2026, 3, 2)
    with pytest.raises(InvalidInput) as refused:
        check_receipt(sent=10, received=received, damaged=damaged, sent_on=sent_on, received_on=date(2026, 3, day))
    assert refused.value.field == field


def test_a_day_that_has_not_come_is_refused() -> None:
    check_not_ahead(date(2026, 3, 2), today=date(2026, 3, 2), field="printed_on")
    with pytest.raises(InvalidInput, match="not come yet"):
        check_not_ahead(date(2026, 3, 3), today=date(2026, 3, 2), field="printed_on")


def test_a_number_that_no_column_can_keep_is_refused_by_its_form() -> None:
    made = [value for value in vars(forms).values() if isinstance(value, type) and issubclass(value, Form)]
    boundless = {
        f"{form.__name__}.{name}"
        for form in made
        for name, field in form.base_fields.items()
        if type(field) is IntegerField and (field.max_value is None or field.max_value > 2_147_483_647)
    }
    assert len(made) > 10
    assert boundless == set()
