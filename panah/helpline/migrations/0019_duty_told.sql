-- Oversight reads that a duty to investigate exists, its clock, who has it and what came of it; nothing of the report.
-- Behind any other wall the function shows nothing, and nobody learns of what is about their own line of command.
GRANT EXECUTE ON FUNCTION concern_same_line(uuid, uuid) TO panah_facts;
SET LOCAL ROLE panah_facts;
CREATE FUNCTION helpline_duties_watched()
RETURNS TABLE (opened_at timestamptz, due_at timestamptz, desk uuid, body uuid, is_accepted boolean, outcome text,
    done_on date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT d.opened_at, d.due_at, d.organisation_id, n.to_organisation_id, coalesce(a.is_accepted, false),
           coalesce(nullif(d.outcome, ''), nullif(a.outcome, 'passed_on'), '')::text, coalesce(d.ended_on, a.done_on)
      FROM helpline_dutytoinvestigate d
      JOIN helpline_signal s ON s.id = d.signal_id
      LEFT JOIN helpline_concern c ON c.id = s.concern_id
      LEFT JOIN concerns_report r ON r.id = c.report_id
      LEFT JOIN LATERAL (
          SELECT t.id, t.to_organisation_id FROM helpline_dutynotice t WHERE t.duty_id = d.id
           ORDER BY t.sent_at DESC, t.id DESC LIMIT 1) n ON true
      LEFT JOIN LATERAL (
          SELECT count(*) > 0 AND coalesce(max(w.outcome), '') <> 'passed_on' AS is_accepted, max(w.outcome) AS outcome,
                 max(w.done_on) AS done_on
            FROM helpline_dutyanswer w WHERE w.notice_id = n.id) a ON true
     WHERE (SELECT panah_wall()) = 'oversight'
       AND (r.about_organisation_id IS NULL
            OR NOT concern_same_line(r.about_organisation_id, (SELECT panah_organisation())))
     ORDER BY (d.ended_on IS NOT NULL OR coalesce(a.outcome, '') NOT IN ('', 'passed_on')), d.due_at, d.id
     LIMIT 200
$$;
REVOKE ALL ON FUNCTION helpline_duties_watched() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION helpline_duties_watched() TO panah_desk;
RESET ROLE;
