from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from panah.codes.forms import CodesField
from panah.organisations.forms import OrganisationField


class ChangeAccountForm(forms.Form):
    roles = CodesField("role", label=_("Roles"), help_text=_("All of them stand behind one wall."))
    duties = CodesField("duty", label=_("Duties"), required=False)
    is_active = forms.BooleanField(label=_("The account is open"), required=False, initial=True)


class OpenAccountForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(label=_("E-mail address at work"))
    organisation_id = OrganisationField(label=_("Organisation"))
    roles = CodesField("role", label=_("Roles"), help_text=_("All of them stand behind one wall."))
    duties = CodesField("duty", label=_("Duties"), required=False)
    language = forms.ChoiceField(
        label=_("Language"), choices=[("az", _("Azerbaijani")), ("en", _("English"))], initial="az"
    )

    def __init__(self, *args: Any, organisations: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation_id"].choices = organisations  # type: ignore[attr-defined]
