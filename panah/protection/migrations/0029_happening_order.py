"""The timeline of a case tells what providers confirmed."""

from importlib import import_module

from django.db import migrations

first = import_module("panah.protection.migrations.0017_happenings")
second = import_module("panah.protection.migrations.0024_happening_suspension")
earlier = import_module("panah.protection.migrations.0027_happening_residence")

BRANCHES = (
    *earlier.BRANCHES,
    first.branch("delivery", "delivery", '"on"', code="service", detail="outcome", amount="cost", **first.TO_US),
)


class Migration(migrations.Migration):
    dependencies = [("protection", "0028_order")]

    operations = [migrations.RunSQL(second.view_of(BRANCHES), migrations.RunSQL.noop)]
