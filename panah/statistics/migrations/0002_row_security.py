"""Snapshots and statements: read by whoever is signed in and may, written by the organisation that asked."""

from django.db import migrations

from panah.core.db import AppendOnly, RowSecurity

SIGNED_IN = "(SELECT panah_person()) IS NOT NULL"
OWN = "organisation_id = (SELECT panah_organisation())"
ASKED = f"{OWN} AND (SELECT panah_wall()) IN ('statistics', 'coordination')"
UNFINISHED = """
CREATE FUNCTION statistics_snapshot_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'snapshot % was taken and is never changed', OLD.reference;
END $$;
CREATE TRIGGER statistics_snapshot_is_final BEFORE UPDATE ON statistics_snapshot
    FOR EACH ROW WHEN (OLD.state = 'taken') EXECUTE FUNCTION statistics_snapshot_is_final();
"""


class Migration(migrations.Migration):
    dependencies = [("statistics", "0001_initial"), ("access", "0002_row_security")]

    operations = [
        RowSecurity("statistics_snapshot", select=SIGNED_IN, write=ASKED),
        RowSecurity("statistics_statement", select=SIGNED_IN, write=ASKED),
        AppendOnly("statistics_statement"),
        migrations.RunSQL(UNFINISHED, "DROP FUNCTION statistics_snapshot_is_final CASCADE"),
    ]
