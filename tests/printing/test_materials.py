import dataclasses
import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from panah.printing.materials import (
    PAGES,
    Layout,
    Motif,
    Sheet,
    motif_svg,
    motif_words,
    sheet_pdf,
    sheet_png,
    too_long,
)

SHEET = Sheet(
    layout=Layout.POSTER,
    motif=Motif.WINDOW,
    language="az",
    headline="Qapı kilidlidir. Telefon hələ də sizdədir.",
    subline="Zəng edin. Sizi dinləyirik.",
    signs_title="Zəng edin, əgər kimsə",
    signs=("pasportunuzu saxlayır", "sizi hər yerdə izləyir"),
    number="152",
    address="https://panah.example/p/K7M2Q",
    publisher="Panah",
    is_specimen=True,
)


@pytest.mark.parametrize("layout", list(Layout))
@pytest.mark.parametrize("motif", list(Motif))
def test_every_motif_is_printed_in_every_layout_as_tagged_pdf(layout: Layout, motif: Motif) -> None:
    made = sheet_pdf(dataclasses.replace(SHEET, layout=layout, motif=motif))
    assert made.startswith(b"%PDF-")
    assert b"/StructTreeRoot" in made or b"pdfuaid" in made
    assert b"/Count %d" % PAGES.get(layout, 1) in made


def test_words_that_look_like_code_are_printed_as_words() -> None:
    hostile = '#read("/etc/passwd") $x$ *b* \\ "quoted" [a] <label> @ref // comment'
    made = sheet_pdf(dataclasses.replace(SHEET, headline=hostile, subline=hostile, signs=(hostile,)))
    assert made.startswith(b"%PDF-")


def test_a_sheet_can_be_seen_as_a_picture() -> None:
    assert sheet_png(SHEET)[0].startswith(b"\x89PNG")


@pytest.mark.parametrize("layout", list(Layout))
@pytest.mark.parametrize("field", ["headline", "subline", "signs", "sections"])
def test_what_does_not_fit_is_named_and_what_fits_is_not(layout: Layout, field: str) -> None:
    words = "Çox uzun bir cümlə daha " * 150
    long = {"headline": words, "subline": words, "signs": (words,), "sections": (("Bölmə", words * 3),)}
    told = (("Bu nədir?", "Qısa cavab."), ("Kimə?", "Hər kəsə."))
    short = dataclasses.replace(SHEET, layout=layout, sections=told)
    assert too_long(short) == []
    shown = {"headline": set(Layout), "subline": set(Layout) - {Layout.CARD}}
    shown |= {"signs": {Layout.LEAFLET, Layout.FOLDED, Layout.BROCHURE}, "sections": {Layout.FOLDED, Layout.BROCHURE}}
    name = "body" if field == "sections" else field
    found = too_long(dataclasses.replace(short, **{field: long[field]}))
    assert found == ([name] if layout in shown[field] else [])


def test_paper_for_print_is_larger_than_it_is_cut() -> None:
    made = sheet_pdf(dataclasses.replace(SHEET, layout=Layout.POSTER_A1))
    box = re.search(rb"/MediaBox ?\[0 0 ([\d.]+) ([\d.]+)", made)
    assert box
    wide, high = (float(side) / 72 * 25.4 for side in box.groups())
    assert (round(wide), round(high)) == (594 + 20, 840 + 20)


def test_a_text_as_long_as_a_book_is_refused() -> None:
    with pytest.raises(ValueError, match="too long"):
        sheet_pdf(dataclasses.replace(SHEET, subline="a" * 70_000))


def test_a_motif_is_shapes_only_and_is_said_in_words() -> None:
    for motif in Motif:
        assert "<rect" in motif_svg(motif) or "<path" in motif_svg(motif)
        assert "<script" not in motif_svg(motif)
        assert motif_words(motif, "az") != motif_words(motif, "en")


def test_there_are_no_other_motifs() -> None:
    with pytest.raises(ValueError, match="chains"):
        motif_svg("chains")


WORDS = {
    "az": ("Qapı kilidlidir. Çağırın.", ("sizi hər yerdə izləyir", "işə məcbur edir"), "əğıç"),
    "ru": ("Дверь заперта. Телефон ещё у вас.", ("забирает ваш паспорт", "заставляет работать"), "ёщ"),
}


def fonts(page: Any) -> Iterator[Any]:
    """Yield what says how the letters of each font of a page are drawn."""
    for font in page["/Resources"].get("/Font", {}).values():
        (inner,) = font.get_object().get("/DescendantFonts", [font])
        yield inner.get_object()["/FontDescriptor"].get_object()


def figures(element: Any) -> Iterator[Any]:
    """Yield every figure below an element of the tree of tags."""
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        below = kid.get_object()
        if isinstance(below, dict):
            if below.get("/S") == "/Figure":
                yield below
            yield from figures(below)


@pytest.mark.parametrize("layout", list(Layout))
@pytest.mark.parametrize("language", ["az", "ru"])
def test_a_sheet_is_read_aloud_and_copied_as_it_is_written(layout: Layout, language: str) -> None:
    headline, signs, letters = WORDS[language]
    told = dataclasses.replace(SHEET, layout=layout, language=language, headline=headline, signs=signs)
    read = PdfReader(BytesIO(sheet_pdf(told)))
    root = read.trailer["/Root"]
    assert (root["/MarkInfo"]["/Marked"], root["/Lang"]) == (True, language)
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert read.metadata and read.metadata.title and headline.split(".")[0] in read.metadata.title
    assert b"pdfuaid:part" in root["/Metadata"].get_data()
    files = [{"/FontFile2", "/FontFile3"} & set(font) for page in read.pages for font in fonts(page)]
    assert files and all(files), "every font is in the file"
    alts = [figure.get("/Alt", "") for figure in figures(root["/StructTreeRoot"])]
    assert len(alts) >= 2 and all(alts), "the drawing and the code are said in words"
    text = "".join(page.extract_text() for page in read.pages)
    assert headline in " ".join(text.split())
    assert set(letters) <= set(text.lower())
