"""What only Django knows of the installation in PANAH_VAR, as JSON: `people`, signed in, and the `pages`."""

import json
import os
import re
import sys
from importlib import import_module
from typing import Any

import django

CONVERTER = re.compile(r"<(?:\w+:)?(\w+)>")


def people() -> list[dict[str, Any]]:
    """Open a session for each account of the demonstration."""
    accounts = import_module("panah.accounts.models").Account.objects.select_related("organisation")
    acting = import_module("panah.demo.acting")
    return [
        {
            "role": account.roles[0],
            "organisation": str(account.organisation_id),
            "code": account.organisation.code,
            "wall": str(account.wall),
            "person": str(account.pk),
            "session": acting.open_session(account).session_key,
        }
        for account in accounts.order_by("email")
    ]


def pages() -> list[dict[str, Any]]:
    """Return each page of the access table: its address with named gaps, whom it opens for, whose record it names."""
    table = import_module("panah.config.documents.access_table")
    roles = import_module("panah.access.roles").ROLES.values()
    return [
        {
            "name": page.full_name,
            "address": CONVERTER.sub(r"{\1}", page.address),
            "gaps": page.converters,
            "kind": page.kind,
            "table": page.model._meta.db_table if page.model else "",
            "roles": [role.name for role in roles if table.answers(page, role)[0] == table.OPEN],
        }
        for page in table.site_pages()
    ]


def main(what: str) -> None:
    """Print what is asked for. Models can be imported only after Django is set up."""
    os.environ |= {"PANAH_ROLE": "desk", "DJANGO_SETTINGS_MODULE": "panah.config.settings.desk"}
    django.setup()
    json.dump({"people": people, "pages": pages}[what](), sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1])
