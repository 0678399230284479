"""What the focal point says of a link, and what somebody with a link may write."""

from django import forms
from django.utils.translation import gettext_lazy as _

from panah.codes.forms import CodeField
from panah.helpline.forms.intake import MakeSignalForm


class MakeLinkForm(forms.Form):
    """For whom a link is."""

    duty = CodeField("link_duty", label=_("For whom is it?"), radio=True)


class UseLinkForm(MakeSignalForm):
    """A signal by somebody without an account: the same questions."""
