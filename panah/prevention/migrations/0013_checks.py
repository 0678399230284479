import django.db.models.deletion
from django.db import migrations, models

import panah.codes.fields
import panah.core.ids
import panah.crypto.fields
from panah.core.db import HeldRows


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0001_initial"),
        ("prevention", "0012_public_materials"),
    ]

    operations = [
        migrations.CreateModel(
            name="PlacementCheck",
            fields=[
                (
                    "id",
                    models.UUIDField(default=panah.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("wall", panah.codes.fields.CodeField("wall")),
                ("key_id", models.UUIDField(editable=False, null=True)),
                ("checked_on", models.DateField()),
                ("found", panah.codes.fields.CodeField("placement_found")),
                ("checked_by_id", models.UUIDField()),
                ("photo_kind", panah.codes.fields.CodeField("file_kind", blank=True)),
                ("photo", panah.crypto.fields.SealedTextField(blank=True, null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.organisation"
                    ),
                ),
                (
                    "placement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="checks", to="prevention.placement"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["organisation", "wall", "placement", "-checked_on"], name="prevention_check_newest"
                    )
                ],
            },
        ),
        HeldRows("prevention_placementcheck"),
        # What was found is never written over.
        migrations.RunSQL(
            "REVOKE UPDATE ON prevention_placementcheck FROM panah_desk, panah_worker", migrations.RunSQL.noop
        ),
    ]
