import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panah.matching.names import canon, keys, latin, same_spelling_key, skeleton, words

# Invented pairings of common names; every row is one name in the spellings that a desk meets.
SPELLINGS = (
    ("Heydərov", "Heydarov", "Гейдаров", "Һејдәров", "HEYDEROV", "Geydarov", "Heydərova"),
    ("Əliyev", "Aliyev", "Aliev", "Алиев", "Әлијев", "ALIYEVA", "Алиева"),
    ("Hüseynov", "Huseynov", "Гусейнов", "Һүсејнов", "HUESEYNOV", "Guseinov", "Hüseynova"),
    ("Məmmədov", "Mammadov", "Мамедов", "Мәммәдов", "MEMMEDOV", "Mamedova"),
    ("Quliyev", "Guliyev", "Кулиев", "Гулијев", "Kuliev", "GULIYEVA"),
    ("Çingiz", "Chingiz", "Чингиз", "Cingiz", "Chinghiz"),
    ("Cavad", "Javad", "Джавад", "Ҹавад", "Djavad"),
    ("Şəhla", "Shahla", "Шахла", "Шәһла", "SEHLA"),
    ("Xədicə", "Khadija", "Хадиджа", "Хәдиҹә", "Hatice", "خدیجه"),
    ("Yusif", "Юсиф", "Iusif", "Yousif", "Јусиф", "يوسف"),
    ("Məhəmməd", "Muhammad", "Магомед", "Mohamed", "محمد", "Mehmet"),
    ("Rəcəb", "Rajab", "Раджаб", "Recep"),
    ("Şevçenko", "Shevchenko", "Шевченко"),
    ("Giorgi", "გიორგი", "Гиорги"),
    ("Ştefan", "Ștefan", "Stefan", "Стефан"),
    ("Oʻktam", "Ўктам", "O'ktam", "Uktam"),
    ("Məsimov", "Məsimli", "Masimova", "Масимов"),
)


@pytest.mark.parametrize("spellings", SPELLINGS, ids=lambda row: row[0])
def test_the_spellings_of_one_name_share_a_key(spellings: tuple[str, ...]) -> None:
    apart = [pair for pair in itertools.combinations(spellings, 2) if not same_spelling_key(*pair)]
    assert apart == []


def test_the_three_code_points_of_schwa_are_one_letter() -> None:
    assert canon("Sev\u0259") == canon("Sev\u04d9") == canon("Sev\u01dd")


@pytest.mark.parametrize(("one", "other"), [("Əli", "Vəli"), ("Heydər", "Nəsir"), ("Elçin", "Elmar")])
def test_different_names_do_not_share_a_key(one: str, other: str) -> None:
    assert not same_spelling_key(one, other)


def test_names_of_one_skeleton_differ_in_their_vowels() -> None:
    assert same_spelling_key("Leyla", "Lalə")
    assert canon("Leyla") != canon("Lalə")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Elçin Kərim oğlu", 2),
        ("Эльчин Керим оглы", 2),
        ("Nigar Əli qızı", 2),
        ("Нигяр Али кызы", 2),
        ("Nərmin Əlizadə-Quliyeva", 3),
        ("O'ktam", 1),
        ("  ", 0),
        ("152", 0),
    ],
)
def test_words_leave_out_son_of_and_daughter_of(typed: str, kept: int) -> None:
    assert len(words(typed)) == kept


@pytest.mark.parametrize("form", ["Əlioğlu", "Əli oğlu", "Алиевич", "Алиевна"])
def test_a_fathers_name_is_read_in_both_customs(form: str) -> None:
    assert skeleton(words(form)[0]) == skeleton("Əli")


def test_a_word_with_hidden_cyrillic_letters_is_read_as_latin() -> None:
    assert latin("M\u0430mm\u0430d") == "mammad"


def test_a_spelling_stands_for_three_keys_at_most() -> None:
    assert keys("Victor") == ("vctr", "vktr", "vtstr")
    assert len(keys("Xocəxacov")) <= 3


@given(st.text(max_size=40))
def test_any_text_is_read_without_failing(text: str) -> None:
    for word in words(text):
        assert latin(word) == "" or latin(word).isascii()
        assert all(key.isascii() and key.isalpha() for key in keys(word))


@given(st.text(alphabet="abcçdeəfgğxıijkqlmnoöprsştuüvyz", min_size=1, max_size=20))
def test_capitals_change_nothing(word: str) -> None:
    upper = word.replace("i", "İ").replace("ı", "I").upper()
    assert skeleton(upper) == skeleton(word)


@given(st.text(alphabet="abdəfğıilmnprşvyz", min_size=3, max_size=12))
def test_a_womans_surname_has_the_keys_of_a_mans(stem: str) -> None:
    assert keys(stem + "ova")[0] == keys(stem + "ov")[0]
    assert canon(stem + "lova") == canon(stem + "lov")
