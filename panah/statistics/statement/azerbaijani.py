"""
The statement in Azerbaijani, official style (-ıb), after texts of the Ministry of Internal Affairs.

The noun after a number stays singular; persons are counted with `nəfər`, so that no suffix falls on a numeral.
A clause of zero value is left out. `Onların hər birinə` stands only where it is true.
"""

from collections.abc import Mapping
from datetime import date

from panah.core.text import lower, number_suffix
from panah.statistics.rules import Period, is_just_past, whole_years
from panah.statistics.statement.segments import Figure, Paragraph, Segment, joined, line, paragraph

PILLARS = {
    "M1": "insan alverinin qarşısının alınması",
    "M2": "müdafiə",
    "M3": "cinayət təqibi",
    "M4": "tərəfdaşlıq",
}
MONTHS = (
    "yanvar",
    "fevral",
    "mart",
    "aprel",
    "may",
    "iyun",
    "iyul",
    "avqust",
    "sentyabr",
    "oktyabr",
    "noyabr",
    "dekabr",
)
NOTHING = "bu bəyanatda sayılan heç nə qeydə alınmayıb."
_BACK_VOWELS = "aıou"
_GENITIVE = {"a": "ın", "ı": "ın", "o": "un", "u": "un", "e": "in", "ə": "in", "i": "in", "ö": "ün", "ü": "ün"}


def write(counts: Mapping[str, int], *, period: Period, as_of: date, country: str) -> Paragraph:
    """Return the statement's paragraph. `counts` holds the values of K1 to K8 and M0 to M4."""
    opening = f"{_opening(period, as_of=as_of)} {_locative(country)} "
    sentences = [sentence for sentence in (_measures(counts), _groups(counts), _victims(counts)) if sentence]
    if not sentences:
        return paragraph([line(opening, NOTHING)])
    openings = (opening, "Bu müddətdə ", "Həmin dövrdə ")
    sentences = [line(begin, sentence) for begin, sentence in zip(openings, sentences, strict=False)]
    return paragraph([*sentences, *_help(counts)])


def day(value: date) -> str:
    """Return a date as it is written in running text: 2019-cu il mayın 31-i."""
    return f"{_month(value)} {number_suffix(value.day, 'possessive')}"


def number(value: int) -> str:
    """Return a number as it is written in running text: 12 345, with a no-break space."""
    return f"{value:,}".replace(",", "\N{NO-BREAK SPACE}")


def _month(value: date) -> str:
    month = MONTHS[value.month - 1]
    return f"{number_suffix(value.year, 'ordinal')} il {month}{_GENITIVE[_last_vowel(month)]}"


def _opening(period: Period, *, as_of: date) -> str:
    length = whole_years(period)
    if length is not None and is_just_past(period, as_of=as_of):
        return f"Son {length} il ərzində"
    begins = f"{_month(period.first)} {number_suffix(period.first.day, 'ablative')}"
    between = f"{begins} {_month(period.last)} {period.last.day}-dək"
    return between if length is None else f"{between} olan {length} il ərzində"


def _locative(country: str) -> str:
    return country + ("da" if _last_vowel(country) in _BACK_VOWELS else "də")


def _last_vowel(word: str) -> str:
    return next(letter for letter in reversed(lower(word)) if letter in _GENITIVE)


def _figure(counts: Mapping[str, int], key: str, words: str = "") -> Figure:
    return Figure(key, counts.get(key, 0), words or number(counts.get(key, 0)))


def _measures(counts: Mapping[str, int]) -> list[Segment]:
    if not counts.get("M0"):
        return []
    by_pillar = [line(f"{name} üzrə ", _figure(counts, key)) for key, name in PILLARS.items() if counts.get(key)]
    whole = line("Milli Fəaliyyət Planından ", _figure(counts, "M0"), " tədbir icra olunub")
    return line(whole, ": ", joined(by_pillar, last=", "), " tədbir.") if by_pillar else line(whole, ".")


def _groups(counts: Mapping[str, int]) -> list[Segment]:
    clauses = []
    if counts.get("K1"):
        many = "" if counts["K1"] == 1 else f"{number(counts['K1'])} "
        networks = _figure(counts, "K1", f"{many}beynəlxalq cinayətkar şəbəkənin")
        clauses.append(line("insan alveri ilə məşğul olan ", networks, " fəaliyyətinin qarşısı alınıb"))
    groups = []
    if counts.get("K2"):
        groups.append(line(_figure(counts, "K2"), " mütəşəkkil dəstə"))
    if counts.get("K3"):
        groups.append(line(_figure(counts, "K3"), " cinayətkar qrup"))
    if groups:
        clauses.append(line(joined(groups, last=" və "), " zərərsizləşdirilib"))
    return line(joined(clauses, last=", "), ".") if clauses else []


def _victims(counts: Mapping[str, int]) -> list[Segment]:
    if not counts.get("K4"):
        return []
    return line(_figure(counts, "K4"), " insan alveri qurbanı müəyyən edilib.")


def _help(counts: Mapping[str, int]) -> list[list[Segment]]:
    """Return what was done for those identified: of those sheltered first, then of all."""
    if not counts.get("K4"):
        return []
    sentences = []
    if counts.get("K5"):
        placed = line("Onlardan ", _figure(counts, "K5"), " nəfər sığınacağa yerləşdirilib")
        sentences.append(line(placed, _allowance_of_sheltered(counts), "."))
    clauses = []
    if counts.get("K7"):
        clauses.append(line(_figure(counts, "K7"), " nəfərə birdəfəlik müavinət ödənilib"))
    if counts.get("K8"):
        fund = " nəfərə İnsan Alveri Qurbanlarına Kömək Fondunun vəsaiti hesabına yardım göstərilib"
        clauses.append(line(_figure(counts, "K8"), fund))
    if clauses:
        whom = "Müəyyən edilmiş bütün şəxslərdən " if counts.get("K5") else "Onlardan "
        sentences.append(line(whom, joined(clauses, last=", "), "."))
    return sentences


def _allowance_of_sheltered(counts: Mapping[str, int]) -> list[Segment]:
    sheltered, paid = counts.get("K5", 0), counts.get("K6", 0)
    if not paid:
        return []
    if paid < sheltered:
        whom = line("sığınacağa yerləşdirilənlərdən ", _figure(counts, "K6"), " nəfərə")
    else:
        whom = line(_figure(counts, "K6", "bu şəxsə" if paid == 1 else "onların hər birinə"))
    return line(", ", whom, " birdəfəlik müavinət ödənilib")
