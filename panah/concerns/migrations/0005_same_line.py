"""The desk asks what one line of command is in the same words as the door: its list shows what it can open."""

from django.db import migrations

GRANT = "GRANT EXECUTE ON FUNCTION concern_same_line TO panah_desk;"
REVOKE = "REVOKE EXECUTE ON FUNCTION concern_same_line FROM panah_desk;"


class Migration(migrations.Migration):
    dependencies = [("concerns", "0004_attachments")]

    operations = [migrations.RunSQL(GRANT, REVOKE)]
