import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

import panah.codes.fields
import panah.core.ids
import panah.protection.states.residence
from panah.core.db import HeldRows

# The clock lets a permit expire, at every organisation. It belongs to `panah_facts`, the one role that may read every
# row; it moves what has run out and adds the step, nothing else, and only the worker may call it.
EXPIRE = """
GRANT UPDATE (state, state_on) ON protection_residence TO panah_facts;
GRANT INSERT ON protection_residencestep TO panah_facts;
CREATE POLICY expire ON protection_residence FOR UPDATE TO panah_facts USING (true) WITH CHECK (state = 'expired');
CREATE POLICY expire ON protection_residencestep FOR INSERT TO panah_facts WITH CHECK (state = 'expired');
SET LOCAL ROLE panah_facts;
CREATE FUNCTION panah_expire_residences(today date) RETURNS bigint
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH ended AS (
        UPDATE protection_residence SET state = 'expired', state_on = until_on + 1
         WHERE state IN ('granted', 'extended') AND until_on < today
        RETURNING id, organisation_id, wall, case_id, state_on
    ), told AS (
        INSERT INTO protection_residencestep (id, organisation_id, wall, residence_id, case_id, state, "on", ground,
                                              reason)
        SELECT gen_random_uuid(), organisation_id, wall, id, case_id, 'expired', state_on, '', '' FROM ended
        RETURNING 1
    )
    SELECT count(*) FROM told
$$;
REVOKE ALL ON FUNCTION panah_expire_residences(date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION panah_expire_residences(date) TO panah_worker, panah_owner;
RESET ROLE;
REVOKE ALL ON FUNCTION panah_expire_residences(date) FROM panah_desk;
"""
GONE = """
SET LOCAL ROLE panah_facts;
DROP FUNCTION panah_expire_residences(date);
RESET ROLE;
DROP POLICY expire ON protection_residencestep;
DROP POLICY expire ON protection_residence;
REVOKE UPDATE (state, state_on) ON protection_residence FROM panah_facts;
REVOKE INSERT ON protection_residencestep FROM panah_facts;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0001_initial"),
        ("protection", "0025_corrections"),
    ]

    operations = [
        migrations.CreateModel(
            name="Residence",
            fields=[
                (
                    "id",
                    models.UUIDField(default=panah.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("wall", panah.codes.fields.CodeField("wall")),
                ("key_id", models.UUIDField(editable=False, null=True)),
                (
                    "state",
                    panah.codes.fields.CodeField(
                        "residence_state", default=panah.protection.states.residence.ResidenceState["INFORMED"]
                    ),
                ),
                ("state_on", models.DateField()),
                ("ground", panah.codes.fields.CodeField("residence_ground", blank=True)),
                ("until_on", models.DateField(null=True)),
                ("address", panah.codes.fields.CodeField("residence_address", blank=True)),
                (
                    "case",
                    models.OneToOneField(
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
        ),
        migrations.CreateModel(
            name="ResidenceStep",
            fields=[
                (
                    "id",
                    models.UUIDField(default=panah.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("wall", panah.codes.fields.CodeField("wall")),
                ("key_id", models.UUIDField(editable=False, null=True)),
                ("state", panah.codes.fields.CodeField("residence_state")),
                ("on", models.DateField()),
                ("until_on", models.DateField(null=True)),
                ("ground", panah.codes.fields.CodeField("residence_ground", blank=True)),
                ("reason", panah.codes.fields.CodeField("residence_reason", blank=True)),
                ("recorded_by_id", models.UUIDField(null=True)),
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
                (
                    "residence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="protection.residence"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="residence",
            index=models.Index(fields=["organisation", "wall", "state", "until_on"], name="protection_residence_until"),
        ),
        migrations.AddConstraint(
            model_name="residence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ("granted", "extended")), _negated=True),
                    models.Q(("until_on__isnull", False), models.Q(("ground", ""), _negated=True)),
                    _connector="OR",
                ),
                name="protection_residence_live_has_its_end",
            ),
        ),
        migrations.AddIndex(
            model_name="residencestep",
            index=models.Index(fields=["organisation", "case", "on"], name="protection_residencestep_case"),
        ),
        migrations.AddConstraint(
            model_name="residencestep",
            constraint=models.CheckConstraint(
                condition=models.Q(("until_on", None), ("until_on__gte", models.F("on")), _connector="OR"),
                name="protection_residencestep_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="residencestep",
            constraint=models.CheckConstraint(
                condition=models.Q(("recorded_by_id__isnull", False), ("state", "expired"), _connector="OR"),
                name="protection_residencestep_by",
            ),
        ),
        HeldRows("protection_residence", case_column="case_id", group="case"),
        HeldRows("protection_residencestep", case_column="case_id", group="case"),
        migrations.RunSQL(EXPIRE, GONE),
    ]
