SET LOCAL ROLE panah_facts;
-- A signal that was presumed or is with its receivers keeps its report until two persons have let the signal go.
CREATE OR REPLACE FUNCTION panah_reports_over(today date, days integer) RETURNS SETOF uuid
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH over AS (
        SELECT c.report_id FROM helpline_concern c
         WHERE c.closed_on <= today - days
           AND EXISTS (SELECT FROM concerns_report r WHERE r.id = c.report_id AND r.is_opened AND NOT r.has_news)
           AND (c.state <> 'signal' OR EXISTS (SELECT FROM helpline_signal s WHERE s.concern_id = c.id))
           AND NOT EXISTS (
               SELECT FROM helpline_signal s
                WHERE s.concern_id = c.id
                  AND (s.state NOT IN ('rejected', 'information') OR s.ended_on IS NULL OR s.ended_on > today - days)
                  AND NOT EXISTS (SELECT FROM crypto_recordkey k WHERE k.id = s.key_id AND k.erased_at IS NOT NULL))
           AND NOT EXISTS (
               SELECT FROM helpline_dutytoinvestigate d JOIN helpline_signal s ON s.id = d.signal_id
                WHERE s.concern_id = c.id AND d.ended_on IS NULL)
           AND NOT EXISTS (SELECT FROM helpline_alarm a WHERE a.report_id = c.report_id AND a.ended_at IS NULL)
    ), unlinked AS (
        UPDATE helpline_alarm a SET report_id = NULL FROM over WHERE a.report_id = over.report_id
    )
    SELECT report_id FROM over
$$;
CREATE OR REPLACE FUNCTION panah_forget_words(today date, days integer) RETURNS SETOF uuid
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    found record;
BEGIN
    FOR found IN
        SELECT c.id, c.organisation_id, c.wall, c.key_id FROM helpline_call c
         WHERE c.note IS NOT NULL AND (c.logged_at AT TIME ZONE 'Asia/Baku')::date <= today - days
           AND NOT EXISTS (SELECT FROM helpline_callback b WHERE b.call_id = c.id AND b.state = 'waiting')
           AND NOT EXISTS (SELECT FROM helpline_alarm a WHERE a.call_id = c.id AND a.ended_at IS NULL)
           AND NOT EXISTS (
               SELECT FROM helpline_signal s
                WHERE s.call_id = c.id
                  AND (s.state IN ('open', 'handed_over') OR EXISTS (
                      SELECT FROM helpline_dutytoinvestigate d WHERE d.signal_id = s.id AND d.ended_on IS NULL))
                  AND NOT EXISTS (SELECT FROM crypto_recordkey k WHERE k.id = s.key_id AND k.erased_at IS NOT NULL))
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
RESET ROLE;
-- A body that is no more receives nothing by its links.
CREATE OR REPLACE FUNCTION helpline_link_find(hash bytea)
RETURNS TABLE (organisation uuid, wall text, name_az text, name_en text, duty text, is_live boolean, is_used boolean,
    until timestamptz, kept bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT l.organisation_id, l.wall::text, o.name_az::text, o.name_en::text, l.duty::text,
           l.used_at IS NULL AND l.withdrawn_at IS NULL AND l.expires_at > clock_timestamp()
               AND (o.retired_on IS NULL OR o.retired_on > (clock_timestamp() AT TIME ZONE 'Asia/Baku')::date),
           l.used_at IS NOT NULL, l.expires_at, l.draft
      FROM helpline_reportlink l JOIN organisations_organisation o ON o.id = l.organisation_id
     WHERE l.token_hash = hash
$$;
