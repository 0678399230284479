"""Fields that every room uses: a date in three boxes, an answer that may be unknown."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

# What Django says about a field; our catalogues, the English one too, give it plainer words.
SAID_BY_DJANGO = (
    gettext_noop("This field is required."),
    gettext_noop("Select a valid choice. %(value)s is not one of the available choices."),
    gettext_noop("Select a valid choice. That choice is not one of the available choices."),
    gettext_noop("Enter a whole number."),
    gettext_noop("Enter a number."),
    gettext_noop("Enter a valid date."),
    gettext_noop("Enter a valid email address."),
)
ANSWERS = (("yes", _("Yes")), ("no", _("No")), ("unknown", _("Not known")))


class DateBoxes(forms.MultiWidget):
    """Three boxes: day, month, year. Nobody has to open a calendar to write a birthday."""

    template_name = "core/form/widgets/date_boxes.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        box = {"inputmode": "numeric", "autocomplete": "off"}
        super().__init__({name: forms.TextInput(attrs=box) for name in ("day", "month", "year")}, attrs)

    def decompress(self, value: date | None) -> list[Any]:
        """Return day, month and year of a date."""
        return [value.day, value.month, value.year] if value else [None, None, None]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Give each box its word and its width."""
        context = super().get_context(name, value, attrs)
        failed = "govuk-input--error" in str((attrs or {}).get("class", ""))
        for box, word, width in zip(
            context["widget"]["subwidgets"], (_("Day"), _("Month"), _("Year")), (2, 2, 4), strict=True
        ):
            box["word"] = word
            box["attrs"]["class"] = f"govuk-input govuk-date-input__input govuk-input--width-{width}"
            box["attrs"].pop("aria-describedby", None)
            if failed:
                box["attrs"]["class"] += " govuk-input--error"
        return context


class DateField(forms.MultiValueField):
    """A date written in three boxes."""

    widget = DateBoxes
    default_error_messages = {
        "incomplete": _("Write the day, the month and the year"),
        "invalid": _("This date does not exist. Check the day, the month and the year"),
    }

    def __init__(self, **kwargs: Any) -> None:
        required = kwargs.get("required", True)
        number = {"invalid": _("Write the date in numbers, for example 27 3 2026")}
        parts = (
            forms.IntegerField(min_value=1, max_value=31, required=required, error_messages=number),
            forms.IntegerField(min_value=1, max_value=12, required=required, error_messages=number),
            forms.IntegerField(min_value=1900, max_value=2200, required=required, error_messages=number),
        )
        super().__init__(fields=parts, require_all_fields=False, **kwargs)

    def clean(self, value: Any) -> Any:
        """
        Return the date, or nothing if all boxes are empty and need not be filled.

        :raises ValidationError: if a box is empty or there is no such day
        """
        if self.disabled and not isinstance(value, list):
            value = DateBoxes().decompress(value)
        filled = [part for part in value or () if part not in (None, "")]
        if filled and len(filled) < 3:
            raise ValidationError(self.error_messages["incomplete"], code="incomplete")
        if filled and not all(str(part).strip().isdecimal() for part in filled):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return super().clean(value)

    def compress(self, data_list: list[int]) -> date | None:
        """
        Return the date of three numbers.

        :raises ValidationError: if there is no such day
        """
        if not data_list:
            return None
        day, month, year = data_list
        try:
            return date(year, month, day)
        except ValueError as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error


class AnswerField(forms.ChoiceField):
    """Yes, no or not known: three answers. An untouched question is none of them."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("choices", ANSWERS)
        kwargs.setdefault("widget", forms.RadioSelect(attrs={"inline": True}))
        super().__init__(**kwargs)
