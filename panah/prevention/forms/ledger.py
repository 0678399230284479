import csv
import io
import json
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from panah.codes.forms import CodeField
from panah.core.clock import today
from panah.core.errors import InvalidInput, gettext_noop
from panah.core.forms import DateField
from panah.core.sheet_reader import UPLOADED, Cells, cells_of
from panah.prevention.forms.material import Choices

ENCODING = gettext_noop("The file is not in UTF-8. Save it as CSV UTF-8 and send it again.")
CURRENCIES = ("AZN", "EUR", "USD")


class BatchForm(forms.Form):
    language = CodeField("language", label=_("Language"), required=False)
    printed_on = DateField(label=_("Printed on"), initial=today)
    printed_count = forms.IntegerField(label=_("Print run"), min_value=1, max_value=10_000_000)
    unit_cost = forms.DecimalField(label=_("Cost of one"), min_value=0, max_digits=10, decimal_places=4, required=False)
    currency = forms.ChoiceField(
        label=_("Currency"), choices=[("", ""), *((code, code) for code in CURRENCIES)], required=False
    )
    funder_id = forms.TypedChoiceField(label=_("Paid by"), coerce=UUID, empty_value=None, required=False)

    def __init__(self, *args: Any, funders: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["funder_id"].choices = [("", ""), *funders]  # type: ignore[attr-defined]


class HandOutForm(forms.Form):
    given_count = forms.IntegerField(label=_("How many leave the store"), min_value=1, max_value=10_000_000)
    delivered_on = DateField(label=_("Handed over on"), initial=today)
    site = CodeField("distribution_site", label=_("Kind of place"))
    venue = forms.ChoiceField(label=_("Place"), required=False)
    host_id = forms.TypedChoiceField(
        label=_("Organisation"),
        help_text=_("If it works here too, it confirms what arrived, and holds it in its own store"),
        coerce=UUID,
        empty_value=None,
        required=False,
    )

    def __init__(self, *args: Any, venues: Choices, receivers: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["venue"].choices = [("", ""), *venues]  # type: ignore[attr-defined]
        self.fields["host_id"].choices = [("", ""), *receivers]  # type: ignore[attr-defined]


class ReceiptForm(forms.Form):
    received_on = DateField(label=_("Arrived at the store on"), initial=today)
    received_count = forms.IntegerField(label=_("How many arrived"), min_value=0, max_value=10_000_000)
    damaged_count = forms.IntegerField(label=_("Of them damaged"), min_value=0, max_value=10_000_000, initial=0)


class CountForm(forms.Form):
    received_count = forms.IntegerField(label=_("Received there"), min_value=0, max_value=10_000_000, required=False)
    used_count = forms.IntegerField(label=_("Taken by people"), min_value=0, max_value=10_000_000, required=False)
    left_count = forms.IntegerField(label=_("Left"), min_value=0, max_value=10_000_000, required=False)
    damaged_count = forms.IntegerField(label=_("Damaged"), min_value=0, max_value=10_000_000, required=False)


class SheetForm(forms.Form):
    """A sheet of places, numbers and days: as a file, or as the rows that were looked at a moment ago."""

    file = forms.FileField(
        label=_("Sheet (XLSX or CSV)"),
        help_text=_("The first row names the columns: place, count and day"),
        required=False,
    )
    rows = forms.CharField(widget=forms.HiddenInput, required=False, max_length=2_000_000)

    def clean(self) -> dict[str, Any]:
        """
        Read the file into rows of text.

        :raises ValidationError: if there is none, or it cannot be read
        """
        given = super().clean() or self.cleaned_data
        upload = given.get("file")
        try:
            return {"sheet": _uploaded(upload.read()) if upload else _posted(given.get("rows", ""))}
        except InvalidInput as error:
            self.add_error("file", gettext(error.message))
            return {}


def _uploaded(content: bytes) -> Cells:
    if content[:2] == b"PK":
        return cells_of(content)
    if len(content) > UPLOADED:
        raise InvalidInput(gettext_noop("The file is larger than 5 MB. Split it."))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InvalidInput(ENCODING) from None
    first = text.lstrip("\r\n").split("\n", 1)[0]
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count)))
    except csv.Error:
        raise InvalidInput(gettext_noop("This is no CSV that can be read.")) from None
    return Cells(rows, from_1904=False)


def _posted(text: str) -> Cells:
    try:
        rows, from_1904 = json.loads(text)
        return Cells([[str(cell) for cell in row] for row in rows], bool(from_1904))
    except (ValueError, TypeError):
        raise InvalidInput(gettext_noop("Choose the file of the sheet.")) from None
