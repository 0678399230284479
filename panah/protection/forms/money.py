from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from panah.codes.forms import CodeField, CodeFilter, CodesField
from panah.core.clock import today
from panah.core.forms import DateField
from panah.organisations.forms import OrganisationField

CURRENCIES = [(code, code) for code in ("AZN", "EUR", "USD", "GBP", "TRY", "RUB")]


def _amount(label: Any, **kwargs: Any) -> forms.DecimalField:
    return forms.DecimalField(label=label, max_digits=10, decimal_places=2, min_value=0, **kwargs)


class _ToPayer(forms.Form):
    to_organisation_id = OrganisationField(label=_("Who pays"))

    def __init__(self, *args: Any, payers: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_organisation_id"].choices = payers  # type: ignore[attr-defined]


class RequestAllowanceForm(_ToPayer):
    pass


class ApplyForAidForm(_ToPayer):
    purpose = CodeField("aid_purpose", label=_("What it is for"))
    amount = _amount(_("How much, in manat"))


class PaymentFilterForm(forms.Form):
    kind = CodeFilter("money_kind", label=_("What"))
    state = CodeFilter("payment_state", label=_("State"))
    method = CodeFilter("payment_method", label=_("How it is paid"))


class DraftPaymentForm(forms.Form):
    method = CodeField("payment_method", label=_("How it is paid"), help_text=_("Cash leaves no trace at a bank."))
    payee = CodeField("payee_kind", label=_("Who receives it"), initial="self")
    payee_name = forms.CharField(
        label=_("Name of who receives it"),
        help_text=_("Sealed, and on no list. Leave it empty if the person comes and nobody has to know the name."),
        required=False,
        max_length=200,
    )
    payee_account = forms.CharField(
        label=_("Account, card or post office"),
        help_text=_("Sealed. Only one that nobody who could harm the person can see."),
        required=False,
        max_length=200,
    )


class PlacePaymentForm(DraftPaymentForm):
    amount = _amount(_("How much of it now"))
    field_order = ("amount",)


class PrepareAwardForm(forms.Form):
    amount = _amount(_("How much is proposed"))
    note = forms.CharField(
        label=_("What the committee should know"),
        help_text=_("Sealed. No name, and nothing of what was done to the person."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
    )


class RejectAwardForm(forms.Form):
    reason = CodeField("aid_refusal", label=_("Why it is refused"), radio=True)


class PayForm(forms.Form):
    paid_on = DateField(label=_("Day of payment"), initial=today)
    receipt = forms.CharField(
        label=_("Number of the signed receipt"),
        help_text=_("Sealed. Leave it empty until it is signed."),
        required=False,
    )


class SignReceiptForm(forms.Form):
    receipt = forms.CharField(label=_("Number of the signed receipt"), max_length=60)


class LeaveUnpaidForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("What happened"),
        choices=[
            ("missed", _("The person did not come")),
            ("refused", _("The person did not want it then")),
        ],
        widget=forms.RadioSelect,
    )
    missed_on = DateField(label=_("Day"), initial=today)


class ReturnPaymentForm(forms.Form):
    returned_on = DateField(label=_("Day on which the money came back"), initial=today)


class ReversePaymentForm(forms.Form):
    reason = CodeField("reversal_reason", label=_("Why it is reversed"), radio=True)


class FundEntryForm(forms.Form):
    kind = forms.ChoiceField(label=_("Where it came from"))
    amount = _amount(_("How much"))
    currency = forms.ChoiceField(label=_("Currency"), choices=CURRENCIES, initial="AZN")
    donor_id = OrganisationField(label=_("Who gave it"), help_text=_("Empty: nobody in particular."), required=False)
    purposes = CodesField(
        "aid_purpose",
        label=_("What it may be used for"),
        help_text=_("Nothing ticked: for any purpose."),
        required=False,
    )
    entered_on = DateField(label=_("Day"), initial=today)
    document = forms.CharField(
        label=_("Bank paper or agreement"), help_text=_("Sealed."), required=False, max_length=200
    )

    def __init__(self, *args: Any, kinds: list[tuple[str, str]], donors: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        self.fields["donor_id"].choices = [("", ""), *donors]  # type: ignore[attr-defined]


class ExchangeForm(forms.Form):
    source_id = forms.TypedChoiceField(label=_("Which part of the fund"), coerce=UUID)
    amount = _amount(_("Given to the bank"), help_text=_("In the currency of this part."))
    currency = forms.ChoiceField(label=_("Currency received"), choices=CURRENCIES, initial="AZN")
    gained = _amount(_("Received from the bank"))
    rate = forms.DecimalField(
        label=_("Rate of the bank"),
        help_text=_("How much of the currency received is one of the other, as the bank's paper says."),
        max_digits=14,
        decimal_places=6,
        min_value=0,
    )
    exchanged_on = DateField(label=_("Day of the bank"), initial=today)
    document = forms.CharField(label=_("Number of the bank paper"), help_text=_("Sealed."), max_length=200)

    def __init__(self, *args: Any, parts: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source_id"].choices = parts  # type: ignore[attr-defined]


class ConfirmForm(forms.Form):
    pass
