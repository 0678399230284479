"""
The words by which a text leads to somebody: kinds of finding, each with its patterns. No Django here.

The patterns stand in `cues.csv`, the lists of words in `lists.csv`: both are added to without touching code.

The points are those of the list for stories that shelters and survivor networks keep: no name, exact age, date or
place below the country, no injuries, trial, employer, school, marks, rare job or family that can be recognised.
"""

import re
from dataclasses import dataclass

from panah.core.errors import gettext_noop
from panah.matching.telling import tables


@dataclass(frozen=True, slots=True)
class Cue:
    """A kind of finding, what it is found by, and why it leads to somebody."""

    kind: str
    why: str
    pattern: re.Pattern[str]


PHONE = gettext_noop("A telephone number reaches one person.")
MAIL = gettext_noop("An address of mail, a profile or a page reaches one person.")
DOCUMENT = gettext_noop("It looks like the number of a document, an account or a car.")
ADDRESS = gettext_noop("A street, a house, a station or a village can be gone to.")
SCHOOL = gettext_noop("A school with its number or name narrows it down to a few.")
EMPLOYER = gettext_noop("A firm or a house with its name is known to many.")
JOB = gettext_noop("Few people do this work.")
FAMILY = gettext_noop("A family counted out like this is recognised.")
INJURY = gettext_noop("An injury, an illness or a birth is remembered by those who saw it.")
TRIAL = gettext_noop("What happened in court stands in other papers too.")
MARK = gettext_noop("A mark on the body names its bearer.")
INITIALS = gettext_noop("Initials are a short form of a name.")

_WHY = {
    "PHONE": PHONE,
    "MAIL": MAIL,
    "DOCUMENT": DOCUMENT,
    "ADDRESS": ADDRESS,
    "SCHOOL": SCHOOL,
    "EMPLOYER": EMPLOYER,
    "JOB": JOB,
    "FAMILY": FAMILY,
    "INJURY": INJURY,
    "TRIAL": TRIAL,
    "MARK": MARK,
    "INITIALS": INITIALS,
}
_CAPITAL = "[A-ZÇƏĞİÖŞÜА-ЯЁҒҜҺӘӨҮҸЈ]"
_PARTS = {
    # "The road" and "Bizim kənd" name nothing.
    "<named>": rf"(?!(?:{'|'.join(tables.words('articles'))})\b)\b{_CAPITAL}",
    "<letter>": r"[^\W\d_]",
    "<capital>": _CAPITAL,
    "<count>": "(?:" + "|".join((r"\d+", *tables.words("counts"))) + ")",
}


def _cues() -> tuple[Cue, ...]:
    return tuple(
        Cue(row["kind"], _WHY[row["why"]], re.compile(_whole(row["pattern"]), _LETTERS[row["letters"]]))
        for row in tables.read("cues.csv")
    )


def _whole(pattern: str) -> str:
    for short, part in _PARTS.items():
        pattern = pattern.replace(short, part)
    return pattern


_LETTERS = {"any": re.IGNORECASE, "exact": re.NOFLAG}
CUES = _cues()
NOT_NAMES = frozenset(tables.words("not_names"))  # may stand in capitals and names nobody
OPENERS = frozenset(tables.words("openers"))  # a sentence begins with it, and a verb after it is no sign of a name
NAMED_AFTER = frozenset(tables.words("named_after"))
NAMED_BEFORE = frozenset(tables.words("named_before"))
NO_SURNAMES = frozenset(tables.words("no_surnames"))
# Common here, read by sound; those that are plain words too (hope, dream, love) are left out.
GIVEN = tables.words("given")
VERB_AFTER = {
    "en": re.compile(
        r"(?:said|says|told|was|is|had|has|came|went|took|gave|met|called|asked|knew|found|left|made|promised|worked|lived|"
        r"wanted|helped|drove|beat|sold|brought|thought|cried|ran|saw|heard|felt|got|kept|sent|held|\w{3,}ed)"
    ),
    "ru": re.compile(r"\w+(?:ла|лась|лся|ли|ил|ал|ел|ял|ит|ет|ёт|ает)"),
    "az": re.compile(r"(?:\w{2,}(?:d[ıiuü]|m[ıiuü]ş|[ıiuü]r|[ıiuü]rd[ıiuü])|mənə|məni|məndən|bizə|bizi|onu|ona)"),
}

HOLIDAY = re.compile(
    r"\bNovruz\w*|\b(?:Qurban|Ramazan) bayram\w*|\byeni il (?:gecə|axşam)\w*"
    r"|\bNew Year'?s (?:Eve|Day)\b|\bChristmas\b|\bEaster\b"
    r"|\bНовруз\w*|\b(?:под|на) Новый год\b|\bв новогодн\w+ ночь|\bПасх\w+|\b[78] ?(?:Mart|Марта|March) bayram\w*",
    re.IGNORECASE,
)
