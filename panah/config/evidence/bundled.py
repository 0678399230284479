"""
What the proof `papers` does in the installation in PANAH_VAR, as JSON: `ask` asks for sheets, `read` reads them back.

Models can be imported only after Django is set up.
"""

import json
import os
import sys
from importlib import import_module
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import django
from django.db import transaction

from panah.config.papers import words_of

OFFICER, CAMPAIGN, LANGUAGE, LAYOUT = "campaign.officer@iom-az.example", "numayis", "az", "poster_a3"
MOST = 5_000_000  # bytes of one sheet


def ask(actor: Any, count: str) -> dict[str, str]:
    """Plan the demonstration's poster for so many places in all, and ask for the sheets of all of them."""
    prevention, models = import_module("panah.prevention.actions"), import_module("panah.prevention.models")
    queries = import_module("panah.prevention.queries")
    version = models.Version.objects.own(actor).get(
        material__campaign__slug=CAMPAIGN, language=LANGUAGE, state="approved"
    )
    for _one in range(int(count) - queries.to_print(actor=actor, version=version).count()):
        prevention.place_material(actor=actor, material_id=version.material_id, site="school", language=LANGUAGE)
    asked = prevention.ask_bundle(actor=actor, version_id=version.pk, layout=LAYOUT)
    return {"bundle": str(asked.pk), "code": queries.to_print(actor=actor, version=version)[0].code}


def read(actor: Any, bundle_id: str) -> dict[str, int]:
    """Fetch the sheets and compare each with the code that its place has."""
    prevention, models = import_module("panah.prevention.actions"), import_module("panah.prevention.models")
    content = prevention.fetch_bundle(actor=actor, bundle_id=bundle_id)
    bundle = models.Bundle.objects.own(actor).get(pk=bundle_id)
    places = models.Placement.objects.own(actor).in_bulk(bundle.placement_ids)
    codes = [places[each].code for each in bundle.placement_ids]
    with ZipFile(BytesIO(content)) as archive:
        sheets = [archive.read(name) for name in sorted(archive.namelist())]
    told = [words_of(sheet, most=MOST) for sheet in sheets]
    return {
        "sheets": len(sheets),
        "codes": len({code for code, text in zip(codes, told, strict=True) if f"/p/{code}" in text}),
        "wrong": sum(f"/p/{code}" not in text for code, text in zip(codes, told, strict=True)),
        "untagged": sum("StructTreeRoot" not in text or "pdfuaid" not in text for text in told),
        "bytes": len(content),
    }


def main(what: str, given: str) -> None:
    """Print what is asked for."""
    os.environ |= {"PANAH_ROLE": "desk", "DJANGO_SETTINGS_MODULE": "panah.config.settings.desk"}
    django.setup()
    officer = import_module("panah.accounts.models").Account.objects.get(email=OFFICER)
    acting = import_module("panah.demo.acting")
    with transaction.atomic(), acting.acting_as(officer) as actor:
        json.dump((ask if what == "ask" else read)(actor, given), sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
