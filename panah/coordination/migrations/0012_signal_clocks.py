from django.db import migrations

# Signals that were presumed, or of which no receiver has ever said anything: proposed too, by a longer clock.
PROPOSE = """
SET LOCAL ROLE panah_facts;
DROP FUNCTION panah_propose_signal_erasures(date, integer);
CREATE FUNCTION panah_propose_signal_erasures(today date, signal_days integer, presumed_years integer)
RETURNS bigint
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH ended AS (
        SELECT s.id, s.organisation_id, s.wall, s.reference, s.key_id, 'signal' AS class,
               s.ended_on + signal_days AS due
          FROM helpline_signal s
         WHERE s.state IN ('rejected', 'information')
        UNION ALL
        SELECT s.id, s.organisation_id, s.wall, s.reference, s.key_id, 'presumed',
               (coalesce(s.ended_on, (s.detected_at AT TIME ZONE 'Asia/Baku')::date)
                + make_interval(years => presumed_years))::date
          FROM helpline_signal s
         WHERE s.state IN ('presumed', 'handed_over')
    ), added AS (
        INSERT INTO protection_erasure (id, organisation_id, wall, case_id, case_reference, retention, due_on, state,
                                        first_is_officer, other_key_id)
        SELECT gen_random_uuid(), o.organisation_id, o.wall, o.id, o.reference, o.class, o.due,
               'proposed', false, o.key_id
          FROM ended o
          JOIN crypto_recordkey k ON k.id = o.key_id AND k.erased_at IS NULL
         WHERE o.due <= today
           AND NOT EXISTS (SELECT 1 FROM helpline_dutytoinvestigate d
                            WHERE d.signal_id = o.id AND d.ended_on IS NULL)
           AND NOT EXISTS (SELECT 1 FROM protection_legalhold h
                            WHERE h.organisation_id = o.organisation_id AND h.case_id = o.id AND h.released_at IS NULL)
           AND NOT EXISTS (SELECT 1 FROM protection_erasure e
                            WHERE e.organisation_id = o.organisation_id AND e.case_id = o.id
                              AND (e.state <> 'refused' OR e.ended_at > now() - interval '180 days'))
        RETURNING 1
    )
    SELECT count(*) FROM added
$$;
REVOKE ALL ON FUNCTION panah_propose_signal_erasures(date, integer, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION panah_propose_signal_erasures(date, integer, integer) TO panah_worker, panah_owner;
RESET ROLE;
REVOKE ALL ON FUNCTION panah_propose_signal_erasures(date, integer, integer) FROM panah_desk;
"""


class Migration(migrations.Migration):
    dependencies = [("coordination", "0011_story"), ("helpline", "0017_retention_open")]

    operations = [migrations.RunSQL(PROPOSE, migrations.RunSQL.noop)]
