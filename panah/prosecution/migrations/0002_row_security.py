"""Who sees a group and all that hangs on it: the organisation that holds it, and whom a live grant lets read."""

from django.db import migrations

from panah.core.db import HeldRows


class Migration(migrations.Migration):
    dependencies = [("prosecution", "0001_initial"), ("access", "0002_row_security")]

    operations = [
        HeldRows("prosecution_criminalgroup", case_column="id"),
        HeldRows("prosecution_suspect", case_column="group_id", group="identity"),
        HeldRows("prosecution_suspectlink", case_column="group_id"),
        HeldRows("prosecution_disposition", case_column="group_id"),
        HeldRows("prosecution_investigation", case_column="group_id"),
        HeldRows("prosecution_investigationstep", case_column="group_id"),
    ]
