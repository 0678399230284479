from django.db import migrations, models

# What has run out at a mission and at the body that decided; as panah_propose_erasures, it adds proposals and nothing
# else. Consular copies run from the confirmed arrival; reasons of a decision from its day, never while a case is open.
PROPOSE = """
SET LOCAL ROLE panah_facts;
CREATE FUNCTION panah_propose_other_erasures(
    today date, consular_years integer, decision_years integer, child_age integer
)
RETURNS bigint
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH ended AS (
        SELECT a.id, a.organisation_id, a.wall, a.reference, a.key_id, 'consular' AS class,
               (max(r.arrived_on) + make_interval(years => consular_years))::date AS due, NULL::date AS grown
          FROM protection_assistance a
          JOIN protection_handover h ON h.assistance_id = a.id
          JOIN protection_handoverreceipt r ON r.hand_over_id = h.id
         WHERE a.state = 'closed'
         GROUP BY a.id
        UNION ALL
        SELECT d.id, d.from_organisation_id, d.from_wall, d.reference, d.key_id, 'decision',
               (d.decided_on + make_interval(years => decision_years))::date,
               CASE WHEN d.age_band = '0_8' THEN (d.decided_on + make_interval(years => child_age))::date
                    WHEN d.age_band = '9_17' THEN (d.decided_on + make_interval(years => child_age - 9))::date END
          FROM protection_decision d
         WHERE d.reasons IS NOT NULL
           AND NOT EXISTS (SELECT 1 FROM protection_case c WHERE c.id = d.case_id AND c.closed_on IS NULL)
    ), added AS (
        INSERT INTO protection_erasure (id, organisation_id, wall, case_id, case_reference, retention, due_on, state,
                                        first_is_officer, other_key_id)
        SELECT gen_random_uuid(), o.organisation_id, o.wall, o.id, o.reference, o.class, greatest(o.due, o.grown),
               'proposed', false, o.key_id
          FROM ended o
          JOIN crypto_recordkey k ON k.id = o.key_id AND k.erased_at IS NULL
         WHERE o.due IS NOT NULL AND greatest(o.due, o.grown) <= today
           AND NOT EXISTS (SELECT 1 FROM protection_legalhold h
                            WHERE h.organisation_id = o.organisation_id AND h.case_id = o.id AND h.released_at IS NULL)
           AND NOT EXISTS (SELECT 1 FROM protection_erasure e
                            WHERE e.organisation_id = o.organisation_id AND e.case_id = o.id
                              AND (e.state <> 'refused' OR e.ended_at > now() - interval '180 days'))
        RETURNING 1
    )
    SELECT count(*) FROM added
$$;
REVOKE ALL ON FUNCTION panah_propose_other_erasures(date, integer, integer, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION panah_propose_other_erasures(date, integer, integer, integer) TO panah_worker, panah_owner;
RESET ROLE;
REVOKE ALL ON FUNCTION panah_propose_other_erasures(date, integer, integer, integer) FROM panah_desk;
"""
GONE = """
SET LOCAL ROLE panah_facts;
DROP FUNCTION panah_propose_other_erasures(date, integer, integer, integer);
RESET ROLE;
"""


class Migration(migrations.Migration):
    dependencies = [("protection", "0032_house_rules")]

    operations = [
        migrations.AddField(model_name="erasure", name="other_key_id", field=models.UUIDField(null=True)),
        migrations.RunSQL(PROPOSE, GONE),
    ]
