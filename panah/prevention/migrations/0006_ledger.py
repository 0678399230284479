import django.db.models.deletion
from django.db import migrations, models

import panah.codes.fields
import panah.core.ids
from panah.core.db import RowSecurity

OWN = "organisation_id = (SELECT panah_organisation())"


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0001_initial"),
        ("prevention", "0005_posts"),
    ]

    operations = [
        migrations.AddField(
            model_name="delivery",
            name="received_count",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="delivery",
            name="used_count",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.CreateModel(
            name="Batch",
            fields=[
                (
                    "id",
                    models.UUIDField(default=panah.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("reference", models.CharField(max_length=14, unique=True)),
                ("language", panah.codes.fields.CodeField("language", blank=True)),
                ("printed_on", models.DateField()),
                ("printed_count", models.PositiveIntegerField()),
                ("unit_cost", models.DecimalField(decimal_places=4, max_digits=10, null=True)),
                ("currency", models.CharField(blank=True, max_length=3)),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="batches", to="prevention.campaign"
                    ),
                ),
                (
                    "funder",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "material",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="batches", to="prevention.material"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.organisation"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "batches",
            },
        ),
        migrations.AddField(
            model_name="delivery",
            name="batch",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="deliveries", to="prevention.batch"
            ),
        ),
        migrations.CreateModel(
            name="Receipt",
            fields=[
                (
                    "id",
                    models.UUIDField(default=panah.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("received_on", models.DateField()),
                ("received_count", models.PositiveIntegerField()),
                ("damaged_count", models.PositiveIntegerField()),
                (
                    "delivery",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="receipt", to="prevention.delivery"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.organisation"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="batch",
            constraint=models.CheckConstraint(
                condition=models.Q(("printed_count__gt", 0)), name="prevention_batch_printed"
            ),
        ),
        migrations.AddConstraint(
            model_name="batch",
            constraint=models.CheckConstraint(
                condition=models.Q(("unit_cost", None), models.Q(("currency", ""), _negated=True), _connector="OR"),
                name="prevention_batch_currency",
            ),
        ),
        migrations.AddConstraint(
            model_name="receipt",
            constraint=models.CheckConstraint(
                condition=models.Q(("damaged_count__lte", models.F("received_count"))),
                name="prevention_receipt_damaged",
            ),
        ),
        RowSecurity("prevention_batch", select="true", write=OWN),
        RowSecurity("prevention_receipt", select="true", write=OWN),
    ]
