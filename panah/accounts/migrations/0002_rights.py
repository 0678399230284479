"""What the desk may remove: ended sign-ins, second factors and addresses that their owner gives up."""

from django.db import migrations

from panah.core.db import GrantDelete


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("core", "0001_initial"),
        ("account", "0009_emailaddress_unique_primary_email"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]

    operations = [
        GrantDelete("accounts_session"),
        GrantDelete("account_emailaddress"),
        GrantDelete("account_emailconfirmation"),
        GrantDelete("mfa_authenticator"),
    ]
