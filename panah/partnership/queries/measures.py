from uuid import UUID

from django.db.models import Q, QuerySet

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.core.errors import NotVisible, gettext_noop
from panah.partnership.models import Measure


def measures(*, actor: Actor, pillar: str = "", status: str = "", plan: str = "") -> QuerySet[Measure]:
    """Return measures of the action plan, of one P, status or plan where asked for; unordered, for a page."""
    check(actor, Permission.PARTNERSHIP_MEASURE_READ)
    wanted = {"pillar": pillar, "status": status, "plan": plan}
    found: QuerySet[Measure] = (
        Measure.objects.all_for(actor)
        .select_related("lead")
        .filter(**{name: value for name, value in wanted.items() if value})
    )
    return found


def measure(*, actor: Actor, measure_id: UUID) -> Measure:
    """
    Return one measure with the bodies that carry it out.

    :raises NotVisible: if there is none
    """
    found = measures(actor=actor).prefetch_related("executors__body").filter(pk=measure_id).first()
    if found is None:
        raise NotVisible(gettext_noop("This measure does not exist."))
    return found


def measure_to_change(*, actor: Actor, measure_id: UUID) -> Measure:
    """
    Return a measure that the actor's organisation keeps or leads, locked until the transaction ends.

    :raises NotVisible: if there is none
    """
    mine = Q(organisation_id=actor.organisation_id) | Q(lead_id=actor.organisation_id)
    mine_only = Measure.objects.all_for(actor).filter(mine, pk=measure_id)
    found: Measure | None = mine_only.select_for_update(of=("self",)).first()
    if found is None:
        raise NotVisible(gettext_noop("This measure does not exist."))
    return found
