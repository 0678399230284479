"""
What each role may do with keys.

A session adds keys and never changes or destroys one: erasure and rotation are jobs and commands. The public's door
reads the public half of a desk's pair and nothing else. The tables are not under row security: they hold no word about
anybody, and what they hold is wrapped by the root key.
"""

from django.db import migrations

FORWARDS = """
    REVOKE UPDATE ON crypto_keycheck, crypto_compartmentkey, crypto_recordkey, crypto_deskkey FROM panah_desk;
    REVOKE INSERT, UPDATE ON crypto_keycheck FROM panah_desk, panah_worker;
    GRANT SELECT (id, organisation_id, wall, version, public, retired_at) ON crypto_deskkey TO panah_public;
"""
BACKWARDS = """
    GRANT UPDATE ON crypto_keycheck, crypto_compartmentkey, crypto_recordkey, crypto_deskkey TO panah_desk;
    GRANT INSERT, UPDATE ON crypto_keycheck TO panah_desk, panah_worker;
    REVOKE SELECT ON crypto_deskkey FROM panah_public;
"""


class Migration(migrations.Migration):
    dependencies = [("crypto", "0001_initial")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
