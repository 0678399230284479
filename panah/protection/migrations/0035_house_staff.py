"""Who works in which house; the address of a house is shown to them alone, by the database itself."""

from typing import Any

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

import panah.codes.fields
import panah.core.ids
from panah.core.db import HeldRows, unforced
from panah.core.ids import new_id

MINE = "organisation_id = (SELECT panah_organisation()) AND wall = (SELECT panah_wall())"
STAFF_ONLY = f"""
DROP POLICY read ON protection_shelterlocation;
CREATE POLICY read ON protection_shelterlocation FOR SELECT TO panah_desk, panah_worker USING (
    {MINE} AND shelter_id IN (
        SELECT shelter_id FROM protection_housestaff
        WHERE {MINE} AND worker_id = (SELECT panah_person()) AND ended_at IS NULL))
"""  # noqa: S608 - constants of this file
EVERYBODY = f"""
DROP POLICY read ON protection_shelterlocation;
CREATE POLICY read ON protection_shelterlocation FOR SELECT TO panah_desk, panah_worker USING ({MINE})
"""


def bind_who_is_there(apps: Any, schema_editor: Any) -> None:
    """Bind everybody who ran the houses of an organisation until now to each of its houses."""
    accounts, staff = apps.get_model("accounts", "Account"), apps.get_model("protection", "HouseStaff")
    with unforced("protection_shelter", "protection_housestaff"):
        staff.objects.bulk_create(
            staff(id=new_id(), organisation_id=house.organisation_id, wall=house.wall, shelter=house, worker_id=worker)
            for house in apps.get_model("protection", "Shelter").objects.order_by("id")
            for worker in accounts.objects.filter(
                organisation_id=house.organisation_id, wall=house.wall, roles__contains=["shelter_manager"]
            ).values_list("id", flat=True)
        )


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0001_initial"),
        ("accounts", "0004_proposal"),
        ("protection", "0034_carried_decision"),
    ]

    operations = [
        migrations.CreateModel(
            name="HouseStaff",
            fields=[
                (
                    "id",
                    models.UUIDField(default=panah.core.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("wall", panah.codes.fields.CodeField("wall")),
                ("key_id", models.UUIDField(editable=False, null=True)),
                ("worker_id", models.UUIDField()),
                ("bound_by_id", models.UUIDField(null=True)),
                ("bound_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("ended_by_id", models.UUIDField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.organisation"
                    ),
                ),
                (
                    "shelter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="staff", to="protection.shelter"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "house staff",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("shelter", "worker_id"),
                        name="protection_housestaff_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("bound_by_id", None),
                            models.Q(("bound_by_id", models.F("worker_id")), _negated=True),
                            _connector="OR",
                        ),
                        name="protection_housestaff_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at", None), ("ended_by_id", None)),
                            models.Q(("ended_at__isnull", False), ("ended_by_id__isnull", False)),
                            _connector="OR",
                        ),
                        name="protection_housestaff_ended_by_somebody",
                    ),
                ],
            },
        ),
        HeldRows("protection_housestaff"),
        migrations.RunPython(bind_who_is_there, migrations.RunPython.noop),
        migrations.RunSQL(STAFF_ONLY, EVERYBODY),
    ]
