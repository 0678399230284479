"""The shape of a survey on a phone: one question under the other, nothing that has to be filled in."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from panah.core.errors import InvalidInput
from panah.published.asking import DONT_KNOW, LETTERS, NO, VALUES, YES, Asked, pairing_code

CHOICES = {
    "choice": ((YES, _("Yes")), (NO, _("No")), (DONT_KNOW, _("I do not know"))),
    "scale": (
        (5, _("I fully agree")),
        (4, _("I rather agree")),
        (3, _("Neither")),
        (2, _("I rather disagree")),
        (1, _("I fully disagree")),
    ),
}


class SurveyAnswerForm(forms.Form):
    """The questions of one round, and the code by which a second answer is recognised."""

    once = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, questions: list[Asked], language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        for question in questions:
            self.fields[f"q{question.position}"] = _answer(question.way, question.said(language))
        self.fields["letters"] = forms.CharField(
            label=_("The first three letters of your mother's first name"), max_length=LETTERS, required=False
        )
        self.fields["day"] = forms.IntegerField(
            label=_("The day of the month on which you were born, without month and year"), required=False
        )

    def clean(self) -> dict[str, Any]:
        """Gather the answers and the code."""
        given = super().clean() or self.cleaned_data
        values = {question.position: given.get(f"q{question.position}") for question in self.questions}
        given["answers"] = {place: value for place, value in values.items() if value is not None}
        if not given["answers"] and not self.errors:
            self.add_error(None, gettext("Answer at least one question."))
        if "letters" in given and "day" in given:
            try:
                given["pairing"] = pairing_code(given["letters"], given["day"])
            except InvalidInput as error:
                self.add_error(error.field, gettext(error.message))
        return given


def _answer(way: str, label: str) -> forms.Field:
    if way == "number":
        return forms.IntegerField(label=label, min_value=0, max_value=max(VALUES[way]), required=False)
    return forms.TypedChoiceField(
        label=label, choices=CHOICES[way], coerce=int, empty_value=None, required=False, widget=forms.RadioSelect
    )
