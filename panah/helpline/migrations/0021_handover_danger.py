"""Danger now goes along with a hand-over: it rings at the line that receives it."""

import django.db.models.deletion
from django.db import migrations, models

ABOUT = ("call", "signal", "report_id", "notice", "handover")


def about(*names: str) -> models.Q:
    """Return that an alarm is about this one thing, or about none."""
    return models.Q(**{f"{each}__isnull": each not in names for each in ABOUT})


ONE_THING = about("call") | about("signal") | about("report_id") | about("notice") | about("handover")
FORGOTTEN = about() & models.Q(ended_at__isnull=False)

# The minute's job makes the alarm of a receiver that did not answer yet; its pages ring before it ran.
OPEN = """
DROP POLICY page ON helpline_alarm;
CREATE POLICY page ON helpline_alarm FOR INSERT TO panah_facts
    WITH CHECK ((report_id IS NOT NULL OR notice_id IS NOT NULL OR handover_id IS NOT NULL) AND taken_at IS NULL);
SET LOCAL ROLE panah_facts;
CREATE OR REPLACE FUNCTION panah_open_notices(moment timestamptz) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    INSERT INTO helpline_alarm (id, organisation_id, wall, notice_id, opened_at, outcome)
    SELECT gen_random_uuid(), n.to_organisation_id, n.to_wall, n.id, n.sent_at, '' FROM helpline_dangernotice n
     WHERE NOT EXISTS (SELECT FROM helpline_alarm a WHERE a.notice_id = n.id)
    ON CONFLICT DO NOTHING;
    INSERT INTO helpline_alarm (id, organisation_id, wall, handover_id, opened_at, outcome)
    SELECT gen_random_uuid(), h.to_organisation_id, h.to_wall, h.id, h.sent_at, '' FROM helpline_handover h
     WHERE h.is_danger AND NOT EXISTS (SELECT FROM helpline_handoveranswer w WHERE w.handover_id = h.id)
       AND NOT EXISTS (SELECT FROM helpline_alarm a WHERE a.handover_id = h.id)
    ON CONFLICT DO NOTHING
$$;
RESET ROLE;
"""


class Migration(migrations.Migration):
    dependencies = [("helpline", "0020_handover_about")]

    operations = [
        migrations.AddField("handover", "is_danger", models.BooleanField(default=False, db_default=False)),
        migrations.AddField(
            "alarm",
            "handover",
            models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="helpline.handover"
            ),
        ),
        migrations.AddConstraint(
            "alarm",
            models.UniqueConstraint(
                fields=("handover",), condition=models.Q(ended_at=None), name="helpline_alarm_one_a_handover"
            ),
        ),
        migrations.RemoveConstraint("alarm", "helpline_alarm_about_one_thing"),
        migrations.AddConstraint(
            "alarm", models.CheckConstraint(condition=ONE_THING | FORGOTTEN, name="helpline_alarm_about_one_thing")
        ),
        migrations.RunSQL(OPEN),
    ]
