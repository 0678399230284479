"""The shape of what is entered."""

from django import forms
from django.utils.translation import gettext_lazy as _

from panah.core.forms import DateField


class PeriodForm(forms.Form):
    """The period of a statement."""

    first = DateField(label=_("First day"))
    last = DateField(label=_("Last day"))
    as_of = DateField(
        label=_("As known on"),
        required=False,
        help_text=_("Nothing dated later counts. Empty: the day of the newest snapshot."),
    )


class YearForm(forms.Form):
    """The year of a report."""

    year = forms.IntegerField(label=_("Year"), help_text=_("The year before it is counted beside it."))
