"""What a funder demands on the materials of a project."""

from collections.abc import Iterable

from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.audit import log
from panah.audit.events import Event as Logged
from panah.core.errors import InvalidInput, gettext_noop
from panah.partnership.actions._parts import body_of
from panah.partnership.models import Funding, Visibility
from panah.partnership.queries.projects import project_to_change


@transaction.atomic
def keep_visibility(
    *,
    actor: Actor,
    slug: str,
    funder: str,
    position: int,
    sentence_en: str = "",
    sentence_az: str = "",
    sentence_ru: str = "",
    kinds: Iterable[str] = (),
    is_over: bool = False,
) -> Visibility:
    """
    Keep what a funder demands on the materials of a project: its place among the logos, and a sentence.

    :param kinds: of the materials on which it is demanded; none means all
    :param is_over: it is not demanded any more
    :raises NotPermitted: if the actor may not change projects
    :raises NotVisible: if the actor's organisation runs no such project
    :raises InvalidInput: if that body neither pays for the project nor works in it
    """
    check(actor, Permission.PARTNERSHIP_PROJECT_CHANGE)
    project = project_to_change(actor=actor, slug=slug)
    body = body_of(funder, field="funder")
    if not Funding.objects.own(actor).filter(project=project, funder=body).exists():
        raise InvalidInput(gettext_noop("Record first what this organisation does in the project."), field="funder")
    kept: Visibility
    kept, _created = Visibility.objects.own(actor).update_or_create(
        project=project,
        funder=body,
        defaults={
            "organisation_id": actor.organisation_id,
            "position": position,
            "sentence_en": sentence_en,
            "sentence_az": sentence_az,
            "sentence_ru": sentence_ru,
            "kinds": sorted(kinds),
            "is_over": is_over,
        },
    )
    log.record(actor=actor, event=Logged.PARTNERSHIP_VISIBILITY_KEPT, subject=kept, funder=body.pk)
    return kept
