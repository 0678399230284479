"""Who sees what passes between two: both ends, each behind the wall that it names. Own copies: their writer."""

from django.db import migrations

from panah.core.db import ExchangedRows, HeldRows


class Migration(migrations.Migration):
    dependencies = [("coordination", "0001_initial"), ("access", "0002_row_security")]

    operations = [
        ExchangedRows("coordination_referral"),
        ExchangedRows("coordination_referralreply"),
        ExchangedRows("coordination_informationrequest"),
        ExchangedRows("coordination_requestanswer"),
        HeldRows("coordination_owncopy"),
    ]
