import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

import panah.codes.fields
import panah.core.ids
import panah.crypto.fields
from panah.core.db import GrantDelete, RowSecurity

# A search is its owner's alone, not the organisation's.
MINE = """organisation_id = (SELECT panah_organisation()) AND wall = (SELECT panah_wall())
    AND owner_id = (SELECT panah_person())"""
# What a driver says is written and read by the driver, and read by the shelter; the driver's colleagues see nothing.
SAID = """from_organisation_id = (SELECT panah_organisation()) AND from_wall = (SELECT panah_wall())
    AND sent_by_id = (SELECT panah_person())"""
TOLD = """to_organisation_id = (SELECT panah_organisation()) AND to_wall = (SELECT panah_wall())"""


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0001_initial"),
        ("protection", "0029_happening_order"),
    ]

    operations = [
        migrations.CreateModel(
            name="SavedSearch",
            fields=[
                (
                    "id",
                    models.UUIDField(default=panah.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("wall", panah.codes.fields.CodeField("wall")),
                ("key_id", models.UUIDField(editable=False, null=True)),
                ("owner_id", models.UUIDField()),
                ("name", panah.crypto.fields.SealedTextField(blank=True, null=True)),
                ("status", panah.codes.fields.CodeField("case_status", blank=True)),
                ("worker_id", models.UUIDField(null=True)),
                ("is_overdue", models.BooleanField(default=False)),
                ("saved_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.organisation"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["organisation", "wall", "owner_id"], name="protection_savedsearch_owner")
                ],
            },
        ),
        migrations.CreateModel(
            name="TransportReport",
            fields=[
                (
                    "id",
                    models.UUIDField(default=panah.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("from_wall", panah.codes.fields.CodeField("wall")),
                ("to_wall", panah.codes.fields.CodeField("wall")),
                ("sent_by_id", models.UUIDField()),
                ("sent_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("said", panah.codes.fields.CodeField("journey_state")),
                (
                    "from_organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.organisation"
                    ),
                ),
                (
                    "task",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="protection.transporttask",
                    ),
                ),
                (
                    "to_organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.organisation"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["to_organisation", "to_wall", "task"], name="protection_report_for")],
            },
        ),
        RowSecurity("protection_savedsearch", select=MINE),
        GrantDelete("protection_savedsearch"),
        RowSecurity("protection_transportreport", select=f"({SAID}) OR ({TOLD})", write=SAID),
    ]
