from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from panah.codes.forms import CodeField
from panah.core.clock import today
from panah.core.forms import DateField
from panah.organisations.forms import OrganisationField
from panah.protection.forms.money import CURRENCIES


def _amount(label: Any) -> forms.DecimalField:
    return forms.DecimalField(label=label, max_digits=12, decimal_places=2, min_value=0)


class OpenClaimForm(forms.Form):
    source = CodeField("compensation_source", label=_("From whom"))
    informed_on = DateField(label=_("Day on which the person was told of the right"), initial=today)
    note = forms.CharField(
        label=_("Note"), help_text=_("Sealed."), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class AssignLegalAidForm(forms.Form):
    lawyer_id = OrganisationField(label=_("Whose lawyer helps"))
    legal_aid_on = DateField(label=_("Since"), initial=today)

    def __init__(self, *args: Any, lawyers: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lawyer_id"].choices = lawyers  # type: ignore[attr-defined]


class ClaimCompensationForm(forms.Form):
    amount = _amount(_("How much is claimed"))
    currency = forms.ChoiceField(label=_("Currency"), choices=CURRENCIES, initial="AZN")
    claimed_on = DateField(label=_("Day of the claim"), initial=today)


class AwardCompensationForm(forms.Form):
    amount = _amount(_("How much was awarded"))
    awarded_on = DateField(label=_("Day of the award"), initial=today)


class ReceiveCompensationForm(forms.Form):
    amount = _amount(_("How much the person received"))
    received_on = DateField(label=_("Day on which it was received"), initial=today)


class RefuseCompensationForm(forms.Form):
    refused_on = DateField(label=_("Day of the refusal"), initial=today)
