"""The timeline of a case tells which documents are kept, and when sharing was restricted."""

from importlib import import_module

from django.db import migrations

first = import_module("panah.protection.migrations.0017_happenings")
second = import_module("panah.protection.migrations.0024_happening_suspension")
earlier = import_module("panah.protection.migrations.0029_happening_order")

BRANCHES = (
    *earlier.BRANCHES,
    first.branch("document", "document", first.day("added_at"), until=first.day("withdrawn_at"), code="kind"),
    first.branch(
        "restriction", "restriction", first.day("put_at"), until=first.day("lifted_at"), detail="lift_reason"
    ).replace("protection_restriction", "access_restriction"),
)


class Migration(migrations.Migration):
    dependencies = [("protection", "0030_search_and_journey"), ("access", "0003_restriction")]

    operations = [migrations.RunSQL(second.view_of(BRANCHES), migrations.RunSQL.noop)]
