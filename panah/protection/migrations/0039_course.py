"""The course of a case: its steps are kept, and since when a person has been out of help."""

from importlib import import_module
from typing import Any

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import connection, migrations, models

import panah.codes.fields
import panah.core.ids
from panah.core.db import HeldRows, unforced

second = import_module("panah.protection.migrations.0024_happening_suspension")
first = import_module("panah.protection.migrations.0017_happenings")
earlier = import_module("panah.protection.migrations.0031_happening_kept")

BRANCHES = (
    *earlier.BRANCHES,
    first.branch("step", "step", '"on"', code="kind", detail="COALESCE(NULLIF(reason, ''), status)"),
)
KEEP = """
UPDATE protection_case c
   SET reintegrated_on = c.status_on,
       months_asked = COALESCE((SELECT array_agg(DISTINCT f.month ORDER BY f.month)
                                  FROM protection_followup f WHERE f.case_id = c.id), '{}')
 WHERE c.status = 'reintegration'
"""


def keep(apps: Any, schema_editor: Any) -> None:
    """Keep since when each person has been out of help, and which follow-ups were made."""
    with unforced("protection_case", "protection_followup"), connection.cursor() as cursor:
        cursor.execute(KEEP)


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0001_initial"),
        ("protection", "0038_money_mended"),
    ]

    operations = [
        migrations.RemoveField(
            model_name="case",
            name="followed_up_on",
        ),
        migrations.AddField(
            model_name="case",
            name="months_asked",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.PositiveSmallIntegerField(), default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="case",
            name="reintegrated_on",
            field=models.DateField(null=True),
        ),
        migrations.CreateModel(
            name="Step",
            fields=[
                (
                    "id",
                    models.UUIDField(default=panah.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("wall", panah.codes.fields.CodeField("wall")),
                ("key_id", models.UUIDField(editable=False, null=True)),
                ("kind", panah.codes.fields.CodeField("case_step")),
                ("on", models.DateField()),
                ("status", panah.codes.fields.CodeField("case_status", blank=True)),
                ("reason", panah.codes.fields.CodeField("case_closure", blank=True)),
                ("worker_id", models.UUIDField(null=True)),
                ("made_by_id", models.UUIDField(null=True)),
                ("made_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="protection.case"
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
                "indexes": [models.Index(fields=["organisation", "case", "on"], name="protection_step_case")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "closed"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="protection_step_closed_has_its_reason",
                    )
                ],
            },
        ),
        HeldRows("protection_step", case_column="case_id", group="case"),
        migrations.RunPython(keep, migrations.RunPython.noop),
        migrations.RunSQL(second.view_of(BRANCHES), migrations.RunSQL.noop),
    ]
