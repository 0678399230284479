"""Who sees reports and messages, and the few functions through which the public's role may touch them."""

from pathlib import Path

from django.db import migrations

from panah.core.db import HeldRows, RowSecurity

DOOR = Path(__file__).with_name("0002_door.sql")

# The owner runs the door's functions. Row security binds it too, so it is given exactly what they need.
OWNER = """
CREATE POLICY door_read ON concerns_desk FOR SELECT TO panah_owner USING (true);
CREATE POLICY door_open ON concerns_desk FOR INSERT TO panah_owner WITH CHECK (true);
CREATE POLICY door_add ON concerns_report FOR INSERT TO panah_owner WITH CHECK (true);
CREATE POLICY door_read ON concerns_report FOR SELECT TO panah_owner USING (true);
CREATE POLICY door_news ON concerns_report FOR UPDATE TO panah_owner USING (true) WITH CHECK (true);
CREATE POLICY door_add ON concerns_message FOR INSERT TO panah_owner WITH CHECK (true);
CREATE POLICY door_read ON concerns_message FOR SELECT TO panah_owner USING (true);
CREATE POLICY door_mark ON concerns_message FOR UPDATE TO panah_owner USING (true) WITH CHECK (true);
CREATE POLICY door_forget ON concerns_message FOR DELETE TO panah_owner USING (true);
"""
# A desk marks what it has read. It neither writes reports nor changes what was written.
DESK = """
REVOKE INSERT, UPDATE ON concerns_report FROM panah_desk, panah_worker;
GRANT UPDATE (is_opened, has_news) ON concerns_report TO panah_desk, panah_worker;
REVOKE UPDATE ON concerns_message FROM panah_desk, panah_worker;
GRANT UPDATE (read_on) ON concerns_message TO panah_desk, panah_worker;
REVOKE INSERT, UPDATE ON concerns_desk FROM panah_desk, panah_worker;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("concerns", "0001_initial"),
        ("access", "0002_row_security"),
        ("audit", "0002_row_security"),
        ("crypto", "0002_rights"),
        ("organisations", "0001_initial"),
    ]

    operations = [
        RowSecurity("concerns_desk", select="true", write="organisation_id = (SELECT panah_organisation())"),
        HeldRows("concerns_report"),
        HeldRows("concerns_message"),
        migrations.RunSQL(OWNER, migrations.RunSQL.noop),
        migrations.RunSQL(DESK, migrations.RunSQL.noop),
        migrations.RunSQL(DOOR.read_text("utf-8"), migrations.RunSQL.noop),
    ]
