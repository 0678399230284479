"""What several actions of this room share."""

import re
from typing import Any, TypeVar
from uuid import UUID

from django.db import models
from django.utils.text import slugify

from panah.access.models import Register
from panah.access.policy import Actor
from panah.core.errors import InvalidInput, gettext_noop
from panah.core.text import fold
from panah.organisations import queries as organisations
from panah.organisations.models import Organisation

R = TypeVar("R", bound=Register)


def body_of(code: str, *, field: str) -> Organisation:
    """
    Return an organisation by its code.

    :raises InvalidInput: if there is none
    """
    try:
        return organisations.organisation(code=code)
    except organisations.UnknownOrganisation as error:
        raise InvalidInput(gettext_noop("There is no such organisation."), field=field) from error


def optional_body(code: str, *, field: str) -> Organisation | None:
    """
    Return an organisation by its code, or None when the code is empty.

    :raises InvalidInput: if there is none
    """
    return body_of(code, field=field) if code else None


def make(model: type[R], *, actor: Actor, **values: Any) -> R:
    """Write a new row that the actor's organisation keeps."""
    row = model(organisation_id=actor.organisation_id, **values)
    row.save(force_insert=True)
    return row


def next_position(rows: models.QuerySet[Any]) -> int:
    """Return the number after the last one."""
    last = rows.aggregate(last=models.Max("position"))["last"]
    return (last or 0) + 1


def free_slug(model: type[R], wish: str, *, own_id: UUID | None = None) -> str:
    """Return an address made of a title that no other record has."""
    base = slugify("-".join(fold(word) for word in re.split(r"[\W_]+", wish)))[:70] or "x"
    number, slug = 1, base
    while model.objects.filter(slug=slug).exclude(pk=own_id).exists():
        number += 1
        slug = f"{base}-{number}"
    return slug


def refuse_second(rows: models.QuerySet[Any], *, field: str) -> None:
    """
    Allow a row that is not there yet.

    :raises InvalidInput: if it is
    """
    if rows.exists():
        raise InvalidInput(gettext_noop("This is already in the list."), field=field)
