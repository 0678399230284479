"""What the lines heard of campaigns: the kind of material beside an opened report, and the counts that may leave."""

from pathlib import Path

from django.db import migrations

import panah.codes.fields

GONE = """
SET LOCAL ROLE panah_facts;
DROP FUNCTION helpline_heard_of(integer);
RESET ROLE;
"""


class Migration(migrations.Migration):
    dependencies = [("helpline", "0017_retention_open")]

    operations = [
        migrations.AddField(
            "concern", "material", panah.codes.fields.CodeField("campaign_material", blank=True, db_default="")
        ),
        migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text("utf-8"), GONE),
    ]
