"""The timeline tells the steps of a case, and keeps the currencies."""

from importlib import import_module

from django.db import migrations

money = import_module("panah.protection.migrations.0038_money_mended")
course = import_module("panah.protection.migrations.0039_course")

BRANCHES = tuple(money.with_currency(branch) for branch in course.BRANCHES)
VIEW = money.view.view_of(BRANCHES).replace(money.BODY, "amount, currency, body_id)")


class Migration(migrations.Migration):
    dependencies = [("protection", "0039_course")]

    operations = [migrations.RunSQL(VIEW, migrations.RunSQL.noop)]
