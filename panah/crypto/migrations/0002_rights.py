"""
What each role may do with keys.

A session adds keys and never changes or destroys one: erasure and rotation are jobs and commands. The tables are not
under row security: they hold no word about anybody, and what they hold is wrapped by the root key.
"""

from django.db import migrations

FORWARDS = """
    REVOKE UPDATE ON crypto_keycheck, crypto_compartmentkey, crypto_recordkey, crypto_deskkey FROM panah_desk;
    REVOKE INSERT, UPDATE ON crypto_keycheck FROM panah_desk, panah_worker;
"""
BACKWARDS = """
    GRANT UPDATE ON crypto_keycheck, crypto_compartmentkey, crypto_recordkey, crypto_deskkey TO panah_desk;
    GRANT INSERT, UPDATE ON crypto_keycheck TO panah_desk, panah_worker;
"""


class Migration(migrations.Migration):
    dependencies = [("crypto", "0001_initial")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
