"""Reading presumptions and the signs they rest on."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from panah.access.policy import Actor
from panah.codes.catalogue import code_list, indicator_list
from panah.codes.forms import language
from panah.protection.models import Presumption


@dataclass(frozen=True, slots=True)
class Signs:
    """The signs of one group, with their answers."""

    group: str
    answers: tuple[tuple[str, str], ...]


def presumptions(*, actor: Actor, case_id: UUID) -> QuerySet[Presumption]:
    """Return the presumptions of a case, the newest first."""
    return Presumption.objects.visible_to(actor).filter(case_id=case_id).order_by("-presumed_on", "-id")


def signs(*, actor: Actor, presumption: Presumption) -> list[Signs]:
    """Return the answered indicators of a presumption under their groups. What was not asked is left out."""
    lang, groups = language(), code_list("indicator_group")
    found = []
    for group, codes in indicator_list(presumption.indicator_list).by_group().items():
        answers = tuple(
            (code.label(lang), presumption.answers[code.code]) for code in codes if code.code in presumption.answers
        )
        if answers:
            found.append(Signs(groups.label(group, lang), answers))
    return found
