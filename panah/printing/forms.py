"""Papers a person takes home. They name no subject and no office that would tell it: paper must not expose anybody."""

from dataclasses import dataclass
from typing import Any

from panah.printing import paper
from panah.printing.words import words


@dataclass(frozen=True, kw_only=True)
class ConsentForm:
    """A form for the consents of one person, each purpose asked by itself."""

    language: str
    reference: str
    publisher: str
    purposes: tuple[str, ...]
    is_specimen: bool


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """A receipt for money or goods, in words that fit any office."""

    language: str
    reference: str
    publisher: str
    day: str
    amount: str
    is_specimen: bool


def consent_pdf(form: ConsentForm) -> bytes:
    """
    Return the consent form as a PDF.

    :raises ValueError: if the text is too long for one paper
    """
    return paper.pdf("consent", _consent(form))


def receipt_pdf(receipt: Receipt) -> bytes:
    """
    Return the receipt as a PDF, twice on one sheet.

    :raises ValueError: if the text is too long for one paper
    """
    return paper.pdf("receipt", _receipt(receipt))


def _consent(form: ConsentForm) -> dict[str, Any]:
    word = words(form.language)
    return {
        "language": form.language,
        "publisher": form.publisher,
        "reference": form.reference,
        "title": word("consent_title"),
        "intro": word("consent_intro"),
        "question": word("consent_question"),
        "yes": word("yes"),
        "no": word("no"),
        "purposes": list(form.purposes),
        "rights": [
            word("consent_told"),
            word("consent_change"),
            word("consent_help"),
        ],
        "signatures": [word("sign_person"), word("sign_office")],
        "specimen": word("specimen") if form.is_specimen else "",
    }


def _receipt(receipt: Receipt) -> dict[str, Any]:
    word = words(receipt.language)
    return {
        "language": receipt.language,
        "publisher": receipt.publisher,
        "title": word("receipt_title"),
        "rows": [
            [word("receipt_number"), receipt.reference],
            [word("receipt_day"), receipt.day],
            [word("receipt_amount"), receipt.amount],
        ],
        "signatures": [word("sign_received"), word("sign_handed")],
        "copies": [word("copy_recipient"), word("copy_office")],
        "specimen": word("specimen") if receipt.is_specimen else "",
    }
