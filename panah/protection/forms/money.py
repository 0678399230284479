from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from panah.codes.forms import CodeField
from panah.core.clock import today
from panah.core.forms import DateField
from panah.organisations.forms import OrganisationField


class _ToPayer(forms.Form):
    to_organisation_id = OrganisationField(label=_("Who pays"))

    def __init__(self, *args: Any, payers: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_organisation_id"].choices = payers  # type: ignore[attr-defined]


class RequestAllowanceForm(_ToPayer):
    pass


class ApplyForAidForm(_ToPayer):
    purpose = CodeField("aid_purpose", label=_("What it is for"))
    amount = forms.DecimalField(label=_("How much, in manat"), max_digits=10, decimal_places=2, min_value=1)


class DraftPaymentForm(forms.Form):
    method = CodeField("payment_method", label=_("How it is paid"), help_text=_("Cash leaves no trace at a bank."))


class PayForm(forms.Form):
    paid_on = DateField(label=_("Day of payment"), initial=today)
    receipt = forms.CharField(
        label=_("Number of the signed receipt"),
        help_text=_("Sealed. Leave it empty until it is signed."),
        required=False,
    )


class FundEntryForm(forms.Form):
    kind = forms.ChoiceField(label=_("Where it came from"))
    amount = forms.DecimalField(label=_("How much, in manat"), max_digits=10, decimal_places=2, min_value=1)
    entered_on = DateField(label=_("Day"), initial=today)

    def __init__(self, *args: Any, kinds: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]


class ConfirmForm(forms.Form):
    pass
