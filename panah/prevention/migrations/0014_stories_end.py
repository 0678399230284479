"""Who wrote each text; and what may not be seen any more leaves our pages at night, in the log, story or material."""

from pathlib import Path
from typing import Any

import django.contrib.postgres.fields
from django.db import migrations, models

from panah.core.db import unforced

# As before it belongs to `panah_facts`, hides what has run out, and only the worker calls it. A story ends when no page
# of it is left that somebody agreed to: a consent in a language that nobody wrote shows nothing.

# What stands on our pages already ends on the same days.
BEFORE = """
UPDATE published_page p SET shown_until = (
    SELECT max(c.expires_on) FROM prevention_storyconsent c JOIN prevention_story s ON s.id = c.story_id
     WHERE s.slug = p.slug AND c.use = 'website' AND c.language = p.language AND c.withdrawn_on IS NULL
       AND NOT s.is_composite)
 WHERE p.kind = 'story' AND p.withdrawn_on IS NULL;
UPDATE published_page p SET shown_until = (
    SELECT min(i.consent_until) - 1 FROM prevention_picture i JOIN prevention_version v ON v.picture_id = i.id
      JOIN prevention_material m ON m.id = v.material_id JOIN prevention_campaign g ON g.id = m.campaign_id
     WHERE replace(g.slug || '-' || m.kind || '-' || right(m.id::text, 6), '_', '-') = p.slug
       AND v.language = p.language AND v.state = 'approved')
 WHERE p.kind = 'material' AND p.withdrawn_on IS NULL;
"""
TABLES = ("published_page", "prevention_story", "prevention_storyconsent", "prevention_picture", "prevention_version")


def mark_ends(apps: Any, schema_editor: Any) -> None:
    """Write the end of each page that stands there now."""
    with unforced(*TABLES, "prevention_material", "prevention_campaign"), schema_editor.connection.cursor() as cursor:
        cursor.execute(BEFORE)


class Migration(migrations.Migration):
    dependencies = [
        ("prevention", "0013_checks"),
        ("published", "0005_shown_until"),
        ("audit", "0002_row_security"),
    ]

    operations = [
        migrations.AddField(
            "storytext",
            "author_ids",
            django.contrib.postgres.fields.ArrayField(models.UUIDField(), db_default=[], default=list, size=None),
        ),
        migrations.RunPython(mark_ends, migrations.RunPython.noop),
        migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text("utf-8"), migrations.RunSQL.noop),
    ]
