import dataclasses

import pytest

from panah.printing.materials import Layout, Motif, Sheet, motif_svg, motif_words, sheet_pdf, sheet_png

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
    assert b"/Count 1" in made


def test_words_that_look_like_code_are_printed_as_words() -> None:
    hostile = '#read("/etc/passwd") $x$ *b* \\ "quoted" [a] <label> @ref // comment'
    made = sheet_pdf(dataclasses.replace(SHEET, headline=hostile, subline=hostile, signs=(hostile,)))
    assert made.startswith(b"%PDF-")


def test_a_sheet_can_be_seen_as_a_picture() -> None:
    assert sheet_png(SHEET, ppi=20).startswith(b"\x89PNG")


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
