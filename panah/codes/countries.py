"""Countries by ISO 3166 code; their names come from CLDR through Babel. No Django here."""

from functools import cache

from babel import Locale

from panah.core.text import sort_key

# ISO 3166 alpha-2 codes; CLDR's territories also hold continents, unions and reserved codes.
_NOT_COUNTRIES = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ", "AC", "CP", "CQ", "DG", "EA", "IC", "TA"})

# Where CLDR's English differs from the name that the country asks for.
_OWN = {("en", "TR"): "Türkiye"}

# Member states of the European Union: (code, joined, left). Treaty dates.
_EU = tuple(
    (code, joined, "2020-02-01" if code == "GB" else "")
    for joined, codes in {
        "1958-01-01": "BE DE FR IT LU NL",
        "1973-01-01": "DK GB IE",
        "1981-01-01": "GR",
        "1986-01-01": "ES PT",
        "1995-01-01": "AT FI SE",
        "2004-05-01": "CY CZ EE HU LT LV MT PL SI SK",
        "2007-01-01": "BG RO",
        "2013-07-01": "HR",
    }.items()
    for code in codes.split()
)


def codes() -> list[str]:
    """Return all country codes."""
    return sorted(_names("en"))


def name(code: str, lang: str) -> str:
    """Return the country's name; an unknown code is shown as it is."""
    return _names(lang).get(code, code)


def choices(lang: str) -> list[tuple[str, str]]:
    """Return (code, name) of every country in the order of the language's alphabet."""
    return sorted(_names(lang).items(), key=lambda pair: sort_key(pair[1]))


def eu_members(on: str) -> list[str]:
    """Return the codes of the states that were members of the European Union on that ISO date."""
    return sorted(code for code, joined, left in _EU if joined <= on and (not left or on < left))


@cache
def _names(lang: str) -> dict[str, str]:
    territories = Locale.parse(lang).territories
    return {
        code: _OWN.get((lang, code), label)
        for code, label in territories.items()
        if len(code) == 2 and code.isalpha() and code not in _NOT_COUNTRIES
    }
