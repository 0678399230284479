import django.db.models.deletion
from django.db import migrations, models

import panah.codes.fields
import panah.core.ids
from panah.core.db import AppendOnly, RowSecurity

OWN = "organisation_id = (SELECT panah_organisation())"


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0001_initial"),
        ("prevention", "0004_plan"),
    ]

    operations = [
        migrations.CreateModel(
            name="Mention",
            fields=[
                (
                    "id",
                    models.UUIDField(default=panah.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("outlet", models.CharField(max_length=120)),
                ("kind", panah.codes.fields.CodeField("media_channel")),
                ("published_on", models.DateField()),
                ("title", models.CharField(max_length=200)),
                ("address", models.URLField(blank=True, max_length=300)),
                ("tone", panah.codes.fields.CodeField("mention_tone")),
                ("number_named", panah.codes.fields.CodeField("yes_no_unknown")),
                ("dignity_kept", panah.codes.fields.CodeField("yes_no_unknown")),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="mentions", to="prevention.campaign"
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
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PostReading",
            fields=[
                (
                    "id",
                    models.UUIDField(default=panah.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("network", panah.codes.fields.CodeField("social_network")),
                ("address", models.CharField(max_length=300)),
                ("title", models.CharField(blank=True, max_length=200)),
                ("language", panah.codes.fields.CodeField("language", blank=True)),
                ("posted_on", models.DateField()),
                ("read_on", models.DateField()),
                ("reach_count", models.PositiveIntegerField(null=True)),
                ("views_count", models.PositiveIntegerField(null=True)),
                ("completed_count", models.PositiveIntegerField(null=True)),
                ("clicks_count", models.PositiveIntegerField(null=True)),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="post_readings",
                        to="prevention.campaign",
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
                    models.UniqueConstraint(
                        fields=("campaign", "network", "address", "read_on"), name="prevention_reading_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("read_on__gte", models.F("posted_on"))),
                        name="prevention_reading_after_post",
                    ),
                ],
            },
        ),
        RowSecurity("prevention_postreading", select="true", write=OWN),
        RowSecurity("prevention_mention", select="true", write=OWN),
        AppendOnly("prevention_postreading"),
        AppendOnly("prevention_mention"),
    ]
