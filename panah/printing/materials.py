"""Campaign materials for print: a motif, words in one language, the helpline's number and a code."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from panah.printing import paper
from panah.printing.codes import qr_svg
from panah.printing.words import words

MOTIFS_FOLDER = Path(__file__).parent / "motifs"


class Motif(StrEnum):
    """The drawn scene of a material."""

    WINDOW = "window"
    PASSPORT = "passport"
    PHONE = "phone"
    DESK = "desk"
    DOOR = "door"


# Ground behind the headline, ink of the headline, ink of the line under it; as in templates/look.typ.
GROUNDS = {
    Motif.WINDOW: ("#0a383d", "#ffffff", "#f5cf96"),
    Motif.PASSPORT: ("#e8a24a", "#231502", "#3d2506"),
    Motif.PHONE: ("#14656d", "#ffffff", "#e3f0f0"),
    Motif.DESK: ("#f5cf96", "#231502", "#4a2f08"),
    Motif.DOOR: ("#0c4147", "#ffffff", "#f5cf96"),
}


class Layout(StrEnum):
    """The size and arrangement of the sheet."""

    POSTER = "poster"
    LEAFLET = "leaflet"


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """Everything that stands on one sheet."""

    layout: Layout
    motif: Motif
    language: str
    headline: str
    subline: str
    signs_title: str
    signs: tuple[str, ...]
    number: str
    address: str
    publisher: str
    is_specimen: bool


def sheet_pdf(sheet: Sheet) -> bytes:
    """
    Return the print-ready PDF of a sheet.

    :raises ValueError: if the text is too long for one paper
    """
    return paper.pdf(sheet.layout.value, _data(sheet))


def sheet_png(sheet: Sheet, *, ppi: float = 60) -> bytes:
    """
    Return the sheet as a small picture.

    :raises ValueError: if the text is too long for one paper
    """
    return paper.png(sheet.layout.value, _data(sheet), ppi=ppi)


@cache
def motif_svg(motif: str) -> str:
    """
    Return the drawn shapes of a motif without the element around them, 300 wide and 241 high.

    :raises ValueError: if there is no such motif
    """
    text = (MOTIFS_FOLDER / f"{Motif(motif).value}.svg").read_text()
    return text[text.index(">") + 1 : text.rindex("</svg>")]


def motif_words(motif: str, language: str) -> str:
    """
    Return what a motif shows, for those who do not see it.

    :raises ValueError: if there is no such motif
    """
    return words(language)(f"motif_{Motif(motif).value}")


def _data(sheet: Sheet) -> dict[str, Any]:
    word = words(sheet.language)
    return {
        "motif": sheet.motif.value,
        "alt": motif_words(sheet.motif, sheet.language),
        "language": sheet.language,
        "headline": sheet.headline,
        "subline": sheet.subline,
        "signs_title": sheet.signs_title,
        "signs": list(sheet.signs),
        "number": sheet.number,
        "call_line": word("call_is_free"),
        "name_line": word("no_name_needed"),
        "code_line": word("scan_the_code"),
        "address": sheet.address.removeprefix("https://").removeprefix("http://"),
        "publisher": sheet.publisher,
        "qr": qr_svg(sheet.address),
        "qr_alt": f"{word('address_of_code')}: {sheet.address}",
        "specimen": word("specimen") if sheet.is_specimen else "",
    }
