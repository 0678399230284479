"""Who sees the tables of prevention, and the one function through which the public's role counts a scan."""

from pathlib import Path

from django.db import migrations

from panah.core.db import HeldRows, RowSecurity

SCAN = Path(__file__).with_name("0002_scan.sql")
OWN = "organisation_id = (SELECT panah_organisation())"
REGISTERS = (
    "audience",
    "campaign",
    "channel",
    "delivery",
    "material",
    "outreach",
    "placement",
    "question",
    "response",
    "review",
    "round",
    "survey",
    "version",
    "answer",
)
HELD = ("story", "storytext", "storyconsent", "storycopy")

# The owner runs scan_count. Row security binds it too, so it is given exactly what the counter needs.
OWNER = """
CREATE POLICY scan_find ON prevention_placement FOR SELECT TO panah_owner USING (true);
CREATE POLICY scan_name ON prevention_material FOR SELECT TO panah_owner USING (true);
CREATE POLICY scan_read ON prevention_scanday FOR SELECT TO panah_owner USING (true);
CREATE POLICY scan_add ON prevention_scanday FOR INSERT TO panah_owner WITH CHECK (true);
CREATE POLICY scan_raise ON prevention_scanday FOR UPDATE TO panah_owner USING (true) WITH CHECK (true);
"""
# No desk writes a scan; a review that was held is never changed.
DESK = """
REVOKE INSERT, UPDATE ON prevention_scanday FROM panah_desk, panah_worker;
REVOKE UPDATE ON prevention_review FROM panah_desk, panah_worker;
"""


class Migration(migrations.Migration):
    dependencies = [("prevention", "0001_initial"), ("access", "0002_row_security")]

    operations = [
        *(RowSecurity(f"prevention_{name}", select="true", write=OWN) for name in REGISTERS),
        *(HeldRows(f"prevention_{name}") for name in HELD),
        RowSecurity("prevention_scanday", select="true", write="false"),
        migrations.RunSQL(OWNER, migrations.RunSQL.noop),
        migrations.RunSQL(DESK, migrations.RunSQL.noop),
        migrations.RunSQL(SCAN.read_text("utf-8"), "DROP FUNCTION scan_count(text)"),
    ]
