"""What the desk may learn beyond its own rows: one bit about a place elsewhere, and counts by month."""

from django.db import migrations

# They belong to `panah_facts`, the one role that may read every row, and answer with a bit or with counts.
FUNCTIONS = """
GRANT EXECUTE ON FUNCTION panah_context(), panah_organisation(), panah_wall(), panah_person() TO panah_facts;
SET LOCAL ROLE panah_facts;
CREATE FUNCTION panah_has_place(asked uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (
        SELECT 1 FROM protection_placerequest ours
        JOIN protection_placerequest other ON other.from_organisation_id = ours.from_organisation_id
            AND other.from_wall = ours.from_wall AND other.case_id = ours.case_id AND other.id <> ours.id
        JOIN protection_placeanswer answer ON answer.request_id = other.id AND answer.state = 'accepted'
        WHERE ours.id = asked AND ours.to_organisation_id = (SELECT panah_organisation())
            AND ours.to_wall = (SELECT panah_wall()))
$$;
CREATE FUNCTION panah_unmet_need() RETURNS TABLE (month date, reason text, sex text, age_band text, how_many bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT date_trunc('month', happened_on)::date, why, what_sex, what_age, count(*) FROM (
        SELECT a.answered_on AS happened_on, a.decline_reason::text AS why, r.sex::text AS what_sex,
               r.age_band::text AS what_age
          FROM protection_placeanswer a JOIN protection_placerequest r ON r.id = a.request_id
         WHERE a.state = 'declined' AND a.decline_reason IN ('full', 'no_suitable_place', 'waiting_too_long')
        UNION ALL
        SELECT (r.withdrawn_at AT TIME ZONE 'Asia/Baku')::date, 'waiting_too_long', r.sex, r.age_band
          FROM protection_placerequest r
         WHERE r.withdrawn_at IS NOT NULL AND r.withdraw_reason = 'waited_too_long') AS unmet
    WHERE (SELECT panah_wall()) IN ('coordination', 'oversight') GROUP BY 1, 2, 3, 4 ORDER BY 1 DESC, 2, 3, 4
$$;
CREATE FUNCTION panah_incident_counts()
RETURNS TABLE (month date, organisation uuid, severity text, how_many bigint, open bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT date_trunc('month', i.happened_on)::date, i.organisation_id, i.severity::text, count(*),
           count(*) FILTER (WHERE i.state = 'open')
      FROM protection_incident i
     WHERE i.severity <> 'none' AND (SELECT panah_wall()) = 'oversight' GROUP BY 1, 2, 3 ORDER BY 1 DESC, 2, 3
$$;
REVOKE ALL ON FUNCTION panah_has_place(uuid), panah_unmet_need(), panah_incident_counts() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION panah_has_place(uuid), panah_unmet_need(), panah_incident_counts()
    TO panah_desk, panah_worker, panah_owner;
RESET ROLE;
"""
GONE = """
SET LOCAL ROLE panah_facts;
DROP FUNCTION panah_has_place(uuid), panah_unmet_need(), panah_incident_counts();
RESET ROLE;
"""


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial"), ("protection", "0009_shelter_places")]

    operations = [migrations.RunSQL(FUNCTIONS, GONE)]
