"""Reading the records of conversations. No grant opens them."""

from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from panah.access.policy import Actor
from panah.core.errors import NotVisible
from panah.protection.models import Interview
from panah.protection.rules import cautions


def interviews(*, actor: Actor, case_id: UUID) -> QuerySet[Interview]:
    """Return the conversations of an own case, the newest first. Nobody else has any."""
    rows: QuerySet[Interview] = Interview.objects.own(actor).filter(case_id=case_id).order_by("-held_on", "-id")
    return rows


def interview(*, actor: Actor, interview_id: UUID) -> Interview:
    """
    Return one conversation of an own case.

    :raises NotVisible: if the actor's organisation has no such record
    """
    found: Interview | None = Interview.objects.own(actor).filter(pk=interview_id).first()
    if found is None:
        raise NotVisible(f"interview {interview_id}")
    return found


def interview_cautions(*, actor: Actor, interview: Interview, is_child: bool) -> list[str]:
    """Return what a reader should know about how a conversation came about."""
    found = cautions(
        safe_place=interview.safe_place,
        interpreter=interview.interpreter,
        interpreter_vetted=interview.interpreter_vetted,
        is_child=is_child,
        present=tuple(interview.present),
    )
    return [_(message) for message in found]
