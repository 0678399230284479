-- A report that arrived is said to have arrived, again, to whoever sends the very same words with the same link.

DROP FUNCTION helpline_link_find, helpline_link_use;
CREATE FUNCTION helpline_link_find(hash bytea)
RETURNS TABLE (organisation uuid, wall text, name_az text, name_en text, duty text, is_live boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT l.organisation_id, l.wall::text, o.name_az::text, o.name_en::text, l.duty::text,
           l.used_at IS NULL AND l.withdrawn_at IS NULL AND l.expires_at > clock_timestamp()
      FROM helpline_reportlink l JOIN organisations_organisation o ON o.id = l.organisation_id
     WHERE l.token_hash = hash
$$;
CREATE FUNCTION helpline_link_sent(hash bytea, sent bytea)
RETURNS TABLE (called text, until timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT s.reference::text, s.due_at
      FROM helpline_reportlink l JOIN helpline_signal s ON s.id = l.signal_id
     WHERE l.token_hash = hash AND l.sending = sent
$$;
CREATE FUNCTION helpline_link_use(hash bytea, sent bytea, made uuid, called text, came_from text, how_near text,
    child text, form text, district text, spoken text, answers jsonb, words bytea, words_key uuid,
    seen_at timestamptz, until timestamptz)
RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    link helpline_reportlink%ROWTYPE;
BEGIN
    SELECT * INTO link FROM helpline_reportlink l
     WHERE l.token_hash = hash AND l.used_at IS NULL AND l.withdrawn_at IS NULL AND l.expires_at > clock_timestamp()
       FOR UPDATE;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    INSERT INTO helpline_signal (id, organisation_id, wall, key_id, reference, source, state, danger, is_child,
        exploitation_form, division, language, indicators, summary, made_by_id, detected_at, due_at)
    VALUES (made, link.organisation_id, link.wall, words_key, called, came_from, 'open', how_near, child,
        form, district, spoken, answers, words, link.id, seen_at, until);
    UPDATE helpline_reportlink SET used_at = seen_at, signal_id = made, sending = sent WHERE id = link.id;
    PERFORM panah_log_public('helpline.link.used', 'helpline.reportlink', link.id, link.organisation_id, link.wall);
    RETURN true;
END $$;
REVOKE ALL ON FUNCTION helpline_link_find, helpline_link_sent, helpline_link_use FROM PUBLIC, panah_worker;
GRANT EXECUTE ON FUNCTION helpline_link_find, helpline_link_sent, helpline_link_use TO panah_desk;
CREATE POLICY link_sent ON helpline_signal FOR SELECT TO panah_owner
    USING (EXISTS (SELECT FROM helpline_reportlink l WHERE l.signal_id = helpline_signal.id));
