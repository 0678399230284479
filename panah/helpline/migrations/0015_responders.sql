-- Whoever has a link can keep what was written until it is sent, and hears afterwards whether the work has ended.
-- What is kept is sealed under a key that only the token gives; here lies its hash. Danger now is told to the line
-- that answers day and night: a notice crosses, and that line's own alarm is made of it.

DROP FUNCTION helpline_link_find, helpline_link_use;
CREATE FUNCTION helpline_link_find(hash bytea)
RETURNS TABLE (organisation uuid, wall text, name_az text, name_en text, duty text, is_live boolean, is_used boolean,
    until timestamptz, kept bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT l.organisation_id, l.wall::text, o.name_az::text, o.name_en::text, l.duty::text,
           l.used_at IS NULL AND l.withdrawn_at IS NULL AND l.expires_at > clock_timestamp(), l.used_at IS NOT NULL,
           l.expires_at, l.draft
      FROM helpline_reportlink l JOIN organisations_organisation o ON o.id = l.organisation_id
     WHERE l.token_hash = hash
$$;
CREATE FUNCTION helpline_link_keep(hash bytea, words bytea) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    link helpline_reportlink%ROWTYPE;
BEGIN
    UPDATE helpline_reportlink l SET draft = words
     WHERE l.token_hash = hash AND l.used_at IS NULL AND l.withdrawn_at IS NULL AND l.expires_at > clock_timestamp()
       AND length(words) < 100000
    RETURNING l.* INTO link;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    PERFORM panah_log_public('helpline.link.kept', 'helpline.reportlink', link.id, link.organisation_id, link.wall);
    RETURN true;
END $$;
-- Only with the address and the reference together: whether the work goes on or has ended, and no more.
CREATE FUNCTION helpline_link_ended(hash bytea, called text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT s.state NOT IN ('open', 'handed_over')
      FROM helpline_reportlink l JOIN helpline_signal s ON s.id = l.signal_id
     WHERE l.token_hash = hash AND s.reference = called
$$;
CREATE FUNCTION helpline_link_use(hash bytea, sent bytea, made uuid, called text, said jsonb, answers jsonb,
    words bytea, words_key uuid, seen_at timestamptz, until timestamptz, investigated_until timestamptz,
    notice uuid, to_desk uuid, notice_words bytea, notice_key uuid)
RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    link helpline_reportlink%ROWTYPE;
    duty uuid := gen_random_uuid();
BEGIN
    SELECT * INTO link FROM helpline_reportlink l
     WHERE l.token_hash = hash AND l.used_at IS NULL AND l.withdrawn_at IS NULL AND l.expires_at > clock_timestamp()
       FOR UPDATE;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    INSERT INTO helpline_signal (id, organisation_id, wall, key_id, reference, source, state, danger, is_child,
        family_involved, foreign_workers, workers_count, exploitation_form, division, language, indicators, summary,
        made_by_id, detected_at, due_at)
    VALUES (made, link.organisation_id, link.wall, words_key, called, said->>'source', 'open', said->>'danger',
        said->>'is_child', said->>'family_involved', said->>'foreign_workers', (said->>'workers_count')::smallint,
        said->>'exploitation_form', said->>'division', said->>'language', answers, words, link.id, seen_at, until);
    IF said->>'foreign_workers' = 'yes' THEN
        INSERT INTO helpline_dutytoinvestigate (id, organisation_id, wall, signal_id, opened_at, due_at, outcome)
        VALUES (duty, link.organisation_id, link.wall, made, seen_at, investigated_until, '');
        PERFORM panah_log_public('helpline.duty.opened', 'helpline.dutytoinvestigate', duty, link.organisation_id,
            link.wall);
    END IF;
    IF to_desk IS NOT NULL THEN
        INSERT INTO helpline_dangernotice (id, from_organisation_id, from_wall, to_organisation_id, to_wall,
            sent_by_id, sent_at, signal_id, reference, source, division, language, is_child, words, key_id)
        VALUES (notice, link.organisation_id, link.wall, to_desk, 'helpline', link.id, seen_at, made, called,
            said->>'source', said->>'division', said->>'language', said->>'is_child', notice_words, notice_key);
        PERFORM panah_log_public('helpline.danger.sent', 'helpline.dangernotice', notice, link.organisation_id,
            link.wall);
    END IF;
    UPDATE helpline_reportlink SET used_at = seen_at, signal_id = made, sending = sent, draft = NULL
     WHERE id = link.id;
    PERFORM panah_log_public('helpline.link.used', 'helpline.reportlink', link.id, link.organisation_id, link.wall);
    RETURN true;
END $$;
REVOKE ALL ON FUNCTION helpline_link_find, helpline_link_keep, helpline_link_ended, helpline_link_use
    FROM PUBLIC, panah_worker;
GRANT EXECUTE ON FUNCTION helpline_link_find, helpline_link_keep, helpline_link_ended, helpline_link_use TO panah_desk;
DROP POLICY link_use ON helpline_reportlink;
CREATE POLICY link_use ON helpline_reportlink FOR UPDATE TO panah_owner USING (true)
    WITH CHECK (used_at IS NOT NULL OR draft IS NOT NULL);
CREATE POLICY link_add ON helpline_dutytoinvestigate FOR INSERT TO panah_owner WITH CHECK (true);
CREATE POLICY link_add ON helpline_dangernotice FOR INSERT TO panah_owner WITH CHECK (true);

-- The minute's job makes the receiving line's alarm; pages of that line ring before it ran.
DROP POLICY page ON helpline_alarm;
CREATE POLICY page ON helpline_alarm FOR INSERT TO panah_facts
    WITH CHECK ((report_id IS NOT NULL OR notice_id IS NOT NULL) AND taken_at IS NULL);
-- What the night removes and empties.
GRANT DELETE ON helpline_signaldraft TO panah_facts;
GRANT UPDATE (draft) ON helpline_reportlink TO panah_facts;
GRANT UPDATE (words) ON helpline_dangernotice, helpline_handover TO panah_facts;
CREATE POLICY forget ON helpline_signaldraft FOR DELETE TO panah_facts USING (true);
CREATE POLICY forget ON helpline_reportlink FOR UPDATE TO panah_facts USING (true) WITH CHECK (draft IS NULL);
CREATE POLICY forget ON helpline_dangernotice FOR UPDATE TO panah_facts USING (true) WITH CHECK (words IS NULL);
CREATE POLICY forget ON helpline_handover FOR UPDATE TO panah_facts USING (true) WITH CHECK (words IS NULL);
SET LOCAL ROLE panah_facts;
CREATE FUNCTION panah_open_notices(moment timestamptz) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    INSERT INTO helpline_alarm (id, organisation_id, wall, notice_id, opened_at, outcome)
    SELECT gen_random_uuid(), n.to_organisation_id, n.to_wall, n.id, n.sent_at, '' FROM helpline_dangernotice n
     WHERE NOT EXISTS (SELECT FROM helpline_alarm a WHERE a.notice_id = n.id)
    ON CONFLICT DO NOTHING
$$;
CREATE FUNCTION panah_forget_drafts(moment timestamptz, days integer) RETURNS SETOF uuid
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE helpline_reportlink SET draft = NULL
     WHERE draft IS NOT NULL AND (expires_at <= moment OR withdrawn_at IS NOT NULL OR used_at IS NOT NULL);
    RETURN QUERY DELETE FROM helpline_signaldraft WHERE saved_at <= moment - make_interval(days => days)
        RETURNING key_id;
END $$;
CREATE FUNCTION panah_forget_crossed(today date, days integer) RETURNS SETOF uuid
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    -- A hand-over ends with its answer; one that nobody answered is still work.
    RETURN QUERY UPDATE helpline_handover h SET words = NULL FROM helpline_handoveranswer a
     WHERE a.handover_id = h.id AND h.words IS NOT NULL
       AND (a.sent_at AT TIME ZONE 'Asia/Baku')::date <= today - days
    RETURNING h.key_id;
    RETURN QUERY UPDATE helpline_dangernotice n SET words = NULL
     WHERE n.words IS NOT NULL AND (n.sent_at AT TIME ZONE 'Asia/Baku')::date <= today - days
       AND NOT EXISTS (SELECT FROM helpline_alarm a WHERE a.notice_id = n.id AND a.ended_at IS NULL)
    RETURNING n.key_id;
END $$;
REVOKE ALL ON FUNCTION panah_open_notices, panah_forget_drafts, panah_forget_crossed FROM PUBLIC;
GRANT EXECUTE ON FUNCTION panah_open_notices, panah_forget_drafts, panah_forget_crossed TO panah_worker, panah_owner;
RESET ROLE;
REVOKE ALL ON FUNCTION panah_open_notices, panah_forget_drafts, panah_forget_crossed FROM panah_desk;
