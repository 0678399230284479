import re
from uuid import uuid4

import pytest
from django.urls import reverse

from panah.concerns.models import Report
from panah.core.db import leave_context
from panah.helpline import actions
from panah.helpline.models import Call, Concern, Signal
from tests.concerns.support import send
from tests.support import again, as_owner

pytestmark = pytest.mark.django_db


@pytest.fixture
def operator(desk_client):
    return desk_client("helpline_operator", organisation="mia-atd")


def first_report():
    with as_owner():
        return Report.objects.order_by("received_on").first().id


def of(client, model):
    """The one record of the client's desk."""
    again(client.actor)
    found = model.objects.get()
    leave_context()
    return found


def test_a_call_needs_three_keys_and_enter(operator):
    page = operator.get(reverse("helpline:desk_show")).content.decode()
    assert 'data-key="1"' in page and 'data-key="Q"' in page and 'data-key="A"' in page
    answer = operator.post(
        reverse("helpline:call_log"), {"topic": "work_abroad", "disposition": "info_given", "heard_from": "poster"}
    )
    assert answer.status_code == 302
    assert (of(operator, Call).topic, of(operator, Call).heard_from) == ("work_abroad", "poster")


def test_a_call_without_a_topic_is_asked_for_again_and_keeps_what_was_written(operator):
    answer = operator.post(reverse("helpline:call_log"), {"disposition": "info_given", "note": "will call at six"})
    assert answer.status_code == 422
    assert "will call at six" in answer.content.decode()


def test_the_same_form_sent_twice_is_one_call(operator):
    data = {"topic": "info", "disposition": "info_given", "once": "7d1f0f0e-8c80-4a52-9f7e-0d3f3f3f3f3f"}
    for _ in range(3):
        operator.post(reverse("helpline:call_log"), data)
    assert of(operator, Call).topic == "info"


def test_a_list_shows_no_word_of_a_sealed_report(operator):
    send()
    page = operator.get(reverse("helpline:concern_list")).content.decode()
    assert "Cannot leave" in page
    assert "lock the door" not in page


def test_a_concern_is_opened_read_and_answered(operator):
    send()
    opened = operator.post(reverse("helpline:concern_open", args=[first_report()]))
    page = operator.get(opened.headers["Location"])
    assert "They lock the door at night." in page.content.decode()
    address = reverse("helpline:concern_answer", args=[of(operator, Concern).id])
    assert operator.post(address, {"words": ""}).status_code == 422
    assert operator.post(address, {"words": "Are you safe?"}).status_code == 302
    assert "Are you safe?" in operator.get(opened.headers["Location"]).content.decode()


def test_a_signal_is_made_of_a_concern_and_shows_its_advice(operator):
    send()
    operator.post(reverse("helpline:concern_open", args=[first_report()]))
    address = f"{reverse('helpline:signal_make')}?concern={of(operator, Concern).id}"
    assert operator.get(address).status_code == 200
    data = {"source": "self", "danger": "high", "is_child": "no", "summary": "Eleven men", "indicator_documents": "yes"}
    made = operator.post(address, data)
    page = operator.get(made.headers["Location"]).content.decode()
    assert "Eleven men" in page
    assert "Look closer." in page
    assert of(operator, Signal).concern_id == of(operator, Concern).id


def test_a_signal_is_closed_with_a_reason_that_the_table_knows(operator):
    operator.post(
        reverse("helpline:signal_make"), {"source": "hotline152", "danger": "low", "is_child": "no", "summary": "x"}
    )
    address = reverse("helpline:signal_move", args=[of(operator, Signal).id])
    page = operator.get(reverse("helpline:signal_read", args=[of(operator, Signal).id])).content.decode()
    assert ("no_signs" in page, "by_receiver" in page, "unstated" in page) == (True, False, False)
    for reason in ("", "by_receiver", "unstated"):
        refused = operator.post(address, {"state": "rejected", "reason": reason})
        assert (refused.status_code, of(operator, Signal).state) == (422, "open")
    assert "Say why it is not confirmed." in operator.post(address, {"state": "rejected"}).content.decode()
    closed = operator.post(address, {"state": "rejected", "reason": "no_signs"}, follow=True).content.decode()
    assert "Looked closer: no sign of trafficking" in closed
    assert operator.post(address, {"state": "presumed"}).status_code == 409
    assert operator.post(address, {"state": "open"}).status_code == 302
    assert (of(operator, Signal).state, of(operator, Signal).rejected_because) == ("open", "")


