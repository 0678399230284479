import django.db.models.deletion
from django.db import migrations, models

import panah.codes.fields
import panah.prevention.states


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0001_initial"),
        ("prevention", "0007_story_steps"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="version",
            name="prevention_version_once",
        ),
        migrations.AddField(
            model_name="review",
            name="changes_made",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="review",
            name="stereotypes",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="review",
            name="version",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="reviews", to="prevention.version"
            ),
        ),
        migrations.AddField(
            model_name="version",
            name="approved_by_id",
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name="version",
            name="approved_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="version",
            name="back_translated_by_id",
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name="version",
            name="back_translation",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="version",
            name="body",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="version",
            name="number",
            field=models.PositiveSmallIntegerField(default=1),
        ),
        migrations.AddField(
            model_name="version",
            name="state",
            field=panah.codes.fields.CodeField("version_state", default=panah.prevention.states.VersionState["DRAFT"]),
        ),
        migrations.AddField(
            model_name="version",
            name="translated_from",
            field=panah.codes.fields.CodeField("language", blank=True),
        ),
        migrations.AddField(
            model_name="version",
            name="written_by_id",
            field=models.UUIDField(null=True),
        ),
        migrations.AddConstraint(
            model_name="version",
            constraint=models.UniqueConstraint(
                fields=("material", "language", "number"), name="prevention_version_numbered"
            ),
        ),
        migrations.AddConstraint(
            model_name="version",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "approved")),
                fields=("material", "language"),
                name="prevention_one_approved",
            ),
        ),
    ]
