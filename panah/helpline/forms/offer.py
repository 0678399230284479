"""Shape of a service in the directory."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from panah.codes.forms import CodeField, CodesField
from panah.helpline.forms.intake import DivisionField
from panah.published.rules import OfferDetails

NOTE = forms.Textarea(attrs={"rows": 3})


class OfferForm(forms.Form):
    """A service: what, for whom, in which languages, when, where. The public reads it as it stands."""

    use_required_attribute = False

    service = CodeField("service", label=_("Which help?"))
    groups = CodesField(
        "offer_group", label=_("For whom"), help_text=_("Leave it empty: for everybody."), required=False
    )
    languages = CodesField("language", label=_("Languages"))
    capacity = CodeField("offer_capacity", label=_("Room for new people"), radio=True)
    days = CodeField("offer_days", label=_("Days"))
    from_hour = forms.IntegerField(label=_("Open from (hour)"), min_value=0, max_value=23, initial=9)
    until_hour = forms.IntegerField(label=_("Open until (hour)"), min_value=1, max_value=24, initial=18)
    division = DivisionField(
        label=_("District or city"), help_text=_("Leave it empty: for the whole country."), required=False
    )
    phone = forms.CharField(
        label=_("Number for the public"),
        help_text=_("Everybody reads it. Of a shelter write neither number nor place: people come by the helpline."),
        max_length=60,
        required=False,
    )
    web = forms.URLField(label=_("Website"), max_length=200, required=False, assume_scheme="https")
    address = forms.CharField(label=_("Address for visitors"), max_length=200, required=False)
    note_az = forms.CharField(label=_("Conditions, in Azerbaijani"), widget=NOTE, max_length=500, required=False)
    note_en = forms.CharField(label=_("Conditions, in English"), widget=NOTE, max_length=500, required=False)
    note_ru = forms.CharField(label=_("Conditions, in Russian"), widget=NOTE, max_length=500, required=False)

    def clean(self) -> dict[str, Any]:
        """Gather the answers into one value."""
        given = super().clean() or self.cleaned_data
        if self.errors:
            return given
        lists = {name: tuple(given[name]) for name in ("groups", "languages")}
        return {"details": OfferDetails(**{**given, **lists})}
