"""A page may end on a day: the public does not read it later, whether or not a clock has taken it away by then."""

from django.db import migrations, models

from panah.core.rowsecurity import TODAY

LIVE = f"withdrawn_on IS NULL AND (shown_until IS NULL OR shown_until >= {TODAY})"
UNTIL = """
ALTER POLICY open ON published_page USING (<live>);
ALTER POLICY open ON published_file USING (
    kind <> '' AND EXISTS (SELECT 1 FROM published_page p WHERE p.id = page_id AND <live>)
);
""".replace("<live>", LIVE)
ALWAYS = """
ALTER POLICY open ON published_page USING (withdrawn_on IS NULL);
ALTER POLICY open ON published_file USING (
    kind <> '' AND EXISTS (SELECT 1 FROM published_page p WHERE p.id = page_id AND p.withdrawn_on IS NULL)
);
"""


class Migration(migrations.Migration):
    dependencies = [("published", "0004_files")]

    operations = [
        migrations.AddField("page", "shown_until", models.DateField(null=True)),
        migrations.RunSQL(UNTIL, ALWAYS),
    ]
