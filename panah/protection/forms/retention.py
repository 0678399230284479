from django import forms
from django.utils.translation import gettext_lazy as _

from panah.codes.forms import CodeField
from panah.core.clock import today
from panah.core.forms import DateField


class PlaceHoldForm(forms.Form):
    basis = CodeField("hold_basis", label=_("Why the record is needed"), radio=True)
    held_on = DateField(label=_("Held since"), initial=today)
