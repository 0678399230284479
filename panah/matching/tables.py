"""
Letters of the scripts that names are written in here, as one coarse Latin spelling. No Django here.

The target is a reading, not a transliteration: letters that the same name swaps between spellings meet
(Гейдаров, Heydarov, Һејдәров). Sources: the Azerbaijani alphabets of 1958 and 1991, ICAO Doc 9303-3
section 6, GOST R 7.0.34, and the Turkish, Ukrainian, Uzbek, Romanian, Arabic, Persian and Georgian alphabets.
"""

# Azerbaijani, Turkish, Uzbek and Romanian Latin. "x" is kh; "c" is dj; "q" is a voiced k.
LATIN = {
    "ə": "a",
    "ǝ": "a",
    "ә": "a",
    "ä": "a",
    "ı": "i",
    "ğ": "g",
    "ş": "s",
    "ș": "s",
    "ç": "c",
    "ţ": "ts",
    "ț": "ts",
    "č": "c",
    "ć": "c",
    "š": "s",
    "ž": "c",
    "đ": "c",
    "ö": "o",
    "ü": "u",
    "ß": "s",
    "ł": "l",
    "æ": "a",
    "ø": "o",
    "þ": "t",
    "ð": "d",
    "w": "v",
}

# Russian and Ukrainian with the letters of the Azerbaijani, Uzbek and Kazakh Cyrillic alphabets.
CYRILLIC = {
    "а": "a",
    "б": "b",
    "в": "v",
    "г": "g",
    "ґ": "g",
    "ғ": "g",
    "ҝ": "g",
    "д": "d",
    "е": "e",
    "ё": "o",
    "є": "e",
    "э": "e",
    "ә": "a",
    "ж": "c",
    "ҹ": "c",
    "ҷ": "c",
    "з": "z",
    "и": "i",
    "і": "i",
    "ї": "i",
    "ӣ": "i",
    "й": "y",
    "ј": "y",
    "к": "k",
    "қ": "q",
    "л": "l",
    "м": "m",
    "н": "n",
    "ң": "n",
    "о": "o",
    "ө": "o",
    "ў": "o",
    "п": "p",
    "р": "r",
    "с": "s",
    "т": "t",
    "у": "u",
    "ү": "u",
    "ұ": "u",
    "ӯ": "u",
    "ф": "f",
    "х": "h",
    "һ": "h",
    "ҳ": "h",
    "ц": "ts",
    "ч": "c",
    "ш": "s",
    "щ": "s",
    "ъ": "",
    "ы": "i",
    "ь": "",
    "ю": "yu",
    "я": "ya",
}

# Arabic and Persian: short vowels are not written, so only the skeleton can agree.
ARABIC = {
    "ا": "a",
    "أ": "a",
    "إ": "i",
    "آ": "a",
    "ٱ": "a",
    "ى": "a",
    "ئ": "i",
    "ؤ": "u",
    "ء": "",
    "ع": "a",
    "ب": "b",
    "پ": "p",
    "ت": "t",
    "ث": "s",
    "ج": "c",
    "چ": "c",
    "ح": "h",
    "خ": "h",
    "ه": "h",
    "ة": "a",
    "د": "d",
    "ذ": "z",
    "ر": "r",
    "ز": "z",
    "ژ": "c",
    "س": "s",
    "ش": "s",
    "ص": "s",
    "ض": "z",
    "ط": "t",
    "ظ": "z",
    "غ": "g",
    "ف": "f",
    "ق": "q",
    "ک": "k",
    "ك": "k",
    "گ": "g",
    "ل": "l",
    "م": "m",
    "ن": "n",
    "ي": "i",
    "ی": "i",
    "و": "u",
    "ـ": "",
}

GEORGIAN = dict(zip("აბგდევზთიკლმნოპჟრსტუფქღყშჩძჭხჯჰ", "abgdevztiklmnopcrstupkgqsczchch", strict=True))
GEORGIAN |= {"ც": "ts", "წ": "ts"}

LETTERS = str.maketrans(LATIN | CYRILLIC | ARABIC | GEORGIAN)
WRITTEN_LATIN = str.maketrans(LATIN)

# Cyrillic letters that hide in Latin words on official pages, and the other way round.
LOOKALIKE_CYRILLIC = str.maketrans("аеорсхукмтвнәіј", "aeopcxykmtbnəij")

# Pairs of letters that stand for one sound in Latin spellings; longest first.
DIGRAPHS = (
    ("tsch", "c"),
    ("shch", "s"),
    ("dzh", "c"),
    ("tch", "c"),
    ("sch", "s"),
    ("kh", "h"),
    ("gh", "g"),
    ("sh", "s"),
    ("ch", "c"),
    ("zh", "c"),
    ("dj", "c"),
    ("ph", "f"),
    ("th", "t"),
    ("ck", "k"),
    ("dz", "z"),
    ("ou", "u"),
    ("oo", "u"),
    ("ee", "i"),
    ("ue", "u"),
    ("oe", "o"),
)
CYRILLIC_DIGRAPHS = (("дж", "c"), ("дз", "z"))
ARABIC_ENDINGS = (("وف", "ov"), ("اف", "ov"), ("ووا", "ova"), ("ه", "a"))

# Russian writes г for the Azerbaijani h at the beginning of these names only.
WITH_H = ("geydar", "guseyn", "gasan", "gadci", "gaci", "gamid", "gasim", "gamza", "gumbat", "gabib", "gikmat", "gilal")

# Words around a name which are no part of it: son of, daughter of, the, title.
SON_OF = frozenset(("oglu", "ogli", "ogul", "ugli"))
DAUGHTER_OF = frozenset(("kizi", "gizi", "qizi", "kizy", "gizy", "qizy", "kyzy"))
PARTICLES = SON_OF | DAUGHTER_OF | {"al", "el", "bin", "bint", "ibn", "ben", "bey", "hanim"}

PATRONYMIC_ENDINGS = ("yevic", "yevna", "ovic", "evic", "ovna", "evna", "avic", "icna")
FEMALE_ENDINGS = (
    ("yeva", "yev"),
    ("ova", "ov"),
    ("eva", "ev"),
    ("ina", "in"),
    ("skaya", "ski"),
    ("tskaya", "tski"),
)
SURNAME_ENDINGS = ("ovi", "evi", "yeva", "yova", "ieva", "iyev", "yev", "iev", "ova", "eva", "off", "eff", "ov", "ev")
PLACE_ENDINGS = ("li", "lu")

# Consonants that one name swaps between spellings (Tağı, Тагы, Taghi; Rəcəb, Recep) share a class.
CLASSES = {
    **dict.fromkeys("bp", "p"),
    **dict.fromkeys("dt", "t"),
    **dict.fromkeys("gqkhx", "k"),
    **dict.fromkeys("cj", "c"),
    **dict.fromkeys("sz", "s"),
    **dict.fromkeys("vw", "v"),
    **dict.fromkeys("f", "f"),
    **dict.fromkeys("l", "l"),
    **dict.fromkeys("m", "m"),
    **dict.fromkeys("n", "n"),
    **dict.fromkeys("r", "r"),
}
VOWELS = frozenset("aeiouy")
