import django.db.models.deletion
from django.db import migrations, models

import panah.codes.fields
import panah.core.ids
from panah.core.db import RowSecurity

OWN = "organisation_id = (SELECT panah_organisation())"


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0001_initial"),
        ("prevention", "0008_versions"),
    ]

    operations = [
        migrations.CreateModel(
            name="Design",
            fields=[
                (
                    "id",
                    models.UUIDField(default=panah.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("kind", panah.codes.fields.CodeField("file_kind")),
                ("content", models.BinaryField()),
                ("made_by_id", models.UUIDField()),
                ("has_number_abroad", models.BooleanField(default=False)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.organisation"
                    ),
                ),
                (
                    "version",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="design", to="prevention.version"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        RowSecurity("prevention_design", select="true", write=OWN),
    ]
