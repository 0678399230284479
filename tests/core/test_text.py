import pytest

from panah.core.text import ALPHABET, capitalise, fold, lower, nearest, number_suffix, sort_key, upper


@pytest.mark.parametrize("spelling", ["İnsan", "insan", "INSAN", "ınsan", "İNSAN"])
def test_dotted_and_dotless_i_are_one_letter_when_searching(spelling):
    assert fold(spelling) == "insan"


@pytest.mark.parametrize("schwa", ["ə", "ә", "ǝ", "Ə", "Ә", "Ǝ"])
def test_the_three_code_points_of_schwa_fold_to_e(schwa):
    assert fold(f"Q{schwa}b{schwa}l{schwa}") == "qebele"


def test_cyrillic_look_alikes_inside_a_latin_word_become_latin():
    assert fold("Аlvеrinə") == fold("Alverinə") == "alverine"


def test_a_cyrillic_word_stays_cyrillic_whichever_schwa_it_has():
    assert fold("Әлијев") == fold("әлијев") == fold("Əлијев")


def test_punctuation_and_blanks_do_not_count():
    assert fold("  “Təmiz   Dünya” — QHT ") == "temiz dunya qht"


def test_names_sort_by_the_azerbaijani_alphabet():
    names = [f"{letter}a" for letter in ALPHABET]
    mixed = [*names[1::2], *names[::2]]
    assert sorted(mixed, key=sort_key) == names


def test_a_capital_sorts_like_its_small_letter():
    assert sorted(["Zaqatala", "İmişli", "Xaçmaz", "Hacıqabul", "Ismayıl", "Jalə"], key=sort_key) == [
        "Hacıqabul", "Xaçmaz", "Ismayıl", "İmişli", "Jalə", "Zaqatala",
    ]  # fmt: skip


def test_a_shorter_name_comes_before_the_longer_that_begins_with_it():
    assert sorted(["Bakıxanov", "Bakı şəhəri", "Bakı"], key=sort_key) == ["Bakı", "Bakı şəhəri", "Bakıxanov"]


def test_letters_of_other_languages_stand_at_their_base_letter():
    assert sort_key("Café") == sort_key("cafe")
    assert sort_key("w") > sort_key("v")
    assert sort_key("w") < sort_key("y")


def test_a_sort_key_is_plain_letters_and_digits():
    assert sort_key("Şəki, 2-ci məktəb (ж) あ").isascii()


def test_letter_case_keeps_the_dot():
    assert upper("insan alveri") == "İNSAN ALVERİ"
    assert lower("İNSAN QIZI") == "insan qızı"
    assert capitalise("iş yerində") == "İş yerində"


@pytest.mark.parametrize(
    ("number", "case", "expected"),
    [
        (2019, "ordinal", "2019-cu"), (2014, "ordinal", "2014-cü"), (2006, "ordinal", "2006-cı"),
        (57, "possessive", "57-si"), (6, "possessive", "6-sı"), (38, "possessive", "38-i"),
        (152, "dative", "152-yə"), (95914, "dative", "95914-ə"), (856000, "dative", "856000-ə"),
        (4, "locative", "4-də"), (31, "locative", "31-də"), (21, "ablative", "21-dən"),
        (25, "genitive", "25-in"), (6, "genitive", "6-nın"), (1000, "ordinal", "1000-ci"),
        (500, "ordinal", "500-cü"), (60, "ordinal", "60-cı"), (0, "dative", "0-a"),
    ],
)  # fmt: skip
def test_a_suffix_follows_the_last_spoken_word(number, case, expected):
    assert number_suffix(number, case) == expected


def test_a_mistyped_code_gets_the_nearest_one():
    assert nearest("mlsp", ["mia", "mlspp", "moe"]) == "mlspp"
    assert nearest("qqqqq", ["mia", "moe"]) is None
