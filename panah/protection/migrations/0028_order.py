import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

import panah.codes.fields
import panah.core.ids
import panah.crypto.fields
from panah.core.db import ExchangedRows


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0001_initial"),
        ("protection", "0027_happening_residence"),
    ]

    operations = [
        migrations.AddField(
            model_name="followup",
            name="employment",
            field=panah.codes.fields.CodeField("outcome_employment", blank=True),
        ),
        migrations.AddField(
            model_name="followup",
            name="housing",
            field=panah.codes.fields.CodeField("outcome_housing", blank=True),
        ),
        migrations.AddField(
            model_name="followup",
            name="safety",
            field=panah.codes.fields.CodeField("outcome_safety", blank=True),
        ),
        migrations.AddField(
            model_name="followup",
            name="studies",
            field=panah.codes.fields.CodeField("outcome_studies", blank=True),
        ),
        migrations.CreateModel(
            name="ServiceOrder",
            fields=[
                (
                    "id",
                    models.UUIDField(default=panah.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("from_wall", panah.codes.fields.CodeField("wall")),
                ("to_wall", panah.codes.fields.CodeField("wall")),
                ("sent_by_id", models.UUIDField()),
                ("sent_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("reference", models.CharField(max_length=20)),
                ("case_id", models.UUIDField()),
                ("goal_id", models.UUIDField(null=True)),
                ("service", panah.codes.fields.CodeField("service")),
                ("language", panah.codes.fields.CodeField("language", blank=True)),
                ("wanted_on", models.DateField()),
                ("due_at", models.DateTimeField()),
                ("key_id", models.UUIDField(editable=False, null=True)),
                ("words", panah.crypto.fields.SealedTextField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("noted_id", models.UUIDField(null=True)),
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
            name="Delivery",
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
                ("service", panah.codes.fields.CodeField("service")),
                ("outcome", panah.codes.fields.CodeField("order_state")),
                ("on", models.DateField()),
                ("cost", models.DecimalField(decimal_places=2, max_digits=12, null=True)),
                ("currency", models.CharField(default="AZN", max_length=3)),
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
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deliveries",
                        to="protection.serviceorder",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="serviceorder",
            index=models.Index(
                fields=["to_organisation", "to_wall", "-sent_at", "-id"], name="protection_serviceorder_for"
            ),
        ),
        migrations.AddIndex(
            model_name="serviceorder",
            index=models.Index(
                fields=["from_organisation", "from_wall", "case_id"], name="protection_serviceorder_case"
            ),
        ),
        migrations.AddConstraint(
            model_name="serviceorder",
            constraint=models.UniqueConstraint(
                fields=("from_organisation", "reference"), name="protection_serviceorder_reference"
            ),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(fields=["to_organisation", "to_wall", "case_id"], name="protection_delivery_for"),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(("cost", None), ("cost__gte", 0), _connector="OR"), name="protection_delivery_cost"
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome__in", ("partly", "not_come", "delivered", "not_delivered"))),
                name="protection_delivery_answers",
            ),
        ),
        ExchangedRows("protection_serviceorder"),
        ExchangedRows("protection_delivery"),
    ]
