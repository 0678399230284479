from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from panah.codes.forms import CodeField, CodesField
from panah.core.clock import today
from panah.core.forms import DateField
from panah.organisations.forms import OrganisationField


class RequestPlaceForm(forms.Form):
    to_organisation_id = OrganisationField(label=_("Whom to ask"))
    needs = CodesField("place_need", label=_("What the place must have"), required=False)
    wanted_on = DateField(label=_("From which day"), initial=today)

    def __init__(self, *args: Any, shelters: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_organisation_id"].choices = shelters  # type: ignore[attr-defined]


class AdmitForm(forms.Form):
    shelter_id = forms.TypedChoiceField(label=_("House"), coerce=UUID, widget=forms.RadioSelect)
    started_on = DateField(label=_("Day of arrival"), initial=today)

    def __init__(self, *args: Any, shelters: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["shelter_id"].choices = shelters  # type: ignore[attr-defined]


class DeclinePlaceForm(forms.Form):
    reason = CodeField("decline_reason", label=_("Why there is no place"))


class EndStayForm(forms.Form):
    ended_on = DateField(label=_("Day of leaving"), initial=today)
    reason = CodeField("stay_exit_reason", label=_("Where the person goes"))


class OpenShelterForm(forms.Form):
    name = forms.CharField(label=_("Neutral name"), help_text=_("It must say nothing of the place."), max_length=80)
    capacity = forms.IntegerField(label=_("Number of places"), min_value=1, max_value=500)
    address = forms.CharField(
        label=_("Address"),
        help_text=_("Sealed under a key of its own. Nobody but this house reads it."),
        max_length=300,
    )
