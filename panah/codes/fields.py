"""A model field that holds a code of a list."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from panah.codes.catalogue import code_list
from panah.codes.forms import CodeField as CodeFormField


class CodeField(models.CharField):  # type: ignore[type-arg]
    """A `CharField` that knows the name of its code list. The list is data: it never enters a migration as choices."""

    def __init__(self, list_name: str = "", **kwargs: Any) -> None:
        self.list_name = list_name
        kwargs.setdefault("max_length", 40)
        super().__init__(**kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        if kwargs.get("max_length") == 40:
            del kwargs["max_length"]
        return name, path, [self.list_name, *args], kwargs

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        super().validate(value, model_instance)
        if value not in self.empty_values and value not in code_list(self.list_name):
            raise ValidationError(_("%(code)s is not in the list."), params={"code": value})

    def formfield(self, **kwargs: Any) -> Any:
        required = kwargs.pop("required", not self.blank)
        for unused in ("form_class", "choices_form_class"):
            kwargs.pop(unused, None)
        return CodeFormField(self.list_name, required=required, label=kwargs.pop("label", self.verbose_name), **kwargs)
