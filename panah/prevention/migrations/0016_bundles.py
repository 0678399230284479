"""Sheets for every place of a material, in sealed parts that are emptied when their day is over."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

import panah.codes.fields
import panah.core.ids
import panah.crypto.fields
from panah.core.db import HeldRows

# Nobody asks for it, so it has no context; it belongs to the role that may read every row and changes this only.
EMPTY = """
GRANT UPDATE (content) ON prevention_bundlepart TO panah_facts;
CREATE POLICY empty ON prevention_bundlepart FOR UPDATE TO panah_facts USING (true) WITH CHECK (content IS NULL);
SET LOCAL ROLE panah_facts;
CREATE FUNCTION panah_empty_bundles(before timestamptz) RETURNS bigint
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH emptied AS (
        UPDATE prevention_bundlepart p SET content = NULL FROM prevention_bundle b
         WHERE b.id = p.bundle_id AND p.content IS NOT NULL AND b.asked_at <= before
        RETURNING p.bundle_id
    )
    SELECT count(DISTINCT bundle_id) FROM emptied
$$;
REVOKE ALL ON FUNCTION panah_empty_bundles(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION panah_empty_bundles(timestamptz) TO panah_worker, panah_owner;
RESET ROLE;
REVOKE ALL ON FUNCTION panah_empty_bundles(timestamptz) FROM panah_desk;
"""
KEEP = """
SET LOCAL ROLE panah_facts;
DROP FUNCTION panah_empty_bundles(timestamptz);
RESET ROLE;
DROP POLICY empty ON prevention_bundlepart;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0001_initial"),
        ("prevention", "0015_review_of_what_is_shown"),
    ]

    operations = [
        migrations.CreateModel(
            name="Bundle",
            fields=[
                (
                    "id",
                    models.UUIDField(default=panah.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("wall", panah.codes.fields.CodeField("wall")),
                ("key_id", models.UUIDField(editable=False, null=True)),
                ("layout", panah.codes.fields.CodeField("sheet_layout")),
                ("placement_ids", django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None)),
                ("made_count", models.PositiveIntegerField(default=0)),
                ("asked_by_id", models.UUIDField()),
                ("asked_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("ready_at", models.DateTimeField(null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.organisation"
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="bundles", to="prevention.version"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="BundlePart",
            fields=[
                (
                    "id",
                    models.UUIDField(default=panah.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("wall", panah.codes.fields.CodeField("wall")),
                ("key_id", models.UUIDField(editable=False, null=True)),
                ("number", models.PositiveIntegerField()),
                ("content", panah.crypto.fields.SealedTextField(blank=True, null=True)),
                (
                    "bundle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="parts", to="prevention.bundle"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.organisation"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="bundle",
            index=models.Index(fields=["organisation", "wall", "version", "-asked_at"], name="prevention_bundle_asked"),
        ),
        migrations.AddConstraint(
            model_name="bundle",
            constraint=models.CheckConstraint(
                condition=models.Q(("made_count__lte", models.F("placement_ids__len"))),
                name="prevention_bundle_no_more_than_all",
            ),
        ),
        migrations.AddConstraint(
            model_name="bundlepart",
            constraint=models.UniqueConstraint(fields=("bundle", "number"), name="prevention_bundlepart_once"),
        ),
        HeldRows("prevention_bundle"),
        HeldRows("prevention_bundlepart"),
        migrations.RunSQL(EMPTY, KEEP),
    ]
