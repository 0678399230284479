from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from panah.codes.catalogue import code_list
from panah.codes.forms import CodeField
from panah.codes.forms import language as page_language
from panah.core.forms import DateField
from panah.published.asking import DONT_KNOW, NO, VALUES, YES, Asked

CHOICE = ((YES, _("Yes")), (NO, _("No")), (DONT_KNOW, _("Does not know")))
SCALE = (
    (1, _("1: not at all")),
    (2, "2"),
    (3, "3"),
    (4, "4"),
    (5, _("5: fully")),
)


def _languages(codes: list[str]) -> list[tuple[str, str]]:
    names = code_list("language")
    return [(code, names.label(code, page_language())) for code in codes]


class BackTranslationForm(forms.Form):
    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        help_text=_("Somebody else put the wording back into the first language, and both were compared."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    on = DateField(label=_("Day"))

    def __init__(self, *args: Any, languages: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["languages"].choices = _languages(languages)  # type: ignore[attr-defined]


class OpenRoundForm(forms.Form):
    name = CodeField("survey_round", label=_("Round"), radio=True)


class ReplyForm(forms.Form):
    """One paper: a field for each question, and the code that the person made up."""

    way = CodeField("survey_way", label=_("How it was answered"), radio=True, initial="paper")
    language = forms.ChoiceField(label=_("Language of the paper"))

    def __init__(self, *args: Any, questions: list[Asked], languages: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        self.fields["language"].choices = _languages(languages)  # type: ignore[attr-defined]
        for question in questions:
            label = f"{question.position}. {question.said(page_language())}"
            self.fields[f"q{question.position}"] = _answer(question.way, label)
        self.fields["letters"] = forms.CharField(
            label=_("Three letters of the person's code"), max_length=8, required=False
        )
        self.fields["day"] = forms.IntegerField(label=_("Day of the month of the code"), required=False)

    def clean(self) -> dict[str, Any]:
        """Gather the answers; a question left empty was not answered."""
        given = super().clean() or self.cleaned_data
        values = {question.position: given.pop(f"q{question.position}", None) for question in self.questions}
        given["answers"] = {place: value for place, value in values.items() if value is not None}
        return given


def _answer(way: str, label: str) -> forms.Field:
    if way == "number":
        most = max(VALUES[way])
        return forms.IntegerField(label=label, min_value=0, max_value=most, required=False)
    choices = CHOICE if way == "choice" else SCALE
    return forms.TypedChoiceField(
        label=label, choices=choices, coerce=int, empty_value=None, required=False, widget=forms.RadioSelect
    )
