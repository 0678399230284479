-- The public's door. Every function runs as panah_owner; panah_public may execute them and read no table behind them.

CREATE FUNCTION concern_bodies()
RETURNS TABLE (code text, above text[], name_az text, name_en text, name_ru text, is_asked boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH RECURSIVE tree AS (
        SELECT o.id, o.code::text, ARRAY[]::text[] AS above
          FROM organisations_organisation o WHERE o.parent_id IS NULL
        UNION ALL
        SELECT o.id, o.code::text, tree.code || tree.above
          FROM organisations_organisation o JOIN tree ON o.parent_id = tree.id
    )
    SELECT tree.code, tree.above, o.name_az::text, o.name_en::text, o.name_ru::text,
           o.kind IN ('ministry', 'special_police_unit', 'law_enforcement', 'state_service', 'state_committee',
                      'state_agency', 'assistance_centre', 'prosecution', 'ombudsman', 'helpline', 'local_executive')
           OR EXISTS (SELECT FROM concerns_desk d WHERE d.organisation_id = o.id)
      FROM tree JOIN organisations_organisation o ON o.id = tree.id
     -- That a shelter exists is nothing for a public list.
     WHERE o.kind <> 'shelter' AND o.retired_on IS NULL
     ORDER BY o.sort_key
$$;

CREATE FUNCTION concern_desks()
RETURNS TABLE (channel text, body text, key_id uuid, public_key bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT d.channel::text, o.code::text, k.id, k.public
      FROM concerns_desk d
      JOIN organisations_organisation o ON o.id = d.organisation_id
      JOIN crypto_deskkey k ON k.organisation_id = d.organisation_id AND k.wall = d.wall AND k.retired_at IS NULL
     WHERE d.is_open
     ORDER BY array_position(ARRAY['police_helpline', 'child_helpline', 'ngo', 'assistance_centre', 'oversight'],
                             d.channel::text)
$$;

CREATE FUNCTION concern_same_line(one uuid, other uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH RECURSIVE above_one AS (
        SELECT id, parent_id FROM organisations_organisation WHERE id = one
        UNION ALL
        SELECT o.id, o.parent_id FROM organisations_organisation o JOIN above_one a ON o.id = a.parent_id
    ), above_other AS (
        SELECT id, parent_id FROM organisations_organisation WHERE id = other
        UNION ALL
        SELECT o.id, o.parent_id FROM organisations_organisation o JOIN above_other a ON o.id = a.parent_id
    )
    SELECT other IN (SELECT id FROM above_one) OR one IN (SELECT id FROM above_other)
$$;

-- Receive a report. False: this sending was received before, and nothing was added.
CREATE FUNCTION concern_receive(
    report uuid, to_channel text, words bytea, words_key uuid, counted_as text, written_in text, in_danger boolean,
    tag bytea, box_key bytea, staff_of text, sent bytea
) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    desk concerns_desk%ROWTYPE;
    named uuid;
BEGIN
    IF length(words) > 600000 OR length(tag) <> 32 OR length(box_key) <> 32 OR length(sent) <> 32 THEN
        RAISE EXCEPTION 'a report has another form';
    END IF;
    SELECT * INTO STRICT desk FROM concerns_desk WHERE channel = to_channel AND is_open;
    PERFORM FROM crypto_deskkey WHERE id = words_key AND organisation_id = desk.organisation_id AND wall = desk.wall;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'the words are sealed to another desk';
    END IF;
    IF staff_of <> '' THEN
        SELECT id INTO STRICT named FROM organisations_organisation WHERE code = staff_of;
        IF concern_same_line(named, desk.organisation_id) THEN
            RAISE EXCEPTION 'a body does not receive reports about its own staff';
        END IF;
    END IF;
    INSERT INTO concerns_report (id, organisation_id, wall, desk_key_id, sealed, topic, language, is_urgent,
        received_on, about_organisation_id, mailbox_tag, mailbox_key, sending, is_opened, has_news)
    VALUES (report, desk.organisation_id, desk.wall, words_key, words, counted_as, written_in, in_danger,
        (now() AT TIME ZONE 'Asia/Baku')::date, named, tag, box_key, sent, false, true)
    ON CONFLICT (sending) DO NOTHING;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    PERFORM panah_log_public('concerns.report.received', 'concerns.report', report, desk.organisation_id, desk.wall);
    RETURN true;
END $$;

-- Whom a mailbox belongs to: nothing when there is no such mailbox.
CREATE FUNCTION mailbox_find(tag bytea)
RETURNS TABLE (body text, key_id uuid, public_key bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT o.code::text, k.id, k.public
      FROM concerns_report r
      JOIN organisations_organisation o ON o.id = r.organisation_id
      JOIN crypto_deskkey k ON k.organisation_id = r.organisation_id AND k.wall = r.wall AND k.retired_at IS NULL
     WHERE r.mailbox_tag = tag
$$;

-- The answers in a mailbox, oldest first; never what the reporter wrote. They count as read from today on.
CREATE FUNCTION mailbox_messages(tag bytea)
RETURNS TABLE (sealed bytea, written_on date)
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    UPDATE concerns_message m SET read_on = (now() AT TIME ZONE 'Asia/Baku')::date
      FROM concerns_report r
     WHERE m.report_id = r.id AND r.mailbox_tag = tag AND m.is_from_desk AND m.read_on IS NULL;
    SELECT m.sealed, m.written_on
      FROM concerns_message m JOIN concerns_report r ON r.id = m.report_id
     WHERE r.mailbox_tag = tag AND m.is_from_desk
     ORDER BY m.place
$$;

-- Add a message of the reporter. False: there is no such mailbox, or this sending was received before.
CREATE FUNCTION mailbox_add(tag bytea, message uuid, words bytea, words_key uuid, sent bytea)
RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    box concerns_report%ROWTYPE;
BEGIN
    IF length(words) > 600000 OR length(sent) <> 32 THEN
        RAISE EXCEPTION 'a message has another form';
    END IF;
    SELECT * INTO box FROM concerns_report WHERE mailbox_tag = tag FOR UPDATE;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    INSERT INTO concerns_message (id, organisation_id, wall, report_id, place, is_from_desk, desk_key_id, sealed,
        sending, written_on)
    SELECT message, box.organisation_id, box.wall, box.id, coalesce(max(m.place), 0) + 1, false, words_key, words, sent,
        (now() AT TIME ZONE 'Asia/Baku')::date
      FROM concerns_message m WHERE m.report_id = box.id
    ON CONFLICT (sending) DO NOTHING;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    UPDATE concerns_report SET has_news = true WHERE id = box.id;
    PERFORM panah_log_public('concerns.message.received', 'concerns.report', box.id, box.organisation_id, box.wall);
    RETURN true;
END $$;

-- Delete what was read thirty days ago, and what nobody read for half a year. Returns how many.
CREATE FUNCTION concern_forget(today date, read_days integer, unread_days integer)
RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    gone integer;
BEGIN
    DELETE FROM concerns_message
     WHERE is_from_desk AND (read_on <= today - read_days OR (read_on IS NULL AND written_on <= today - unread_days));
    GET DIAGNOSTICS gone = ROW_COUNT;
    RETURN gone;
END $$;

CREATE FUNCTION public_is_demo() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ SELECT coalesce((SELECT is_demo FROM core_installation), false) $$;

REVOKE EXECUTE ON FUNCTION concern_bodies, concern_desks, concern_same_line, concern_receive, mailbox_find,
    mailbox_messages, mailbox_add, concern_forget, public_is_demo FROM panah_desk, panah_worker;
GRANT EXECUTE ON FUNCTION concern_bodies, concern_desks, concern_receive, mailbox_find, mailbox_messages, mailbox_add,
    public_is_demo TO panah_public;
GRANT EXECUTE ON FUNCTION concern_forget TO panah_worker;
-- Desk keys reach the public's process through concern_desks only.
REVOKE SELECT ON crypto_deskkey FROM panah_public;
-- The door writes the log itself; the public's role could only forge it.
REVOKE EXECUTE ON FUNCTION panah_log_public FROM panah_public;
