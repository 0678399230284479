"""What a signal was made of stays while the signal or its duty is open, and goes when the signal went."""

from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("helpline", "0016_call_taken"), ("crypto", "0001_initial")]

    operations = [
        migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text("utf-8"), migrations.RunSQL.noop),
    ]
