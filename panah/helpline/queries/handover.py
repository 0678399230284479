"""Callers and reporters that one line hands over to another. Both ends read; each writes only its own."""

from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from panah.access.policy import Actor
from panah.access.walls import Wall
from panah.concerns import queries as concerns_door
from panah.core.clock import today
from panah.helpline.models import Alarm, Call, Concern, Handover
from panah.helpline.queries._one import one
from panah.helpline.queries.concern import concern
from panah.organisations import queries as organisations
from panah.organisations.models import Organisation


def other_lines(*, actor: Actor, call_id: UUID | None = None, concern_id: UUID | None = None) -> list[Organisation]:
    """
    Return the bodies whose lines a caller can be handed over to; none of the body whose staff it is about.

    :raises NotVisible: if the actor's desk has no such concern
    """
    ids = concerns_door.desks_behind(actor=actor, wall=Wall.HELPLINE) - {actor.organisation_id}
    about = staff_concerned(actor=actor, call_id=call_id, concern_id=concern_id)
    if about is not None:
        ids -= concerns_door.line_of_command(about.pk)
    return [body for body in organisations.organisations(on=today()) if body.id in ids]


def staff_concerned(
    *, actor: Actor, call_id: UUID | None = None, concern_id: UUID | None = None
) -> Organisation | None:
    """
    Return the body whose staff an own concern is about, or an own call that another line handed over.

    :raises NotVisible: if the actor's desk has no such concern
    """
    if concern_id is not None:
        return concerns_door.about_staff(actor=actor, report_id=concern(actor=actor, concern_id=concern_id).report_id)
    calls = Call.objects.own(actor).filter(pk=call_id).select_related("taken_from__about_organisation")
    taken = calls.exclude(taken_from=None).first()
    return taken.taken_from.about_organisation if taken else None


def is_in_danger(*, actor: Actor, call: Call | None = None, concern: Concern | None = None) -> bool:
    """Test if somebody is in danger now of whom an own call or concern tells: its alarm has not ended."""
    rings = Alarm.objects.own(actor).filter(ended_at=None)
    if concern is not None:
        known = Alarm.objects.own(actor).filter(report_id=concern.report_id)
        return rings.filter(report_id=concern.report_id).exists() or (concern.is_urgent and not known.exists())
    if call is None:
        return False
    about = Q(call=call) | Q(signal__call=call)
    if call.taken_from_id:
        about |= Q(handover_id=call.taken_from_id)
    return bool(rings.filter(about).exists())


def handovers_unheard(*, actor: Actor) -> QuerySet[Handover]:
    """Return what came in danger and waits, of which there is no alarm yet: the minute's job did not run."""
    rows = handovers(actor=actor, sent=False).filter(is_danger=True, reply=None)
    return rows.filter(~Exists(Alarm.objects.own(actor).filter(handover_id=OuterRef("pk"))))


def handovers(*, actor: Actor, sent: bool) -> QuerySet[Handover]:
    """Return what the actor's line sent, or what came to it, the newest first."""
    rows = Handover.objects.sent_by_us(actor) if sent else Handover.objects.for_us(actor)
    found: QuerySet[Handover] = rows.select_related("reply", "from_organisation", "to_organisation").defer("words")
    return found.order_by("-sent_at", "-id")


def handover(*, actor: Actor, handover_id: UUID) -> Handover:
    """
    Return one hand-over of which the actor's line is an end.

    :raises NotVisible: if there is none
    """
    rows = Handover.objects.visible_to(actor).select_related(
        "reply", "from_organisation", "to_organisation", "about_organisation"
    )
    found: Handover = one(rows, handover_id)
    return found


def handover_for_us(*, actor: Actor, handover_id: UUID) -> Handover:
    """
    Return one hand-over that came to the actor's line.

    :raises NotVisible: if there is none
    """
    found: Handover = one(Handover.objects.for_us(actor).select_related("reply"), handover_id)
    return found


def handover_by_us(*, actor: Actor, handover_id: UUID) -> Handover:
    """
    Return one hand-over that the actor's line sent.

    :raises NotVisible: if there is none
    """
    found: Handover = one(Handover.objects.sent_by_us(actor).select_related("reply"), handover_id)
    return found
