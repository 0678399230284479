"""What the funders of a project demand on its materials."""

from dataclasses import dataclass
from uuid import UUID

from panah.access.policy import Actor
from panah.organisations.models import Organisation
from panah.partnership.models import Visibility

LANGUAGES = ("az", "en", "ru")


@dataclass(frozen=True, slots=True)
class Demand:
    """What one funder demands: its logo, a sentence in each language that it names, and on which kinds of material."""

    funder: Organisation
    kinds: tuple[str, ...]
    sentences: dict[str, str]


def visibility(*, actor: Actor, project_id: UUID) -> list[Visibility]:
    """Return what is demanded, in the order of the logos; what is not demanded any more stands last."""
    rows = Visibility.objects.all_for(actor).filter(project_id=project_id).select_related("funder__parent")
    return list(rows.order_by("is_over", "position", "pk"))


def demands(*, actor: Actor, project_id: UUID) -> list[Demand] | None:
    """Return what is demanded now, in the order of the logos; None where the project keeps no such rule."""
    kept = visibility(actor=actor, project_id=project_id)
    if not kept:
        return None
    return [
        Demand(
            row.funder,
            tuple(row.kinds),
            {language: words for language in LANGUAGES if (words := row.sentence(language))},
        )
        for row in kept
        if not row.is_over
    ]
