"""What the helpline's people can say: complete in every language, and an old text is seen."""

from datetime import date, timedelta

from panah.codes.catalogue import LANGUAGES, code_list
from panah.country import scripts


def test_every_script_stands_in_every_language_and_belongs_to_a_topic():
    topics = [{each.topic for each in scripts.scripts(language=language)} for language in LANGUAGES]
    assert all(each == set(code_list("hotline_topic").codes) for each in topics)
    for language in LANGUAGES:
        assert all(all(each.ask) and all(each.say) and all(each.then) for each in scripts.scripts(language=language))


def test_a_script_is_found_by_any_of_its_words_in_any_spelling_of_letters():
    assert [each.topic for each in scripts.scripts(language="az", words="DİLƏNMƏYƏ")] == ["child_protection"]
    assert scripts.scripts(language="en", words="passport begging elephant") == ()


def test_a_text_is_old_a_year_after_its_review():
    one = scripts.scripts(language="en")[0]
    assert not one.is_stale(on=one.reviewed_on + timedelta(days=365))
    assert one.is_stale(on=one.reviewed_on + timedelta(days=366))
    assert one.reviewed_on <= date(2026, 11, 22)


def test_ready_answers_stand_in_every_language_and_fall_back_to_one_that_is_read():
    codes = [[each.code for each in scripts.ready_answers(language=one, fallback="en")] for one in LANGUAGES]
    assert codes[0] and all(each == codes[0] for each in codes)
    assert {each.language for each in scripts.ready_answers(language="fa", fallback="en")} == {"en"}
