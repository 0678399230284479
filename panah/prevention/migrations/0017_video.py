"""A film in sealed pieces, its captions; an upload that nobody takes up again is dropped at night, in the log."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

import panah.codes.fields
import panah.core.ids
import panah.crypto.fields
import panah.prevention.states
from panah.core.db import HeldRows


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0001_initial"),
        ("prevention", "0016_bundles"),
        ("published", "0006_video"),
    ]

    operations = [
        migrations.CreateModel(
            name="Captions",
            fields=[
                (
                    "id",
                    models.UUIDField(default=panah.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("wall", panah.codes.fields.CodeField("wall")),
                ("key_id", models.UUIDField(editable=False, null=True)),
                ("cues", panah.crypto.fields.SealedTextField(blank=True, null=True)),
                ("transcript", panah.crypto.fields.SealedTextField(blank=True, null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.organisation"
                    ),
                ),
                (
                    "version",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="captions", to="prevention.version"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "captions",
            },
        ),
        migrations.CreateModel(
            name="Recording",
            fields=[
                (
                    "id",
                    models.UUIDField(default=panah.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("wall", panah.codes.fields.CodeField("wall")),
                ("key_id", models.UUIDField(editable=False, null=True)),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "state",
                    panah.codes.fields.CodeField(
                        "recording_state", default=panah.prevention.states.RecordingState["UPLOADING"]
                    ),
                ),
                ("kind", panah.codes.fields.CodeField("file_kind", blank=True)),
                ("size", models.PositiveIntegerField(default=0)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("length", models.PositiveIntegerField(default=0)),
                ("wide", models.PositiveIntegerField(default=0)),
                ("high", models.PositiveIntegerField(default=0)),
                ("has_sound", models.BooleanField(default=False)),
                ("rights_holder", models.CharField(max_length=200)),
                ("licence", panah.codes.fields.CodeField("picture_licence")),
                ("consent", panah.codes.fields.CodeField("picture_consent")),
                ("consent_until", models.DateField(null=True)),
                ("poster", panah.crypto.fields.SealedTextField(blank=True, null=True)),
                ("poster_kind", panah.codes.fields.CodeField("file_kind", blank=True)),
                ("alt_az", models.CharField(blank=True, max_length=300)),
                ("alt_en", models.CharField(blank=True, max_length=300)),
                ("alt_ru", models.CharField(blank=True, max_length=300)),
                ("made_by_id", models.UUIDField()),
                ("touched_on", models.DateField()),
                (
                    "material",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="recordings", to="prevention.material"
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
        migrations.CreateModel(
            name="RecordingPiece",
            fields=[
                (
                    "id",
                    models.UUIDField(default=panah.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("wall", panah.codes.fields.CodeField("wall")),
                ("key_id", models.UUIDField(editable=False, null=True)),
                ("number", models.PositiveSmallIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("content", panah.crypto.fields.SealedTextField(blank=True, null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.organisation"
                    ),
                ),
                (
                    "recording",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="pieces", to="prevention.recording"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="recording",
            index=models.Index(fields=["organisation", "wall", "material"], name="prevention_recording_own"),
        ),
        migrations.AddConstraint(
            model_name="recording",
            constraint=models.UniqueConstraint(fields=("material", "number"), name="prevention_recording_numbered"),
        ),
        migrations.AddConstraint(
            model_name="recording",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("state", "kept"), _negated=True), ("length__gt", 0), _connector="OR"),
                name="prevention_recording_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="recordingpiece",
            constraint=models.UniqueConstraint(fields=("recording", "number"), name="prevention_piece_once"),
        ),
        HeldRows("prevention_recording"),
        HeldRows("prevention_recordingpiece"),
        HeldRows("prevention_captions"),
        migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text("utf-8"), migrations.RunSQL.noop),
    ]
