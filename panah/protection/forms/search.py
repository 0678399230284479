from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from panah.protection.forms.case import CaseFilterForm


class SaveSearchForm(CaseFilterForm):
    """Filters of the case list, with the name under which they are kept."""

    field_order = ("name", "status", "worker", "overdue")
    name = forms.CharField(
        label=_("Name of the search"), max_length=60, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )

    def clean(self) -> dict[str, Any]:
        """Return the filters as the action takes them."""
        given = super().clean() or self.cleaned_data
        return {**given, "overdue": bool(given.get("overdue"))}
