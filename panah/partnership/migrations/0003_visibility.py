import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import panah.core.ids
from panah.core.db import RowSecurity


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0001_initial"),
        ("partnership", "0002_row_security"),
    ]

    operations = [
        migrations.CreateModel(
            name="Visibility",
            fields=[
                (
                    "id",
                    models.UUIDField(default=panah.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("sentence_en", models.CharField(blank=True, max_length=300)),
                ("sentence_az", models.CharField(blank=True, max_length=300)),
                ("sentence_ru", models.CharField(blank=True, max_length=300)),
                (
                    "kinds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), default=list, size=None
                    ),
                ),
                ("is_over", models.BooleanField(default=False)),
                (
                    "funder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.organisation"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.organisation"
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="visibility", to="partnership.project"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "visibility",
                "constraints": [
                    models.UniqueConstraint(fields=("project", "funder"), name="partnership_visibility_once")
                ],
            },
        ),
        RowSecurity(
            "partnership_visibility",
            select="(SELECT panah_organisation()) IS NOT NULL",
            write="organisation_id = (SELECT panah_organisation())",
        ),
    ]
