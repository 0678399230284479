import pytest

from panah.codes.catalogue import LANGUAGES, code_list
from panah.printing.neutral import exposing
from panah.printing.sheets import OfficePaper, Part, Slip, office_pdf, office_png, texts

PAPER = OfficePaper(
    language="az",
    publisher="Agentlik",
    title="Fərdi plan",
    intro="Bu plan sizindir.",
    parts=(
        Part(heading="Yardım", rows=(("Nömrə", "P-1"), ("Ad", "")), table=(("Nə", "Gün"), ("Həkim", "22.11.2026"))),
        Part(questions=("həkim?",), points=("birinci", "ikinci"), lines=3, text="Mətn"),
    ),
    signatures=("İmza", "Qurum"),
    slip=Slip(title="Geri götürürəm", intro="Səbəb lazım deyil.", rows=(("Nömrə", ""),), signatures=("İmza",)),
    reference="S-2026-AAAAA",
    is_specimen=True,
)


def test_a_paper_is_a_tagged_pdf_and_a_picture() -> None:
    made = office_pdf(PAPER)
    assert made.startswith(b"%PDF-")
    assert b"/StructTreeRoot" in made or b"pdfuaid" in made
    assert office_png(PAPER, ppi=20).startswith(b"\x89PNG")


def test_every_text_of_a_paper_can_be_looked_through() -> None:
    found = set(texts(PAPER))
    assert {"Agentlik", "P-1", "Həkim", "ikinci", "Səbəb lazım deyil.", "Qurum"} <= found


@pytest.mark.parametrize(
    "text", ["a VICTIM of it", "İnsan alverinə qarşı", "İNSAN ALVERİ", "Qurbanlara yardım", "потерпевшему", "exploited"]
)
def test_words_that_tell_are_found_in_every_ending_and_case(text: str) -> None:
    assert exposing([text])


def test_ordinary_words_are_not_taken_for_them() -> None:
    assert exposing(["Yardım və işin aparılması", "Sosial Xidmətlər Agentliyi", "help with documents", "alver"]) == []


@pytest.mark.parametrize("name", ["exploitation_form", "sex_exploitation_type"])
def test_every_name_of_exploitation_would_tell_what_a_paper_is_about(name):
    codes = code_list(name)
    # "Other" and "mixed" tell nothing by themselves.
    told = [code for code in codes.codes if code not in ("other", "mixed")]
    silent = [
        (code, language) for code in told for language in LANGUAGES if not exposing([codes.label(code, language)])
    ]
    assert silent == []
