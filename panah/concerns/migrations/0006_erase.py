"""The night empties reports whose time is over: words, messages and files go; topic, language and day are counted on."""

from pathlib import Path

from django.db import migrations

# `is_opened` and `has_news` say that nobody waits for it: what is new, or was never read, is not emptied.
ERASE = Path(__file__).with_suffix(".sql")
GONE = """
DROP FUNCTION concern_erase(uuid[]);
DROP POLICY door_forget ON concerns_attachment;
"""


class Migration(migrations.Migration):
    dependencies = [("concerns", "0005_same_line")]

    operations = [migrations.RunSQL(ERASE.read_text("utf-8"), GONE)]
