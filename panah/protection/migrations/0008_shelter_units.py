"""Units and numbered places, holds, presence, incidents, transport: new tables behind row security."""

import datetime

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.datetime
from django.db import migrations, models

import panah.codes.fields
import panah.core.clock
import panah.core.ids
import panah.crypto.fields
from panah.core.db import HeldRows, RowSecurity

GIVEN = """from_organisation_id = (SELECT panah_organisation()) AND from_wall = (SELECT panah_wall())"""
NAMED = """to_organisation_id = (SELECT panah_organisation()) AND to_wall = (SELECT panah_wall())
    AND officer_id = (SELECT panah_person())"""
OPEN_LOCATION = f"""
CREATE POLICY transport ON protection_shelterlocation FOR SELECT TO panah_desk, panah_worker USING (
    (shelter_id, organisation_id, wall) IN (
        SELECT shelter_id, from_organisation_id, from_wall FROM protection_transporttask
        WHERE {NAMED} AND ended_at IS NULL AND clock_timestamp() >= valid_from AND clock_timestamp() < valid_until))
"""  # noqa: S608 - constants of this file


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0001_initial"),
        ("protection", "0007_consent_signed"),
    ]

    operations = [
        migrations.CreateModel(
            name="Block",
            fields=[
                (
                    "id",
                    models.UUIDField(default=panah.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("wall", panah.codes.fields.CodeField("wall")),
                ("key_id", models.UUIDField(editable=False, null=True)),
                ("reason", panah.codes.fields.CodeField("block_reason")),
                ("from_on", models.DateField()),
                ("until_on", models.DateField(null=True)),
                ("lifted_at", models.DateTimeField(null=True)),
                ("blocked_by_id", models.UUIDField()),
                ("blocked_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
        ),
        migrations.CreateModel(
            name="Hold",
            fields=[
                (
                    "id",
                    models.UUIDField(default=panah.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("wall", panah.codes.fields.CodeField("wall")),
                ("key_id", models.UUIDField(editable=False, null=True)),
                ("until", models.DateTimeField()),
                (
                    "mismatches",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), default=list, size=None
                    ),
                ),
                ("override_reason", panah.codes.fields.CodeField("place_override", blank=True)),
                ("made_by_id", models.UUIDField()),
                ("made_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("released_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Incident",
            fields=[
                (
                    "id",
                    models.UUIDField(default=panah.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("wall", panah.codes.fields.CodeField("wall")),
                ("key_id", models.UUIDField(editable=False, null=True)),
                ("kind", panah.codes.fields.CodeField("incident_kind")),
                ("severity", panah.codes.fields.CodeField("incident_severity")),
                ("happened_on", models.DateField()),
                (
                    "told",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), default=list, size=None
                    ),
                ),
                ("note", panah.crypto.fields.SealedTextField(blank=True, null=True)),
                ("state", panah.codes.fields.CodeField("incident_state")),
                ("settled_on", models.DateField(null=True)),
                ("settled_by_id", models.UUIDField(null=True)),
                ("recorded_by_id", models.UUIDField()),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
        ),
        migrations.CreateModel(
            name="Place",
            fields=[
                (
                    "id",
                    models.UUIDField(default=panah.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("wall", panah.codes.fields.CodeField("wall")),
                ("key_id", models.UUIDField(editable=False, null=True)),
                ("number", models.PositiveSmallIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Presence",
            fields=[
                (
                    "id",
                    models.UUIDField(default=panah.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("wall", panah.codes.fields.CodeField("wall")),
                ("key_id", models.UUIDField(editable=False, null=True)),
                ("on", models.DateField()),
                ("state", panah.codes.fields.CodeField("presence_state")),
                ("until", models.DateTimeField(null=True)),
                ("ticked_by_id", models.UUIDField()),
                ("ticked_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="TransportTask",
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
                ("shelter_id", models.UUIDField()),
                ("officer_id", models.UUIDField()),
                ("case_reference", models.CharField(max_length=20)),
                ("valid_from", models.DateTimeField()),
                ("valid_until", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("key_id", models.UUIDField(editable=False, null=True)),
                ("note", panah.crypto.fields.SealedTextField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Unit",
            fields=[
                (
                    "id",
                    models.UUIDField(default=panah.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("wall", panah.codes.fields.CodeField("wall")),
                ("key_id", models.UUIDField(editable=False, null=True)),
                ("name", models.CharField(max_length=40)),
                ("for_whom", panah.codes.fields.CodeField("unit_for")),
                ("is_accessible", models.BooleanField(default=False)),
            ],
        ),
        migrations.AddField(
            model_name="placeanswer",
            name="answered_on",
            field=models.DateField(default=panah.core.clock.today),
        ),
        migrations.AddField(
            model_name="placeanswer",
            name="exit_reason",
            field=panah.codes.fields.CodeField("stay_exit_reason", blank=True),
        ),
        migrations.AddField(
            model_name="placeanswer",
            name="exit_to",
            field=panah.codes.fields.CodeField("exit_destination", blank=True),
        ),
        migrations.AddField(
            model_name="placeanswer",
            name="follow_up_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="placeanswer",
            name="held_until",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="placeanswer",
            name="rules_given_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="placeanswer",
            name="rules_language",
            field=panah.codes.fields.CodeField("language", blank=True),
        ),
        migrations.AddField(
            model_name="placeanswer",
            name="state",
            field=panah.codes.fields.CodeField("place_state", default="waiting"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="placerequest",
            name="presumed_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="placerequest",
            name="with_person_id",
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name="placerequest",
            name="with_reference",
            field=models.CharField(blank=True, max_length=20),
        ),
        migrations.AddField(
            model_name="placerequest",
            name="withdraw_reason",
            field=panah.codes.fields.CodeField("place_withdraw_reason", blank=True),
        ),
        migrations.AddField(
            model_name="shelter",
            name="languages",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=20), default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="stay",
            name="exit_to",
            field=panah.codes.fields.CodeField("exit_destination", blank=True),
        ),
        migrations.AddField(
            model_name="stay",
            name="mismatches",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=40), default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="stay",
            name="override_reason",
            field=panah.codes.fields.CodeField("place_override", blank=True),
        ),
        migrations.AddField(
            model_name="stay",
            name="rules_given_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="stay",
            name="rules_language",
            field=panah.codes.fields.CodeField("language", blank=True),
        ),
        migrations.AlterField(
            model_name="placeanswer",
            name="decline_reason",
            field=panah.codes.fields.CodeField("place_decline_reason", blank=True),
        ),
        migrations.AddField(
            model_name="block",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.organisation"
            ),
        ),
        migrations.AddField(
            model_name="hold",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.organisation"
            ),
        ),
        migrations.AddField(
            model_name="hold",
            name="request",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="protection.placerequest"
            ),
        ),
        migrations.AddField(
            model_name="incident",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.organisation"
            ),
        ),
        migrations.AddField(
            model_name="incident",
            name="shelter",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="protection.shelter"
            ),
        ),
        migrations.AddField(
            model_name="incident",
            name="stay",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="protection.stay"
            ),
        ),
        migrations.AddField(
            model_name="place",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.organisation"
            ),
        ),
        migrations.AddField(
            model_name="hold",
            name="place",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="holds", to="protection.place"
            ),
        ),
        migrations.AddField(
            model_name="block",
            name="place",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="blocks", to="protection.place"
            ),
        ),
        migrations.AddField(
            model_name="stay",
            name="place",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="stays", to="protection.place"
            ),
        ),
        migrations.AddConstraint(
            model_name="stay",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_on", None)), fields=("place",), name="protection_stay_of_place"
            ),
        ),
        migrations.AddConstraint(
            model_name="stay",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("mismatches", []), models.Q(("override_reason", ""), _negated=True), _connector="OR"
                ),
                name="protection_stay_has_reason",
            ),
        ),
        migrations.AddField(
            model_name="presence",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.organisation"
            ),
        ),
        migrations.AddField(
            model_name="presence",
            name="stay",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="presences", to="protection.stay"
            ),
        ),
        migrations.AddField(
            model_name="transporttask",
            name="from_organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.organisation"
            ),
        ),
        migrations.AddField(
            model_name="transporttask",
            name="to_organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.organisation"
            ),
        ),
        migrations.AddField(
            model_name="unit",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.organisation"
            ),
        ),
        migrations.AddField(
            model_name="unit",
            name="shelter",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="units", to="protection.shelter"
            ),
        ),
        migrations.AddField(
            model_name="place",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="places", to="protection.unit"
            ),
        ),
        migrations.AddIndex(
            model_name="incident",
            index=models.Index(fields=["organisation", "-happened_on", "-id"], name="protection_incident_day"),
        ),
        migrations.AddConstraint(
            model_name="incident",
            constraint=models.CheckConstraint(
                condition=models.Q(("settled_on", None), ("settled_on__gte", models.F("happened_on")), _connector="OR"),
                name="protection_incident_order",
            ),
        ),
        migrations.AddIndex(
            model_name="hold",
            index=models.Index(fields=["organisation", "place"], name="protection_hold_place"),
        ),
        migrations.AddConstraint(
            model_name="hold",
            constraint=models.UniqueConstraint(
                condition=models.Q(("released_at", None)), fields=("place",), name="protection_hold_of_place"
            ),
        ),
        migrations.AddConstraint(
            model_name="hold",
            constraint=models.UniqueConstraint(
                condition=models.Q(("released_at", None)), fields=("request",), name="protection_hold_of_request"
            ),
        ),
        migrations.AddConstraint(
            model_name="hold",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("mismatches", []), models.Q(("override_reason", ""), _negated=True), _connector="OR"
                ),
                name="protection_hold_has_reason",
            ),
        ),
        migrations.AddIndex(
            model_name="block",
            index=models.Index(fields=["organisation", "place"], name="protection_block_place"),
        ),
        migrations.AddConstraint(
            model_name="block",
            constraint=models.CheckConstraint(
                condition=models.Q(("until_on", None), ("until_on__gte", models.F("from_on")), _connector="OR"),
                name="protection_block_order",
            ),
        ),
        migrations.AddIndex(
            model_name="presence",
            index=models.Index(fields=["organisation", "on"], name="protection_presence_day"),
        ),
        migrations.AddConstraint(
            model_name="presence",
            constraint=models.UniqueConstraint(fields=("stay", "on"), name="protection_presence_once"),
        ),
        migrations.AddConstraint(
            model_name="presence",
            constraint=models.CheckConstraint(
                condition=models.Q(("until", None), ("state", "out"), _connector="OR"), name="protection_presence_until"
            ),
        ),
        migrations.AddIndex(
            model_name="transporttask",
            index=models.Index(fields=["to_organisation", "officer_id", "valid_until"], name="protection_transport_to"),
        ),
        migrations.AddIndex(
            model_name="transporttask",
            index=models.Index(fields=["from_organisation", "-valid_from"], name="protection_transport_from"),
        ),
        migrations.AddConstraint(
            model_name="transporttask",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_until__gt", models.F("valid_from")),
                    (
                        "valid_until__lte",
                        django.db.models.expressions.CombinedExpression(
                            models.F("valid_from"), "+", models.Value(datetime.timedelta(seconds=43200))
                        ),
                    ),
                ),
                name="protection_transport_hours",
            ),
        ),
        migrations.AddIndex(
            model_name="unit",
            index=models.Index(fields=["organisation", "shelter"], name="protection_unit_shelter"),
        ),
        migrations.AddIndex(
            model_name="place",
            index=models.Index(fields=["organisation", "unit", "number"], name="protection_place_unit"),
        ),
        migrations.AddConstraint(
            model_name="place",
            constraint=models.UniqueConstraint(fields=("unit", "number"), name="protection_place_once"),
        ),
        HeldRows("protection_unit"),
        HeldRows("protection_place"),
        HeldRows("protection_block"),
        HeldRows("protection_hold"),
        HeldRows("protection_presence"),
        HeldRows("protection_incident"),
        # The giver's end reads and ends the task; at the other end it exists for the named officer alone.
        RowSecurity("protection_transporttask", select=f"({GIVEN}) OR ({NAMED})", write=GIVEN),
        # The address opens to the named officer while the task is live, to the second.
        migrations.RunSQL(OPEN_LOCATION, "DROP POLICY transport ON protection_shelterlocation"),
    ]
