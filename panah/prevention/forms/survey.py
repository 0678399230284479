from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from panah.codes.forms import CodeField
from panah.core.clock import today
from panah.core.forms import DateField


class SurveyForm(forms.Form):
    title_en = forms.CharField(label=_("Title in English"), max_length=200)
    title_az = forms.CharField(label=_("Title in Azerbaijani"), max_length=200, required=False)
    title_ru = forms.CharField(label=_("Title in Russian"), max_length=200, required=False)
    division = forms.ChoiceField(label=_("District"), required=False)
    next_due_on = DateField(label=_("Next round due"), required=False)

    def __init__(self, *args: Any, divisions: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["division"].choices = [("", ""), *divisions]  # type: ignore[attr-defined]


class QuestionForm(forms.Form):
    kind = CodeField("knowledge_question_kind", label=_("What it measures"), radio=True)
    form = CodeField("question_form", label=_("How it is answered"), radio=True, initial="yes_counts")
    text_en = forms.CharField(
        label=_("Question in English"),
        help_text=_("As people read it. If only sums are kept, what is counted: can say the number 152"),
        max_length=200,
    )
    text_az = forms.CharField(label=_("Question in Azerbaijani"), max_length=200, required=False)
    text_ru = forms.CharField(label=_("Question in Russian"), max_length=200, required=False)


class RoundForm(forms.Form):
    """One round: two numbers for each question, how many answered and how many of them rightly."""

    name = CodeField("survey_round", label=_("Round"), radio=True)
    held_on = DateField(label=_("Day"), initial=today)
    respondents_count = forms.IntegerField(label=_("People who took part"), min_value=1, max_value=10_000_000)

    def __init__(self, *args: Any, questions: list[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        for key, text in questions:
            for part, words in (("answered", gettext("Answered")), ("right", gettext("Counted as wished"))):
                self.fields[f"{part}-{key}"] = forms.IntegerField(
                    label=f"{text}: {words}", min_value=0, max_value=10_000_000, required=False
                )
        self.fields["next_due_on"] = DateField(label=_("Next round due"), required=False)

    def clean(self) -> dict[str, Any]:
        """Gather the two numbers of each question; a question left empty was not asked."""
        given = super().clean() or self.cleaned_data
        answers = {}
        for key, _text in self.questions:
            answered, right = given.pop(f"answered-{key}", None), given.pop(f"right-{key}", None)
            if answered is not None and right is not None:
                answers[key] = (answered, right)
        given["answers"] = answers
        return given
