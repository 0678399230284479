"""A grant ends with its last day in the country, not with the day of the server's zone: mend the policies that stand."""

from django.db import migrations

MEND = """
DO $mend$
DECLARE
    policy record;
    today text := $day$(now() AT TIME ZONE 'Asia/Baku')::date$day$;
BEGIN
    FOR policy IN
        SELECT tablename, policyname, qual, with_check FROM pg_policies
         WHERE schemaname = 'public' AND concat(qual, with_check) ILIKE '%current_date%'
    LOOP
        EXECUTE format('ALTER POLICY %I ON %I', policy.policyname, policy.tablename)
            || CASE WHEN policy.qual IS NULL THEN ''
                    ELSE ' USING (' || regexp_replace(policy.qual, 'current_date', today, 'gi') || ')' END
            || CASE WHEN policy.with_check IS NULL THEN ''
                    ELSE ' WITH CHECK (' || regexp_replace(policy.with_check, 'current_date', today, 'gi') || ')' END;
    END LOOP;
END
$mend$
"""


class Migration(migrations.Migration):
    dependencies = [("access", "0003_restriction")]

    operations = [migrations.RunSQL(MEND, migrations.RunSQL.noop)]
