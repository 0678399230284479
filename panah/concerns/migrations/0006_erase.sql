CREATE POLICY door_forget ON concerns_attachment FOR DELETE TO panah_owner USING (true);
CREATE FUNCTION concern_erase(reports uuid[]) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    found concerns_report%ROWTYPE;
    gone integer := 0;
BEGIN
    FOR found IN SELECT * FROM concerns_report r
        WHERE r.id = ANY(reports) AND r.is_opened AND NOT r.has_news AND length(r.sealed) > 0 FOR UPDATE
    LOOP
        DELETE FROM concerns_attachment WHERE report_id = found.id;
        DELETE FROM concerns_message WHERE report_id = found.id AND NOT is_from_desk;
        UPDATE concerns_message SET copy = NULL WHERE report_id = found.id;
        UPDATE concerns_report SET sealed = '' WHERE id = found.id;
        PERFORM panah_log_public('concerns.report.erased', 'concerns.report', found.id, found.organisation_id,
            found.wall);
        gone := gone + 1;
    END LOOP;
    RETURN gone;
END $$;
REVOKE ALL ON FUNCTION concern_erase(uuid[]) FROM PUBLIC, panah_desk;
GRANT EXECUTE ON FUNCTION concern_erase(uuid[]) TO panah_worker, panah_owner;
