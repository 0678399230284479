"""Which transport tasks are over: what a shelter wrote for the way dies with its key."""

from django.db import migrations

# Nobody asks for it, so it has no context; it belongs to the role that may read every row, and tells keys by id only.
OVER = """
SET LOCAL ROLE panah_facts;
CREATE FUNCTION panah_transports_over(moment timestamptz) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT t.key_id FROM protection_transporttask t
      JOIN crypto_recordkey k ON k.id = t.key_id AND k.erased_at IS NULL
     WHERE least(t.ended_at, t.valid_until) <= moment
$$;
REVOKE ALL ON FUNCTION panah_transports_over(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION panah_transports_over(timestamptz) TO panah_worker, panah_owner;
RESET ROLE;
REVOKE ALL ON FUNCTION panah_transports_over(timestamptz) FROM panah_desk;
"""
GONE = """
SET LOCAL ROLE panah_facts;
DROP FUNCTION panah_transports_over(timestamptz);
RESET ROLE;
"""


class Migration(migrations.Migration):
    dependencies = [("protection", "0041_stays_apart")]

    operations = [migrations.RunSQL(OVER, GONE)]
