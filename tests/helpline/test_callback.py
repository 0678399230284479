"""Callers who want to be called back, safely; and callers who agree to be recognised, for thirty days."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from panah.access.roles import Strength
from panah.audit import ledger
from panah.audit.models import Entry
from panah.core import clock
from panah.core.errors import InvalidInput, NotPermitted, NotVisible, WrongState
from panah.crypto.blind import passing_tags
from panah.crypto.records import erased_keys
from panah.helpline import actions, queries
from panah.helpline.models import CallbackAttempt, CallerKey, CallerTag
from panah.helpline.rules import Window, Wish, caller_digits, check_attempt, check_wish, safe_window
from panah.helpline.states import CALLBACK_MOVES, CallbackState, move_callback
from panah.helpline.tasks import forget_callers
from tests.protection.test_retention import as_worker
from tests.support import again, as_owner

DAY = timedelta(days=1)
NUMBER, OTHER = "+994 50 123-45-67", "055 765 43 21"


def test_the_safe_hours_are_todays_while_they_last_and_then_tomorrows():
    ten_in_baku = datetime(2026, 11, 22, 6, tzinfo=UTC)
    opens, closes = datetime(2026, 11, 22, 5, tzinfo=UTC), datetime(2026, 11, 22, 8, tzinfo=UTC)
    assert safe_window(from_hour=9, until_hour=12, now=ten_in_baku) == Window(opens, closes, is_open=True)
    early = safe_window(from_hour=11, until_hour=12, now=ten_in_baku)
    assert (early.is_open, early.opens_at) == (False, datetime(2026, 11, 22, 7, tzinfo=UTC))
    assert safe_window(from_hour=8, until_hour=10, now=ten_in_baku) == Window(
        datetime(2026, 11, 23, 4, tzinfo=UTC), datetime(2026, 11, 23, 6, tzinfo=UTC), is_open=False
    )


def test_outside_the_safe_hours_a_reason_is_asked_for():
    shut = Window(datetime(2026, 11, 22, tzinfo=UTC), datetime(2026, 11, 23, tzinfo=UTC), is_open=False)
    with pytest.raises(InvalidInput):
        check_attempt(window=shut, outside_reason="")
    assert check_attempt(window=shut, outside_reason="danger") == "danger"
    assert check_attempt(window=replace(shut, is_open=True), outside_reason="danger") == ""


@pytest.mark.parametrize("hours", [(9, 9), (24, 8), (-1, 3), (3, 25), (3, 0)])
def test_safe_hours_are_two_hours_of_the_day(hours):
    with pytest.raises(InvalidInput):
        check_wish(Wish("x", *hours))


@pytest.mark.parametrize(("hour", "is_open", "opens"), [(23, True, 22), (1, True, -2), (2, False, 22), (12, False, 22)])
def test_safe_hours_may_pass_midnight(hour, is_open, opens):
    check_wish(Wish("x", 22, 2))
    midnight = datetime(2026, 11, 22, tzinfo=clock.HOME)
    begins = midnight + timedelta(hours=opens)
    found = safe_window(from_hour=22, until_hour=2, now=midnight + timedelta(hours=hour))
    assert found == Window(begins, begins + timedelta(hours=4), is_open)


def test_a_country_code_makes_no_difference_and_words_are_no_number():
    assert caller_digits(NUMBER) == caller_digits("0501234567") == "501234567"
    for wrong in ("", "12", "call me", "0501234567x"):
        with pytest.raises(InvalidInput):
            caller_digits(wrong)


@pytest.mark.parametrize("now", CallbackState)
@pytest.mark.parametrize("to", CallbackState)
def test_a_call_back_moves_only_as_the_table_says(now, to):
    if to in CALLBACK_MOVES[now]:
        assert move_callback(now, to) is to
    else:
        with pytest.raises(WrongState):
            move_callback(now, to)


@pytest.fixture
def operator(sign_in):
    return sign_in("helpline_operator", organisation="mia-atd")


def call(actor, **given):
    return actions.log_call(actor=actor, topic=given.pop("topic", "documents"), disposition="followup", **given)


def is_forgotten(key_id):
    """Test if a key is destroyed, and the ledger outside the database tells so."""
    with as_owner():
        return key_id in set(erased_keys()) and key_id in {line.id for line in ledger.read()}


def shut_hours():
    """Hours of today that are over, or have not begun."""
    hour = clock.now().astimezone(clock.HOME).hour
    return (0, hour) if hour else (20, 21)


@pytest.mark.django_db
def test_a_number_is_sealed_shown_with_a_log_row_and_deleted_when_the_caller_was_reached(operator, sign_in):
    call(operator, wish=Wish("050 111 22 33, ask for Nar", 0, 24))
    waiting = queries.callbacks(actor=operator).get()
    found, way = actions.read_callback(actor=operator, callback_id=waiting.id)
    assert (way, b"Nar" in bytes(found.way)) == ("050 111 22 33, ask for Nar", False)
    weak = replace(operator, strength=Strength.ONE_TIME_CODE)
    assert actions.read_callback(actor=weak, callback_id=waiting.id)[1] is None
    for result in ("not_reached", "reached"):
        found = actions.attempt_callback(actor=operator, callback_id=waiting.id, result=result)
    assert (found.state, found.way) == ("done", None)
    with as_worker():
        erased = [actions.erase_way(actor=operator, callback_id=waiting.id) for _ in range(2)]
    assert erased == [True, False]
    assert is_forgotten(found.key_id)
    again(operator)
    with pytest.raises(WrongState):
        actions.attempt_callback(actor=operator, callback_id=waiting.id, result="reached")
    assert CallbackAttempt.objects.own(operator).count() == 2
    events = Entry.objects.filter(event__startswith="helpline.callback").order_by("at", "id")
    assert list(events.values_list("event", flat=True)) == [
        "helpline.callback.read", "helpline.callback.read", "helpline.callback.tried", "helpline.callback.tried",
        "helpline.callback.erased",
    ]  # fmt: skip
    with pytest.raises(NotVisible):
        actions.read_callback(actor=sign_in("helpline_operator", organisation="child-helpline"), callback_id=waiting.id)


@pytest.mark.django_db
def test_an_attempt_outside_the_safe_hours_and_an_unknown_result_are_refused(operator, sign_in):
    call(operator, wish=Wish("050 111 22 33", *shut_hours()))
    waiting = queries.callbacks(actor=operator).get()
    for given in ({"result": "reached"}, {"result": "perhaps", "outside_reason": "danger"}):
        with pytest.raises(InvalidInput):
            actions.attempt_callback(actor=operator, callback_id=waiting.id, **given)
    tried = {"callback_id": waiting.id, "result": "unsafe", "outside_reason": "danger"}
    assert actions.attempt_callback(actor=operator, **tried).state == "stopped"
    with pytest.raises(NotPermitted):
        actions.attempt_callback(actor=sign_in("first_responder", organisation="sms"), **tried)


@pytest.mark.django_db
def test_a_number_that_nobody_reached_is_deleted_after_its_days(operator, monkeypatch):
    call(operator, wish=Wish("050 111 22 33", 0, 24))
    waiting, today = queries.callbacks(actor=operator).get(), clock.today()
    for days, state in ((13, "waiting"), (14, "lapsed")):
        monkeypatch.setattr(clock, "today", lambda wait=days: today + wait * DAY)
        with as_owner():
            forget_callers()
        again(operator)
        found = queries.callback(actor=operator, callback_id=waiting.id)
        assert (found.state, found.way is None) == (state, state == "lapsed")
    assert is_forgotten(found.key_id)


@pytest.mark.django_db
def test_a_caller_leaves_a_trace_only_when_the_number_is_given(operator, sign_in):
    call(operator)
    assert CallerTag.objects.own(operator).count() == 0
    for topic in ("documents", "work_abroad"):
        call(operator, topic=topic, number=NUMBER)
    recalled = actions.recall_caller(actor=operator, number="0501234567")
    assert (recalled.times, recalled.topics) == (2, ("work_abroad", "documents"))
    assert actions.recall_caller(actor=operator, number=OTHER).times == 0
    with pytest.raises(InvalidInput):
        call(operator, number="hello")
    stranger = sign_in("helpline_operator", organisation="child-helpline")
    assert actions.recall_caller(actor=stranger, number=NUMBER).times == 0


@pytest.mark.django_db
def test_after_thirty_days_key_and_marks_are_gone_and_nobody_can_make_the_mark_again(operator, monkeypatch):
    call(operator, number=NUMBER)
    key, today = CallerKey.objects.own(operator).get(), clock.today()
    tag = bytes(CallerTag.objects.own(operator).get().tag)
    assert passing_tags([key.key_id], caller_digits(NUMBER)) == {key.key_id: tag}
    monkeypatch.setattr(clock, "today", lambda: today + 30 * DAY)
    assert queries.recalled(actor=operator, digits=caller_digits(NUMBER)).times == 0  # though no job ran yet
    with as_owner():
        assert (forget_callers(), forget_callers()) == (1, 0)
    again(operator)
    assert CallerTag.objects.own(operator).count() == CallerKey.objects.own(operator).count() == 0
    assert passing_tags([key.key_id], caller_digits(NUMBER)) == {}
    call(operator, number=NUMBER)
    assert bytes(CallerTag.objects.own(operator).get().tag) != tag


@pytest.mark.django_db
def test_the_form_keeps_what_was_typed_when_it_asks_whether_a_number_is_known(desk_client):
    operator = desk_client("helpline_operator", organisation="mia-atd")
    typed = {"topic": "info", "disposition": "info_given", "number": NUMBER, "note": "speaks low", "is_danger": ""}
    assert "No earlier call is known." in operator.post(reverse("helpline:call_recall"), typed).content.decode()
    wish = {"way": "050 111 22 33", "from_hour": "0", "until_hour": "24"}
    assert operator.post(reverse("helpline:call_log"), {**typed, "way": "050"}).status_code == 422
    assert operator.post(reverse("helpline:call_log"), {**typed, **wish}).status_code == 302
    text = operator.post(reverse("helpline:call_recall"), typed).content.decode()
    assert "Called before: 1 times in 30 days." in text
    assert "speaks low" in text
    again(operator.actor)
    address = reverse("helpline:callback_read", args=[queries.callbacks(actor=operator.actor).get().id])
    assert address in operator.get(reverse("helpline:callback_list")).content.decode()
    assert address in operator.get("/").content.decode()
    assert "050 111 22 33" in operator.get(address).content.decode()
    posted = operator.post(f"{address}attempt/", {"result": "reached"}, follow=True).content.decode()
    assert "Nobody waits to be called back" in posted
