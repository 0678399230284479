"""
Reading the register of organisations.

It is public reference data and lies below `access`, so nothing here takes an actor.
"""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from panah.codes import countries
from panah.core.errors import NotVisible
from panah.core.text import nearest, sort_key
from panah.organisations.models import Organisation


class UnknownOrganisation(NotVisible):
    """There is no organisation with this code; `nearest` is the closest code that exists."""

    def __init__(self, code: str, suggestion: str | None) -> None:
        hint = f"; nearest: {suggestion!r}" if suggestion else ""
        super().__init__(f"unknown organisation {code!r}{hint}")
        self.code = code
        self.nearest = suggestion


def organisation(*, code: str) -> Organisation:
    """
    Return one organisation by its code.

    :raises UnknownOrganisation: if there is none; names the nearest code
    """
    found = Organisation.objects.filter(code=code).first()
    if found is None:
        raise UnknownOrganisation(code, nearest(code, Organisation.objects.values_list("code", flat=True)))
    return found


def organisation_by_id(*, organisation_id: UUID) -> Organisation:
    """
    Return one organisation.

    :raises NotVisible: if there is none
    """
    found = Organisation.objects.filter(pk=organisation_id).first()
    if found is None:
        raise NotVisible("organisation")
    return found


def organisations(*, kinds: Iterable[str] = (), on: date | None = None) -> QuerySet[Organisation]:
    """Return organisations in the order of the Azerbaijani alphabet, of some kinds, working on a day."""
    found = Organisation.objects.order_by("sort_key", "code")
    if kinds:
        found = found.filter(kind__in=list(kinds))
    if on is not None:
        found = found.filter(Q(retired_on=None) | Q(retired_on__gt=on))
    return found


def offices(*, code: str) -> QuerySet[Organisation]:
    """Return what stands directly below an organisation."""
    return organisations().filter(parent__code=code)


def tree_ids(*, code: str) -> set[UUID]:
    """Return the ids of an organisation and of everything below it."""
    children: dict[UUID | None, list[UUID]] = {}
    for key, parent in Organisation.objects.values_list("id", "parent_id"):
        children.setdefault(parent, []).append(key)
    found, waiting = set(), [organisation(code=code).id]
    while waiting:
        key = waiting.pop()
        found.add(key)
        waiting += children.get(key, [])
    return found


def names(*, ids: Iterable[UUID], language: str) -> dict[UUID, str]:
    """Return the names of many organisations: one query for a whole page."""
    wanted = set(ids)
    if not wanted:
        return {}
    rows = Organisation.objects.filter(pk__in=wanted).values_list("id", f"name_{language}", "name_en")
    return {key: name or fallback for key, name, fallback in rows}


def choices(*, language: str, kinds: Iterable[str] = (), on: date | None = None) -> list[tuple[str, str]]:
    """Return (code, name) for a form, in the order of the names that are read."""
    choices = [(found.code, found.name(language)) for found in organisations(kinds=kinds, on=on)]
    return sorted(choices, key=lambda choice: sort_key(choice[1]))


def embassies(*, on: date, country: str = "") -> QuerySet[Organisation]:
    """Return the embassies accredited in the country, or those of one sending state."""
    found = organisations(kinds=("embassy",), on=on)
    return found.filter(sending_country=country) if country else found


def eu_embassies(*, on: date) -> QuerySet[Organisation]:
    """Return the accredited embassies of the states that were members of the European Union on that day."""
    return embassies(on=on).filter(sending_country__in=countries.eu_members(on.isoformat()))


def own_missions(*, country: str = "") -> QuerySet[Organisation]:
    """Return the country's own embassies and consulates abroad, or those in one host state."""
    found = organisations(kinds=("own_embassy", "own_consulate"))
    return found.filter(host_country=country) if country else found
