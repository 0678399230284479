"""Every desk reads the register; rows are written by the organisation that keeps them."""

from django.db import migrations

from panah.core.db import GrantDelete, RowSecurity

TABLES = [
    "adoption",
    "agendaitem",
    "event",
    "eventrole",
    "funding",
    "indicator",
    "indicatorvalue",
    "measure",
    "measureexecutor",
    "minutesitem",
    "participation",
    "phase",
    "project",
    "speech",
    "speechfigure",
    "topic",
]
SIGNED_IN = "(SELECT panah_organisation()) IS NOT NULL"
KEEPER = "organisation_id = (SELECT panah_organisation())"
# What a follow-up's owner did is recorded by the owner.
FOLLOW_UP = f"{KEEPER} OR owner_id = (SELECT panah_organisation())"
LEAD = f"{KEEPER} OR lead_id = (SELECT panah_organisation())"
OWN_WRITE = {"minutesitem": FOLLOW_UP, "measure": LEAD}


class Migration(migrations.Migration):
    dependencies = [("partnership", "0001_initial"), ("access", "0002_row_security")]

    operations = [
        *(
            RowSecurity(f"partnership_{table}", select=SIGNED_IN, write=OWN_WRITE.get(table, KEEPER))
            for table in TABLES
        ),
        GrantDelete("partnership_eventrole"),
        GrantDelete("partnership_measureexecutor"),
    ]
