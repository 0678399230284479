"""Draws Django forms with the fields of govuk-frontend."""

from functools import cached_property
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.forms.widgets import Input

OWN_WIDGETS = {
    f"django/forms/widgets/{name}.html": f"core/form/widgets/{file}.html"
    for name, file in {
        "checkbox_select": "choices",
        "radio": "choices",
        "checkbox": "checkbox",
        "password": "password",
        "textarea": "textarea",
        "clearable_file_input": "file",
        "select": "select",
    }.items()
}
NATIVE_TYPES = (
    (forms.DateTimeInput, "datetime-local", "%Y-%m-%dT%H:%M"),
    (forms.DateInput, "date", "%Y-%m-%d"),
    (forms.TimeInput, "time", "%H:%M"),
)
CLASSES = (
    (forms.CheckboxSelectMultiple, "govuk-checkboxes__input"),
    (forms.CheckboxInput, "govuk-checkboxes__input"),
    (forms.RadioSelect, "govuk-radios__input"),
    (forms.Select, "govuk-select"),
    (forms.Textarea, "govuk-textarea"),
    (forms.FileInput, "govuk-file-upload"),
    (forms.NumberInput, "govuk-input govuk-input--width-10"),
    (forms.DateInput, "govuk-input govuk-input--width-10"),
    (forms.DateTimeInput, "govuk-input govuk-input--width-20"),
    (forms.TimeInput, "govuk-input govuk-input--width-5"),
    (Input, "govuk-input"),
)
SEVERAL = (forms.CheckboxSelectMultiple, forms.RadioSelect, forms.MultiWidget)


class Field(BoundField):
    """A field that knows its class, its hint, its error and where the error summary must lead."""

    @cached_property
    def is_group(self) -> bool:
        """Return whether the field is several boxes under one legend."""
        return isinstance(self.field.widget, SEVERAL)

    @cached_property
    def is_tick(self) -> bool:
        """Return whether the field is one box to tick, whose label stands beside it."""
        return type(self.field.widget) is forms.CheckboxInput

    @cached_property
    def hint_id(self) -> str:
        """Return the id of the hint, or nothing without a hint."""
        return f"{self.auto_id}-hint" if self.auto_id and self.help_text else ""

    @cached_property
    def error_id(self) -> str:
        """Return the id of the error message, or nothing without an error."""
        return f"{self.auto_id}-error" if self.auto_id and self.errors else ""

    @cached_property
    def error_target(self) -> str:
        """Return the id of the first box of the field: where a link in the error summary leads."""
        if not self.is_group:
            return self.id_for_label
        return f"{self.auto_id}_{1 if self._begins_blank else 0}"

    @property
    def _begins_blank(self) -> bool:
        choices = getattr(self.field.widget, "choices", ())
        return next((value in ("", None) for value, _label in choices), False)

    @property
    def described_by(self) -> str:
        """Return the ids that describe the field."""
        return " ".join(filter(None, (self.hint_id, self.error_id)))

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        """Add our class, and what describes the field."""
        widget = widget or self.field.widget
        built = super().build_widget_attrs(attrs, widget)
        built.pop("aria-describedby", None)
        built["placeholder"] = False  # a label stays when somebody types, a placeholder goes
        if self.described_by and not self.is_group:
            built["aria-describedby"] = self.described_by
        name = self._class_of(widget)
        if name:
            own = built.get("class") or widget.attrs.get("class", "")
            built["class"] = f"{name} {own}".strip()
        return built

    def as_widget(self, widget: forms.Widget | None = None, attrs: Any = None, only_initial: bool = False) -> Any:
        """Draw the field; dates and times use the picker of the browser."""
        drawn = widget or self.field.widget
        for kind, input_type, pattern in NATIVE_TYPES:
            if isinstance(drawn, kind):
                drawn.input_type, drawn.format = input_type, pattern
                break
        return super().as_widget(drawn, attrs, only_initial)

    def _class_of(self, widget: forms.Widget) -> str:
        for kind, name in CLASSES:
            if isinstance(widget, kind):
                return f"{name} {name.split()[0]}--error" if self.errors and kind not in SEVERAL else name
        return ""


class Renderer(TemplatesSetting):
    """The renderer named by FORM_RENDERER."""

    form_template_name = "core/form/form.html"
    field_template_name = "core/form/field.html"
    bound_field_class = Field

    def get_template(self, template_name: str) -> Any:
        """Return our own template for a widget where we have one."""
        return super().get_template(OWN_WIDGETS.get(template_name, template_name))
