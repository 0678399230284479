GRANT EXECUTE ON FUNCTION panah_log_public(text, text, uuid, uuid, text) TO panah_facts;
SET LOCAL ROLE panah_facts;
CREATE FUNCTION panah_stories_over() RETURNS SETOF uuid
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM panah_log_public('prevention.story.erased', 'prevention.story', s.id, s.organisation_id, s.wall)
       FROM prevention_story s JOIN crypto_recordkey k ON k.id = s.key_id AND k.erased_at IS NULL
      WHERE s.state = 'withdrawn';
    RETURN QUERY
    WITH gone AS (
        SELECT id, key_id FROM prevention_story WHERE state = 'withdrawn'
    ), reviews AS (
        SELECT r.id, r.key_id FROM coordination_storyreview r JOIN gone g ON g.id = r.story_id
    ), letters AS (
        SELECT * FROM reviews
        UNION ALL
        SELECT a.id, a.key_id FROM coordination_storyanswer a JOIN reviews r ON r.id = a.review_id
    ), dead AS (
        SELECT key_id FROM gone
        UNION SELECT t.key_id FROM prevention_storytext t JOIN gone g ON g.id = t.story_id
        UNION SELECT key_id FROM letters
        UNION SELECT c.key_id FROM coordination_owncopy c JOIN letters l ON l.id = c.subject_id
    )
    SELECT k.id FROM dead d JOIN crypto_recordkey k ON k.id = d.key_id AND k.erased_at IS NULL;
END $$;
REVOKE ALL ON FUNCTION panah_stories_over() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION panah_stories_over() TO panah_worker, panah_owner;
RESET ROLE;
REVOKE ALL ON FUNCTION panah_stories_over() FROM panah_desk;
