from datetime import UTC, date, datetime, timedelta

import pytest

from panah.core.errors import InvalidInput
from panah.helpline.rules import Advice, Answer, advised, check_call_length, concern_answer_due, signal_due


def test_a_concern_is_due_the_hours_after_the_end_of_its_day():
    due = concern_answer_due(received_on=date(2026, 11, 22), is_urgent=False, answer_hours=24)
    assert due == datetime(2026, 11, 23, 20, tzinfo=UTC)  # midnight in Baku (UTC+4) after the 23rd


def test_an_urgent_concern_is_due_at_once():
    due = concern_answer_due(received_on=date(2026, 11, 22), is_urgent=True, answer_hours=24)
    assert due == datetime(2026, 11, 21, 20, tzinfo=UTC)


def test_the_hours_of_a_signal_count_from_detection():
    detected = datetime(2026, 11, 22, 10, tzinfo=UTC)
    assert signal_due(detected_at=detected, handover_hours=24) == detected + timedelta(days=1)


def test_one_sign_is_enough_to_look_closer():
    answer = advised({"documents": Answer.YES, "wages": Answer.NO, "debt": Answer.UNKNOWN})
    assert answer.advice is Advice.LOOK_CLOSER
    assert answer.reasons == ("documents",)


def test_unknown_is_not_no():
    assert advised({"documents": Answer.UNKNOWN, "wages": Answer.NO}).advice is Advice.ASK_MORE
    assert advised({}).advice is Advice.ASK_MORE
    assert advised({"documents": Answer.NO}).advice is Advice.NOTHING_SEEN


@pytest.mark.parametrize("seconds", [-1, 6 * 3600 + 1])
def test_no_call_is_shorter_than_nothing_or_longer_than_six_hours(seconds):
    with pytest.raises(InvalidInput):
        check_call_length(seconds)
    assert check_call_length(0) == 0
