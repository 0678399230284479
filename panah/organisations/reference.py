"""The bodies of a country pack, brought into the register. May run again: what changed is changed, nothing doubles."""

from pathlib import Path

from django.db import transaction

from panah.codes import countries
from panah.codes.catalogue import UnknownCode, code_list
from panah.core.text import nearest, sort_key
from panah.country import lined, places, tables
from panah.country.lined import Lined
from panah.country.tables import UnknownEntry
from panah.organisations.models import Organisation

FILE = "organisations.yaml"
REQUIRED = ("code", "kind", "en", "az", "ru", "country")
KEYS = {*REQUIRED, "parent", "division", "focus", "sending", "host", "accredited_from", "retired_on"}


@transaction.atomic
def load(pack: Path = tables.PACK) -> int:
    """
    Bring the pack's organisations into the register and return how many it names.

    :raises InvalidInput: if an entry is wrong; names file, line and the nearest valid value
    """
    entries: list[Lined] = lined.read(pack / FILE)["organisations"]
    known: dict[str, Organisation] = {}
    for entry in entries:
        _check(entry, known)
        organisation = _organisation(entry, known)
        known[organisation.code] = organisation
    return len(entries)


def _organisation(entry: Lined, known: dict[str, Organisation]) -> Organisation:
    values = {
        "parent": known.get(entry.get("parent", "")),
        "kind": entry["kind"],
        "name_en": entry["en"],
        "name_az": entry["az"],
        "name_ru": entry["ru"],
        "sort_key": sort_key(entry["az"]),
        "country": entry["country"],
        "division": entry.get("division", ""),
        "focus_areas": list(entry.get("focus", ())),
        "sending_country": entry.get("sending", ""),
        "host_country": entry.get("host", ""),
        "accredited_from": entry.get("accredited_from"),
        "retired_on": entry.get("retired_on"),
    }
    organisation, _ = Organisation.objects.update_or_create(code=entry["code"], defaults=values)
    return organisation


def _check(entry: Lined, known: dict[str, Organisation]) -> None:
    for key in REQUIRED:
        if not entry.get(key):
            raise entry.error(f"{key!r} is missing")
    for key in entry:
        if key not in KEYS:
            raise entry.error(f"{key!r} is not expected here; nearest: {nearest(key, KEYS)!r}", key=key)
    if entry["code"] in known:
        raise entry.error(f"the code {entry['code']!r} stands twice", key="code")
    parent = entry.get("parent")
    if parent and parent not in known:
        suggestion = nearest(parent, known)
        hint = f"; nearest: {suggestion!r}" if suggestion else ""
        raise entry.error(f"unknown organisation {parent!r}{hint}", key="parent")
    _check_codes(entry)


def _check_codes(entry: Lined) -> None:
    key = ""
    try:
        key = "kind"
        code_list("organisation_kind").check(entry["kind"])
        key = "focus"
        for area in entry.get("focus", ()):
            code_list("focus_area").check(area)
        key = "division"
        if entry.get("division"):
            places.division(entry["division"])
    except (UnknownCode, UnknownEntry) as error:
        raise entry.error(str(error), key=key) from error
    for key in ("country", "sending", "host"):
        if entry.get(key) and entry[key] not in countries.codes():
            raise entry.error(f"unknown country {entry[key]!r}", key=key)
