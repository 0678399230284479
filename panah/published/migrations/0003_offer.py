"""The directory of services: a provider writes its own rows, the public reads what is not taken out."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import panah.codes.fields
import panah.core.ids
from panah.core.db import RowSecurity

PUBLIC = """
GRANT SELECT ON published_offer TO panah_public;
CREATE POLICY open ON published_offer FOR SELECT TO panah_public USING (withdrawn_on IS NULL);
"""
NOT_PUBLIC = """
DROP POLICY open ON published_offer;
REVOKE SELECT ON published_offer FROM panah_public;
"""


class Migration(migrations.Migration):
    dependencies = [("organisations", "0001_initial"), ("published", "0002_row_security")]

    operations = [
        migrations.CreateModel(
            name="Offer",
            fields=[
                (
                    "id",
                    models.UUIDField(default=panah.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("service", panah.codes.fields.CodeField("service")),
                (
                    "groups",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), default=list, size=None
                    ),
                ),
                (
                    "languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=8), default=list, size=None
                    ),
                ),
                ("division", models.CharField(blank=True, max_length=12)),
                ("days", panah.codes.fields.CodeField("offer_days")),
                ("from_hour", models.PositiveSmallIntegerField()),
                ("until_hour", models.PositiveSmallIntegerField()),
                ("capacity", panah.codes.fields.CodeField("offer_capacity")),
                ("phone", models.CharField(blank=True, max_length=60)),
                ("web", models.URLField(blank=True)),
                ("address", models.CharField(blank=True, max_length=200)),
                ("names", models.JSONField(default=dict)),
                ("notes", models.JSONField(default=dict)),
                ("confirmed_on", models.DateField()),
                ("withdrawn_on", models.DateField(null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.organisation"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["organisation", "confirmed_on"], name="published_offer_own")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("service", "shelter"), _negated=True),
                            models.Q(
                                ("address", ""),
                                ("division", ""),
                                ("names", {}),
                                ("notes", {}),
                                ("phone", ""),
                                ("web", ""),
                            ),
                            _connector="OR",
                        ),
                        name="published_offer_shelter_has_no_place",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("from_hour__lt", models.F("until_hour")), ("until_hour__lte", 24)),
                        name="published_offer_hours",
                    ),
                ],
            },
        ),
        RowSecurity("published_offer", select="true", write="organisation_id = (SELECT panah_organisation())"),
        migrations.RunSQL(PUBLIC, NOT_PUBLIC),
    ]
