"""Who sees a grant, a lock and a form's answer."""

from django.db import migrations

from panah.core.db import GrantDelete, RowSecurity

HOLDER = "(organisation_id = (SELECT panah_organisation()) AND wall = (SELECT panah_wall()))"
RECEIVER = "(to_organisation_id = (SELECT panah_organisation()) AND to_wall = (SELECT panah_wall()))"
# A lock must hide from a grant's receiver too, so that receiver's queries must be able to find it.
LOCKED_FOR_RECEIVER = """case_id IN (SELECT g.case_id FROM access_grant g
    WHERE g.to_organisation_id = (SELECT panah_organisation()) AND g.to_wall = (SELECT panah_wall()))"""
OWN_FORM = "account_id = (SELECT panah_person())"


class Migration(migrations.Migration):
    dependencies = [("access", "0001_initial"), ("core", "0001_initial")]

    operations = [
        RowSecurity("access_grant", select=f"{HOLDER} OR {RECEIVER}", write=HOLDER),
        RowSecurity("access_lock", select=f"{HOLDER} OR {LOCKED_FOR_RECEIVER}", write=HOLDER),
        RowSecurity("access_once", select=OWN_FORM),
        GrantDelete("access_once"),
    ]
