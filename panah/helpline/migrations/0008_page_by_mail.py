"""Whoever is paged is told by e-mail too, that something waits: by the database, whoever wrote the step."""

from django.db import migrations

# The function belongs to `panah_facts`, which may add a notification and read none; it runs on the line's own steps.
TELL = """
SET LOCAL ROLE panah_facts;
CREATE FUNCTION panah_tell_paged() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO accounts_notification (id, account_id, tries) VALUES (gen_random_uuid(), NEW.account_id, 0)
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION panah_tell_paged() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION panah_tell_paged() TO panah_owner;
RESET ROLE;
CREATE TRIGGER tell_paged AFTER INSERT ON helpline_alarmstep FOR EACH ROW
    WHEN (NEW.step IN ('first', 'second', 'everyone')) EXECUTE FUNCTION panah_tell_paged();
"""
TELL_BACK = """
DROP TRIGGER tell_paged ON helpline_alarmstep;
SET LOCAL ROLE panah_facts;
DROP FUNCTION panah_tell_paged();
RESET ROLE;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0005_notification"),
        ("helpline", "0007_translation"),
    ]

    operations = [migrations.RunSQL(TELL, TELL_BACK)]
