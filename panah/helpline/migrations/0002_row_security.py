"""Who sees calls, concerns and signals: the line that took them. A signal can be opened to a receiver by a grant."""

from django.db import migrations

from panah.core.db import HeldRows


class Migration(migrations.Migration):
    dependencies = [("helpline", "0001_initial"), ("access", "0002_row_security")]

    operations = [
        HeldRows("helpline_call"),
        HeldRows("helpline_concern"),
        HeldRows("helpline_signal", case_column="id"),
    ]
