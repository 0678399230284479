from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from panah.codes.forms import CodeField
from panah.core.clock import today
from panah.core.forms import DateField
from panah.prevention.forms.material import Choices

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
    given_count = forms.IntegerField(label=_("How many leave the store"), min_value=1)
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
    received_count = forms.IntegerField(label=_("How many arrived"), min_value=0)
    damaged_count = forms.IntegerField(label=_("Of them damaged"), min_value=0, initial=0)


class CountForm(forms.Form):
    received_count = forms.IntegerField(label=_("Received there"), min_value=0, required=False)
    used_count = forms.IntegerField(label=_("Taken by people"), min_value=0, required=False)
    left_count = forms.IntegerField(label=_("Left"), min_value=0, required=False)
    damaged_count = forms.IntegerField(label=_("Damaged"), min_value=0, required=False)
