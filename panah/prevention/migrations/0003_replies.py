from pathlib import Path

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import panah.codes.fields
import panah.core.ids
from panah.core.db import AppendOnly, RowSecurity

SURVEY = Path(__file__).with_name("0003_survey.sql")
DROP = "DROP FUNCTION survey_answer(text, uuid, text, bytea, jsonb); DROP FUNCTION survey_form(text)"
OWN = "organisation_id = (SELECT panah_organisation())"

# The owner runs both functions. Row security binds it too, so it is given exactly what they need.
OWNER = """
CREATE POLICY survey_find ON prevention_round FOR SELECT TO panah_owner USING (true);
CREATE POLICY survey_name ON prevention_survey FOR SELECT TO panah_owner USING (true);
CREATE POLICY survey_ask ON prevention_question FOR SELECT TO panah_owner USING (true);
CREATE POLICY survey_see ON prevention_reply FOR SELECT TO panah_owner USING (true);
CREATE POLICY survey_add ON prevention_reply FOR INSERT TO panah_owner WITH CHECK (true);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0001_initial"),
        ("prevention", "0002_row_security"),
    ]

    operations = [
        migrations.AddField(
            model_name="question",
            name="form",
            field=panah.codes.fields.CodeField("question_form", default="yes_counts"),
        ),
        migrations.AddField(
            model_name="question",
            name="text_ru",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="round",
            name="closed_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="round",
            name="code",
            field=models.CharField(max_length=8, null=True, unique=True),
        ),
        migrations.AddField(
            model_name="survey",
            name="counted_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="survey",
            name="results",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="survey",
            name="title_ru",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="survey",
            name="translated_back",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=8), default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="survey",
            name="translated_back_on",
            field=models.DateField(null=True),
        ),
        migrations.CreateModel(
            name="Reply",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=panah.core.ids.random_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("way", panah.codes.fields.CodeField("survey_way")),
                ("language", panah.codes.fields.CodeField("language")),
                ("tag", models.BinaryField(null=True)),
                ("answers", models.JSONField(default=dict)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.organisation"
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="replies", to="prevention.round"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "replies",
            },
        ),
        RowSecurity("prevention_reply", select=OWN, write=OWN),
        AppendOnly("prevention_reply"),
        migrations.RunSQL(OWNER, migrations.RunSQL.noop),
        migrations.RunSQL(SURVEY.read_text("utf-8"), DROP),
    ]
