"""The mark of the installation, and the functions through which row security learns who asks."""

import django.db.models.functions.datetime
from django.db import migrations, models

import panah.core.ids

CONTEXT = """
CREATE FUNCTION panah_context(OUT person uuid, OUT organisation uuid, OUT wall text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    token text := coalesce(current_setting('panah.session', true), '');
    job text := coalesce(current_setting('panah.job', true), '');
BEGIN
    IF token <> '' THEN
        SELECT a.id, a.organisation_id, a.wall INTO person, organisation, wall
          FROM accounts_session s JOIN accounts_account a ON a.id = s.account_id
         WHERE s.key_hash = encode(sha256(convert_to(token, 'UTF8')), 'hex')
           AND s.ended_at IS NULL AND a.is_active
           AND s.seen_at > clock_timestamp() - interval '30 minutes'
           AND s.created_at > clock_timestamp() - interval '12 hours';
    ELSIF job <> '' AND session_user IN ('panah_worker', 'panah_owner') THEN
        SELECT c.person_id, c.organisation_id, c.wall INTO person, organisation, wall
          FROM core_jobcontext c WHERE c.id = job::uuid AND c.expires_at > clock_timestamp();
    END IF;
END $$;
CREATE FUNCTION panah_person() RETURNS uuid LANGUAGE sql STABLE AS 'SELECT person FROM panah_context()';
CREATE FUNCTION panah_organisation() RETURNS uuid LANGUAGE sql STABLE AS 'SELECT organisation FROM panah_context()';
CREATE FUNCTION panah_wall() RETURNS text LANGUAGE sql STABLE AS 'SELECT wall FROM panah_context()';
"""
JOB_CONTEXT = """
CREATE FUNCTION panah_job_context() RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    context record;
    made uuid := gen_random_uuid();
BEGIN
    SELECT * INTO context FROM panah_context();
    IF context.person IS NULL THEN
        RAISE EXCEPTION 'no session: a job needs somebody on whose behalf it runs';
    END IF;
    INSERT INTO core_jobcontext (id, person_id, organisation_id, wall, expires_at)
    VALUES (made, context.person, context.organisation, context.wall, now() + interval '7 days');
    RETURN made;
END $$;
REVOKE ALL ON core_jobcontext FROM panah_desk, panah_worker;
"""
PSEUDONYM = """
CREATE TABLE core_factsalt (salt bytea NOT NULL);
INSERT INTO core_factsalt VALUES (sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8')));
REVOKE ALL ON core_factsalt FROM panah_desk, panah_worker;
CREATE FUNCTION panah_pseudonym(id uuid) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ SELECT encode(sha256(salt || uuid_send(id)), 'hex') FROM core_factsalt $$;
REVOKE ALL ON FUNCTION panah_pseudonym(uuid) FROM PUBLIC, panah_desk, panah_worker;
GRANT EXECUTE ON FUNCTION panah_pseudonym(uuid) TO panah_facts, panah_statistics;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies: list[tuple[str, str]] = []

    operations = [
        migrations.CreateModel(
            name="Installation",
            fields=[
                ("id", models.BooleanField(default=True, primary_key=True, serialize=False)),
                ("is_demo", models.BooleanField()),
                ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("id", True)), name="core_installation_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="JobContext",
            fields=[
                ("id", models.UUIDField(default=panah.core.ids.new_id, primary_key=True, serialize=False)),
                ("person_id", models.UUIDField()),
                ("organisation_id", models.UUIDField()),
                ("wall", models.CharField(max_length=20)),
                ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("expires_at", models.DateTimeField()),
            ],
        ),
        migrations.RunSQL(CONTEXT, "DROP FUNCTION panah_wall, panah_organisation, panah_person, panah_context"),
        migrations.RunSQL(JOB_CONTEXT, "DROP FUNCTION panah_job_context"),
        migrations.RunSQL(PSEUDONYM, "DROP FUNCTION panah_pseudonym; DROP TABLE core_factsalt"),
    ]
