"""Any list may leave as a file: made by a job, in sealed parts that are emptied when its day is over."""

from typing import Any

import django.db.models.deletion
from django.db import connection, migrations, models
from django.db.models import Q

import panah.codes.fields
import panah.core.ids
import panah.crypto.fields
from panah.core.db import HeldRows, unforced

TABLE = "protection_listexport"
# The bytes stood in one column, which goes: a list that was ready is asked for again.
OVER = "UPDATE protection_listexport SET ready_at = ready_at - interval '10 days' WHERE ready_at IS NOT NULL"
UNEMPTY = """
SET LOCAL ROLE panah_facts;
DROP FUNCTION panah_empty_payment_lists(timestamptz);
RESET ROLE;
DROP POLICY empty ON protection_paymentexport;
REVOKE UPDATE (file) ON protection_paymentexport FROM panah_facts;
"""
# Nobody asks for it, so it has no context; it belongs to the role that may read every row and changes this only. What
# no job has made by then, because whoever asked lost the role, is stopped.
EMPTY = """
GRANT UPDATE (content) ON protection_listpart TO panah_facts;
CREATE POLICY empty ON protection_listpart FOR UPDATE TO panah_facts USING (true) WITH CHECK (content IS NULL);
GRANT UPDATE (state) ON protection_listexport TO panah_facts;
CREATE POLICY stop ON protection_listexport FOR UPDATE TO panah_facts USING (state = 'making')
    WITH CHECK (state = 'stopped');
SET LOCAL ROLE panah_facts;
CREATE FUNCTION panah_empty_lists(before timestamptz) RETURNS bigint
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    UPDATE protection_listexport SET state = 'stopped' WHERE state = 'making' AND asked_at < before;
    WITH emptied AS (
        UPDATE protection_listpart p SET content = NULL FROM protection_listexport e
         WHERE e.id = p.export_id AND p.content IS NOT NULL AND (e.ready_at < before OR e.state <> 'ready')
        RETURNING p.export_id
    )
    SELECT count(DISTINCT export_id) FROM emptied
$$;
REVOKE ALL ON FUNCTION panah_empty_lists(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION panah_empty_lists(timestamptz) TO panah_worker, panah_owner;
RESET ROLE;
REVOKE ALL ON FUNCTION panah_empty_lists(timestamptz) FROM panah_desk;
"""
KEEP = """
SET LOCAL ROLE panah_facts;
DROP FUNCTION panah_empty_lists(timestamptz);
RESET ROLE;
DROP POLICY empty ON protection_listpart;
DROP POLICY stop ON protection_listexport;
REVOKE UPDATE (state) ON protection_listexport FROM panah_facts;
"""


def end(apps: Any, schema_editor: Any) -> None:
    with unforced(TABLE), connection.cursor() as cursor:
        cursor.execute(OVER)


class Migration(migrations.Migration):
    dependencies = [("organisations", "0001_initial"), ("protection", "0043_service_void")]

    operations = [
        migrations.RunSQL(UNEMPTY, migrations.RunSQL.noop),
        migrations.RenameModel("PaymentExport", "ListExport"),
        migrations.RenameField("listexport", "payment_ids", "row_ids"),
        migrations.RunPython(end, migrations.RunPython.noop),
        migrations.RemoveField("listexport", "file"),
        migrations.AddField(
            model_name="listexport",
            name="list_kind",
            field=panah.codes.fields.CodeField("list_kind", default="payments"),
        ),
        migrations.AddField(
            model_name="listexport",
            name="file_kind",
            field=panah.codes.fields.CodeField("file_kind", default="xlsx"),
        ),
        migrations.RemoveConstraint(model_name="listexport", name="protection_export_needs_second"),
        migrations.AddConstraint(
            model_name="listexport",
            constraint=models.CheckConstraint(
                condition=~Q(state__in=["making", "ready"])
                | Q(row_count__lte=50, with_names=False)
                | Q(decided_by_id__isnull=False),
                name="protection_export_needs_second",
            ),
        ),
        migrations.CreateModel(
            name="ListPart",
            fields=[
                (
                    "id",
                    models.UUIDField(default=panah.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("wall", panah.codes.fields.CodeField("wall")),
                ("key_id", models.UUIDField(editable=False, null=True)),
                ("number", models.IntegerField()),
                ("content", panah.crypto.fields.SealedTextField(blank=True, null=True)),
                (
                    "export",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="protection.listexport",
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
                "constraints": [models.UniqueConstraint(fields=("export", "number"), name="protection_listpart_once")]
            },
        ),
        HeldRows("protection_listpart"),
        migrations.RunSQL(EMPTY, KEEP),
    ]
