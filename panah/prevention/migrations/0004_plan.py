import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import panah.codes.fields
import panah.core.ids
import panah.prevention.states
from panah.core.db import AppendOnly, RowSecurity

OWN = "organisation_id = (SELECT panah_organisation())"


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0001_initial"),
        ("prevention", "0003_replies"),
    ]

    operations = [
        migrations.AddField(
            model_name="audience",
            name="divisions",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=12), default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="campaign",
            name="evaluated_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="campaign",
            name="reached",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="campaign",
            name="unknown",
            field=models.TextField(blank=True),
        ),
        migrations.AlterField(
            model_name="campaign",
            name="state",
            field=panah.codes.fields.CodeField(
                "campaign_state", default=panah.prevention.states.CampaignState["DRAFT"]
            ),
        ),
        migrations.CreateModel(
            name="BudgetLine",
            fields=[
                (
                    "id",
                    models.UUIDField(default=panah.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("side", panah.codes.fields.CodeField("budget_side")),
                ("cost", panah.codes.fields.CodeField("campaign_cost")),
                ("amount", models.DecimalField(decimal_places=2, max_digits=14)),
                ("currency", models.CharField(max_length=3)),
                ("entered_on", models.DateField()),
                ("note", models.CharField(blank=True, max_length=200)),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="budget", to="prevention.campaign"
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
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.organisation"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount", 0), _negated=True), name="prevention_budget_amount"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanEntry",
            fields=[
                (
                    "id",
                    models.UUIDField(default=panah.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("kind", panah.codes.fields.CodeField("campaign_entry")),
                ("title", models.CharField(blank=True, max_length=200)),
                ("division", models.CharField(blank=True, max_length=12)),
                ("due_on", models.DateField()),
                ("done_on", models.DateField(null=True)),
                ("done_by_id", models.UUIDField(null=True)),
                ("people_count", models.PositiveIntegerField(null=True)),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="plan", to="prevention.campaign"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.organisation"
                    ),
                ),
                (
                    "responsible",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.organisation"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "plan entries",
                "indexes": [models.Index(fields=["organisation", "due_on"], name="prevention_plan_due")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "local_action"), _negated=True),
                        fields=("campaign", "kind"),
                        name="prevention_plan_step_once",
                    )
                ],
            },
        ),
        RowSecurity("prevention_planentry", select="true", write=OWN),
        RowSecurity("prevention_budgetline", select="true", write=OWN),
        AppendOnly("prevention_budgetline"),
    ]
