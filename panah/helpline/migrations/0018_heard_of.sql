-- How often the lines heard of a kind of material, by closed month. Rows stay behind row security: only this leaves.
-- Every kind has its line in every month. Below the lowest that may be shown the number is empty, nought included: what
-- is empty says the same whatever stands behind it. No sum leaves either, so there is nothing to subtract from. The
-- running month is not told, and what decides (topic, source, day of logging or opening) is never changed later: a
-- second reading is the first one again.
SET LOCAL ROLE panah_facts;
CREATE FUNCTION helpline_heard_of(lowest integer)
RETURNS TABLE (unit text, kind text, month date, heard bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH months AS (
        SELECT (date_trunc('month', now() AT TIME ZONE 'Asia/Baku') - make_interval(months => back))::date AS month
          FROM generate_series(1, 12) AS back
    ), kinds AS (
        SELECT 'call' AS unit, unnest(ARRAY['poster', 'leaflet', 'video', 'internet', 'social_media',
            'television_radio']) AS kind
        UNION ALL
        SELECT 'report', unnest(ARRAY['brochure', 'leaflet', 'poster', 'video', 'audio', 'online_post', 'billboard',
            'card', 'article'])
    ), told AS (
        SELECT 'call' AS unit, c.heard_from::text AS kind,
               date_trunc('month', c.logged_at AT TIME ZONE 'Asia/Baku')::date AS month
          FROM helpline_call c
         WHERE c.taken_from_id IS NULL AND c.topic IN ('tip_victim', 'forced_labour', 'work_abroad', 'study_abroad',
               'marriage_foreigner', 'child_protection')
        UNION ALL
        SELECT 'report', c.material::text, date_trunc('month', c.opened_on)::date
          FROM helpline_concern c WHERE c.material <> '' AND c.topic NOT IN ('official', 'other', 'staff_abuse')
    )
    SELECT k.unit, k.kind, m.month, CASE WHEN count(t.kind) >= greatest(lowest, 11) THEN count(t.kind) END
      FROM kinds k CROSS JOIN months m
      LEFT JOIN told t ON t.unit = k.unit AND t.kind = k.kind AND t.month = m.month
     GROUP BY k.unit, k.kind, m.month
$$;
REVOKE ALL ON FUNCTION helpline_heard_of(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION helpline_heard_of(integer) TO panah_desk;
RESET ROLE;
