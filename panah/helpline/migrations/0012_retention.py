"""The night empties what is not about trafficking any more: which reports are over, and notes with their keys."""

from pathlib import Path

from django.db import migrations, models

# Like `panah_forget_callers`: it reads every row, belongs to `panah_facts`, and only the worker may call it.
OVER = Path(__file__).with_suffix(".sql")
GONE = """
SET LOCAL ROLE panah_facts;
DROP FUNCTION panah_reports_over(date, integer), panah_forget_words(date, integer);
RESET ROLE;
DROP POLICY forget ON helpline_call;
DROP POLICY forget ON helpline_shiftnote;
DROP POLICY forget ON helpline_alarm;
REVOKE UPDATE (note) ON helpline_call FROM panah_facts;
REVOKE UPDATE (words) ON helpline_shiftnote FROM panah_facts;
REVOKE UPDATE (report_id) ON helpline_alarm FROM panah_facts;
REVOKE EXECUTE ON FUNCTION panah_log_public(text, text, uuid, uuid, text) FROM panah_facts;
"""
ONE_THING = (
    models.Q(call__isnull=False, signal=None, report_id=None)
    | models.Q(call=None, signal__isnull=False, report_id=None)
    | models.Q(call=None, signal=None, report_id__isnull=False)
)
FORGOTTEN = models.Q(call=None, signal=None, report_id=None, ended_at__isnull=False)


class Migration(migrations.Migration):
    dependencies = [("helpline", "0011_link_sent"), ("concerns", "0006_erase")]

    operations = [
        migrations.RemoveConstraint("alarm", "helpline_alarm_about_one_thing"),
        migrations.AddConstraint(
            "alarm",
            models.CheckConstraint(condition=ONE_THING | FORGOTTEN, name="helpline_alarm_about_one_thing"),
        ),
        migrations.RunSQL(OVER.read_text("utf-8"), GONE),
    ]
