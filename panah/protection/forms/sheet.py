from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from panah.codes.catalogue import code_list
from panah.codes.forms import CodeField
from panah.codes.forms import language as page_language
from panah.printing.sheets import PAPER_LANGUAGES


def _languages() -> list[tuple[str, str]]:
    return [(code, code_list("language").label(code, page_language())) for code in PAPER_LANGUAGES]


class PrintSheetForm(forms.Form):
    language = forms.ChoiceField(label=_("Language of the paper"), choices=_languages, widget=forms.RadioSelect)
    handling = CodeField(
        "sheet_handling",
        label=_("What happens with the paper"),
        help_text=_("Ask the person: a paper in the pocket can be dangerous. Kept here, it can be read at any time."),
        radio=True,
        initial="kept",
    )
    with_name = forms.BooleanField(
        label=_("Write the person's name on it"),
        help_text=_("Otherwise the line stays empty and can be written by hand. Showing the name is in the log."),
        required=False,
    )

    def __init__(self, *args: Any, may_name: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].initial = page_language() if page_language() in PAPER_LANGUAGES else "en"
        if not may_name:
            del self.fields["with_name"]
