"""An information request: what it asks, what it gets, and who sees it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from panah.access.policy import Strength
from panah.coordination import actions, queries
from panah.coordination.models import InformationRequest
from panah.core.clock import today
from panah.core.errors import InvalidInput, NotPermitted, NotVisible, WrongState
from tests.coordination.people import ask, worker
from tests.support import again

pytestmark = pytest.mark.django_db


@pytest.fixture
def asker():
    return worker("mia-atd", "identification_officer")


@pytest.fixture
def asked(asker):
    return ask(asker)


def liaison():
    return worker("sms", "liaison_officer")


def answer(actor, asked, *answers):
    return actions.answer_request(actor=actor, request_id=asked.pk, answers=answers)


def test_a_request_reaches_the_other_end_with_its_reason_and_its_questions(asked):
    receiver = liaison()
    seen = actions.look_at_request(actor=receiver, request_id=asked.pk)
    words = queries.words_of(actor=receiver, record=seen)
    assert words == {"asked": ["Date of entry", "Kind of visa"], "why": "An inquiry is open."}
    assert [item.reference for item in queries.work(actor=receiver)] == [asked.reference]


def test_the_answer_gives_what_was_asked(asker, asked):
    receiver = liaison()
    answer(receiver, asked, "2 March 2026", "")
    assert queries.work(actor=receiver) == []
    again(asker)
    seen = queries.request(actor=asker, request_id=asked.pk)
    assert seen.state == "partly_answered"
    assert queries.words_of(actor=asker, record=seen.answer)["answers"] == ["2 March 2026", ""]
    again(receiver)
    assert queries.words_of(actor=receiver, record=seen.answer)["answers"] == ["2 March 2026", ""]


@pytest.mark.parametrize("kind", ["answered", "refused"])
def test_the_asker_hears_of_the_answer_until_it_is_read(asker, asked, kind):
    assert queries.work(actor=asker) == []
    receiver = liaison()
    if kind == "answered":
        answer(receiver, asked, "a", "b")
    else:
        actions.refuse_request(actor=receiver, request_id=asked.pk, reason="no_legal_basis")
    actions.look_at_request(actor=receiver, request_id=asked.pk)
    again(asker)
    waiting = [item for item in queries.work(actor=asker) if item.kind == "request"]
    assert [(item.reference, item.sender) for item in waiting] == [(asked.reference, "State Migration Service")]
    actions.look_at_request(actor=asker, request_id=asked.pk)
    assert queries.work(actor=asker) == []


def test_an_answer_to_something_else_is_refused(asked):
    receiver = liaison()
    for answers in (("a",), ("a", "b", "c"), ("", " ")):
        with pytest.raises(InvalidInput):
            answer(receiver, asked, *answers)


def test_it_is_answered_once(asked):
    receiver = liaison()
    answer(receiver, asked, "a", "b")
    with pytest.raises(WrongState):
        answer(receiver, asked, "a", "b")
    with pytest.raises(WrongState):
        actions.refuse_request(actor=receiver, request_id=asked.pk, reason="no_legal_basis")


def test_a_refusal_names_its_reason(asker, asked):
    actions.refuse_request(actor=liaison(), request_id=asked.pk, reason="no_legal_basis")
    again(asker)
    seen = queries.request(actor=asker, request_id=asked.pk)
    assert (seen.state, seen.answer.refusal_reason) == ("refused", "no_legal_basis")
    with pytest.raises(WrongState):
        actions.withdraw_request(actor=asker, request_id=asked.pk)


def test_a_withdrawn_request_is_not_answered(asker, asked):
    actions.withdraw_request(actor=asker, request_id=asked.pk)
    with pytest.raises(WrongState):
        answer(liaison(), asked, "a", "b")


@pytest.mark.parametrize("wrong", [{"to_wall": "prosecution"}, {"asked": " "}, {"due_on": today() - timedelta(days=1)}])
def test_a_request_that_crosses_a_wall_asks_nothing_or_is_late_is_refused(asker, wrong):
    with pytest.raises(InvalidInput):
        ask(asker, **wrong)
    assert not InformationRequest.objects.exists()


def test_an_investigator_cannot_ask_a_protection_body():
    with pytest.raises(InvalidInput):
        ask(worker("mia-atd", "investigator"), to="vac", to_wall="protection")


@pytest.mark.parametrize(
    ("role", "body"),
    [("liaison_officer", "mlspp"), ("investigator", "mia-atd"), ("case_manager", "vac")],
)
def test_others_do_not_see_it(asked, role, body):
    stranger = worker(body, role)
    with pytest.raises(NotVisible):
        actions.look_at_request(actor=stranger, request_id=asked.pk)
    with pytest.raises(NotVisible):
        answer(stranger, asked, "a", "b")


def test_not_everybody_asks_or_answers(asked):
    shelter = worker("mia-shelter", "shelter_manager")
    with pytest.raises(NotPermitted):
        ask(shelter)
    with pytest.raises(NotPermitted):
        answer(shelter, asked, "a", "b")
    with pytest.raises(NotPermitted):
        actions.look_at_request(actor=shelter, request_id=asked.pk)


def test_only_the_ends_do_their_part(asker, asked):
    with pytest.raises(NotVisible):
        answer(asker, asked, "a", "b")
    with pytest.raises(NotVisible):
        actions.withdraw_request(actor=liaison(), request_id=asked.pk)


def test_both_ends_see_later_who_looked(asker, asked):
    receiver = liaison()
    actions.look_at_request(actor=receiver, request_id=asked.pk)
    for actor in (asker, receiver):
        again(actor)
        assert len(queries.looked(actor=actor, ids=[asked.pk])) == 2


def test_what_was_written_is_closed_to_a_session_without_a_passkey():
    sender = worker()
    asked = ask(sender)
    receiver = worker("sms", "liaison_officer")
    known = actions.look_at_request(actor=receiver, request_id=asked.pk)
    weak = replace(receiver, strength=Strength.ONE_TIME_CODE)
    assert queries.words_of(actor=receiver, record=known)["asked"] == ["Date of entry", "Kind of visa"]
    assert queries.words_of(actor=weak, record=known) is None
    with pytest.raises(NotPermitted, match="passkey"):
        actions.answer_request(actor=weak, request_id=asked.pk, answers=["1 May", "Tourist"])
    assert actions.answer_request(actor=receiver, request_id=asked.pk, answers=["1 May", "Tourist"])