def test_a_call_becomes_one_signal_that_carries_what_was_said(operator, desk_client):
    again(operator.actor)
    call = actions.log_call(actor=operator.actor, topic="tip_victim", disposition="followup", note="Eleven men, Gəncə")
    page, make = reverse("helpline:call_read", args=[call.id]), f"{reverse('helpline:signal_make')}?call={call.id}"
    assert make in operator.get(page).content.decode()
    assert "Eleven men, Gəncə" in operator.get(make).content.decode()
    given = {"source": "hotline152", "danger": "low", "is_child": "no", "summary": "Eleven men"}
    assert page in operator.post(make, given, follow=True).content.decode()
    assert make not in operator.get(page).content.decode()
    assert operator.post(make, given).status_code == 409
    assert of(operator, Signal).call_id == call.id
    stranger = desk_client("helpline_operator", organisation="child-helpline")
    assert stranger.post(make, given).status_code == 404


def test_enter_in_the_call_form_presses_save_and_not_called_before(operator):
    form = operator.get(reverse("helpline:desk_show")).content.decode().split("data-keys", 1)[1].split("</form>")[0]
    first = re.search(r"<button[^>]*>", form)
    assert first is not None
    assert 'type="submit"' in first[0]
    assert "formaction" not in first[0]


def test_another_line_gets_404_for_everything(operator, desk_client):
    send()
    report = first_report()
    operator.post(reverse("helpline:concern_open", args=[report]))
    stranger = desk_client("helpline_operator", organisation="ngo-clean-world")
    assert stranger.post(reverse("helpline:concern_open", args=[report])).status_code == 404
    assert stranger.get(reverse("helpline:concern_read", args=[of(operator, Concern).id])).status_code == 404


def test_the_list_of_waiting_concerns_takes_the_same_queries_for_one_and_for_many(
    operator, django_assert_max_num_queries
):
    for number in range(12):
        send(once=number.to_bytes(16, "big"))
    operator.get(reverse("helpline:concern_list"))
    with django_assert_max_num_queries(22):
        operator.get(reverse("helpline:concern_list"))


def test_my_work_shows_what_waits(operator):
    send()
    assert "Cannot leave" in operator.get("/").content.decode()


def test_a_district_is_named_and_not_coded(operator):
    given = {"topic": "work_abroad", "disposition": "info_given", "heard_from": "poster", "division": "AZ-GA"}
    operator.post(reverse("helpline:call_log"), given)
    call = operator.get(reverse("helpline:call_read", args=[of(operator, Call).pk])).content.decode()
    assert "<dd>Ganja</dd>" in call or "<dd>Gəncə</dd>" in call
    given = {"source": "family_public", "danger": "high", "is_child": "no", "summary": "…", "division": "AZ-GA"}
    operator.post(reverse("helpline:signal_make"), given)
    signal = operator.get(reverse("helpline:signal_read", args=[of(operator, Signal).pk])).content.decode()
    assert "<dd>Ganja</dd>" in signal or "<dd>Gəncə</dd>" in signal


def test_hours_without_a_way_are_asked_about_and_the_tick_to_hand_over_stays(operator):
    data = {"topic": "info", "disposition": "followup", "from_hour": "9", "until_hour": "12", "hand_over": "on"}
    refused = operator.post(reverse("helpline:call_log"), data)
    page = refused.content.decode()
    assert (refused.status_code, "Write how to reach the caller in these hours" in page) == (422, True)
    assert 'name="hand_over" checked' in page
    assert re.search(r'<details class="govuk-details" data-key="M" open>', page)


def test_a_draft_that_is_gone_takes_nothing_with_it(operator):
    gone = f"{reverse('helpline:signal_make')}?draft={uuid4()}"
    assert operator.get(gone).status_code == 404
    kept = operator.post(f"{reverse('helpline:draft_save')}?draft={uuid4()}", {"summary": "Eleven men"})
    assert kept.status_code == 302
    assert operator.post(gone, {"source": "self", "danger": "low", "is_child": "no"}).status_code == 422
    sent = operator.post(gone, {"source": "self", "danger": "low", "is_child": "no", "summary": "Eleven men"})
    assert sent.status_code == 302


def test_lists_begin_with_what_waits_and_a_signal_of_a_call_names_its_own_line(desk_client):
    line = desk_client("helpline_operator", organisation="child-helpline")
    again(line.actor)
    call = actions.log_call(actor=line.actor, topic="info", disposition="followup")
    given = {"actor": line.actor, "source": "other_hotline", "summary": "x"}
    ended, waits = actions.make_signal(**given), actions.make_signal(**given)
    actions.judge_signal(actor=line.actor, signal_id=ended.id, state="information")
    leave_context()
    begun = line.get(f"{reverse('helpline:signal_make')}?call={call.id}").content.decode()
    assert 'value="other_hotline" selected' in begun
    shown = [line.get(reverse("helpline:signal_list"), {"state": state}).content.decode() for state in ("", "all")]
    assert [(waits.reference in page, ended.reference in page) for page in shown] == [(True, False), (True, True)]
