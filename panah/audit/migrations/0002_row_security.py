"""
Who may add to the log, read it and number it. Nobody may change or remove a row.

Read: the organisation (and wall) whose record a row is about, everybody their own rows, oversight all. A session can
write rows in its own name only, and gives them neither time nor number. The notary sets `sequence` on rows that have none.
"""

from django.db import migrations

from panah.core.db import AppendOnly, RowSecurity

HOLDER = "holder_organisation_id = (SELECT panah_organisation()) AND holder_wall IN ('', (SELECT panah_wall()))"
SECOND = "second_organisation_id = (SELECT panah_organisation()) AND second_wall = (SELECT panah_wall())"
SELF = "actor_id = (SELECT panah_person())"
OVERSIGHT = "(SELECT panah_wall()) = 'oversight'"
# Without a session only rows that name nobody: else whoever holds the desk's role could write in anybody's name.
IN_OWN_NAME = "actor_id IS NOT DISTINCT FROM (SELECT panah_person())"

NOTARY = """
    REVOKE INSERT ON audit_entry FROM panah_desk, panah_worker;
    GRANT INSERT (id, event, actor_id, actor_organisation_id, actor_wall, holder_organisation_id, holder_wall,
        second_organisation_id, second_wall, subject_type, subject_id, case_id, groups, purpose, grant_id, facts)
        ON audit_entry TO panah_desk, panah_worker;
    GRANT SELECT ON audit_entry TO panah_notary;
    GRANT UPDATE (sequence) ON audit_entry TO panah_notary;
    GRANT SELECT, INSERT ON audit_leaf, audit_checkpoint TO panah_notary;
    REVOKE INSERT, UPDATE ON audit_leaf, audit_checkpoint FROM panah_desk, panah_worker;
    CREATE POLICY notary_read ON audit_entry FOR SELECT TO panah_notary USING (true);
    CREATE POLICY notary_number ON audit_entry FOR UPDATE TO panah_notary USING (true) WITH CHECK (true);
    CREATE POLICY owner_read ON audit_entry FOR SELECT TO panah_owner USING (true);
    CREATE POLICY owner_add ON audit_entry FOR INSERT TO panah_owner WITH CHECK (true);
"""
NOTARY_BACK = """
    DROP POLICY notary_read ON audit_entry; DROP POLICY notary_number ON audit_entry;
    DROP POLICY owner_read ON audit_entry; DROP POLICY owner_add ON audit_entry;
    REVOKE ALL ON audit_entry, audit_leaf, audit_checkpoint FROM panah_notary;
"""
UNCHANGING = """
    CREATE FUNCTION audit_entry_stands() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'UPDATE' AND OLD.sequence IS NULL AND NEW.sequence IS NOT NULL
           AND to_jsonb(NEW) - 'sequence' = to_jsonb(OLD) - 'sequence' THEN
            RETURN NEW;
        END IF;
        RAISE EXCEPTION 'the log is never changed';
    END $$;
    CREATE TRIGGER audit_entry_stands BEFORE UPDATE OR DELETE ON audit_entry
        FOR EACH ROW EXECUTE FUNCTION audit_entry_stands();
"""
# For the functions behind the public's door, which has no session. What it did is logged to the day: the hour could point at who it was.
PUBLIC = """
    CREATE FUNCTION panah_log_public(event text, subject_type text, subject_id uuid, holder uuid, holder_wall text)
    RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
        INSERT INTO audit_entry (id, at, event, actor_wall, holder_organisation_id, holder_wall, second_wall,
            subject_type, subject_id, groups, purpose, facts)
        VALUES (gen_random_uuid(), date_trunc('day', now()), event, '', holder, holder_wall, '',
            subject_type, subject_id, '{}', '', '{}');
    $$;
    REVOKE ALL ON FUNCTION panah_log_public(text, text, uuid, uuid, text) FROM PUBLIC, panah_desk, panah_worker;
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial"), ("core", "0001_initial")]

    operations = [
        RowSecurity("audit_entry", select=f"({HOLDER}) OR ({SECOND}) OR {SELF} OR {OVERSIGHT}", write=IN_OWN_NAME),
        AppendOnly("audit_entry"),
        migrations.RunSQL(NOTARY, NOTARY_BACK),
        migrations.RunSQL(
            UNCHANGING, "DROP TRIGGER audit_entry_stands ON audit_entry; DROP FUNCTION audit_entry_stands"
        ),
        migrations.RunSQL(PUBLIC, "DROP FUNCTION panah_log_public"),
    ]
