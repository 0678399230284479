from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from panah.codes.forms import open_choices
from panah.organisations.forms import OrganisationField, choices_of
from panah.organisations.queries import organisations


class EntryFilter(forms.Form):
    organisation_id = OrganisationField(label=_("Whose records"), required=False)
    event = forms.ChoiceField(label=_("What happened"), required=False)

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everybody = [("", _("All")), *choices_of(organisations(), language=language)]
        self.fields["organisation_id"].choices = everybody  # type: ignore[attr-defined]
        self.fields["event"].choices = [("", _("All")), *open_choices("event")]  # type: ignore[attr-defined]
