import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

import panah.codes.fields
import panah.core.ids
from panah.core.db import ExchangedRows


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0001_initial"),
        ("protection", "0022_happening_transfer"),
    ]

    operations = [
        migrations.AddField(
            model_name="case",
            name="paused_days",
            field=models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="decision",
            name="suspension_reason",
            field=panah.codes.fields.CodeField("suspension_reason", blank=True),
        ),
        migrations.AddField(
            model_name="inquiry",
            name="look_again_on",
            field=models.DateField(null=True),
        ),
        migrations.CreateModel(
            name="Resumption",
            fields=[
                (
                    "id",
                    models.UUIDField(default=panah.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("from_wall", panah.codes.fields.CodeField("wall")),
                ("to_wall", panah.codes.fields.CodeField("wall")),
                ("sent_by_id", models.UUIDField()),
                ("sent_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("case_id", models.UUIDField()),
                ("resumed_on", models.DateField()),
                ("paused_days", models.PositiveSmallIntegerField()),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="resumption", to="protection.decision"
                    ),
                ),
                (
                    "from_organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.organisation"
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
                "indexes": [
                    models.Index(fields=["to_organisation", "to_wall", "case_id"], name="protection_resumption_for")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("paused_days__lte", 3650)), name="protection_resumption_within_years"
                    )
                ],
            },
        ),
        ExchangedRows("protection_resumption"),
    ]
