"""What was sent with a link is known again by a hash of it: a lost answer is given twice, a signal is made once."""

from pathlib import Path

from django.db import migrations, models

FUNCTIONS = Path(__file__).with_suffix(".sql")
BEFORE = Path(__file__).with_name("0006_link.sql")
GONE = """
DROP POLICY link_sent ON helpline_signal;
DROP FUNCTION helpline_link_find, helpline_link_sent, helpline_link_use;
"""


class Migration(migrations.Migration):
    dependencies = [("helpline", "0010_handover")]

    operations = [
        migrations.AddField(
            model_name="reportlink", name="sending", field=models.BinaryField(max_length=32, null=True)
        ),
        migrations.RunSQL(FUNCTIONS.read_text("utf-8"), GONE + BEFORE.read_text("utf-8")),
    ]
