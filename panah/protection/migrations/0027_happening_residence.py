"""The timeline of a case tells of the residence permit."""

from importlib import import_module

from django.db import migrations

first = import_module("panah.protection.migrations.0017_happenings")
earlier = import_module("panah.protection.migrations.0024_happening_suspension")

BRANCHES = (
    *earlier.BRANCHES,
    first.branch("residence", "residencestep", '"on"', code="state", detail="ground"),
)


class Migration(migrations.Migration):
    dependencies = [("protection", "0026_residence")]

    operations = [migrations.RunSQL(earlier.view_of(BRANCHES), migrations.RunSQL.noop)]
