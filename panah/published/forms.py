"""The directory: searched by need, place and language."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from panah.codes.forms import CodeFilter, language
from panah.country.places import choices, divisions


class OfferFilterForm(forms.Form):
    """What somebody looks for in the directory. It stays in the address."""

    service = CodeFilter("service", label=_("Which help?"))
    division = forms.ChoiceField(label=_("Where?"), required=False)
    language = CodeFilter("language", label=_("In which language?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "f_%s")
        super().__init__(*args, **kwargs)
        self.fields["division"].choices = [("", _("Everywhere")), *choices(divisions(), language())]  # type: ignore[attr-defined]

    def wanted(self) -> dict[str, str]:
        """Return what was chosen; anything that is no choice is nothing."""
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in self.fields}
