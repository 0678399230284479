"""
Two stays of one person at one organisation never overlap, whoever writes them and however many at the same moment.

A range over uuid is all that an exclusion constraint needs to compare ids: no extension has to be on the server.
"""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import migrations
from django.db.models import Func, Value


class Migration(migrations.Migration):
    dependencies = [("protection", "0040_course_told")]

    operations = [
        migrations.RunSQL("CREATE TYPE uuidrange AS RANGE (subtype = uuid)", "DROP TYPE uuidrange"),
        migrations.AddConstraint(
            model_name="stay",
            constraint=ExclusionConstraint(
                name="protection_stay_apart",
                expressions=[
                    (Func("organisation", "organisation", Value("[]"), function="uuidrange"), "&&"),
                    (Func("person_id", "person_id", Value("[]"), function="uuidrange"), "&&"),
                    (Func("started_on", "ended_on", function="daterange"), "&&"),
                ],
            ),
        ),
    ]
