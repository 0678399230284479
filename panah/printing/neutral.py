"""
Words that must not stand on a paper which a person takes along: whoever finds it would know what it is about.

Roots, so that every ending of the word is found, in the three languages in which papers are written.
"""

from collections.abc import Iterable

EXPOSING = (
    "traffick",
    "victim",
    "exploit",
    "qurban",
    "insan alver",
    "istismar",
    "торговл",
    "жертв",
    "эксплуат",
    "потерпевш",
    # What the code lists of exploitation call it: a test runs every label of theirs through these.
    "sexual", "slave", "servitude", "forced", "begging", "prostitut", "pornograph", "organs and tissues",
    "unlawful, including criminal", "biomedical", "surroga", "child labour", "interactive serv",
    "cinsi", "kölə", "məcburi", "dilənç", "fahişə", "pornoqraf", "qanunsuz, o cümlədən", "toxumalar", "biotibbi",
    "surroqat", "qanunsuz övladlı", "uşaq əməy", "interaktiv xidmət",
    "сексуал", "рабств", "принуд", "принужд", "попрошайн", "проституц", "порнограф",
    "незаконную, в том числе", "органов и ткан", "биомедицин", "суррогат", "незаконное усынов", "детского труда",
    "вербов", "интерактивные услуг",
)  # fmt: skip
# What an office may not be called on paper besides: a house that must not be found.
PLACES = ("shelter", "safe house", "sığınacaq", "sığınacağ", "приют", "убежищ")


def exposing(texts: Iterable[str], *, also: Iterable[str] = ()) -> list[str]:
    """Return the words that would tell what a paper is about, each once, in the order in which they stand."""
    found: dict[str, None] = {}
    roots = (*EXPOSING, *also)
    for text in texts:
        folded = text.replace("İ", "i").replace("I", "ı" if "ı" in text else "i").lower()
        found |= {root: None for root in roots if root in folded}
    return list(found)
