from panah.printing.forms import Receipt, receipt_pdf
from panah.printing.words import languages, words


def test_a_receipt_is_printed() -> None:
    receipt = Receipt(
        language="ru", reference="R-1", publisher="Agentlik", day="22.11.2026", amount="700 AZN", is_specimen=False
    )
    assert receipt_pdf(receipt).startswith(b"%PDF-")


def test_every_fixed_word_stands_in_every_language() -> None:
    english = words("en")
    for language in languages():
        word = words(language)
        assert word("receipt_title")
        assert language == "en" or word("receipt_amount") != english("receipt_amount")


def test_paper_names_no_subject() -> None:
    for language in languages():
        word = words(language)
        printed = " ".join(word(key) for key in ("consent_question", "receipt_title", "sign_handed"))
        assert not any(
            root in printed.lower() for root in ("traffick", "alver", "торговл", "victim", "qurban", "жертв")
        )


def test_a_language_without_words_falls_back_to_english() -> None:
    assert words("tr")("receipt_number") == words("en")("receipt_number")
