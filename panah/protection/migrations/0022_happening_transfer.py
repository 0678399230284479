"""The timeline of a case tells of its transfer, at both ends."""

from importlib import import_module

from django.db import migrations

earlier = import_module("panah.protection.migrations.0017_happenings")

TAKEN = "answer = 'accepted'"
BRANCHES = (
    *earlier.BRANCHES,
    earlier.branch(
        "transfer", "transfer", earlier.day("sent_at"), code="reason", reference="reference", **earlier.FROM_US
    ),
    earlier.branch("transfer_answer", "transferanswer", earlier.day("answered_at"), code="answer", **earlier.TO_US),
    # The receiver's own case begins with it.
    earlier.branch(
        "taken_over", "transferanswer", earlier.day("answered_at"), where=f" WHERE {TAKEN}", **earlier.FROM_US
    ).replace("NULL::uuid, case_id,", "NULL::uuid, new_case_id,"),
    earlier.branch("wish", "transferwish", earlier.day("sent_at"), code="reason", **earlier.TO_US),
)
VIEW = f"""
DROP VIEW protection_happening;
CREATE VIEW protection_happening WITH (security_invoker = true) AS
SELECT happened.*, body.name_en AS body_en, body.name_az AS body_az, body.name_ru AS body_ru
  FROM ({" UNION ALL ".join(BRANCHES)}
  ) AS happened (id, organisation_id, wall, key_id, case_id, kind, "on", until, code, detail, reference, amount, body_id)
  LEFT JOIN organisations_organisation body ON body.id = happened.body_id
"""  # noqa: S608 - made of our own words only


class Migration(migrations.Migration):
    dependencies = [("protection", "0021_transfer")]

    operations = [migrations.RunSQL(VIEW, migrations.RunSQL.noop)]
