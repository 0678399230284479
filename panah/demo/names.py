"""
Invented names. Given names are common ones; surnames are made of words for trees, hills and water, so that no
combination is the name of a person in public life.
"""

from random import Random
from typing import NamedTuple

WOMEN = (
    "Aygül", "Aynurə", "Arzu", "Bənövşə", "Cəmilə", "Çinarə", "Dilarə", "Elnarə", "Fidan", "Fəridə", "Gülər",
    "Gülnar", "Günay", "Həcər", "İlahə", "Könül", "Ləman", "Lalə", "Məleykə", "Nərgiz", "Nigar", "Pərvanə", "Qumru",
    "Reyhan", "Səbinə", "Sevda", "Şəbnəm", "Tərlan", "Tovuz", "Türkan", "Ulduz", "Ülkər", "Vəfa", "Xumar", "Yeganə",
    "Zəhra", "Zümrüd",
)  # fmt: skip
MEN = (
    "Anar", "Araz", "Azər", "Bəhruz", "Cavid", "Ceyhun", "Elçin", "Elnur", "Fərhad", "Fuad", "Həsən", "İlkin",
    "İntiqam", "Kamran", "Laçın", "Mahir", "Məhəmməd", "Nicat", "Orxan", "Pünhan", "Rəhim", "Ruslan", "Samir",
    "Şahin", "Tural", "Turan", "Vüqar", "Vüsal", "Xəyal", "Yaşar", "Zaur",
)  # fmt: skip
STEMS = (
    "Çinar", "Palıd", "Söyüd", "Qovaq", "Bulaq", "Narlı", "Əncir", "Zirvə", "Yamac", "Çəmən", "Yaylaq", "Dərəli",
    "Qayalı", "Göllü", "Ormanlı", "Qarağac", "Tutlu", "Fındıqlı", "Şabalıd", "Zoğallı", "Lalə", "Sünbül", "Arpalı",
    "Buğdalı", "Kəhriz", "Körpülü", "Daşlı", "Torpaqlı", "Küləkli", "Dumanlı", "Şehli", "Günəşli", "Ulduzlu", "Aylı",
    "Qartallı", "Kəklik", "Turac", "Ceyran", "Maral", "Durna",
)  # fmt: skip
ENDINGS = (("ov", "ova"), ("lı", "lı"), ("zadə", "zadə"))
OF_A_PLACE = {"a": "lı", "ı": "lı", "o": "lu", "u": "lu", "e": "li", "ə": "li", "i": "li", "ö": "lü", "ü": "lü"}
VOWELS = "aıoueəiöü"
FOREIGN = {
    "MD": (("Ileana", "Doina", "Viorica"), ("Ion", "Vasile"), ("Frunzaru", "Stejaru", "Izvoreanu")),
    "UA": (("Оксана", "Дарина", "Леся"), ("Тарас", "Остап"), ("Калиненко", "Вербчук", "Озерна")),
    "UZ": (("Gulnora", "Dilfuza", "Nodira"), ("Jasur", "Otabek"), ("Tolzor", "Chashmali", "Bogʻdor")),
    "GE": (("ნინო", "ეკა", "თამარ"), ("გია", "ლაშა"), ("წყაროძე", "მუხაშვილი", "ტბელიძე")),
    "RU": (("Дарья", "Алёна", "Зоя"), ("Егор", "Матвей"), ("Рябинина", "Ручьёв", "Полянская")),
    "PH": (("Marisol", "Liwayway"), ("Bayani",), ("Punongkahoy", "Batisan")),
}


class Name(NamedTuple):
    """A person's name as a form holds it."""

    given: str
    surname: str
    patronymic: str


def invent(random: Random, *, sex: str, citizenship: str = "AZ") -> Name:
    """Return a name that nobody has."""
    if citizenship in FOREIGN:
        women, men, surnames = FOREIGN[citizenship]
        return Name(random.choice(women if sex == "female" else men), random.choice(surnames), "")
    given = random.choice(WOMEN if sex == "female" else MEN)
    patronymic = f"{random.choice(MEN)} {'qızı' if sex == 'female' else 'oğlu'}"
    return Name(given, _surname(random, sex), patronymic)


def _surname(random: Random, sex: str) -> str:
    stem, (man, woman) = random.choice(STEMS), random.choice(ENDINGS)
    ending = woman if sex == "female" else man
    if stem[-1] in VOWELS and ending[0] in VOWELS:
        ending = "y" + ending.replace("o", "e", 1)
    if ending == "lı":
        last_vowel = next(letter for letter in reversed(stem.lower()) if letter in OF_A_PLACE)
        ending = "" if stem.endswith(("lı", "li", "lu", "lü")) else OF_A_PLACE[last_vowel]
    return stem + ending
