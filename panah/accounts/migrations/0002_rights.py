"""
What the desk may remove: ended sign-ins, second factors and addresses that their owner gives up.

And what it may not touch: the mark of the installation, which decides whether the second factor may be left out.
"""

from django.db import migrations

from panah.core.db import GrantDelete

MARK = "REVOKE INSERT, UPDATE ON core_installation FROM panah_desk, panah_worker"
MARK_BACK = "GRANT INSERT, UPDATE ON core_installation TO panah_desk, panah_worker"


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
        migrations.RunSQL(MARK, MARK_BACK),
    ]
