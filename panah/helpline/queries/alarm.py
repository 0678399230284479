"""Alarms and the roster: who must hear one now. It is computed as the page is made: no job can hide an alarm."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext

from panah.access.permissions import Permission
from panah.access.policy import Actor
from panah.access.roles import ROLES
from panah.accounts import queries as accounts
from panah.accounts.models import Account
from panah.concerns import queries as concerns_door
from panah.core import clock
from panah.core.work import Ringing
from panah.country.parameters import period
from panah.helpline.models import Alarm, AlarmStep, Concern, OnCall
from panah.helpline.queries._one import one
from panah.helpline.queries.danger import notices_unheard
from panah.helpline.queries.handover import handovers_unheard
from panah.helpline.rules import LINES, LOOK_AHEAD, Gap, Reach, Shift, gaps, on_call, reach, rings_again
from panah.helpline.states import STILL_OPEN

TAKERS = frozenset(role.name for role in ROLES.values() if Permission.HELPLINE_ALARM_TAKE in role.permissions)
MOST = 20


@dataclass(frozen=True)
class OnCallRow:
    """One line of the roster, with the name in it."""

    oncall: OnCall
    name: str
    is_now: bool


def alarms(*, actor: Actor) -> QuerySet[Alarm]:
    """Return the alarms of the actor's desk."""
    rows: QuerySet[Alarm] = Alarm.objects.own(actor)
    return rows


def alarm(*, actor: Actor, alarm_id: UUID) -> Alarm:
    """
    Return one alarm.

    :raises NotVisible: if the actor's desk has no such alarm
    """
    found: Alarm = one(Alarm.objects.own(actor), alarm_id)
    return found


def alarm_to_change(*, actor: Actor, alarm_id: UUID) -> Alarm:
    """
    Return one alarm, locked until the transaction ends.

    :raises NotVisible: if the actor's desk has no such alarm
    """
    found: Alarm = one(Alarm.objects.own(actor).select_for_update(), alarm_id)
    return found


def steps(*, actor: Actor, alarm: Alarm) -> list[tuple[AlarmStep, str]]:
    """Return who was paged and when, and who took and ended it, with names."""
    rows = list(AlarmStep.objects.own(actor).filter(alarm=alarm).order_by("at", "id"))
    names = accounts.names(actor=actor, ids=[row.account_id for row in rows])
    return [(row, names.get(row.account_id, "")) for row in rows]


def title(*, actor: Actor, alarm: Alarm) -> str:
    """Return what an alarm is about."""
    if alarm.call_id:
        return gettext("Call")
    if alarm.notice_id:
        return gettext("A first responder")
    if alarm.handover_id:
        return gettext("Handed over by another line")
    return gettext("Signal") if alarm.signal_id else gettext("Written concern")


def reached(*, actor: Actor, alarm: Alarm, line: dict[int, UUID]) -> Reach:
    """Return whom an alarm must have reached by now, whether or not the job ran."""
    day = clock.today()
    return reach(
        waited=clock.now() - alarm.opened_at,
        line=line,
        second_after=period("alarm_second_minutes", on=day),
        everyone_after=period("alarm_everyone_minutes", on=day),
    )


def ringing(*, actor: Actor) -> list[Ringing]:
    """Return what the actor must hear now: alarms that reached them and nobody took, and those they took."""
    if not actor.may(Permission.HELPLINE_ALARM_TAKE):
        return []
    again = period("alarm_again_minutes", on=clock.today())
    mine = Q(taken_by_id=None) | Q(taken_by_id=actor.id) | Q(taken_at__lte=clock.now() - again)
    open_alarms = list(alarms(actor=actor).filter(mine, ended_at=None).order_by("opened_at")[:MOST])
    urgent = concerns_door.waiting_reports(actor=actor).filter(is_urgent=True)
    known = alarms(actor=actor).filter(report_id=OuterRef("pk"))
    told = notices_unheard(actor=actor).order_by("sent_at").values_list("pk", "sent_at")
    found = [_unheard(*row) for row in told[:MOST]]
    handed = handovers_unheard(actor=actor).order_by("sent_at").values_list("pk", "sent_at")
    found += [_handed(*row) for row in handed[:MOST]]
    found += [_unseen() for _ in urgent.filter(~Exists(known)).values_list("pk", flat=True)[:MOST]]
    if not open_alarms:
        return found
    line = line_now(actor=actor)
    return found + [_ringing(actor, alarm) for alarm in open_alarms if _hears(actor, alarm, line)]


