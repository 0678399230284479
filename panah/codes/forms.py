"""Form fields whose choices are a code list, in the language of the page."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext

from panah.codes import countries
from panah.codes.catalogue import FALLBACK, LANGUAGES, code_list, indicator_list
from panah.core import clock

Choices = list[tuple[str, str]]


def language() -> str:
    """Return the language of the page as the code lists name it."""
    short = (get_language() or FALLBACK).split("-")[0]
    return short if short in LANGUAGES else FALLBACK


def is_listed(short: str) -> bool:
    """Test if the code lists have labels in a language."""
    return short in LANGUAGES


def code_label(list_name: str, code: str) -> str:
    """Return the label of a code in the language of the page; where the lists do not have it, the catalogues may."""
    label = code_list(list_name).label(code, language())
    return label if is_listed((get_language() or FALLBACK).split("-")[0]) else gettext(label)


def open_choices(list_name: str, *, keep: Iterable[str] = (), blank: bool = False) -> Choices:
    """
    Return the choices of a list today, in the language of the page.

    :param keep: codes offered although they are retired (those a record already has)
    :param blank: put an empty choice first
    """
    codes, lang = code_list(list_name), language()
    choices = codes.choices(lang, clock.today())
    offered = {code for code, _ in choices}
    choices += [(code, codes.label(code, lang)) for code in keep if code and code not in offered]
    return [("", ""), *choices] if blank else choices


def _choices(list_name: str, *, blank: bool) -> Callable[[], Choices]:
    return lambda: open_choices(list_name, blank=blank)


def all_choices(list_name: str) -> Callable[[], Choices]:
    """Return the choices of a filter: everything first, then the codes of a list."""
    return lambda: [("", gettext("All")), *open_choices(list_name)]


class CodeField(forms.ChoiceField):
    """One code of a list: a drop-down, or radio buttons when asked for."""

    def __init__(self, list_name: str, *, radio: bool = False, **kwargs: Any) -> None:
        self.list_name = list_name
        if radio:
            kwargs.setdefault("widget", forms.RadioSelect)
        super().__init__(choices=_choices(list_name, blank=not radio), **kwargs)


class CodeFilter(forms.ChoiceField):
    """One code of a list by which a list of records is narrowed, or all of them."""

    def __init__(self, list_name: str, **kwargs: Any) -> None:
        super().__init__(choices=all_choices(list_name), required=False, **kwargs)


class CodesField(forms.MultipleChoiceField):
    """Several codes of a list, as tick boxes."""

    def __init__(self, list_name: str, **kwargs: Any) -> None:
        self.list_name = list_name
        kwargs.setdefault("widget", forms.CheckboxSelectMultiple)
        super().__init__(choices=_choices(list_name, blank=False), **kwargs)


class IndicatorsField(forms.MultipleChoiceField):
    """Several indicators of a list, as tick boxes under their groups."""

    def __init__(self, list_name: str, **kwargs: Any) -> None:
        self.list_name = list_name
        kwargs.setdefault("widget", forms.CheckboxSelectMultiple)
        super().__init__(choices=self._grouped, **kwargs)

    def _grouped(self) -> list[tuple[str, Choices]]:
        lang, groups = language(), code_list("indicator_group")
        return [
            (groups.label(group, lang), [(code.code, code.label(lang)) for code in codes])
            for group, codes in indicator_list(self.list_name).by_group().items()
        ]


class CountryField(forms.ChoiceField):
    """A country, in the order of the language's alphabet."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=lambda: [("", ""), *countries.choices(language())], **kwargs)
