"""What the funders of a project demand on its materials."""

from uuid import UUID

from panah.access.policy import Actor
from panah.partnership.models import Visibility


def visibility(*, actor: Actor, project_id: UUID) -> list[Visibility]:
    """Return what is demanded, in the order of the logos; what is not demanded any more stands last."""
    rows = Visibility.objects.all_for(actor).filter(project_id=project_id).select_related("funder__parent")
    return list(rows.order_by("is_over", "position", "pk"))
