"""What has run out elsewhere: also what a mission closed without an arrival, and the story of an incident."""

from importlib import import_module

from django.db import migrations

earlier = import_module("panah.protection.migrations.0046_books_end")

OLD, NEW = f"({earlier.MORE})", f"({earlier.MORE}, integer)"
# An incident has a key of its own, so no case ends it: it runs from the day it happened, once somebody has seen to it.
INCIDENTS = """
        UNION ALL
        SELECT i.id, i.organisation_id, i.wall, 'I-' || to_char(i.happened_on, 'YYYY-MM-DD'), i.key_id, 'incident',
               (i.happened_on + make_interval(years => incident_years))::date, NULL::date
          FROM protection_incident i
         WHERE i.state = 'settled'
    ), added AS ("""
PROPOSE = (
    earlier.PROPOSE.replace("max(r.arrived_on) +", "coalesce(max(r.arrived_on), a.closed_on) +")
    .replace("JOIN protection_handover h", "LEFT JOIN protection_handover h")
    .replace("JOIN protection_handoverreceipt r", "LEFT JOIN protection_handoverreceipt r")
    .replace("child_age integer\n", "child_age integer, incident_years integer\n")
    .replace("\n    ), added AS (", INCIDENTS)
    .replace(OLD, NEW)
)


class Migration(migrations.Migration):
    dependencies = [("protection", "0046_books_end")]

    operations = [
        migrations.RunSQL(earlier.GONE, earlier.PROPOSE),
        migrations.RunSQL(PROPOSE, earlier.GONE.replace(OLD, NEW)),
    ]
