import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

import panah.codes.fields
import panah.core.ids
from panah.core.db import ExchangedRows, RowSecurity


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0001_initial"),
        ("prevention", "0017_video"),
    ]

    operations = [
        migrations.CreateModel(
            name="StockStop",
            fields=[
                (
                    "id",
                    models.UUIDField(default=panah.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("from_wall", panah.codes.fields.CodeField("wall")),
                ("to_wall", panah.codes.fields.CodeField("wall")),
                ("sent_by_id", models.UUIDField()),
                ("sent_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("lifted_on", models.DateField(null=True)),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="stops", to="prevention.batch"
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
        ),
        migrations.CreateModel(
            name="StopAnswer",
            fields=[
                (
                    "id",
                    models.UUIDField(default=panah.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("answered_on", models.DateField()),
                ("left_count", models.PositiveIntegerField()),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.organisation"
                    ),
                ),
                (
                    "stop",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="answer", to="prevention.stockstop"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="stockstop",
            constraint=models.UniqueConstraint(
                condition=models.Q(("lifted_on", None)),
                fields=("batch", "to_organisation"),
                name="prevention_stop_open_once",
            ),
        ),
        ExchangedRows("prevention_stockstop"),
        RowSecurity(
            "prevention_stopanswer",
            select="(SELECT panah_organisation()) IS NOT NULL",
            write="organisation_id = (SELECT panah_organisation())",
        ),
    ]
