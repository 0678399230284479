GRANT UPDATE (state, poster, poster_kind) ON prevention_recording TO panah_facts;
GRANT UPDATE (content) ON prevention_recordingpiece TO panah_facts;
GRANT SELECT, UPDATE (media, mark, size, is_whole, poster_kind, poster) ON published_clip TO panah_facts;
GRANT SELECT, UPDATE (content) ON published_piece TO panah_facts;
CREATE POLICY hide ON prevention_recording FOR UPDATE TO panah_facts
    USING (state = 'uploading') WITH CHECK (state = 'gone');
CREATE POLICY hide ON prevention_recordingpiece FOR UPDATE TO panah_facts USING (true) WITH CHECK (content IS NULL);
CREATE POLICY hide ON published_clip FOR UPDATE TO panah_facts USING (true) WITH CHECK (size = 0);
CREATE POLICY hide ON published_piece FOR UPDATE TO panah_facts USING (true) WITH CHECK (content = '');
SET LOCAL ROLE panah_facts;
CREATE FUNCTION panah_drop_videos(today date, last_touched date) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    found record;
    dropped bigint := 0;
BEGIN
    FOR found IN
        UPDATE prevention_recording SET state = 'gone', poster = NULL, poster_kind = ''
         WHERE state = 'uploading' AND touched_on < last_touched
        RETURNING id, organisation_id, wall
    LOOP
        UPDATE prevention_recordingpiece SET content = NULL WHERE recording_id = found.id;
        PERFORM panah_log_public('prevention.recording.gone', 'prevention.recording', found.id, found.organisation_id,
            found.wall);
        dropped := dropped + 1;
    END LOOP;
    FOR found IN
        UPDATE published_clip c SET media = '', mark = '', size = 0, is_whole = false, poster_kind = '', poster = ''
         WHERE c.size > 0 AND NOT EXISTS (
               SELECT FROM published_page p
                WHERE p.kind = c.kind AND p.slug = c.slug AND p.withdrawn_on IS NULL
                  AND (p.shown_until IS NULL OR p.shown_until >= today))
        RETURNING c.id
    LOOP
        UPDATE published_piece SET content = '' WHERE clip_id = found.id;
    END LOOP;
    RETURN dropped;
END $$;
REVOKE ALL ON FUNCTION panah_drop_videos(date, date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION panah_drop_videos(date, date) TO panah_worker, panah_owner;
RESET ROLE;
REVOKE ALL ON FUNCTION panah_drop_videos(date, date) FROM panah_desk;
