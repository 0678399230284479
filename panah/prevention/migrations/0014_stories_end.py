"""Who wrote each text; and what may not be seen any more leaves our pages at night, in the log, story or material."""

from typing import Any

import django.contrib.postgres.fields
from django.db import migrations, models

from panah.core.db import unforced

# As before it belongs to `panah_facts`, hides what has run out, and only the worker calls it. A story ends when no page
# of it is left that somebody agreed to: a consent in a language that nobody wrote shows nothing.
EXPIRE = """
GRANT EXECUTE ON FUNCTION panah_log_public(text, text, uuid, uuid, text) TO panah_facts;
GRANT UPDATE (published_on) ON prevention_material TO panah_facts;
GRANT SELECT, UPDATE (kind, content, size) ON published_file TO panah_facts;
DROP POLICY hide ON published_page;
CREATE POLICY hide ON published_page FOR UPDATE TO panah_facts
    USING (kind IN ('story', 'material')) WITH CHECK (withdrawn_on IS NOT NULL);
CREATE POLICY hide ON published_file FOR UPDATE TO panah_facts USING (true) WITH CHECK (kind = '');
CREATE POLICY hide ON prevention_material FOR UPDATE TO panah_facts USING (true) WITH CHECK (published_on IS NULL);
SET LOCAL ROLE panah_facts;
CREATE OR REPLACE FUNCTION panah_expire_stories(today date) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    found record;
    ended bigint := 0;
BEGIN
    FOR found IN
        UPDATE published_page p SET title = '', summary = '', body = '{}', withdrawn_on = today
         WHERE p.kind IN ('story', 'material') AND p.withdrawn_on IS NULL
           AND (p.shown_until < today OR EXISTS (
               SELECT FROM prevention_story s
                WHERE s.slug = p.slug AND s.organisation_id = p.organisation_id AND p.kind = 'story'
                  AND NOT s.is_composite AND NOT EXISTS (
                      SELECT FROM prevention_storyconsent c
                       WHERE c.story_id = s.id AND c.use = 'website' AND c.language = p.language
                         AND c.withdrawn_on IS NULL AND c.expires_on >= today)))
        RETURNING p.id, p.organisation_id
    LOOP
        UPDATE published_file SET kind = '', content = '', size = 0 WHERE page_id = found.id;
        PERFORM panah_log_public('published.page.withdrawn', 'published.page', found.id, found.organisation_id, '');
    END LOOP;
    UPDATE prevention_material m SET published_on = NULL FROM prevention_campaign g
     WHERE g.id = m.campaign_id AND m.published_on IS NOT NULL AND NOT EXISTS (
           SELECT FROM published_page p
            WHERE p.kind = 'material' AND p.organisation_id = m.organisation_id AND p.withdrawn_on IS NULL
              AND p.slug = replace(g.slug || '-' || m.kind || '-' || right(m.id::text, 6), '_', '-'));
    FOR found IN
        UPDATE prevention_story s SET state = 'expired', state_on = today
         WHERE s.state IN ('consented', 'signed', 'published') AND NOT s.is_composite AND NOT EXISTS (
               SELECT FROM prevention_storyconsent c
                WHERE c.story_id = s.id AND c.withdrawn_on IS NULL AND c.expires_on >= today
                  AND (s.state <> 'published' OR c.use = 'website' AND EXISTS (
                      SELECT FROM published_page p
                       WHERE p.kind = 'story' AND p.slug = s.slug AND p.organisation_id = s.organisation_id
                         AND p.language = c.language AND p.withdrawn_on IS NULL)))
        RETURNING s.id, s.organisation_id, s.wall
    LOOP
        PERFORM panah_log_public('prevention.story.expired', 'prevention.story', found.id, found.organisation_id,
            found.wall);
        ended := ended + 1;
    END LOOP;
    RETURN ended;
END $$;
RESET ROLE;
"""

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
        migrations.RunSQL(EXPIRE, migrations.RunSQL.noop),
    ]
