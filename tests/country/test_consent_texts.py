"""What people agree to, letter by letter."""

from datetime import date

import pytest

from panah.codes.catalogue import LANGUAGES, code_list
from panah.country import consent_texts
from panah.country.tables import UnknownEntry

ON = date(2026, 11, 22)
# The first letters of each digest. A changed text needs a new version, never another digest here.
HELD = {
    "assistance_v1.en": "64ea7c579fc2",
    "assistance_v1.az": "a36adedfc5d2",
    "assistance_v1.ru": "3fbe3ab6e993",
    "share_partner_v1.en": "626da4e7a690",
    "share_partner_v1.az": "e043094b50c9",
    "share_partner_v1.ru": "9ce50c6bce0c",
    "share_police_v1.en": "6cff6149f884",
    "share_police_v1.az": "2ac135f6513b",
    "share_police_v1.ru": "774a46ecde11",
    "share_foreign_v1.en": "81567d031fe5",
    "share_foreign_v1.az": "730a7cfcc368",
    "share_foreign_v1.ru": "cd9b27c8165a",
    "share_io_v1.en": "933842629feb",
    "share_io_v1.az": "fa29e4a9b941",
    "share_io_v1.ru": "9811226a9b56",
    "research_v1.en": "ba485000f360",
    "research_v1.az": "34fa13336fc6",
    "research_v1.ru": "ff898d2676c7",
    "story_v1.en": "92e84d7fb46d",
    "story_v1.az": "970cb0c42459",
    "story_v1.ru": "feb0a8aec314",
    "image_v1.en": "b8c579108820",
    "image_v1.az": "589714ed6b92",
    "image_v1.ru": "3167be75ee74",
    "contact_v1.en": "8aa391419f06",
    "contact_v1.az": "6a6984240b7d",
    "contact_v1.ru": "06e7703a19dd",
    "medical_v1.en": "72c41706b41e",
    "medical_v1.az": "cd6d2e96ed85",
    "medical_v1.ru": "029755d20ac2",
}


def test_every_purpose_has_a_text_in_every_language_and_each_text_a_label():
    assert set(consent_texts.purposes()) == set(code_list("consent_purpose").codes)
    for purpose in consent_texts.purposes():
        for language in LANGUAGES:
            text = consent_texts.current_text(purpose=purpose, language=language, fallback="en", on=ON)
            assert text.language == language
            assert text.code in code_list("consent_text")
            assert all(paragraph.strip() for paragraph in text.paragraphs)


def test_every_text_says_that_no_is_possible_that_it_ends_at_once_and_names_the_three_duties():
    text = consent_texts.current_text(purpose="share_police", language="en", fallback="en", on=ON)
    said = " ".join(text.paragraphs)
    assert "If you say no, you receive the same help" in said
    assert "take this back at any time" in said
    assert "life is in danger" in said
    assert "court orders" in said


def test_a_text_never_calls_anybody_a_victim():
    for word in ("victim", "qurban", "жертв"):
        assert not any(word in " ".join(text.paragraphs).lower() for text in consent_texts._table())


def test_a_language_without_text_is_interpreted_from_the_fallback():
    text = consent_texts.current_text(purpose="medical", language="tl", fallback="ru", on=ON)
    assert text.language == "ru"


def test_a_newer_version_is_taken_from_its_day_on_and_the_old_one_stays(monkeypatch):
    old = consent_texts.current_text(purpose="medical", language="en", fallback="en", on=ON)
    new = type(old)("medical_v2", "medical", 2, date(2027, 1, 1), "en", ("Otherwise.",))
    held = consent_texts._table()
    monkeypatch.setattr(consent_texts, "_table", lambda: (*held, new))
    given = {"purpose": "medical", "language": "en", "fallback": "en"}
    assert consent_texts.current_text(**given, on=ON).code == "medical_v1"
    assert consent_texts.current_text(**given, on=date(2027, 1, 1)).code == "medical_v2"
    assert consent_texts.consent_text(code="medical_v1", language="en") == old


def test_an_unknown_purpose_has_no_text():
    with pytest.raises(UnknownEntry):
        consent_texts.current_text(purpose="medcal", language="en", fallback="en", on=ON)


def test_no_letter_of_a_text_that_was_shown_has_changed():
    digests = {f"{text.code}.{text.language}": text.digest.hex()[:12] for text in consent_texts._table()}
    assert {name: digests.get(name) for name in HELD} == HELD
    assert set(digests) == set(HELD), "a new text: hold it to its letters here"
