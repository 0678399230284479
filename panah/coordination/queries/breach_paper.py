"""The note of a data breach on paper, in words that tell nobody what the data are about."""

from datetime import date

from django.utils import translation
from django.utils.translation import gettext as _

from panah.access.policy import Actor
from panah.codes.catalogue import code_list
from panah.coordination.models import Breach
from panah.core.formats import day_text, moment_text
from panah.crypto.fields import unseal
from panah.printing.sheets import OfficePaper, Part
from panah.printing.words import words
from panah.protection.queries.paper_source import office


def breach_paper(*, actor: Actor, breach: Breach, language: str, with_words: bool) -> OfficePaper:
    """Return the note. What was written stands on it only where that is asked for."""
    with translation.override(language):
        data = ", ".join(code_list("breach_data").label(code, language) for code in breach.data)
        about = (
            (words(language)("receipt_number"), breach.reference),
            (_("What happened"), code_list("breach_kind").label(breach.kind, language)),
            (_("Happened on"), _day(breach.happened_on, language)),
            (_("Found"), moment_text(breach.found_at, language)),
            (_("Which data"), data),
            (_("How many people"), "" if breach.people_count is None else str(breach.people_count)),
            (_("Risk"), code_list("breach_risk").label(breach.risk, language)),
        )
        told = code_list("breach_told")
        who = (
            (_("To be told by"), moment_text(breach.due_at, language)),
            *(
                (told.label(whom, language), _day(getattr(breach, f"{whom}_told_on"), language))
                for whom in ("authority", "people", "oversight")
            ),
        )
        written = unseal(breach, "words", "measures") if with_words else {"words": "", "measures": ""}
        return OfficePaper(
            language=language,
            publisher=office(actor=actor, organisation_id=breach.organisation_id, language=language),
            reference=breach.reference,
            title=code_list("sheet_form").label("breach", language),
            parts=(
                Part(rows=about),
                Part(heading=_("What happened, in words"), text=written["words"], lines=0 if written["words"] else 4),
                Part(
                    heading=_("What was done about it"), text=written["measures"], lines=0 if written["measures"] else 4
                ),
                Part(heading=_("Who was told"), rows=who),
            ),
            signatures=(words(language)("sign_office"),),
        )


def _day(value: date | None, language: str) -> str:
    return day_text(value, language) if value else ""
