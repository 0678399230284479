import django.db.models.deletion
from django.db import migrations, models

import panah.codes.fields
import panah.core.ids
from panah.core.db import RowSecurity

PUBLIC = """
GRANT SELECT ON published_file TO panah_public;
CREATE POLICY open ON published_file FOR SELECT TO panah_public USING (
    kind <> '' AND EXISTS (SELECT 1 FROM published_page p WHERE p.id = page_id AND p.withdrawn_on IS NULL)
);
"""
NOT_PUBLIC = """
DROP POLICY open ON published_file;
REVOKE SELECT ON published_file FROM panah_public;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0001_initial"),
        ("published", "0003_offer"),
    ]

    operations = [
        migrations.CreateModel(
            name="File",
            fields=[
                (
                    "id",
                    models.UUIDField(default=panah.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("name", panah.codes.fields.CodeField("sheet_layout", blank=True)),
                ("kind", panah.codes.fields.CodeField("file_kind", blank=True)),
                ("content", models.BinaryField()),
                ("size", models.PositiveIntegerField()),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.organisation"
                    ),
                ),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="files", to="published.page"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("page", "name"), name="published_file_once")],
            },
        ),
        RowSecurity("published_file", select="true", write="organisation_id = (SELECT panah_organisation())"),
        migrations.RunSQL(PUBLIC, NOT_PUBLIC),
    ]
