"""The answer to a person's request about their own record, as a paper."""

from collections.abc import Sequence

from django.utils import translation
from django.utils.translation import gettext as _

from panah.access.policy import Actor
from panah.codes.catalogue import code_list
from panah.core.clock import today
from panah.core.formats import day_text
from panah.country.notices import notice_text
from panah.printing.sheets import OfficePaper, Part
from panah.printing.words import words
from panah.protection.models import RightsRequest
from panah.protection.queries.paper_source import office
from panah.protection.queries.rights import Section, document_of, in_words
from panah.protection.rules.rights import LETTERS

WIDEST = 5


def paper_of_rights(*, actor: Actor, request: RightsRequest, language: str, name: str, reference: str) -> OfficePaper:
    """Return the letter, what is held, and what is left out or refused and why."""
    with translation.override(language):
        letter = notice_text(kind=LETTERS[request.kind], language=language, fallback="en")
        document = document_of(actor=actor, request=request)
        held = [
            part for section in in_words(actor=actor, document=document, spoken=language) for part in _parts(section)
        ]
        head = (
            (words(language)("receipt_number"), request.reference),
            (_("Name"), name),
            (_("Day"), day_text(today(), language)),
        )
        return OfficePaper(
            language=language,
            publisher=office(actor=actor, organisation_id=request.organisation_id, language=language),
            reference=reference,
            title=letter.title,
            intro="" if request.is_refused else " ".join(letter.paragraphs),
            parts=(Part(rows=head), *held, *_left_out(request, language)),
            signatures=(words(language)("sign_office"),),
        )


def _left_out(request: RightsRequest, language: str) -> tuple[Part, ...]:
    if not request.grounds:
        return ()
    refusal = notice_text(kind="rights_refusal", language=language, fallback="en")
    sections, grounds = code_list("rights_section"), code_list("rights_ground")
    what = "; ".join(sections.label(each, language) for each in request.withheld)
    why = "; ".join(grounds.label(each, language) for each in request.grounds)
    rows = ((_("What is left out"), what), (_("Grounds"), why))
    return (Part(heading=refusal.title, rows=rows if what else rows[1:], text=" ".join(refusal.paragraphs)),)


def _parts(section: Section) -> Sequence[Part]:
    """Return a section as a table where it is narrow enough, or as labels with values."""
    labels = list(dict.fromkeys(label for row in section.rows for label, _value in row))
    if len(section.rows) > 1 and len(labels) <= WIDEST:
        cells = [tuple(dict(row).get(label, "") for label in labels) for row in section.rows]
        return (Part(heading=section.title, table=(tuple(labels), *cells)),)
    return [Part(heading="" if number else section.title, rows=tuple(row)) for number, row in enumerate(section.rows)]
