"""Which uploaded registers are over: confirmed, thrown away, or left waiting for too long."""

from django.db import migrations

# Nobody asks for it, so it has no context; it belongs to the role that may read every row, and tells keys by id only.
OVER = """
SET LOCAL ROLE panah_facts;
CREATE FUNCTION panah_registers_over(before timestamptz) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT u.key_id FROM exchange_registerupload u
      JOIN crypto_recordkey k ON k.id = u.key_id AND k.erased_at IS NULL
     WHERE u.ended_at IS NOT NULL OR u.uploaded_at <= before
$$;
REVOKE ALL ON FUNCTION panah_registers_over(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION panah_registers_over(timestamptz) TO panah_worker, panah_owner;
RESET ROLE;
REVOKE ALL ON FUNCTION panah_registers_over(timestamptz) FROM panah_desk;
"""
GONE = """
SET LOCAL ROLE panah_facts;
DROP FUNCTION panah_registers_over(timestamptz);
RESET ROLE;
"""


class Migration(migrations.Migration):
    dependencies = [("exchange", "0001_register"), ("protection", "0018_retention")]

    operations = [migrations.RunSQL(OVER, GONE)]
