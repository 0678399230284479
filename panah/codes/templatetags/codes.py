"""Labels of codes in templates: `{{ value|code:"sex_gender" }}`."""

from collections.abc import Iterable
from typing import Any

from django import template

from panah.codes import countries
from panah.codes.catalogue import indicator_list
from panah.codes.forms import code_label, language

register = template.Library()


@register.filter
def code(value: str | None, list_name: str) -> str:
    """Return the label of a code in the language of the page."""
    return code_label(list_name, value) if value else ""


@register.filter
def codes(values: Iterable[str] | None, list_name: str) -> list[str]:
    """Return the labels of several codes."""
    return [code(value, list_name) for value in values or ()]


@register.filter
def indicator(value: str | None, list_name: str) -> str:
    """Return the label of an indicator in the language of the page."""
    return indicator_list(list_name).label(value, language()) if value else ""


@register.filter
def country(value: str | None) -> str:
    """Return the name of a country in the language of the page."""
    return countries.name(value, language()) if value else ""


@register.filter
def worded(record: Any, field: str) -> str:
    """Return a text that a record has in several languages, in the language of the page."""
    return str(getattr(record, field)(language())) if record else ""
