GRANT UPDATE (note) ON helpline_call TO panah_facts;
GRANT UPDATE (words) ON helpline_shiftnote TO panah_facts;
GRANT UPDATE (report_id) ON helpline_alarm TO panah_facts;
GRANT EXECUTE ON FUNCTION panah_log_public(text, text, uuid, uuid, text) TO panah_facts;
CREATE POLICY forget ON helpline_call FOR UPDATE TO panah_facts USING (true) WITH CHECK (note IS NULL);
CREATE POLICY forget ON helpline_shiftnote FOR UPDATE TO panah_facts USING (true) WITH CHECK (words IS NULL);
CREATE POLICY forget ON helpline_alarm FOR UPDATE TO panah_facts USING (true) WITH CHECK (report_id IS NULL);
SET LOCAL ROLE panah_facts;
CREATE FUNCTION panah_reports_over(today date, days integer) RETURNS SETOF uuid
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH over AS (
        SELECT c.report_id FROM helpline_concern c
         WHERE c.closed_on <= today - days
           AND EXISTS (SELECT FROM concerns_report r WHERE r.id = c.report_id AND r.is_opened AND NOT r.has_news)
           AND (c.state <> 'signal' OR EXISTS (SELECT FROM helpline_signal s WHERE s.concern_id = c.id))
           AND NOT EXISTS (
               SELECT FROM helpline_signal s
                WHERE s.concern_id = c.id
                  AND (s.state NOT IN ('rejected', 'information') OR s.ended_on IS NULL OR s.ended_on > today - days))
           AND NOT EXISTS (SELECT FROM helpline_alarm a WHERE a.report_id = c.report_id AND a.ended_at IS NULL)
    ), unlinked AS (
        UPDATE helpline_alarm a SET report_id = NULL FROM over WHERE a.report_id = over.report_id
    )
    SELECT report_id FROM over
$$;
CREATE FUNCTION panah_forget_words(today date, days integer) RETURNS SETOF uuid
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    found record;
BEGIN
    FOR found IN
        SELECT c.id, c.organisation_id, c.wall, c.key_id FROM helpline_call c
         WHERE c.note IS NOT NULL AND (c.logged_at AT TIME ZONE 'Asia/Baku')::date <= today - days
           AND NOT EXISTS (SELECT FROM helpline_callback b WHERE b.call_id = c.id AND b.state = 'waiting')
           AND NOT EXISTS (SELECT FROM helpline_alarm a WHERE a.call_id = c.id AND a.ended_at IS NULL)
    LOOP
        UPDATE helpline_call SET note = NULL WHERE id = found.id;
        PERFORM panah_log_public('helpline.call.erased', 'helpline.call', found.id, found.organisation_id, found.wall);
        RETURN NEXT found.key_id;
    END LOOP;
    FOR found IN
        SELECT n.id, n.organisation_id, n.wall, n.key_id FROM helpline_shiftnote n
         WHERE n.words IS NOT NULL AND (n.written_at AT TIME ZONE 'Asia/Baku')::date <= today - days
    LOOP
        UPDATE helpline_shiftnote SET words = NULL WHERE id = found.id;
        PERFORM panah_log_public('helpline.shiftnote.erased', 'helpline.shiftnote', found.id, found.organisation_id,
            found.wall);
        RETURN NEXT found.key_id;
    END LOOP;
END $$;
REVOKE ALL ON FUNCTION panah_reports_over(date, integer), panah_forget_words(date, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION panah_reports_over(date, integer), panah_forget_words(date, integer)
    TO panah_worker, panah_owner;
RESET ROLE;
REVOKE ALL ON FUNCTION panah_reports_over(date, integer), panah_forget_words(date, integer) FROM panah_desk;
