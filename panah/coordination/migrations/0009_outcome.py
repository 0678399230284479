"""What a receiver found of a signal goes back to its sender; what the person said before there was a case is kept."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

import panah.codes.fields
import panah.core.ids
from panah.core.db import ExchangedRows

END = "organisations.organisation"


class Migration(migrations.Migration):
    dependencies = [("coordination", "0008_breach_receipt"), ("organisations", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="referral",
            name="agreed",
            field=panah.codes.fields.CodeField("referral_agreed", blank=True, db_default=""),
        ),
        migrations.CreateModel(
            name="SignalOutcome",
            fields=[
                (
                    "id",
                    models.UUIDField(default=panah.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("from_wall", panah.codes.fields.CodeField("wall")),
                ("to_wall", panah.codes.fields.CodeField("wall")),
                ("sent_by_id", models.UUIDField()),
                ("sent_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("outcome", panah.codes.fields.CodeField("signal_state")),
                (
                    "from_organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=END),
                ),
                (
                    "to_organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=END),
                ),
                (
                    "referral",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outcome",
                        to="coordination.referral",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(outcome__in=("presumed", "rejected")),
                        name="coordination_signaloutcome_presumed_or_not",
                    )
                ],
            },
        ),
        ExchangedRows("coordination_signaloutcome"),
    ]
