"""The timeline of a case as one view, so that opening a case asks once and not once for each table."""

from django.db import migrations, models

import panah.codes.fields
import panah.core.ids

VIEW = """
CREATE VIEW protection_happening WITH (security_invoker = true) AS
SELECT happened.*, body.name_en AS body_en, body.name_az AS body_az, body.name_ru AS body_ru
  FROM (
    SELECT id, organisation_id, wall, NULL::uuid AS key_id, case_id, 'presumption' AS kind, presumed_on AS "on",
           NULL::date AS until, body::text AS code, '' AS detail, '' AS reference, NULL::numeric AS amount,
           NULL::uuid AS body_id
      FROM protection_presumption
    UNION ALL
    SELECT id, organisation_id, wall, NULL, case_id, 'service', "on", NULL, service, outcome, '', NULL, provider_id
      FROM protection_service
    UNION ALL
    SELECT id, organisation_id, wall, NULL, case_id, 'consent', given_on,
           (withdrawn_at AT TIME ZONE 'Asia/Baku')::date, purpose, '', '', NULL, recipient_id
      FROM protection_consent
    UNION ALL
    SELECT id, to_organisation_id, to_wall, NULL, case_id, 'decision', decided_on, NULL, outcome, '', reference, NULL,
           from_organisation_id
      FROM protection_decision
    UNION ALL
    SELECT id, to_organisation_id, to_wall, NULL, case_id, 'place', started_on, ended_on, '', '', '', NULL,
           from_organisation_id
      FROM protection_placeanswer WHERE started_on IS NOT NULL
    UNION ALL
    SELECT id, to_organisation_id, to_wall, NULL, case_id, 'money', happened_on, NULL, kind, state, '', amount,
           from_organisation_id
      FROM protection_moneyanswer
  ) AS happened
  LEFT JOIN organisations_organisation body ON body.id = happened.body_id
"""


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0001_initial"),
        ("protection", "0002_row_security"),
    ]

    operations = [
        migrations.RunSQL(VIEW, "DROP VIEW protection_happening"),
        migrations.CreateModel(
            name="Happening",
            fields=[
                (
                    "id",
                    models.UUIDField(default=panah.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("wall", panah.codes.fields.CodeField("wall")),
                ("key_id", models.UUIDField(editable=False, null=True)),
                ("case_id", models.UUIDField()),
                ("kind", models.TextField()),
                ("on", models.DateField()),
                ("until", models.DateField(null=True)),
                ("code", models.TextField()),
                ("detail", models.TextField()),
                ("reference", models.TextField()),
                ("amount", models.DecimalField(decimal_places=2, max_digits=12, null=True)),
                ("body_id", models.UUIDField(null=True)),
                ("body_en", models.TextField()),
                ("body_az", models.TextField()),
                ("body_ru", models.TextField()),
            ],
            options={"db_table": "protection_happening", "managed": False},
        ),
    ]
