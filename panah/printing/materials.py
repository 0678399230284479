"""Campaign materials for print: a motif, words in one language, the helpline's number and a code."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from panah.printing import paper
from panah.printing.codes import qr_svg
from panah.printing.pictures import drawn
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
    """The paper and its arrangement."""

    LEAFLET = "leaflet_a5"
    FOLDED = "leaflet_a4_folded"
    POSTER = "poster_a3"
    POSTER_A1 = "poster_a1"
    CARD = "card"
    BROCHURE = "brochure"


# The template that draws a layout, and how much larger than drawn the paper is.
TEMPLATES = {
    Layout.LEAFLET: ("leaflet", 1.0),
    Layout.FOLDED: ("folded", 1.0),
    Layout.POSTER: ("poster", 1.0),
    Layout.POSTER_A1: ("poster", 2.0),
    Layout.CARD: ("card", 1.0),
    Layout.BROCHURE: ("brochure", 1.0),
}
PAGES = {Layout.FOLDED: 2, Layout.CARD: 2, Layout.BROCHURE: 8}
PREVIEW_WIDTH = 620  # dots
WIDTHS = {  # millimetres
    Layout.LEAFLET: 148,
    Layout.FOLDED: 297,
    Layout.POSTER: 297,
    Layout.POSTER_A1: 594,
    Layout.CARD: 85,
    Layout.BROCHURE: 148,
}


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A bare JPEG or PNG, and what it shows for those who do not see it; a logo without a file is its name."""

    content: bytes
    alt: str


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
    kinds: tuple[str, ...] = ()
    sections: tuple[tuple[str, str], ...] = ()
    supporters: tuple[str, ...] = ()
    is_free: bool = True
    picture: Picture | None = None
    logos: tuple[Picture, ...] = ()


def sheet_pdf(sheet: Sheet) -> bytes:
    """
    Return the print-ready PDF of a sheet: 3 mm more than the paper on every side, and marks where it is cut.

    :raises ValueError: if the text is too long for one paper
    """
    return paper.pdf(_template(sheet), _data(sheet, for_print=True), pictures=_pictures(sheet))


def home_pdf(sheet: Sheet) -> bytes:
    """
    Return the PDF of a sheet for a printer at home: the paper itself, nothing beyond its edge.

    :raises ValueError: if the text is too long for one paper
    """
    return paper.pdf(_template(sheet), _data(sheet, for_print=False), pictures=_pictures(sheet))


def sheet_png(sheet: Sheet) -> list[bytes]:
    """
    Return the pages of a sheet as small pictures; what is too long is marked on them.

    :raises ValueError: if the text is too long for one paper
    """
    ppi = PREVIEW_WIDTH / (WIDTHS[sheet.layout] / 25.4)
    return paper.pngs(_template(sheet), _data(sheet, for_print=False), ppi=ppi, pictures=_pictures(sheet))


def too_long(sheet: Sheet) -> list[str]:
    """
    Return the names of the texts that do not fit, even at the smallest size that can be read.

    :raises ValueError: if the text is too long for one paper
    """
    return list(dict.fromkeys(paper.marks(_template(sheet), _data(sheet, for_print=False), label="too-long")))


def _pictures(sheet: Sheet) -> dict[str, str]:
    """Return the photo and the logos that are files, each under the name by which the template asks for it."""
    found = {f"logo-{place}": logo for place, logo in enumerate(sheet.logos) if logo.content}
    if sheet.picture:
        found["picture"] = sheet.picture
    return {name: drawn(picture.content) for name, picture in found.items()}


def _template(sheet: Sheet) -> str:
    return TEMPLATES[sheet.layout][0]


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


def _data(sheet: Sheet, *, for_print: bool) -> dict[str, Any]:
    word = words(sheet.language)
    return {
        "for_print": for_print,
        "scale": TEMPLATES[sheet.layout][1],
        "motif": sheet.motif.value,
        "alt": sheet.picture.alt if sheet.picture else motif_words(sheet.motif, sheet.language),
        "language": sheet.language,
        "headline": sheet.headline,
        "kinds": " · ".join(sheet.kinds),
        "subline": sheet.subline,
        "signs_title": sheet.signs_title,
        "signs": list(sheet.signs),
        "number": sheet.number,
        "sections": [list(section) for section in sheet.sections],
        "call_line": word("call_is_free") if sheet.is_free else word("call_from_abroad"),
        "steps_title": word("steps_title"),
        "steps": [word("step_call"), word("step_listen"), word("step_decide")],
        "too_long": word("too_long"),
        "supporters": list(sheet.supporters),
        "logos": [logo.alt for logo in sheet.logos],
        "name_line": word("no_name_needed"),
        "code_line": word("scan_the_code"),
        "address": sheet.address.removeprefix("https://").removeprefix("http://"),
        "publisher": sheet.publisher,
        "qr": qr_svg(sheet.address),
        "qr_alt": f"{word('address_of_code')}: {sheet.address}",
        "specimen": word("specimen") if sheet.is_specimen else "",
    }
