"""What every paper of a case begins from: who prints, the case, the language of the paper."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from panah.access.policy import Actor
from panah.codes.catalogue import code_list
from panah.core.formats import day_text
from panah.organisations.models import Organisation
from panah.printing.neutral import PLACES, exposing
from panah.printing.sheets import Part
from panah.printing.words import words
from panah.protection.models import Case, Person

GRANDPARENTS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What a paper of a case is filled from."""

    actor: Actor
    case: Case
    person: Person | None
    language: str
    name: str

    def label(self, codes: str, code: str) -> str:
        return code_list(codes).label(code, self.language) if code else ""

    def day(self, value: date | None) -> str:
        return day_text(value, self.language) if value else ""

    def both(self) -> tuple[str, ...]:
        """Return the lines on which the person and the office sign."""
        word = words(self.language)
        return (word("sign_person"), word("sign_office"))


def office(*, actor: Actor, organisation_id: UUID, language: str) -> str:
    """Return the name under which an office may stand on paper: its own, or the nearest above it that tells nothing."""
    above: UUID | None = organisation_id
    for _step in range(GRANDPARENTS):
        found = Organisation.objects.filter(pk=above).first() if above else None
        if found is None:
            break
        if not exposing([found.name(language)], also=PLACES):
            return found.name(language)
        above = found.parent_id
    return _("Office")


Content = tuple[str, tuple[Part, ...], tuple[str, ...]]
