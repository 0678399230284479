from django.db import migrations

from panah.core.db import GrantDelete, HeldRows


class Migration(migrations.Migration):
    dependencies = [("matching", "0001_initial"), ("core", "0001_initial")]

    operations = [
        HeldRows("matching_nametag"),
        # The index is derived from the records: a changed name replaces its tags.
        GrantDelete("matching_nametag"),
    ]
