"""In danger now: who must hear it by when, that it is heard without the job, and that one person takes it."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from panah.accounts.models import Account, Session
from panah.audit.models import Entry
from panah.core import clock
from panah.core.clock import now
from panah.core.errors import InvalidInput, NotPermitted, NotVisible, WrongState
from panah.helpline import actions, queries
from panah.helpline.models import Alarm, AlarmStep
from panah.helpline.queries import danger as dangers
from panah.helpline.queries.alarm import MOST
from panah.helpline.rules import Gap, Reach, Shift, check_shift, gaps, on_call, reach
from panah.helpline.tasks import page_due
from tests.concerns.support import send
from tests.helpline.support import report_for
from tests.support import again, as_owner

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
ANNA, BORIS = uuid4(), uuid4()


def reached(minutes: float, *line: int) -> Reach:
    places = dict.fromkeys(line, ANNA)
    return reach(waited=minutes * MINUTE, line=places, second_after=5 * MINUTE, everyone_after=15 * MINUTE)


def test_an_alarm_goes_from_the_first_to_the_second_to_everyone():
    assert [reached(wait, 1, 2) for wait in (0, 4.9, 5, 14.9, 15)] == [
        Reach.FIRST, Reach.FIRST, Reach.SECOND, Reach.SECOND, Reach.EVERYONE,
    ]  # fmt: skip


def test_an_empty_place_is_not_waited_for():
    assert reached(0) is reached(0, 2) is Reach.EVERYONE
    assert reached(5, 1) is Reach.EVERYONE


def test_the_roster_says_who_is_on_call_and_where_it_has_gaps():
    shifts = [Shift(ANNA, 1, NOON, NOON + 8 * HOUR), Shift(BORIS, 1, NOON + 10 * HOUR, NOON + 20 * HOUR)]
    assert on_call(shifts, at=NOON + HOUR) == {1: ANNA}
    assert on_call(shifts, at=NOON + 8 * HOUR) == {}
    found = gaps(shifts, line=1, since=NOON + HOUR, until=NOON + 24 * HOUR)
    assert found == [Gap(1, NOON + 8 * HOUR, NOON + 10 * HOUR), Gap(1, NOON + 20 * HOUR, NOON + 24 * HOUR)]
    assert gaps(shifts, line=2, since=NOON, until=NOON + HOUR) == [Gap(2, NOON, NOON + HOUR)]
    assert gaps(shifts, line=1, since=NOON, until=NOON + 8 * HOUR) == []


@pytest.mark.parametrize(
    ("new", "field"),
    [
        (Shift(ANNA, 1, NOON, NOON), "ends_at"),
        (Shift(ANNA, 1, NOON - 9 * HOUR, NOON - HOUR), "ends_at"),
        (Shift(ANNA, 1, NOON, NOON + 200 * HOUR), "ends_at"),
        (Shift(ANNA, 2, NOON, NOON + 2 * HOUR), "line"),
        (Shift(BORIS, 1, NOON, NOON + 2 * HOUR), "account_id"),
    ],
)
def test_an_impossible_shift_is_refused_at_its_field(new: Shift, field: str):
    others = [Shift(BORIS, 2, NOON + HOUR, NOON + 9 * HOUR)]
    with pytest.raises(InvalidInput) as refused:
        check_shift(new, others=others, now=NOON)
    assert refused.value.field == field
    assert check_shift(Shift(ANNA, 1, NOON, NOON + HOUR), others=others, now=NOON)


@pytest.fixture
def line(sign_in):
    """The people of one line: an operator, the first and the second on call, their supervisor."""
    people = [sign_in("helpline_operator", organisation="mia-atd") for _ in range(3)]
    supervisor = sign_in("helpline_supervisor", organisation="mia-atd")
    for place, person in enumerate(people[1:], start=1):
        actions.set_oncall(
            actor=supervisor, account_id=person.id, line=place, starts_at=now() - HOUR, ends_at=now() + HOUR
        )
    return [*people, supervisor]


def heard(*people):
    found = []
    for person in people:
        again(person)
        found.append(len(queries.ringing(actor=person)))
    return found


def danger(actor):
    again(actor)
    actions.log_call(actor=actor, topic="tip_victim", disposition="emergency", is_danger=True)
    return queries.alarms(actor=actor).get()


@pytest.mark.django_db
def test_an_alarm_is_heard_further_each_time_although_no_job_ran(line, monkeypatch):
    alarm, real = danger(line[0]), clock.now()
    for minutes, who in ((1, [0, 1, 0, 0]), (6, [0, 1, 1, 0]), (16, [1, 1, 1, 1])):
        monkeypatch.setattr(clock, "now", lambda wait=minutes: real + wait * MINUTE)
        assert heard(*line) == who
    assert queries.ringing(actor=line[3])[0].minutes == 16
    assert AlarmStep.objects.own(line[3]).filter(alarm=alarm).count() == 1  # the job would have written more


@pytest.mark.django_db
def test_many_alarms_in_other_hands_hide_no_new_one(line):
    again(line[0])
    held = {"organisation_id": line[0].organisation_id, "wall": line[0].wall, "taken_by_id": line[3].id}
    held |= {"opened_at": now() - HOUR, "taken_at": now() - MINUTE}
    Alarm.objects.bulk_create([Alarm(**held, report_id=uuid4()) for _ in range(MOST)])
    assert heard(line[1]) == [0]
    again(line[0])
    actions.log_call(actor=line[0], topic="tip_victim", disposition="emergency", is_danger=True)
    assert heard(line[1]) == [1]


@pytest.mark.django_db
def test_the_job_pages_as_the_rule_says_and_nobody_twice(line, monkeypatch):
    alarm, real = danger(line[0]), clock.now()
    paged = []
    for minutes in (1, 6, 6, 16):
        monkeypatch.setattr(clock, "now", lambda wait=minutes: real + wait * MINUTE)
        with as_owner():
            paged.append(page_due())
    again(line[1])
    actions.take_alarm(actor=line[1], alarm_id=alarm.id)
    for minutes, who in ((45, [0, 1, 0, 0]), (46, [1, 1, 1, 1])):  # taken after 16, not ended after 30 more
        monkeypatch.setattr(clock, "now", lambda wait=minutes: real + wait * MINUTE)
        assert heard(*line) == who
        with as_owner():
            paged.append(page_due())
    with as_owner():
        assert page_due() == 0
    again(line[0])
    actions.take_alarm(actor=line[0], alarm_id=alarm.id)
    with pytest.raises(WrongState):
        actions.take_alarm(actor=line[0], alarm_id=alarm.id)
    assert heard(*line) == [1, 0, 0, 0]
    again(line[2])
    assert actions.take_alarm(actor=line[2], alarm_id=alarm.id, is_over=True).taken_by_id == line[2].id
    again(line[0])
    everyone = len(queries.line_people(actor=line[0]))
    assert paged == [0, 1, 0, everyone, 0, everyone]
    steps = AlarmStep.objects.own(line[0]).filter(alarm=alarm)
    assert set(steps.values_list("step", flat=True)) == {"first", "second", "everyone", "again", "taken"}


@pytest.mark.django_db
def test_whoever_left_the_desk_is_an_empty_place_of_the_line(line):
    with as_owner():
        Account.objects.filter(pk=line[1].id).update(is_active=False)
    alarm = danger(line[0])
    assert heard(line[0], line[3]) == [1, 1]
    with as_owner():
        page_due()
    again(line[0])
    assert not AlarmStep.objects.own(line[0]).filter(alarm=alarm, account_id=line[1].id).exists()


@pytest.mark.django_db
def test_what_has_ended_may_ring_again_when_a_person_says_so(line):
    again(line[0])
    concern = actions.open_concern(actor=line[0], report_id=report_for(line[0], urgent="yes"))
    with pytest.raises(WrongState):
        actions.mark_concern_urgent(actor=line[0], concern_id=concern.id)
    alarm = queries.alarms(actor=line[0]).get()
    actions.take_alarm(actor=line[0], alarm_id=alarm.id)
    actions.end_alarm(actor=line[0], alarm_id=alarm.id, outcome="police_sent")
    with as_owner():
        page_due()
    assert heard(line[3]) == [0]
    again(line[0])
    actions.mark_concern_urgent(actor=line[0], concern_id=concern.id)
    assert queries.alarms(actor=line[0]).filter(ended_at=None).exclude(pk=alarm.pk).count() == 1


@pytest.mark.django_db
def test_an_open_page_hears_a_new_alarm_and_its_asking_keeps_no_session_alive(desk_client):
    operator = desk_client("helpline_operator", organisation="mia-atd")
    page, address = operator.get("/").content.decode(), reverse("helpline:alarm_hear")
    assert f'aria-live="polite" hx-get="{address}"' in page
    assert operator.get(address, {"heard": ""}).status_code == 204
    with as_owner():
        Session.objects.update(seen_at=now() - 10 * MINUTE)
        before = set(Session.objects.values_list("seen_at"))
    danger(operator.actor)
    heard_now = operator.get(address, {"heard": ""})
    assert "Somebody is in danger now." in heard_now.content.decode()
    with as_owner():
        assert set(Session.objects.values_list("seen_at")) == before
    operator.get("/")
    with as_owner():
        assert set(Session.objects.values_list("seen_at")) != before
    responder = desk_client("first_responder", organisation="sms")
    assert responder.get(address).status_code == 403
    assert "hx-get" not in responder.get("/").content.decode()


@pytest.mark.django_db
def test_an_urgent_report_rings_before_any_job_and_the_job_opens_its_alarm_once(line):
    send(urgent="yes")
    assert heard(line[0], line[3]) == [1, 1]
    with as_owner():
        assert (page_due(), page_due()) == (1, 0)
    again(line[0])
    alarm = queries.alarms(actor=line[0]).get()
    assert actions.open_concern(actor=line[0], report_id=alarm.report_id).is_urgent
    assert queries.alarms(actor=line[0]).get() == alarm
    assert heard(line[0], line[1]) == [0, 1]


@pytest.mark.django_db
def test_one_person_takes_an_alarm_and_says_what_came_of_it(line):
    alarm = danger(line[0])
    with pytest.raises(WrongState):
        actions.end_alarm(actor=line[0], alarm_id=alarm.id, outcome="police_sent")
    again(line[1])
    actions.take_alarm(actor=line[1], alarm_id=alarm.id)
    again(line[2])
    with pytest.raises(WrongState) as refused:
        actions.take_alarm(actor=line[2], alarm_id=alarm.id)
    assert refused.value.params == {"name": line[1].name}
    assert heard(line[1], line[2]) == [1, 0]
    with pytest.raises(InvalidInput):
        actions.end_alarm(actor=line[2], alarm_id=alarm.id, outcome="whatever")
    actions.end_alarm(actor=line[2], alarm_id=alarm.id, outcome="police_sent")
    for late in (actions.end_alarm, lambda outcome, **given: actions.take_alarm(**given, is_over=True)):
        with pytest.raises(WrongState):
            late(actor=line[2], alarm_id=alarm.id, outcome="police_sent")
    steps = AlarmStep.objects.own(line[2]).order_by("at", "id").values_list("step", "account_id")
    assert list(steps) == [("first", line[1].id), ("taken", line[1].id), ("ended", line[2].id)]
    logged = Entry.objects.filter(event__startswith="helpline.alarm").order_by("at", "id")
    assert list(logged.values_list("event", flat=True)) == [
        "helpline.alarm.opened", "helpline.alarm.taken", "helpline.alarm.ended",
    ]  # fmt: skip


@pytest.mark.django_db
def test_the_roster_is_kept_by_the_supervisor_of_the_own_line(line, sign_in):
    operator, first, _, supervisor = line
    shift = {"account_id": first.id, "line": 3, "starts_at": now() + 2 * HOUR, "ends_at": now() + 9 * HOUR}
    again(operator)
    with pytest.raises(NotPermitted):
        actions.set_oncall(actor=operator, **shift)
    entry = queries.roster(actor=operator)[0].oncall
    elsewhere = sign_in("helpline_supervisor", organisation="child-helpline")
    with pytest.raises(NotVisible):
        actions.set_oncall(actor=elsewhere, **shift)
    with pytest.raises(NotVisible):
        actions.end_oncall(actor=elsewhere, oncall_id=entry.id)
    again(supervisor)
    actions.end_oncall(actor=supervisor, oncall_id=entry.id)
    with pytest.raises(WrongState):
        actions.end_oncall(actor=supervisor, oncall_id=entry.id)
    assert 1 not in on_call(queries.shifts(actor=supervisor), at=now())


@pytest.mark.django_db
def test_a_signal_in_danger_rings_at_a_line_and_warns_where_nobody_can_be_paged(line, desk_client, monkeypatch):
    again(line[0])
    signal = actions.make_signal(actor=line[0], source="hotline152", summary="x", danger="low")
    actions.open_alarm(actor=line[0], signal_id=signal.id)
    with pytest.raises(WrongState):
        actions.open_alarm(actor=line[0], signal_id=signal.id)
    responder = desk_client("first_responder", organisation="sms")
    given = {"source": "migration", "danger": "immediate", "is_child": "no", "summary": "x"}
    text = responder.post(reverse("helpline:signal_make"), given, follow=True).content.decode()
    assert "alarm rings now" in text
    monkeypatch.setattr(dangers, "text", lambda *args, **kwargs: "nobody")
    text = responder.post(reverse("helpline:signal_make"), given, follow=True).content.decode()
    assert "Nobody is paged from here" in text
    again(line[0])
    assert queries.alarms(actor=line[0]).count() == 1


@pytest.mark.django_db
def test_the_red_bar_stands_on_every_page_and_first_in_my_work(desk_client):
    operator = desk_client("helpline_operator", organisation="mia-atd")
    post = operator.post(reverse("helpline:call_log"), {"topic": "info", "disposition": "emergency", "is_danger": "on"})
    assert post.status_code == 302
    for name in ("helpline:call_list", "desk:account_read", "helpline:oncall_list"):
        assert "Somebody is in danger now." in operator.get(reverse(name)).content.decode()
    send(urgent="no")
    text = operator.get("/").content.decode().split("<main")[1]
    assert text.index("Somebody is in danger now") < text.index("Cannot leave")
    again(operator.actor)
    alarm = queries.alarms(actor=operator.actor).get()
    page = operator.post(reverse("helpline:alarm_take", args=[alarm.id]), follow=True).content.decode()
    assert "Your alarm: somebody is in danger now." in page
    assert operator.post(reverse("helpline:alarm_end", args=[alarm.id]), {}).status_code == 422
    done = operator.post(reverse("helpline:alarm_end", args=[alarm.id]), {"outcome": "person_safe"}, follow=True)
    assert "in danger now." not in done.content.decode()
    stranger = desk_client("helpline_operator", organisation="child-helpline")
    assert stranger.get(reverse("helpline:alarm_read", args=[alarm.id])).status_code == 404
