"""A further message is sealed to the desk that has the conversation, as its first one was: the database looks."""

from django.db import migrations

ADD = """
CREATE OR REPLACE FUNCTION mailbox_add(tag bytea, message uuid, words bytea, words_key uuid, sent bytea)
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
    PERFORM FROM crypto_deskkey WHERE id = words_key AND organisation_id = box.organisation_id AND wall = box.wall;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'the words are sealed to another desk';
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
"""


class Migration(migrations.Migration):
    dependencies = [("concerns", "0002_row_security")]

    operations = [migrations.RunSQL(ADD, migrations.RunSQL.noop)]
