"""
What is sealed in the installation in PANAH_VAR, as JSON: `opened` counts what opens, `approve` ends one case.

Models can be imported only after Django is set up.
"""

import json
import os
import sys
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import django
from django.apps import apps
from django.db import transaction

HOLDER = "vac"
ROLES = {"opened": "owner", "approve": "desk"}


def opened(key_id: str = "") -> dict[str, int]:
    """Try to open every sealed value, or those under one key: how many open, are erased, or are broken."""
    kind = import_module("panah.crypto.fields").SealedTextField
    places = [
        (model, [each.name for each in model._meta.fields if isinstance(each, kind)]) for model in apps.get_models()
    ]
    sealed = [(model, names) for model, names in places if names]
    # The owner of the tables reads no row of them while row security is forced.
    with import_module("panah.core.db").unforced(*(model._meta.db_table for model, _columns in sealed)):
        return Counter(word for model, columns in sealed for word in _tried(model, columns, key_id))


def _tried(model: Any, names: list[str], key_id: str) -> Iterator[str]:
    fields, errors = import_module("panah.crypto.fields"), import_module("panah.crypto.errors")
    rows = model._base_manager.all()
    for row in rows.filter(key_id=key_id) if key_id else rows:
        for name in names:
            if getattr(row, name) is None:
                continue
            try:
                fields.unseal_bytes(row, name)
                yield "open"
            except errors.Erased:
                yield "erased"
            except errors.CryptoError:
                yield "broken"


def approve() -> dict[str, str]:
    """Let two persons approve the erasure of an ended case, by the actions of the desk; a job carries it out."""
    accounts = import_module("panah.accounts.models").Account.objects
    models, states = import_module("panah.protection.models"), import_module("panah.protection.states")
    retention, acting = import_module("panah.protection.actions.retention"), import_module("panah.demo.acting")
    officer = accounts.get(email=f"case.supervisor@{HOLDER}.example")
    accounts.filter(email=f"case.manager@{HOLDER}.example").update(duties=["focal_point"])
    with transaction.atomic(), acting.acting_as(officer) as actor:
        case = models.Case.objects.own(actor).filter(status__in=[each.value for each in states.ENDED]).earliest("id")
        held = {"organisation_id": actor.organisation_id, "wall": actor.wall}
        proposed = models.Erasure.objects.create(
            **held, case_id=case.pk, case_reference=case.reference, retention="assistance", due_on=case.status_on
        )
        retention.approve_erasure(actor=actor, erasure_id=proposed.pk)
    with (
        transaction.atomic(),
        acting.acting_as(accounts.get(email=f"case.manager@{HOLDER}.example")) as actor,
    ):
        retention.approve_erasure(actor=actor, erasure_id=proposed.pk)
    return {"key": str(case.key_id)}


def main(what: str, *given: str) -> None:
    """Print what is asked for."""
    os.environ |= {"PANAH_ROLE": ROLES[what], "DJANGO_SETTINGS_MODULE": "panah.config.settings.desk"}
    django.setup()
    json.dump(opened(*given) if what == "opened" else approve(), sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
