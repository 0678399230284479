"""
Azerbaijani text: folding for search, sorting, letter case, suffixes after numbers. No Django here.

Python's own rules are wrong for this alphabet: `"İ".lower()` gives two code points, `"I".lower()` gives
"i" instead of "ı", and code-point order puts "ə" after "z".
"""

import difflib
import re
import unicodedata
from collections.abc import Iterable
from functools import cache

ALPHABET = "abcçdeəfgğhxıijkqlmnoöprsştuüvyz"
CYRILLIC = "абвгґҝғдеєёәжзиіїйјклмноөпрстуүўфхһцчҹшщъыьэюя"

# Three code points are used for schwa in real data: Latin, Cyrillic and the turned e.
_SCHWA = str.maketrans({"ә": "ə", "Ә": "Ə", "ǝ": "ə", "Ǝ": "Ə"})
# Letters that look the same in both scripts; they occur inside Latin words of official pages.
_LOOKALIKES = str.maketrans("авсеһікмнорѕтухүөјАВСЕҺІКМНОРЅТУХҮӨЈ", "abcehikmhopstyxüöjABCEHIKMHOPSTYXÜÖJ")
_LOWER = str.maketrans({"I": "ı", "İ": "i"})
_UPPER = str.maketrans({"i": "İ", "ı": "I"})
_PLAIN = str.maketrans({"ı": "i", "ə": "e"})

_CODES = {letter: f"a{number:02d}" for number, letter in enumerate(ALPHABET)}
_CODES["w"] = _CODES["v"] + "w"
_CODES |= {digit: f"1{digit}" for digit in "0123456789"}
_CODES |= {letter: f"c{number:02d}" for number, letter in enumerate(CYRILLIC)}


def lower(text: str) -> str:
    """Return `text` in small letters by the Azerbaijani rule: I becomes ı, İ becomes i."""
    return text.translate(_LOWER).lower()


def upper(text: str) -> str:
    """Return `text` in capitals by the Azerbaijani rule: i becomes İ, ı becomes I."""
    return text.translate(_UPPER).upper()


def capitalise(text: str) -> str:
    """Return `text` with its first letter as an Azerbaijani capital."""
    return upper(text[:1]) + text[1:]


def fold(text: str) -> str:
    """
    Return the form in which text is compared when searching.

    Small plain letters, one blank between words: ı and i, ə and e, ş and s are the same. A word that
    mixes Cyrillic look-alikes into Latin letters becomes Latin; a wholly Cyrillic word stays Cyrillic.
    """
    words = unicodedata.normalize("NFC", text).split()
    return " ".join(filter(None, (_fold_word(word) for word in words)))


def sort_key(text: str) -> str:
    """
    Return a string of small letters and digits whose plain order is the order of the Azerbaijani alphabet.

    The order holds under every collation of a database. Blanks come first, then digits, Latin, Cyrillic.
    """
    words = (_one_script(word) for word in unicodedata.normalize("NFC", text).split())
    keys = ("".join(_code(letter) for letter in lower(word)) for word in words)
    return "0".join(filter(None, keys))


def nearest(value: str, options: Iterable[str]) -> str | None:
    """Return the option closest to a mistyped `value`, or None where nothing comes near."""
    known = list(options)
    folded = {fold(option): option for option in known}
    found = difflib.get_close_matches(fold(value), folded, n=1, cutoff=0.5)
    return folded[found[0]] if found else None


def _one_script(word: str) -> str:
    # A schwa alone does not tell the script; everything else does.
    scripts = {_script(letter) for letter in word if letter.isalpha() and letter not in "əәǝƏӘƎ"}
    if scripts == {"CYRILLIC"}:
        return word.translate(str.maketrans("əǝƏƎ", "әәӘӘ"))
    return word.translate(_SCHWA).translate(_LOOKALIKES)


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").split(" ")[0]


def _fold_word(word: str) -> str:
    small = lower(_one_script(word)).casefold().translate(_PLAIN)
    return "".join(letter for letter in unicodedata.normalize("NFKD", small) if letter.isalnum())


@cache
def _code(letter: str) -> str:
    known = _CODES.get(letter)
    if known is not None:
        return known
    base = unicodedata.normalize("NFKD", letter)[0]
    if base != letter and base in _CODES:
        return _CODES[base]
    return f"z{ord(letter):05x}" if letter.isalnum() else ""


_UNITS = ("sıfır", "bir", "iki", "üç", "dörd", "beş", "altı", "yeddi", "səkkiz", "doqquz")
_TENS = ("", "on", "iyirmi", "otuz", "qırx", "əlli", "altmış", "yetmiş", "səksən", "doxsan")
_GREAT = ((1_000, "yüz"), (1_000_000, "min"), (1_000_000_000, "milyon"))
_VOWELS = "aıoueəiöü"
_FOUR_WAY = dict(zip("aıoueəiöü", "ııuuiiiüü", strict=True))


def number_suffix(number: int, case: str) -> str:
    """
    Return `number` with its Azerbaijani suffix, as in 152-yə, 2019-cu.

    The suffix follows the last spoken word of the number (orthography norms, 16.04.2019).

    :param case: ordinal, possessive, dative, locative, ablative, genitive or accusative
    :raises KeyError: if there is no such case
    """
    word = _last_spoken(abs(number))
    vowel = re.findall(f"[{_VOWELS}]", word)[-1]
    four, two = _FOUR_WAY[vowel], "a" if vowel in "aıou" else "ə"
    is_open = word[-1] in _VOWELS
    suffixes = {
        "ordinal": "c" + four,
        "possessive": ("s" if is_open else "") + four,
        "dative": ("y" if is_open else "") + two,
        "locative": "d" + two,
        "ablative": "d" + two + "n",
        "genitive": ("n" if is_open else "") + four + "n",
        "accusative": ("n" if is_open else "") + four,
    }
    return f"{number}-{suffixes[case]}"


def _last_spoken(number: int) -> str:
    if number == 0 or number % 10:
        return _UNITS[number % 10]
    if number % 100:
        return _TENS[number % 100 // 10]
    for limit, word in _GREAT:
        if number % limit:
            return word
    return "milyard"
