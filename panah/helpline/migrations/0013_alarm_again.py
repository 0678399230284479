import django.db.models.deletion
from django.db import migrations, models

# Whom an alarm reaches by when is `rules.reach` and `rules.rings_again` once more; a test holds them to each other.
# Whoever cannot take an alarm any more is an empty place of the line. An urgent report that has had an alarm gets no
# second one from the clock: a person says that it is urgent again.
PAGE = """
DROP POLICY page ON helpline_alarmstep;
CREATE POLICY page ON helpline_alarmstep FOR INSERT TO panah_facts
    WITH CHECK (step IN ('first', 'second', 'everyone', 'again'));
DROP TRIGGER tell_paged ON helpline_alarmstep;
CREATE TRIGGER tell_paged AFTER INSERT ON helpline_alarmstep FOR EACH ROW
    WHEN (NEW.step IN ('first', 'second', 'everyone', 'again')) EXECUTE FUNCTION panah_tell_paged();
SET LOCAL ROLE panah_facts;
DROP FUNCTION panah_page_alarms(timestamptz, integer, integer, text[]);
CREATE FUNCTION panah_page_alarms(
    moment timestamptz, second_minutes integer, everyone_minutes integer, again_minutes integer, takers text[]
) RETURNS bigint
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    INSERT INTO helpline_alarm (id, organisation_id, wall, report_id, opened_at, outcome)
    SELECT gen_random_uuid(), r.organisation_id, r.wall, r.id, moment, '' FROM concerns_report r
     WHERE r.is_urgent AND r.has_news AND NOT r.is_opened
       AND NOT EXISTS (SELECT 1 FROM helpline_alarm a WHERE a.report_id = r.id)
    ON CONFLICT DO NOTHING;
    WITH able AS (
        SELECT p.id, p.organisation_id, p.wall FROM accounts_account p
         WHERE p.is_active AND p.roles && takers::varchar[]
    ), place AS (
        SELECT d.organisation_id, d.wall, d.line, d.account_id FROM helpline_oncall d
          JOIN able p ON p.id = d.account_id AND p.organisation_id = d.organisation_id AND p.wall = d.wall
         WHERE d.taken_off_at IS NULL AND d.starts_at <= moment AND moment < d.ends_at
    ), waiting AS (
        SELECT a.id, a.organisation_id, a.wall, a.taken_at, moment - a.opened_at AS waited,
               (SELECT account_id FROM place d WHERE d.organisation_id = a.organisation_id AND d.wall = a.wall
                   AND d.line = 1) AS one,
               (SELECT account_id FROM place d WHERE d.organisation_id = a.organisation_id AND d.wall = a.wall
                   AND d.line = 2) AS two
          FROM helpline_alarm a
         WHERE a.ended_at IS NULL
           AND (a.taken_at IS NULL OR moment - a.taken_at >= make_interval(mins => again_minutes))
    ), reached AS (
        SELECT w.*, waited >= make_interval(mins => second_minutes) AS is_second,
               one IS NULL OR waited >= make_interval(mins => everyone_minutes)
               OR (two IS NULL AND waited >= make_interval(mins => second_minutes)) AS is_everyone
          FROM waiting w
    ), due AS (
        SELECT id, organisation_id, wall, 'first' AS step, one AS person FROM reached
         WHERE one IS NOT NULL AND taken_at IS NULL
        UNION ALL
        SELECT id, organisation_id, wall, 'second', two FROM reached
         WHERE two IS NOT NULL AND is_second AND taken_at IS NULL
        UNION ALL
        SELECT r.id, r.organisation_id, r.wall, CASE WHEN r.taken_at IS NULL THEN 'everyone' ELSE 'again' END, p.id
          FROM reached r JOIN able p ON p.organisation_id = r.organisation_id AND p.wall = r.wall
         WHERE (r.is_everyone OR r.taken_at IS NOT NULL)
           AND NOT EXISTS (SELECT 1 FROM helpline_alarmstep s WHERE s.alarm_id = r.id AND s.step = 'again'
                              AND s.account_id = p.id AND s.at >= r.taken_at)
    ), paged AS (
        INSERT INTO helpline_alarmstep (id, organisation_id, wall, alarm_id, step, account_id, at)
        SELECT gen_random_uuid(), organisation_id, wall, id, step, person, moment FROM due
        ON CONFLICT DO NOTHING
        RETURNING 1
    )
    SELECT count(*) FROM paged
$$;
REVOKE ALL ON FUNCTION panah_page_alarms(timestamptz, integer, integer, integer, text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION panah_page_alarms(timestamptz, integer, integer, integer, text[]) TO panah_worker, panah_owner;
RESET ROLE;
REVOKE ALL ON FUNCTION panah_page_alarms(timestamptz, integer, integer, integer, text[]) FROM panah_desk;
"""

# The night names the keys of numbers that nobody reached, too: the caller destroys them.
FORGET = """
SET LOCAL ROLE panah_facts;
CREATE OR REPLACE FUNCTION panah_forget_callers(today date, tag_days integer, callback_days integer)
RETURNS SETOF uuid
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    RETURN QUERY UPDATE helpline_callback SET state = 'lapsed', way = NULL, ended_on = today
     WHERE state = 'waiting' AND (asked_at AT TIME ZONE 'Asia/Baku')::date <= today - callback_days
     RETURNING key_id;
    DELETE FROM helpline_callertag t USING helpline_callerkey k
     WHERE t.caller_key_id = k.id AND k.made_on <= today - tag_days;
    RETURN QUERY DELETE FROM helpline_callerkey WHERE made_on <= today - tag_days RETURNING key_id;
END
$$;
RESET ROLE;
"""


RINGS = models.Q(("ended_at", None))


class Migration(migrations.Migration):
    dependencies = [("helpline", "0012_retention")]

    operations = [
        migrations.AlterField("alarm", "report_id", models.UUIDField(null=True)),
        *(
            migrations.AddConstraint(
                "alarm", models.UniqueConstraint(fields=(field,), condition=RINGS, name=f"helpline_alarm_one_a_{name}")
            )
            for field, name in (("report_id", "report"), ("call", "call"), ("signal", "signal"))
        ),
        migrations.RemoveConstraint("alarmstep", "helpline_alarmstep_once"),
        migrations.AddConstraint(
            "alarmstep",
            models.UniqueConstraint(
                fields=("alarm", "step", "account_id"),
                condition=models.Q(("step__in", ["first", "second", "everyone"])),
                name="helpline_alarmstep_once",
            ),
        ),
        migrations.RemoveConstraint("callback", "helpline_callback_hours"),
        migrations.AddConstraint(
            "callback",
            models.CheckConstraint(
                condition=models.Q(("from_hour__lte", 23), ("until_hour__gte", 1), ("until_hour__lte", 24))
                & ~models.Q(("from_hour", models.F("until_hour"))),
                name="helpline_callback_hours",
            ),
        ),
        migrations.AddField(
            "signal",
            "call",
            models.OneToOneField(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="helpline.call"
            ),
        ),
        migrations.RunSQL(PAGE),
        migrations.RunSQL(FORGET),
    ]
