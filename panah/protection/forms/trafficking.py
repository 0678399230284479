from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from panah.codes.catalogue import code_list, indicator_list
from panah.codes.forms import CodeField, CodesField, CountryField, language
from panah.core.clock import today
from panah.core.forms import AnswerField, DateBoxes, DateField
from panah.country import places
from panah.protection.forms.answers import Rows, ask, gathered, rows
from panah.protection.rules import ANSWER_LISTS, FIELD_USE, NOT_ASKED, EpisodeDetails, RoughDate, rough_date

SHORT = forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"})
LONGEST = 4
YEARS = range(1900, 2200)
HEADINGS = {
    "acts": _("What was done"),
    "means": _("By which means"),
    "control": _("How the person was controlled"),
}


class RoughDateBoxes(DateBoxes):
    """Day, month and year, as many of them as are known."""

    def decompress(self, value: RoughDate | None) -> list[Any]:  # type: ignore[override]
        """Return the parts that are known."""
        if value is None or value.first is None:
            return [None, None, None]
        day = value.first.day if value.precision == "day" else None
        month = value.first.month if value.precision in {"day", "month"} else None
        return [day, month, value.first.year]


class RoughDateField(DateField):
    """A date as well as it is known: the year, or month and year, or the day."""

    widget = RoughDateBoxes

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("As much as is known: the year alone is enough."))
        super().__init__(required=False, **kwargs)

    def clean(self, value: Any) -> RoughDate:
        """
        Return what is known of the date.

        :raises ValidationError: if there is no such day, or a part is missing above one that is there
        """
        if self.disabled and not isinstance(value, list):
            value = RoughDateBoxes().decompress(value)
        filled = [str(part).strip() if part not in (None, "") else "" for part in value or ("", "", "")]
        if not all(part == "" or (part.isdecimal() and len(part) <= LONGEST) for part in filled):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        day, month, year = (int(part) if part else None for part in filled)
        if year is not None and year not in YEARS:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        try:
            return rough_date(year=year, month=month, day=day)
        except ValueError as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Return whether something else was written."""
        try:
            return bool(self.clean(data) != (initial or RoughDate()))
        except ValidationError:
            return True


def _divisions() -> list[tuple[str, str]]:
    return [("", ""), *places.choices(places.divisions(), language())]


def _forms() -> list[tuple[str, str]]:
    """Return the forms of exploitation to choose from: `mixed` follows from several and is never chosen."""
    found = code_list("exploitation_form").choices(language(), today())
    return [("", ""), *((code, label) for code, label in found if code != "mixed")]


class EpisodeForm(forms.Form):
    """One stage of what was done. Each field says why it is asked; only the stage must be known."""

    stage = CodeField("episode_stage", label=_("Stage"), radio=True)
    began = RoughDateField(label=_("When it began"))
    ended = RoughDateField(label=_("When it ended"))
    country = CountryField(label=_("Country"), required=False)
    division = forms.ChoiceField(label=_("District"), choices=_divisions, required=False)
    place = forms.CharField(
        label=_("Place"),
        help_text=_("Sealed. Never where the person is now."),
        max_length=200,
        required=False,
        widget=SHORT,
    )
    form = forms.ChoiceField(label=_("Form of exploitation, done or intended"), choices=_forms, required=False)
    is_main = forms.BooleanField(label=_("This is the main form of this case"), required=False)
    is_intended_only = forms.BooleanField(label=_("It was intended only: the person was not exploited"), required=False)
    sex_types = CodesField("sex_exploitation_type", label=_("Kind of sexual exploitation"), required=False)
    labour_sector = CodeField("labour_sector", label=_("Sector of work"), required=False)
    recruitment_channel = CodeField("recruitment_channel", label=_("How the person was recruited"), required=False)
    recruiter_relation = CodeField("recruiter_relation", label=_("Who recruited"), required=False)
    documents_withheld = AnswerField(label=_("Were documents withheld?"), required=False)
    cross_border = AnswerField(label=_("Was a border crossed?"), required=False)
    debt = AnswerField(label=_("Was there a debt to pay off?"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        uses, lang = code_list("field_use"), language()
        for name, field in self.fields.items():
            field.use = uses.label(FIELD_USE[name], lang)  # type: ignore[attr-defined]
        for prefix, name in ANSWER_LISTS.items():
            ask(self, prefix, (code for code in code_list(name) if code.code not in NOT_ASKED))

    def rest(self) -> list[Any]:
        """Return the fields that are not in rows, for the page."""
        return [self[name] for name in FIELD_USE if name not in ANSWER_LISTS]

    def questions(self) -> list[Rows]:
        """Return the questions in rows, for the page."""
        uses, lang = code_list("field_use"), language()
        return [
            rows(self, prefix, heading=str(HEADINGS[prefix]), use=uses.label(FIELD_USE[prefix], lang))
            for prefix in ANSWER_LISTS
        ]

    def clean(self) -> dict[str, Any]:
        """Gather what is known into one value."""
        given = super().clean() or self.cleaned_data
        if self.errors:
            return given
        single: dict[str, Any] = {
            name: given[name] for name in FIELD_USE if name not in (*ANSWER_LISTS, "is_main", "sex_types")
        }
        answers: dict[str, Any] = {prefix: gathered(given, prefix) for prefix in ANSWER_LISTS}
        details = EpisodeDetails(**single, **answers, sex_types=tuple(given["sex_types"]))
        return {"details": details, "is_main": given["is_main"]}


class ScreenForm(forms.Form):
    """The signs of one list. Each may be yes, no, not known, or not asked at all."""

    screened_on = DateField(label=_("Day"), initial=today)

    def __init__(self, *args: Any, list_name: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.groups = indicator_list(list_name).by_group()
        for group, codes in self.groups.items():
            ask(self, f"sign_{group}", codes)

    def rest(self) -> list[Any]:
        """Return the fields that are not in rows, for the page."""
        return [self["screened_on"]]

    def questions(self) -> list[Rows]:
        """Return the signs under the names of their groups, for the page."""
        labels = code_list("indicator_group")
        return [rows(self, f"sign_{group}", heading=labels.label(group, language())) for group in self.groups]

    def clean(self) -> dict[str, Any]:
        """Gather the answered signs into one value."""
        given = super().clean() or self.cleaned_data
        answers: dict[str, str] = {}
        for group in self.groups:
            answers |= gathered(given, f"sign_{group}")
        return {**({"screened_on": given["screened_on"]} if "screened_on" in given else {}), "answers": answers}
