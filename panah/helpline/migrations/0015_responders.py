"""First responders: drafts that can be taken up again, danger told to the line, an outcome heard without an account."""

from pathlib import Path

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

import panah.codes.fields
import panah.core.ids
import panah.crypto.fields
from panah.core.db import ExchangedRows, GrantDelete, HeldRows

ABOUT = ("call", "signal", "report_id", "notice")
ORGANISATION = "organisations.organisation"


def about(name: str) -> models.Q:
    """Return that an alarm is about this one thing."""
    return models.Q(**{f"{each}__isnull": each != name for each in ABOUT})


ONE_THING = about("call") | about("signal") | about("report_id") | about("notice")
FORGOTTEN = about("") & models.Q(ended_at__isnull=False)


def end(name: str) -> tuple[str, models.ForeignKey]:
    """Return the organisation at one end of what crosses."""
    return name, models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=ORGANISATION)


def random_id() -> tuple[str, models.UUIDField]:
    return "id", models.UUIDField(default=panah.core.ids.random_id, editable=False, primary_key=True, serialize=False)


class Migration(migrations.Migration):
    dependencies = [("helpline", "0014_rejection"), ("organisations", "0001_initial")]

    operations = [
        migrations.AddField(
            "signal", "family_involved", panah.codes.fields.CodeField("yes_no_unknown", blank=True, db_default="")
        ),
        migrations.AddField("signal", "workers_count", models.PositiveSmallIntegerField(null=True)),
        migrations.AddField("reportlink", "draft", models.BinaryField(null=True)),
        migrations.CreateModel(
            name="SignalDraft",
            fields=[
                random_id(),
                ("wall", panah.codes.fields.CodeField("wall")),
                ("key_id", models.UUIDField(editable=False, null=True)),
                ("made_by_id", models.UUIDField()),
                ("saved_at", models.DateTimeField()),
                ("words", panah.crypto.fields.SealedTextField(blank=True, null=True)),
                end("organisation"),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["organisation", "wall", "made_by_id", "saved_at"], name="helpline_signaldraft_of"
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="DangerNotice",
            fields=[
                random_id(),
                ("from_wall", panah.codes.fields.CodeField("wall")),
                ("to_wall", panah.codes.fields.CodeField("wall")),
                ("sent_by_id", models.UUIDField()),
                ("sent_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("signal_id", models.UUIDField()),
                ("reference", models.CharField(max_length=20)),
                ("source", panah.codes.fields.CodeField("referral_source")),
                ("division", models.CharField(blank=True, max_length=60)),
                ("language", panah.codes.fields.CodeField("language", blank=True)),
                ("is_child", panah.codes.fields.CodeField("yes_no_unknown")),
                ("key_id", models.UUIDField(editable=False, null=True)),
                ("words", panah.crypto.fields.SealedTextField(blank=True, null=True)),
                end("from_organisation"),
                end("to_organisation"),
            ],
            options={
                "indexes": [
                    models.Index(fields=["to_organisation", "to_wall", "-sent_at"], name="helpline_dangernotice_for")
                ]
            },
        ),
        HeldRows("helpline_signaldraft"),
        GrantDelete("helpline_signaldraft"),
        ExchangedRows("helpline_dangernotice"),
        migrations.AddField(
            "alarm",
            "notice",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="helpline.dangernotice",
            ),
        ),
        migrations.AddConstraint(
            "alarm",
            models.UniqueConstraint(
                fields=("notice",), condition=models.Q(ended_at=None), name="helpline_alarm_one_a_notice"
            ),
        ),
        migrations.RemoveConstraint("alarm", "helpline_alarm_about_one_thing"),
        migrations.AddConstraint(
            "alarm", models.CheckConstraint(condition=ONE_THING | FORGOTTEN, name="helpline_alarm_about_one_thing")
        ),
        migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text("utf-8")),
    ]
