from panah.printing.forms import ConsentForm, Receipt, consent_pdf, receipt_pdf
from panah.printing.words import languages, words


def test_a_consent_form_is_printed() -> None:
    form = ConsentForm(
        language="az",
        reference="P-2026-7K3QD",
        publisher="Agentlik",
        purposes=("tərcüməçi?", "həkim?"),
        is_specimen=True,
    )
    assert consent_pdf(form).startswith(b"%PDF-")


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
        assert language == "en" or word("consent_help") != english("consent_help")


def test_paper_names_no_subject() -> None:
    for language in languages():
        word = words(language)
        printed = " ".join(word(key) for key in ("consent_title", "consent_intro", "receipt_title", "sign_office"))
        assert not any(
            root in printed.lower() for root in ("traffick", "alver", "торговл", "victim", "qurban", "жертв")
        )


def test_a_language_without_words_falls_back_to_english() -> None:
    assert words("tr")("yes") == "Yes"
