"""The report of help abroad: what a mission did, and the travel document it gave. It names no other person."""

from django.utils import translation
from django.utils.translation import gettext as _

from panah.access.policy import Actor
from panah.codes import countries
from panah.codes.catalogue import code_list
from panah.core.formats import day_text
from panah.printing.sheets import OfficePaper, Part
from panah.printing.words import words
from panah.protection.models import Assistance
from panah.protection.queries.consular import documents_of_assistance, hand_overs_of_assistance
from panah.protection.queries.paper_source import office

# What a list names in words that a paper in somebody's pocket must not have.
NEUTRAL_DOCUMENTS = ("held_by_exploiter", "false")


def paper_of_assistance(*, actor: Actor, record: Assistance, language: str, name: str, reference: str) -> OfficePaper:
    """Return the report of one person's help abroad."""
    with translation.override(language):
        label = code_list
        status = "" if record.document_status in NEUTRAL_DOCUMENTS else record.document_status
        rows = (
            (words(language)("receipt_number"), record.reference),
            (_("Name"), name),
            (_("Came to us on"), day_text(record.received_on, language)),
            (_("How"), label("contact_channel").label(record.channel, language)),
            (_("Country"), countries.name(record.country, language)),
            (_("Citizenship"), countries.name(record.citizenship, language)),
            (_("Speaks"), label("language").label(record.language, language) if record.language else ""),
            (_("Identity document"), label("document_status").label(status, language) if status else ""),
        )
        steps = tuple(label("consular_step").label(step, language) for step in record.steps_done)
        return OfficePaper(
            language=language,
            publisher=office(actor=actor, organisation_id=record.organisation_id, language=language),
            reference=reference,
            title=label("sheet_form").label("consular", language),
            parts=(
                Part(rows=rows),
                Part(heading=_("What was done"), points=steps, lines=0 if steps else 3),
                *_documents(actor, record, language),
                *_journeys(actor, record, language),
                Part(heading=_("What was agreed"), lines=4),
            ),
            signatures=(words(language)("sign_person"), words(language)("sign_office")),
        )


def _documents(actor: Actor, record: Assistance, language: str) -> tuple[Part, ...]:
    rows = [
        (day_text(row.issued_on, language), day_text(row.valid_until, language), "")
        for row in documents_of_assistance(actor=actor, assistance_id=record.pk)
    ]
    head = (_("Issued on"), _("Valid until"), _("Number of the document"))
    return (Part(heading=_("Travel document"), table=(head, *(rows or [("", "", "")]))),)


def _journeys(actor: Actor, record: Assistance, language: str) -> tuple[Part, ...]:
    rows = [
        (
            day_text(row.arrives_on, language),
            office(actor=actor, organisation_id=row.to_organisation_id, language=language),
            day_text(row.receipt.arrived_on, language) if hasattr(row, "receipt") else "",
        )
        for row in hand_overs_of_assistance(actor=actor, assistance_id=record.pk)
    ]
    head = (_("Arrives on"), _("Met by"), _("Arrived on"))
    return (Part(heading=_("The way home"), table=(head, *rows)),) if rows else ()
