"""Which keys end with a story that was taken back: its own, those of what was sent about it, and of both ends' copies."""

from pathlib import Path

from django.db import migrations

# Nobody asks for it, so it has no context; it belongs to the role that may read every row, and tells keys by id only.
GONE = """
SET LOCAL ROLE panah_facts;
DROP FUNCTION panah_stories_over();
RESET ROLE;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("coordination", "0012_signal_clocks"),
        ("prevention", "0014_stories_end"),
        ("protection", "0018_retention"),
        ("audit", "0002_row_security"),
    ]

    operations = [migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text("utf-8"), GONE)]
