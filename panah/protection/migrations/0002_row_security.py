from django.db import migrations

from panah.core.db import ExchangedRows, HeldRows


class Migration(migrations.Migration):
    dependencies = [("protection", "0001_initial"), ("access", "0002_row_security")]

    operations = [
        # What a live grant on the case opens.
        HeldRows("protection_case", case_column="id", group="case"),
        HeldRows("protection_person", case_column="case_id", group="identity"),
        HeldRows("protection_presumption", case_column="case_id", group="case"),
        HeldRows("protection_service", case_column="case_id", group="case"),
        HeldRows("protection_consent", case_column="case_id", group="case"),
        # What no grant opens.
        HeldRows("protection_note"),
        HeldRows("protection_inquiry"),
        HeldRows("protection_shelter"),
        HeldRows("protection_shelterlocation"),
        HeldRows("protection_stay"),
        HeldRows("protection_payment"),
        HeldRows("protection_fundentry"),
        HeldRows("protection_assistance"),
        HeldRows("protection_traveldocument"),
        # What passes between two.
        ExchangedRows("protection_decision"),
        ExchangedRows("protection_placerequest"),
        ExchangedRows("protection_placeanswer"),
        ExchangedRows("protection_moneyrequest"),
        ExchangedRows("protection_moneyanswer"),
        ExchangedRows("protection_handover"),
        ExchangedRows("protection_handoverreceipt"),
        ExchangedRows("protection_missioncontact"),
    ]
