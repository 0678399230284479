"""The timeline of a case tells why an inquiry was suspended, and when it went on."""

from collections.abc import Sequence
from importlib import import_module

from django.db import migrations

first = import_module("panah.protection.migrations.0017_happenings")
earlier = import_module("panah.protection.migrations.0022_happening_transfer")

DECISION = {"code": "outcome", "detail": "suspension_reason", "reference": "reference"}
BRANCHES = (
    *(branch for branch in earlier.BRANCHES if "'decision', " not in branch),
    first.branch("decision", "decision", "decided_on", **DECISION, **first.TO_US),
    first.branch("resumption", "resumption", "resumed_on", **first.TO_US),
)


def view_of(branches: Sequence[str]) -> str:
    """Return the statements that make the view anew out of its branches."""
    return f"""
DROP VIEW protection_happening;
CREATE VIEW protection_happening WITH (security_invoker = true) AS
SELECT happened.*, body.name_en AS body_en, body.name_az AS body_az, body.name_ru AS body_ru
  FROM ({" UNION ALL ".join(branches)}
  ) AS happened (id, organisation_id, wall, key_id, case_id, kind, "on", until, code, detail, reference, amount, body_id)
  LEFT JOIN organisations_organisation body ON body.id = happened.body_id
"""  # noqa: S608 - made of our own words only


class Migration(migrations.Migration):
    dependencies = [("protection", "0023_suspension")]

    operations = [migrations.RunSQL(view_of(BRANCHES), migrations.RunSQL.noop)]
