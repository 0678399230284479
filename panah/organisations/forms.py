"""Organisations to choose from in a form."""

from collections.abc import Iterable
from typing import Any, Protocol
from uuid import UUID

from django import forms

from panah.core.text import sort_key


class Named(Protocol):
    """What can be chosen: an organisation."""

    pk: Any

    def name(self, language: str) -> str: ...


def choices_of(found: Iterable[Named], *, language: str) -> list[tuple[str, str]]:
    """Return (id, name) of organisations, in the order of the names that are read."""
    choices = [(str(organisation.pk), organisation.name(language)) for organisation in found]
    return sorted(choices, key=lambda choice: sort_key(choice[1]))


class OrganisationField(forms.TypedChoiceField):
    """One organisation out of those the form was given."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("empty_value", None)
        super().__init__(coerce=UUID, **kwargs)
