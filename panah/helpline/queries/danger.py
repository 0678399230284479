"""Danger now, as a first responder told it: what reached the actor's line, and which line it reaches."""

from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from panah.access.policy import Actor
from panah.core.clock import today
from panah.country.parameters import text
from panah.helpline.models import Alarm, DangerNotice
from panah.helpline.queries._one import one
from panah.organisations import queries as organisations


def danger_desk(*, actor: Actor | None = None) -> UUID | None:
    """Return the body whose line answers danger at any hour, if the country names one."""
    found = organisations.organisations(on=today()).filter(code=text("danger_desk", on=today()))
    return found.values_list("pk", flat=True).first()


def notices_unheard(*, actor: Actor) -> QuerySet[DangerNotice]:
    """Return what was told to the actor's line and of which there is no alarm yet: the minute's job did not run."""
    rows: QuerySet[DangerNotice] = DangerNotice.objects.for_us(actor).defer("words")
    return rows.filter(~Exists(Alarm.objects.own(actor).filter(notice_id=OuterRef("pk"))))


def notice(*, actor: Actor, notice_id: UUID) -> DangerNotice:
    """
    Return one notice that came to the actor's line.

    :raises NotVisible: if there is none
    """
    found: DangerNotice = one(DangerNotice.objects.for_us(actor).select_related("from_organisation"), notice_id)
    return found


def alarm_of_notice(*, actor: Actor, notice_id: UUID) -> Alarm | None:
    """Return the alarm of the actor's line about a notice, if it was made."""
    found: Alarm | None = Alarm.objects.own(actor).filter(notice_id=notice_id).order_by("-opened_at").first()
    return found
