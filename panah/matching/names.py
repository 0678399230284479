"""
One name, many spellings: Heydərov, Heydarov, Гейдаров, Һејдәров, HEYDEROV. No Django here.

`latin` reads any script, `canon` is one coarse spelling with its vowels, `skeleton` the classes of its
consonants, `keys` the few skeletons a spelling may stand for. Two spellings of one name share a key.
"""

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

from panah.core.text import lower
from panah.matching import tables

MEMORY = 20_000  # spellings kept; a search scores two hundred people, many of them namesakes
LEAST_STEM = 3  # letters that must stay when an ending is taken off a surname
_NO_LETTER = re.compile(r"[^\w]+|[\d_]+")
_APOSTROPHES = re.compile("[`'ʻʼ‘’ʹ´ʾʿ]")
_AZERBAIJANI = frozenset("əǝğşçöü")


@lru_cache(maxsize=MEMORY)
def words(text: str) -> tuple[str, ...]:
    """Return the words of a typed name in small letters, without *oğlu*, *qızı* and the like."""
    small = lower(unicodedata.normalize("NFC", _APOSTROPHES.sub("", text)))
    found = (word for word in _NO_LETTER.split(small) if word)
    return tuple(word for word in found if latin(word) not in tables.PARTICLES)


@lru_cache(maxsize=MEMORY)
def latin(word: str) -> str:
    """Return one word of any script in plain Latin letters, read by sound rather than letter for letter."""
    small = _APOSTROPHES.sub("", lower(unicodedata.normalize("NFC", word)))
    script = _main_script(small)
    if script == "LATIN":
        is_turkic = "İ" in word or not _AZERBAIJANI.isdisjoint(small)
        read = _read_latin(small.translate(tables.LOOKALIKE_CYRILLIC), is_turkic=is_turkic)
    else:
        read = _read_other(small, script)
    return re.sub("[^a-z]", "", read).replace("dz", "z")


@lru_cache(maxsize=MEMORY)
def canon(word: str) -> str:
    """Return one coarse Latin spelling: vowels in four classes, doubled letters single, -ova as -ov."""
    text = _male(_with_h(_bare(latin(word))))
    text = text.translate(str.maketrans("eqxwjy", "aghvci"))
    text = text.replace("k", "g")
    text = re.sub(r"(.)\1+", r"\1", text)
    return re.sub(r"i(?=[aou])", "", text[:1] + "|" + text[1:]).replace("|", "")


@lru_cache(maxsize=MEMORY)
def skeleton(word: str) -> str:
    """Return the consonant classes of a word, an "a" for a leading vowel, surname endings dropped."""
    return _classes(_stem(_bare(latin(word))))


@lru_cache(maxsize=MEMORY)
def keys(word: str) -> tuple[str, ...]:
    """Return the skeletons that a spelling may stand for, the likeliest first, three at most."""
    found = [skeleton(word)]
    for reading in _readings(word):
        other = _classes(_stem(_bare(reading)))
        if other not in found:
            found.append(other)
    return tuple(key for key in found[:3] if key)


def same_spelling_key(one: str, other: str) -> bool:
    """Return whether two spellings of one word share a key."""
    return not set(keys(one)).isdisjoint(keys(other))


def _main_script(word: str) -> str:
    scripts = [unicodedata.name(letter, "?").split(" ")[0] for letter in word if letter not in "əәǝ"]
    return max(scripts, key=scripts.count) if scripts else "LATIN"


def _read_latin(word: str, *, is_turkic: bool) -> str:
    # In a word with Azerbaijani letters s+h are two sounds (İshaq); elsewhere they are one (Rashad).
    text = word if is_turkic else _sounds(word)
    return _plain(text.translate(tables.WRITTEN_LATIN))


def _read_other(word: str, script: str) -> str:
    pairs = {"CYRILLIC": tables.CYRILLIC_DIGRAPHS}.get(script, ())
    text = word
    for pair, letter in pairs:
        text = text.replace(pair, letter)
    if script == "ARABIC":
        for ending, reading in tables.ARABIC_ENDINGS:
            text = text[: -len(ending)] + reading if text.endswith(ending) and len(text) > len(ending) + 1 else text
    return _plain(text.translate(tables.LETTERS))


def _plain(text: str) -> str:
    # Marks fall off by decomposition; what is still no Latin letter goes through anyascii last.
    bare = "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    return bare if bare.isascii() else _sounds(anyascii(bare).lower())


def _sounds(text: str) -> str:
    for pair, letter in tables.DIGRAPHS:
        text = text.replace(pair, letter)
    return text


def _bare(text: str) -> str:
    for particle in ("oglu", "ogli", "kizi", "gizi", "qizi"):
        if text.endswith(particle) and len(text) >= len(particle) + LEAST_STEM:
            return text[: -len(particle)]
    for ending in tables.PATRONYMIC_ENDINGS:
        if text.endswith(ending) and len(text) >= len(ending) + 2:
            return text[: -len(ending)]
    return text


def _male(text: str) -> str:
    for female, male in tables.FEMALE_ENDINGS:
        if text.endswith(female) and len(text) >= len(female) + LEAST_STEM:
            return text[: -len(female)] + male
    return text


def _with_h(text: str) -> str:
    return "h" + text[1:] if text.startswith(tables.WITH_H) else text


def _stem(text: str) -> str:
    for ending in tables.SURNAME_ENDINGS:
        if text.endswith(ending) and len(text) >= len(ending) + 2:
            return text[: -len(ending)]
    for ending in tables.PLACE_ENDINGS:
        stem = text[: -len(ending)]
        if text.endswith(ending) and len(stem) > LEAST_STEM and stem[-1] not in tables.VOWELS:
            return stem
    return text


def _classes(text: str) -> str:
    single = re.sub(r"(.)\1+", r"\1", text)
    found = [tables.CLASSES[letter] for letter in single if letter in tables.CLASSES]
    leading = "a" if single[:1] in tables.VOWELS else ""
    merged = leading
    for mark in found:
        merged += "" if merged.endswith(mark) and len(found) > 2 and mark == "k" else mark
    return merged


def _readings(word: str) -> list[str]:
    # The Latin alphabet is shared, the sounds are not: c, x and j are read as the writer's language reads them.
    small = lower(unicodedata.normalize("NFC", word))
    if not small.isascii() and _main_script(small) != "LATIN":
        return []
    text = latin(word)
    found = []
    if re.search("c(?![hieaı])|ca|co|c$", small) and not (_AZERBAIJANI & set(small)):
        found += [text.replace("c", "k"), text.replace("c", "ts")]
    if "x" in small:
        found.append(text.replace("x", "ks"))
    if "j" in small:
        found.append(text.replace("j", "y"))
    return found
