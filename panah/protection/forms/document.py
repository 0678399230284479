from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from panah.codes.catalogue import code_list
from panah.codes.forms import CodeField
from panah.codes.forms import language as page_language
from panah.core.forms import DateField
from panah.protection.rules.document import OPENS


def _groups() -> list[tuple[str, str]]:
    return [(code, code_list("document_opening").label(code, page_language())) for code in OPENS]


class AddDocumentForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        help_text=_("PDF, JPEG, PNG, DOCX or XLSX, at most 20 MB. Place and time are taken out of a photo."),
    )
    kind = CodeField("document_kind", label=_("What it is"), radio=True)
    group = forms.ChoiceField(label=_("Who may open it"), choices=_groups, widget=forms.RadioSelect)
    consent_id = forms.TypedChoiceField(
        label=_("Which consent was signed on it"),
        help_text=_("Only for a signed consent."),
        required=False,
        empty_value=None,
    )
    dated_on = DateField(label=_("Day that stands on it"), required=False)
    language = CodeField("language", label=_("Language it is written in"), required=False)
    words = forms.CharField(
        label=_("What to know about it"),
        help_text=_("Sealed, as the file and its name are."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, consents: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if consents:
            self.fields["consent_id"].choices = [("", ""), *consents]  # type: ignore[attr-defined]
        else:
            del self.fields["consent_id"]

    def clean(self) -> dict[str, Any]:
        """Read the file into its bytes and its name: an action takes no open upload."""
        given = dict(super().clean() or self.cleaned_data)
        file = given.pop("file", None)
        return {**given, "file": file.read(), "file_name": file.name or ""} if file else given


class WithdrawDocumentForm(forms.Form):
    withdrawal = CodeField("document_withdrawal", label=_("Why it is withdrawn"), radio=True)
