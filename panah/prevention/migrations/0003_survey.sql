-- What the public may do with a survey: read the questions of a round that is open, and leave its answers. No day, no
-- address, no device is kept. The key of a sending is the row's id: sent twice, it is there once.

CREATE FUNCTION survey_form(code text)
RETURNS TABLE (survey uuid, title jsonb, questions jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT s.id, jsonb_build_object('az', s.title_az, 'en', s.title_en, 'ru', s.title_ru),
           (SELECT jsonb_agg(jsonb_build_object('position', q.position, 'form', q.form, 'words',
                       jsonb_build_object('az', q.text_az, 'en', q.text_en, 'ru', q.text_ru)) ORDER BY q.position)
              FROM prevention_question q WHERE q.survey_id = s.id)
      FROM prevention_round r JOIN prevention_survey s ON s.id = r.survey_id
     WHERE r.code = upper(survey_form.code) AND r.closed_on IS NULL
$$;

CREATE FUNCTION survey_answer(code text, sending uuid, language text, tag bytea, answers jsonb)
RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    held prevention_round%ROWTYPE;
    known jsonb;
BEGIN
    SELECT * INTO held FROM prevention_round r WHERE r.code = upper(survey_answer.code) AND r.closed_on IS NULL;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    SELECT jsonb_object_agg(given.key, given.value::int) INTO known
      FROM jsonb_each_text(survey_answer.answers) given
      JOIN prevention_question q ON q.survey_id = held.survey_id AND q.position::text = given.key
     WHERE given.value ~ '^[0-9]{1,4}$';
    IF known IS NULL OR (survey_answer.tag IS NOT NULL AND length(survey_answer.tag) <> 32)
       OR survey_answer.language NOT IN ('az', 'en', 'ru') THEN
        RETURN false;
    END IF;
    INSERT INTO prevention_reply (id, organisation_id, round_id, way, language, tag, answers)
    VALUES (sending, held.organisation_id, held.id, 'phone', survey_answer.language, survey_answer.tag, known)
    ON CONFLICT (id) DO NOTHING;
    RETURN true;
END
$$;

REVOKE ALL ON FUNCTION survey_form(text) FROM PUBLIC, panah_desk, panah_worker;
REVOKE ALL ON FUNCTION survey_answer(text, uuid, text, bytea, jsonb) FROM PUBLIC, panah_desk, panah_worker;
GRANT EXECUTE ON FUNCTION survey_form(text) TO panah_public;
GRANT EXECUTE ON FUNCTION survey_answer(text, uuid, text, bytea, jsonb) TO panah_public;
