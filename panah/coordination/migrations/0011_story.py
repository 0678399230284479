"""Stories in safety review, and at the body that helped alone, whose they are."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

import panah.codes.fields
import panah.core.ids
import panah.crypto.fields
from panah.core.db import ExchangedRows, HeldRows


class Migration(migrations.Migration):
    dependencies = [
        ("coordination", "0010_referral_age"),
        ("organisations", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="StoryReview",
            fields=[
                (
                    "id",
                    models.UUIDField(default=panah.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("from_wall", panah.codes.fields.CodeField("wall")),
                ("to_wall", panah.codes.fields.CodeField("wall")),
                ("sent_by_id", models.UUIDField()),
                ("sent_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("reference", models.CharField(max_length=20)),
                ("story_id", models.UUIDField()),
                ("key_id", models.UUIDField(editable=False, null=True)),
                ("words", panah.crypto.fields.SealedTextField(blank=True, null=True)),
                ("taken_over_at", models.DateTimeField(null=True)),
                (
                    "from_organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.organisation"
                    ),
                ),
                (
                    "to_organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.organisation"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="StoryAnswer",
            fields=[
                (
                    "id",
                    models.UUIDField(default=panah.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("from_wall", panah.codes.fields.CodeField("wall")),
                ("to_wall", panah.codes.fields.CodeField("wall")),
                ("sent_by_id", models.UUIDField()),
                ("sent_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("verdict", panah.codes.fields.CodeField("story_verdict")),
                ("key_id", models.UUIDField(editable=False, null=True)),
                ("words", panah.crypto.fields.SealedTextField(blank=True, null=True)),
                (
                    "from_organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.organisation"
                    ),
                ),
                (
                    "to_organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.organisation"
                    ),
                ),
                (
                    "review",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answer",
                        to="coordination.storyreview",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="StoryJoin",
            fields=[
                (
                    "id",
                    models.UUIDField(default=panah.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("wall", panah.codes.fields.CodeField("wall")),
                ("key_id", models.UUIDField(editable=False, null=True)),
                ("review_id", models.UUIDField()),
                ("case_id", models.UUIDField()),
                ("words", panah.crypto.fields.SealedTextField(blank=True, null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.organisation"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "wall", "review_id"), name="coordination_storyjoin_one"
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="storyreview",
            index=models.Index(fields=["to_organisation", "to_wall", "-sent_at", "-id"], name="coordination_story_for"),
        ),
        migrations.AddIndex(
            model_name="storyreview",
            index=models.Index(
                fields=["from_organisation", "from_wall", "-sent_at", "-id"], name="coordination_story_by"
            ),
        ),
        ExchangedRows("coordination_storyreview"),
        ExchangedRows("coordination_storyanswer"),
        HeldRows("coordination_storyjoin"),
    ]
