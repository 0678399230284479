"""Questions in rows: one row for each code of a list, one column for each answer. What is not touched was not asked."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django import forms

from panah.codes.catalogue import Code, code_list
from panah.codes.forms import language, open_choices
from panah.core.forms import AnswerField


class Rows(NamedTuple):
    """Questions that share their answers, under one heading."""

    heading: str
    columns: list[str]
    fields: list[Any]
    use: str = ""


def ask(form: forms.Form, prefix: str, codes: Iterable[Code]) -> None:
    """Add a row for each code: yes, no or not known."""
    for code in codes:
        form.fields[f"{prefix}_{code.code}"] = AnswerField(label=code.label(language()), required=False)


def ask_levels(form: forms.Form, prefix: str, *, domains: str, levels: str) -> None:
    """Add a row for each domain of a list, with the levels of another list as answers."""
    for code in code_list(domains):
        form.fields[f"{prefix}_{code.code}"] = forms.ChoiceField(
            label=code.label(language()),
            choices=open_choices(levels),
            widget=forms.RadioSelect(attrs={"inline": True}),
            required=False,
        )


def rows(form: forms.Form, prefix: str, *, heading: str, use: str = "") -> Rows:
    """Return the rows of a prefix for the page."""
    fields = [form[name] for name in form.fields if name.startswith(f"{prefix}_")]
    columns = [str(label) for _value, label in fields[0].field.choices] if fields else []  # type: ignore[attr-defined]
    return Rows(heading, columns, fields, use)


def gathered(given: dict[str, Any], prefix: str) -> dict[str, str]:
    """Return what was answered under a prefix, by code."""
    start = f"{prefix}_"
    return {name.removeprefix(start): value for name, value in given.items() if name.startswith(start) and value}
