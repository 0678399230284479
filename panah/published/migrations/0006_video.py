"""A film beside a page, in pieces: the public reads it as long as one page at its address may be read."""

import django.db.models.deletion
from django.db import migrations, models

import panah.codes.fields
import panah.core.ids
from panah.core.db import RowSecurity
from panah.core.rowsecurity import TODAY

OWN = "organisation_id = (SELECT panah_organisation())"
# The pages are read under their own policy: whoever may read none of them, sees no film either.
PUBLIC = """
GRANT SELECT ON published_clip, published_piece TO panah_public;
CREATE POLICY open ON published_clip FOR SELECT TO panah_public USING (
    size > 0 AND EXISTS (
        SELECT 1 FROM published_page p
         WHERE p.kind = published_clip.kind AND p.slug = published_clip.slug AND p.withdrawn_on IS NULL
           AND (p.shown_until IS NULL OR p.shown_until >= <today>)));
CREATE POLICY open ON published_piece FOR SELECT TO panah_public USING (
    EXISTS (SELECT 1 FROM published_clip c WHERE c.id = clip_id));
""".replace("<today>", TODAY)
NOT_PUBLIC = """
DROP POLICY open ON published_piece;
DROP POLICY open ON published_clip;
REVOKE SELECT ON published_clip, published_piece FROM panah_public;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0001_initial"),
        ("published", "0005_shown_until"),
    ]

    operations = [
        migrations.CreateModel(
            name="Clip",
            fields=[
                (
                    "id",
                    models.UUIDField(default=panah.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("kind", panah.codes.fields.CodeField("page_kind")),
                ("slug", models.SlugField(max_length=120)),
                ("media", panah.codes.fields.CodeField("file_kind", blank=True)),
                ("mark", models.CharField(blank=True, max_length=64)),
                ("size", models.PositiveIntegerField(default=0)),
                ("is_whole", models.BooleanField(default=False)),
                ("poster_kind", panah.codes.fields.CodeField("file_kind", blank=True)),
                ("poster", models.BinaryField(default=b"")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.organisation"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Piece",
            fields=[
                (
                    "id",
                    models.UUIDField(default=panah.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("content", models.BinaryField()),
                (
                    "clip",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="pieces", to="published.clip"
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
        migrations.AddConstraint(
            model_name="clip",
            constraint=models.UniqueConstraint(fields=("kind", "slug"), name="published_clip_once"),
        ),
        migrations.AddConstraint(
            model_name="piece",
            constraint=models.UniqueConstraint(fields=("clip", "number"), name="published_piece_once"),
        ),
        RowSecurity("published_clip", select="true", write=OWN),
        RowSecurity("published_piece", select="true", write=OWN),
        migrations.RunSQL(PUBLIC, NOT_PUBLIC),
    ]
