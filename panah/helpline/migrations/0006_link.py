"""An address that works once: the database makes one signal with it, and gives nothing back."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

import panah.codes.fields
import panah.core.ids
from panah.core.db import HeldRows

OWNER = """
CREATE POLICY link_read ON helpline_reportlink FOR SELECT TO panah_owner USING (true);
CREATE POLICY link_use ON helpline_reportlink FOR UPDATE TO panah_owner USING (true) WITH CHECK (used_at IS NOT NULL);
REVOKE UPDATE ON helpline_reportlink FROM panah_desk, panah_worker;
GRANT UPDATE (withdrawn_at) ON helpline_reportlink TO panah_desk;
CREATE POLICY link_add ON helpline_signal FOR INSERT TO panah_owner WITH CHECK (true);
"""
# Attack: whoever finds a link later. It works once, until its hour, and shows no more than the institution's name.
FUNCTIONS = Path(__file__).with_name("0006_link.sql")
GONE = """
DROP FUNCTION helpline_link_find, helpline_link_use;
DROP POLICY link_add ON helpline_signal;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("helpline", "0005_shiftnote"),
        ("organisations", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReportLink",
            fields=[
                ("wall", panah.codes.fields.CodeField("wall")),
                ("key_id", models.UUIDField(editable=False, null=True)),
                (
                    "id",
                    models.UUIDField(
                        default=panah.core.ids.random_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("duty", panah.codes.fields.CodeField("link_duty")),
                ("token_hash", models.BinaryField(max_length=32, unique=True)),
                ("made_by_id", models.UUIDField()),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.organisation"
                    ),
                ),
                (
                    "signal",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="link",
                        to="helpline.signal",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["organisation", "wall", "-made_at", "-id"], name="helpline_reportlink_made")
                ],
            },
        ),
        HeldRows("helpline_reportlink"),
        migrations.RunSQL(OWNER, migrations.RunSQL.noop),
        migrations.RunSQL(FUNCTIONS.read_text("utf-8"), GONE),
    ]
