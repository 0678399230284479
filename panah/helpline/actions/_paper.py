"""The sender's own copy of a signal on paper, in words that tell nobody what it is about."""

from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from panah.core.formats import moment_text
from panah.printing.neutral import PLACES, exposing
from panah.printing.sheets import OfficePaper, Part
from panah.printing.words import words


def copy_paper(*, office: str, reference: str, sent_at: datetime | None, said: str, language: str) -> OfficePaper:
    """Return the copy: number, time and what the sender wrote; no code, no body that would tell what it is about."""
    with translation.override(language):
        rows = [(words(language)("receipt_number"), reference)]
        if sent_at is not None:
            rows.append((_("When it was sent"), moment_text(sent_at, language)))
        return OfficePaper(
            language=language,
            publisher="" if exposing([office], also=PLACES) else office,
            title=_("Copy of a message"),
            parts=(
                Part(rows=tuple(rows)),
                Part(heading=_("What I wrote"), text=said),
                Part(points=(_("With the number you can ask whether the work has ended."),)),
            ),
            signatures=(),
        )
