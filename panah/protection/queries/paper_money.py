"""The papers of a payment: the order to pay it, and the receipt that is signed. Neither says what it is for."""

from django.utils import translation
from django.utils.translation import gettext as _

from panah.access.policy import Actor
from panah.codes.catalogue import code_list
from panah.core.clock import today
from panah.core.formats import day_text, money_text
from panah.printing.forms import Receipt
from panah.printing.sheets import OfficePaper, Part
from panah.printing.words import words
from panah.protection.models import Payment


def paper_of_payment(*, actor: Actor, payment: Payment, form: str, language: str, reference: str) -> OfficePaper:
    """Return the order to pay, or what stands on the receipt: a number, a day and an amount, and nobody's name."""
    with translation.override(language):
        word = words(language)
        rows = [
            (word("receipt_number"), payment.number),
            (word("receipt_amount"), money_text(payment.amount, payment.currency, language)),
        ]
        if form == "receipt":
            rows.append((word("receipt_day"), day_text(payment.paid_on or today(), language)))
        else:
            rows += [
                (_("Approved on"), day_text(payment.approved_on or today(), language)),
                (_("How it is paid"), code_list("payment_method").label(payment.method, language)),
            ]
        order = (_("Ordered by: name, signature and date"), _("Paid out by: name, signature and date"))
        return OfficePaper(
            language=language,
            publisher="",
            reference=reference,
            title=code_list("sheet_form").label(form, language),
            parts=(Part(rows=tuple(rows)),),
            signatures=(word("sign_received"), word("sign_handed")) if form == "receipt" else order,
        )


def receipt_of(*, actor: Actor, payment: Payment, language: str) -> Receipt:
    """Return the receipt itself: twice on one sheet, one for whoever receives the money."""
    return Receipt(
        reference=payment.number,
        publisher="",
        is_specimen=False,
        language=language,
        day=day_text(payment.paid_on or today(), language),
        amount=money_text(payment.amount, payment.currency, language),
    )
