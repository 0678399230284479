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
