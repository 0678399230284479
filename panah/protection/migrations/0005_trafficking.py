import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

import panah.codes.fields
import panah.core.ids
import panah.crypto.fields
from panah.core.db import HeldRows


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0001_initial"),
        ("protection", "0004_mission_person"),
    ]

    operations = [
        migrations.AddField(
            model_name="case",
            name="assessment_due_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="case",
            name="guardian_wanted_on",
            field=models.DateField(null=True),
        ),
        migrations.CreateModel(
            name="AgeAssessment",
            fields=[
                (
                    "id",
                    models.UUIDField(default=panah.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("wall", panah.codes.fields.CodeField("wall")),
                ("key_id", models.UUIDField(editable=False, null=True)),
                ("assessed_on", models.DateField()),
                ("method", panah.codes.fields.CodeField("age_method")),
                ("consent", panah.codes.fields.CodeField("yes_no_unknown", default="unknown")),
                ("age_from", models.IntegerField(null=True)),
                ("age_until", models.IntegerField(null=True)),
                ("margin_years", models.IntegerField(default=0)),
                ("result", panah.codes.fields.CodeField("age_result")),
                ("note", panah.crypto.fields.SealedTextField(blank=True, null=True)),
                ("made_by_id", models.UUIDField()),
                ("made_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="protection.case"
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
                "indexes": [models.Index(fields=["organisation", "case", "assessed_on"], name="protection_age_case")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("age_from", None),
                            ("age_until", None),
                            ("age_until__gte", models.F("age_from")),
                            _connector="OR",
                        ),
                        name="protection_age_range_runs_forward",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("method", "medical"), _negated=True), ("consent", "yes"), _connector="OR"
                        ),
                        name="protection_age_examined_with_consent",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Assessment",
            fields=[
                (
                    "id",
                    models.UUIDField(default=panah.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("wall", panah.codes.fields.CodeField("wall")),
                ("key_id", models.UUIDField(editable=False, null=True)),
                ("assessed_on", models.DateField()),
                ("needs", models.JSONField(default=dict)),
                ("risks", models.JSONField(default=dict)),
                ("highest_risk", panah.codes.fields.CodeField("risk_level", default="unknown")),
                ("own_view", panah.crypto.fields.SealedTextField(blank=True, null=True)),
                ("narrative", panah.crypto.fields.SealedTextField(blank=True, null=True)),
                ("next_review_on", models.DateField(null=True)),
                ("made_by_id", models.UUIDField()),
                ("made_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="protection.case"
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
                "indexes": [
                    models.Index(fields=["organisation", "case", "-assessed_on"], name="protection_assessment_case")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("next_review_on", None), ("next_review_on__gt", models.F("assessed_on")), _connector="OR"
                        ),
                        name="protection_assessment_review_comes_after",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BestInterests",
            fields=[
                (
                    "id",
                    models.UUIDField(default=panah.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("wall", panah.codes.fields.CodeField("wall")),
                ("key_id", models.UUIDField(editable=False, null=True)),
                ("kind", panah.codes.fields.CodeField("interests_kind")),
                ("assessed_on", models.DateField()),
                ("body", panah.codes.fields.CodeField("child_body")),
                (
                    "outcomes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), default=list, size=None
                    ),
                ),
                ("child_heard", panah.codes.fields.CodeField("yes_no_unknown", default="unknown")),
                ("reasons", panah.crypto.fields.SealedTextField(blank=True, null=True)),
                ("recorded_by_id", models.UUIDField()),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="protection.case"
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
                "indexes": [
                    models.Index(fields=["organisation", "case", "assessed_on"], name="protection_interests_case")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("outcomes__len__gte", 1)), name="protection_interests_have_outcomes"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Episode",
            fields=[
                (
                    "id",
                    models.UUIDField(default=panah.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("wall", panah.codes.fields.CodeField("wall")),
                ("key_id", models.UUIDField(editable=False, null=True)),
                ("stage", panah.codes.fields.CodeField("episode_stage")),
                ("began_on", models.DateField(null=True)),
                ("began_precision", panah.codes.fields.CodeField("date_precision", default="unknown")),
                ("ended_on", models.DateField(null=True)),
                ("ended_precision", panah.codes.fields.CodeField("date_precision", default="unknown")),
                ("country", models.CharField(blank=True, max_length=2)),
                ("division", models.CharField(blank=True, max_length=12)),
                ("place", panah.crypto.fields.SealedTextField(blank=True, null=True)),
                ("form", panah.codes.fields.CodeField("exploitation_form", blank=True)),
                ("is_intended_only", models.BooleanField(default=False)),
                ("was_child", panah.codes.fields.CodeField("yes_no_unknown", default="unknown")),
                (
                    "sex_types",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), default=list, size=None
                    ),
                ),
                ("labour_sector", panah.codes.fields.CodeField("labour_sector", blank=True)),
                ("recruitment_channel", panah.codes.fields.CodeField("recruitment_channel", blank=True)),
                ("recruiter_relation", panah.codes.fields.CodeField("recruiter_relation", blank=True)),
                ("documents_withheld", panah.codes.fields.CodeField("yes_no_unknown", blank=True)),
                ("cross_border", panah.codes.fields.CodeField("yes_no_unknown", blank=True)),
                ("debt", panah.codes.fields.CodeField("yes_no_unknown", blank=True)),
                ("acts", models.JSONField(default=dict)),
                ("means", models.JSONField(default=dict)),
                ("control", models.JSONField(default=dict)),
                ("stated_on", models.DateField()),
                ("recorded_by_id", models.UUIDField()),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="protection.case"
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
                "indexes": [models.Index(fields=["organisation", "case", "began_on"], name="protection_episode_case")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("began_on", None),
                            ("ended_on", None),
                            ("ended_on__gte", models.F("began_on")),
                            _connector="OR",
                        ),
                        name="protection_episode_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("began_on", None), ("began_on__lte", models.F("stated_on")), _connector="OR"
                        ),
                        name="protection_episode_began_in_the_past",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("began_on", None), ("began_precision", "unknown")),
                            models.Q(("began_on__isnull", False), ("began_precision__in", ["day", "month", "year"])),
                            _connector="OR",
                        ),
                        name="protection_episode_beginning_is_as_precise",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_on", None), ("ended_precision", "unknown")),
                            models.Q(("ended_on__isnull", False), ("ended_precision__in", ["day", "month", "year"])),
                            _connector="OR",
                        ),
                        name="protection_episode_end_is_as_precise",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("is_intended_only", True), ("stage", "exploitation"), _negated=True),
                        name="protection_episode_intended_or_done",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FamilyAssessment",
            fields=[
                (
                    "id",
                    models.UUIDField(default=panah.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("wall", panah.codes.fields.CodeField("wall")),
                ("key_id", models.UUIDField(editable=False, null=True)),
                ("assessed_on", models.DateField()),
                ("involvement", panah.codes.fields.CodeField("family_involvement")),
                ("grounds", panah.crypto.fields.SealedTextField(blank=True, null=True)),
                ("made_by_id", models.UUIDField()),
                ("made_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="protection.case"
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
                "indexes": [
                    models.Index(fields=["organisation", "case", "assessed_on"], name="protection_family_case")
                ],
            },
        ),
        migrations.CreateModel(
            name="Guardian",
            fields=[
                (
                    "id",
                    models.UUIDField(default=panah.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("wall", panah.codes.fields.CodeField("wall")),
                ("key_id", models.UUIDField(editable=False, null=True)),
                ("kind", panah.codes.fields.CodeField("guardian_kind")),
                ("body", panah.codes.fields.CodeField("child_body")),
                ("appointed_on", models.DateField()),
                ("ended_on", models.DateField(null=True)),
                ("name", panah.crypto.fields.SealedTextField(blank=True, null=True)),
                ("contact", panah.crypto.fields.SealedTextField(blank=True, null=True)),
                ("recorded_by_id", models.UUIDField()),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="protection.case"
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
                "indexes": [
                    models.Index(fields=["organisation", "case", "appointed_on"], name="protection_guardian_case")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_on", None), ("ended_on__gte", models.F("appointed_on")), _connector="OR"
                        ),
                        name="protection_guardian_ends_after_it_begins",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Interview",
            fields=[
                (
                    "id",
                    models.UUIDField(default=panah.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("wall", panah.codes.fields.CodeField("wall")),
                ("key_id", models.UUIDField(editable=False, null=True)),
                ("held_on", models.DateField()),
                ("language", panah.codes.fields.CodeField("language")),
                ("interpreter", panah.codes.fields.CodeField("interpreter_use")),
                ("interpreter_vetted", panah.codes.fields.CodeField("yes_no_unknown", blank=True)),
                (
                    "present",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), default=list, size=None
                    ),
                ),
                ("safe_place", panah.codes.fields.CodeField("yes_no_unknown")),
                ("consent", panah.codes.fields.CodeField("yes_no_unknown")),
                (
                    "explained",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), default=list, size=None
                    ),
                ),
                ("was_stopped", models.BooleanField(default=False)),
                ("narrative", panah.crypto.fields.SealedTextField(blank=True, null=True)),
                ("recorded_by_id", models.UUIDField()),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="protection.case"
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
                "indexes": [
                    models.Index(fields=["organisation", "case", "-held_on"], name="protection_interview_case")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("consent", "yes"), ("narrative", None), _connector="OR"),
                        name="protection_interview_written_with_consent",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Screening",
            fields=[
                (
                    "id",
                    models.UUIDField(default=panah.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("wall", panah.codes.fields.CodeField("wall")),
                ("key_id", models.UUIDField(editable=False, null=True)),
                ("screened_on", models.DateField()),
                ("indicator_list", models.CharField(max_length=40)),
                ("answers", models.JSONField(default=dict)),
                ("answered_count", models.IntegerField()),
                ("result", panah.codes.fields.CodeField("screening_result")),
                (
                    "positive",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), default=list, size=None
                    ),
                ),
                ("made_by_id", models.UUIDField()),
                ("made_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="protection.case"
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
                "indexes": [
                    models.Index(fields=["organisation", "case", "screened_on"], name="protection_screening_case")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("answered_count__gte", 1)), name="protection_screening_has_answers"
                    )
                ],
            },
        ),
        # What a live grant on the case opens, by its field group; conversations stay with the holder.
        HeldRows("protection_episode", case_column="case_id", group="case"),
        HeldRows("protection_screening", case_column="case_id", group="case"),
        HeldRows("protection_assessment", case_column="case_id", group="health"),
        HeldRows("protection_ageassessment", case_column="case_id", group="health"),
        HeldRows("protection_guardian", case_column="case_id", group="identity"),
        HeldRows("protection_bestinterests", case_column="case_id", group="case"),
        HeldRows("protection_familyassessment", case_column="case_id", group="case"),
        HeldRows("protection_interview"),
    ]
