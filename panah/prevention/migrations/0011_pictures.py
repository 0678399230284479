import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import panah.codes.fields
import panah.core.ids
from panah.core.db import RowSecurity

OWN = "organisation_id = (SELECT panah_organisation())"


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0001_initial"),
        ("prevention", "0010_no_typed_response"),
    ]

    operations = [
        migrations.CreateModel(
            name="Picture",
            fields=[
                (
                    "id",
                    models.UUIDField(default=panah.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("kind", panah.codes.fields.CodeField("file_kind")),
                ("content", models.BinaryField()),
                ("rights_holder", models.CharField(max_length=200)),
                ("licence", panah.codes.fields.CodeField("picture_licence")),
                ("consent", panah.codes.fields.CodeField("picture_consent")),
                ("consent_until", models.DateField(null=True)),
                ("alt_en", models.CharField(max_length=300)),
                ("alt_az", models.CharField(max_length=300)),
                ("alt_ru", models.CharField(blank=True, max_length=300)),
                (
                    "checks",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), default=list, size=None
                    ),
                ),
                (
                    "violence_shown",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), default=list, size=None
                    ),
                ),
                ("made_by_id", models.UUIDField()),
                ("withdrawn_on", models.DateField(null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.organisation"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="version",
            name="picture",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="prevention.picture"
            ),
        ),
        migrations.CreateModel(
            name="Logo",
            fields=[
                (
                    "id",
                    models.UUIDField(default=panah.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("kind", panah.codes.fields.CodeField("file_kind", blank=True)),
                ("content", models.BinaryField()),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.organisation"
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
                "constraints": [models.UniqueConstraint(fields=("organisation", "body"), name="prevention_logo_once")],
            },
        ),
        migrations.AddConstraint(
            model_name="picture",
            constraint=models.CheckConstraint(
                condition=models.Q(("withdrawn_on", None), ("content", b""), _connector="OR"),
                name="prevention_picture_gone",
            ),
        ),
        RowSecurity("prevention_picture", select="true", write=OWN),
        RowSecurity("prevention_logo", select="true", write=OWN),
    ]