def rings_anew(*, actor: Actor, alarm: Alarm) -> bool:
    """Test if an alarm that one person took rings for everybody once more."""
    if alarm.taken_at is None or alarm.ended_at is not None:
        return False
    again = period("alarm_again_minutes", on=clock.today())
    return rings_again(taken_for=clock.now() - alarm.taken_at, again_after=again)


def line_now(*, actor: Actor) -> dict[int, UUID]:
    """Return who is on call now and can take an alarm: whoever left the desk is an empty place."""
    able = {person.id for person in line_people(actor=actor)}
    return on_call([shift for shift in shifts(actor=actor) if shift.account_id in able], at=clock.now())


def may_hurry(*, actor: Actor, concern: Concern) -> bool:
    """Test if a concern can be called urgent: it is open, and no alarm about it rings."""
    if concern.state not in STILL_OPEN:
        return False
    rings = alarms(actor=actor).filter(report_id=concern.report_id, ended_at=None)
    return not concern.is_urgent or (actor.may(Permission.HELPLINE_ALARM_TAKE) and not rings.exists())


def shifts(*, actor: Actor) -> list[Shift]:
    """Return who is on call now and later."""
    return [Shift(row.account_id, row.line, row.starts_at, row.ends_at) for row in oncalls(actor=actor)]


def oncalls(*, actor: Actor) -> QuerySet[OnCall]:
    """Return the roster from now on."""
    rows: QuerySet[OnCall] = OnCall.objects.own(actor).filter(taken_off_at=None, ends_at__gt=clock.now())
    return rows.order_by("starts_at", "line")


def roster(*, actor: Actor) -> list[OnCallRow]:
    """Return the roster from now on, with names."""
    rows, now = list(oncalls(actor=actor)[:200]), clock.now()
    names = accounts.names(actor=actor, ids=[row.account_id for row in rows])
    return [OnCallRow(row, names.get(row.account_id, ""), row.starts_at <= now) for row in rows]


def roster_gaps(*, actor: Actor) -> list[Gap]:
    """Return when a place of the line is empty in the next seven days."""
    now, taken = clock.now(), shifts(actor=actor)
    return [gap for line in LINES for gap in gaps(taken, line=line, since=now, until=now + LOOK_AHEAD)]


def oncall_to_change(*, actor: Actor, oncall_id: UUID) -> OnCall:
    """
    Return one entry of the roster, locked until the transaction ends.

    :raises NotVisible: if the actor's line has no such entry
    """
    found: OnCall = one(OnCall.objects.own(actor).select_for_update(), oncall_id)
    return found


def line_people(*, actor: Actor) -> list[Account]:
    """Return the colleagues who can take an alarm."""
    return [person for person in accounts.colleagues(actor=actor) if TAKERS.intersection(person.roles)]


def _hears(actor: Actor, alarm: Alarm, line: dict[int, UUID]) -> bool:
    if alarm.taken_by_id is not None:
        return alarm.taken_by_id == actor.id or rings_anew(actor=actor, alarm=alarm)
    far = reached(actor=actor, alarm=alarm, line=line)
    if far is Reach.EVERYONE:
        return True
    return actor.id in (line.get(1), line.get(2) if far is Reach.SECOND else None)


def _ringing(actor: Actor, alarm: Alarm) -> Ringing:
    is_taken = alarm.taken_by_id == actor.id
    return Ringing(
        title=title(actor=actor, alarm=alarm),
        since=alarm.opened_at,
        minutes=int((clock.now() - alarm.opened_at).total_seconds() // 60),
        url=reverse("helpline:alarm_read", args=[alarm.id]),
        take_url="" if is_taken else reverse("helpline:alarm_take", args=[alarm.id]),
        is_taken=is_taken,
    )


def _unheard(notice_id: UUID, sent_at: datetime) -> Ringing:
    """What a first responder told a moment ago: the minute's job has not made an alarm of it, and it rings for all."""
    return _fresh(gettext("A first responder"), sent_at, reverse("helpline:notice_read", args=[notice_id]))


def _handed(handover_id: UUID, sent_at: datetime) -> Ringing:
    url = reverse("helpline:handover_read", args=[handover_id])
    return _fresh(gettext("Handed over by another line"), sent_at, url)


def _fresh(title: str, sent_at: datetime, url: str) -> Ringing:
    minutes = int((clock.now() - sent_at).total_seconds() // 60)
    return Ringing(title, sent_at, minutes, url, "", is_taken=False)


def _unseen() -> Ringing:
    """An urgent report that no job and nobody has seen yet: from when it waits is not known, and it rings for all."""
    return Ringing(gettext("Written concern"), None, None, reverse("helpline:concern_list"), "", is_taken=False)
