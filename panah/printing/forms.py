"""Papers a person takes home. They name no subject and no office that would tell it: paper must not expose anybody."""

from dataclasses import dataclass
from typing import Any

from panah.printing import paper
from panah.printing.words import words


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """A receipt for money or goods, in words that fit any office."""

    language: str
    reference: str
    publisher: str
    day: str
    amount: str
    is_specimen: bool


def receipt_pdf(receipt: Receipt) -> bytes:
    """
    Return the receipt as a PDF, twice on one sheet.

    :raises ValueError: if the text is too long for one paper
    """
    return paper.pdf("receipt", _receipt(receipt))


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
