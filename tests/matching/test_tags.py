from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from panah.matching.tags import Person, TagKeys, TagKind, person_tags, text_tags

KEYS = TagKeys(version=1, secret=b"k" * 32)
ELCHIN = Person(given_name="Elçin", surname="Heydərov", patronymic="Kərim", born_on=date(1990, 3, 12))


def kinds(person: Person) -> set[TagKind]:
    return {tag.kind for tag in person_tags(person, KEYS)}


def test_no_tag_stands_for_a_bare_name() -> None:
    assert person_tags(Person(given_name="Elçin"), KEYS) == frozenset()
    assert person_tags(Person(surname="Heydərov"), KEYS) == frozenset()
    assert text_tags("Heydərov", KEYS) == frozenset()


def test_a_person_has_about_twenty_tags_of_63_bits() -> None:
    found = person_tags(ELCHIN, KEYS)
    assert 14 <= len(found) <= 26
    assert all(0 <= tag.value < 2**63 for tag in found)


def test_another_spelling_shares_every_tag_of_the_names() -> None:
    russian = Person(given_name="Эльчин", surname="Гейдаров", patronymic="Керимович", born_on=date(1990, 3, 12))
    assert person_tags(russian, KEYS) == person_tags(ELCHIN, KEYS)


def test_the_first_of_january_is_no_birthday() -> None:
    unknown = Person(given_name="Elçin", surname="Heydərov", born_on=date(1990, 1, 1))
    assert kinds(unknown).isdisjoint({TagKind.BIRTH_DATE, TagKind.GIVEN_DAY, TagKind.SURNAME_DAY})
    assert TagKind.NAME_YEAR in kinds(unknown)


def test_day_and_month_may_be_exchanged() -> None:
    exchanged = Person(given_name="Elçin", surname="Heydərov", born_on=date(1990, 12, 3))
    shared = person_tags(exchanged, KEYS) & person_tags(ELCHIN, KEYS)
    assert {TagKind.BIRTH_DATE, TagKind.GIVEN_DAY, TagKind.SURNAME_DAY} <= {tag.kind for tag in shared}


def test_one_wrong_letter_still_shares_a_shortened_tag() -> None:
    wrong = person_tags(Person(given_name="Elçim", surname="Heydərov", birth_year=1990), KEYS)
    shared = {tag.kind for tag in wrong & person_tags(ELCHIN, KEYS)}
    assert {TagKind.NAME_SHORTENED, TagKind.NAME_YEAR_SHORTENED} <= shared


def test_a_document_and_a_telephone_are_read_without_their_dress() -> None:
    one = Person(documents=("AZE 123-456 78",), phones=("+994 50 123 45 67",))
    other = Person(documents=("aze12345678",), phones=("050 123 45 67",))
    assert person_tags(one, KEYS) & person_tags(other, KEYS) == person_tags(one, KEYS)
    assert kinds(one) == {TagKind.DOCUMENT, TagKind.PHONE}


def test_each_kind_and_each_version_has_its_own_key() -> None:
    later = TagKeys(version=2, secret=b"l" * 32)
    assert {tag.value for tag in person_tags(ELCHIN, KEYS)}.isdisjoint(
        {tag.value for tag in person_tags(ELCHIN, later)}
    )
    assert len({KEYS.key(kind) for kind in TagKind}) == len(TagKind)


def test_a_double_name_is_found_by_each_of_its_parts_and_as_a_whole() -> None:
    double = person_tags(Person(given_name="Aygün", surname="Əliyeva-Quliyeva"), KEYS)
    for text in ("Aygün Əliyeva", "Quliyeva Aygün", "Айгюн Кулиева", "Aygün Əliyeva-Quliyeva"):
        assert {TagKind.NAME} <= {tag.kind for tag in text_tags(text, KEYS) & double}, text
    assert not text_tags("Aygün Hüseynova", KEYS) & double


def test_typed_words_find_a_person_in_any_order_and_script() -> None:
    person = person_tags(ELCHIN, KEYS)
    for text in (
        "Elçin Heydərov",
        "heyderov elcin",
        "Гейдаров Эльчин",
        "Kərim oğlu Elçin Heydərov",
        "Heydarov Elchin 1990",
    ):
        assert person & text_tags(text, KEYS), text


@given(st.text(max_size=40))
def test_any_text_gives_tags_without_failing(text: str) -> None:
    text_tags(text, KEYS)
