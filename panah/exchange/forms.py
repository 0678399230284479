from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from panah.codes.forms import CodeField


class UploadRegisterForm(forms.Form):
    file = forms.FileField(
        label=_("Workbook"),
        help_text=_("XLSX without macros, at most 5 MB and 500 cases. Every cell is read as text."),
    )
    source = CodeField("referral_source", label=_("How these persons came to you"))

    def clean(self) -> dict[str, Any]:
        """Read the file into one value: an action takes bytes, not an open upload."""
        given = dict(super().clean() or self.cleaned_data)
        file = given.pop("file", None)
        return {**given, "content": file.read()} if file else given
