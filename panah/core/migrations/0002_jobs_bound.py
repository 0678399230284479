"""
A job's context is bound to one job, and to what its account was when the job was put on the queue.

Whoever has lost the account or a role since then does nothing by a job that still waits. And nobody puts a job on the
queue that names another person's context: the database binds a context to the first job of the session it is for.
"""

import django.contrib.postgres.fields
from django.db import migrations, models

CONTEXT = """
CREATE OR REPLACE FUNCTION panah_context(OUT person uuid, OUT organisation uuid, OUT wall text)
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
          FROM core_jobcontext c JOIN accounts_account a ON a.id = c.person_id
         WHERE c.id = job::uuid AND c.expires_at > clock_timestamp() AND c.job_id IS NOT NULL
           AND a.is_active AND a.organisation_id = c.organisation_id AND a.wall = c.wall
           AND a.roles = c.roles AND a.duties = c.duties;
    END IF;
END $$;
"""
JOB_CONTEXT = """
CREATE OR REPLACE FUNCTION panah_job_context() RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    context record;
    made uuid := gen_random_uuid();
BEGIN
    SELECT * INTO context FROM panah_context();
    IF context.person IS NULL THEN
        RAISE EXCEPTION 'no session: a job needs somebody on whose behalf it runs';
    END IF;
    INSERT INTO core_jobcontext (id, person_id, organisation_id, wall, roles, duties, expires_at)
    SELECT made, a.id, context.organisation, context.wall, a.roles, a.duties, now() + interval '7 days'
      FROM accounts_account a WHERE a.id = context.person;
    RETURN made;
END $$;
"""
BINDING = """
CREATE FUNCTION panah_job_bound() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF NEW.args IS DISTINCT FROM OLD.args OR NEW.task_name IS DISTINCT FROM OLD.task_name THEN
            RAISE EXCEPTION 'what a job does is not changed while it waits';
        END IF;
    ELSIF NEW.args ? 'context' THEN
        UPDATE core_jobcontext SET job_id = NEW.id
         WHERE id = (NEW.args->>'context')::uuid AND job_id IS NULL
           AND person_id = (SELECT person FROM panah_context());
        IF NOT FOUND THEN
            RAISE EXCEPTION 'a job runs on behalf of whoever puts it on the queue';
        END IF;
    END IF;
    RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION panah_job_bound() FROM panah_desk, panah_worker;
CREATE TRIGGER panah_job_bound BEFORE INSERT OR UPDATE ON procrastinate_jobs
    FOR EACH ROW EXECUTE FUNCTION panah_job_bound();
-- The desk puts jobs on the queue. It neither reads whose they are nor changes what waits.
REVOKE SELECT, UPDATE ON procrastinate_jobs FROM panah_desk;
GRANT SELECT (id) ON procrastinate_jobs TO panah_desk;
"""
WAITING = """
DO $$ BEGIN
    IF to_regclass('accounts_account') IS NOT NULL THEN
        UPDATE core_jobcontext c SET roles = a.roles, duties = a.duties, job_id = j.id
          FROM accounts_account a, procrastinate_jobs j
         WHERE a.id = c.person_id AND j.args->>'context' = c.id::text;
    END IF;
END $$;
"""


def words() -> django.contrib.postgres.fields.ArrayField:
    """Return a column of role or duty names."""
    return django.contrib.postgres.fields.ArrayField(models.CharField(max_length=40), default=list)


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial"), ("procrastinate", "0041_post_retry_failed_job")]

    operations = [
        migrations.AddField("jobcontext", "roles", words()),
        migrations.AddField("jobcontext", "duties", words()),
        migrations.AddField("jobcontext", "job_id", models.BigIntegerField(null=True)),
        migrations.RunSQL(WAITING, migrations.RunSQL.noop),
        migrations.RunSQL(CONTEXT, migrations.RunSQL.noop),
        migrations.RunSQL(JOB_CONTEXT, migrations.RunSQL.noop),
        migrations.RunSQL(BINDING, migrations.RunSQL.noop),
    ]
