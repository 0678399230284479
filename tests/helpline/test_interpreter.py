"""Interpreters of a line: kept by the supervisor, shown by language and hour, their numbers sealed."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from panah.core.errors import InvalidInput, NotPermitted, NotVisible, WrongState
from panah.helpline import actions, queries
from panah.helpline.rules import check_interpreter
from tests.protection.test_retention import as_worker
from tests.support import again, stood

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("hours", "vetted_on", "field"),
    [((9, 9), None, "until_hour"), ((3, 25), None, "until_hour"), ((0, 24), TODAY + timedelta(days=1), "vetted_on")],
)
def test_impossible_hours_and_a_vetting_that_lies_ahead_are_refused(hours, vetted_on, field):
    with pytest.raises(InvalidInput) as refused:
        check_interpreter(from_hour=hours[0], until_hour=hours[1], vetted_on=vetted_on, today=TODAY)
    assert refused.value.field == field
    check_interpreter(from_hour=0, until_hour=24, vetted_on=TODAY, today=TODAY)


GIVEN = {"name": "Nar", "number": "050 1", "languages": ["uz", "ru"], "into": ["az"], "sex": "female"}
GIVEN |= {"from_hour": "0", "until_hour": "24", "is_by_phone": "on"}


@pytest.fixture
def people(desk_client):
    """A supervisor and an operator of a line, and somebody of another."""
    bodies = (
        ("helpline_supervisor", "mia-atd"),
        ("helpline_operator", "mia-atd"),
        ("helpline_operator", "child-helpline"),
    )
    return [desk_client(role, organisation=body) for role, body in bodies]


@pytest.mark.django_db
def test_an_interpreter_is_found_by_language_and_the_number_is_shown_with_a_log_row_until_they_leave(people):
    supervisor, operator, stranger = people
    assert operator.post(reverse("helpline:interpreter_add"), GIVEN).status_code == 403
    wrong = supervisor.post(reverse("helpline:interpreter_add"), {**GIVEN, "until_hour": "0"})
    assert wrong.status_code == 422
    assert supervisor.post(reverse("helpline:interpreter_add"), GIVEN).status_code == 302
    again(supervisor.actor)
    kept = queries.interpreters(actor=supervisor.actor).get()
    assert b"050" not in bytes(kept.number)
    address = reverse("helpline:interpreter_read", args=[kept.id])
    listed = operator.get(reverse("helpline:interpreter_list"), {"language": "uz"}).content.decode()
    assert address in listed and "Not vetted" in listed and "Available now" in listed
    assert address not in operator.get(reverse("helpline:interpreter_list"), {"language": "tr"}).content.decode()
    assert "050 1" in operator.get(address).content.decode()
    assert stranger.get(address).status_code == 404
    again(operator.actor)
    with pytest.raises(NotPermitted):
        actions.end_interpreter(actor=operator.actor, interpreter_id=kept.id)
    again(stranger.actor)
    with pytest.raises(NotVisible):
        actions.read_interpreter(actor=stranger.actor, interpreter_id=kept.id)
    assert supervisor.post(f"{address}end/").status_code == 302
    again(supervisor.actor)
    gone = queries.interpreter(actor=supervisor.actor, interpreter_id=kept.id)
    assert (gone.name, gone.number) == (None, None)
    with as_worker():
        assert [actions.erase_interpreter(actor=supervisor.actor, interpreter_id=kept.id) for _ in range(2)] == [1, 0]
    again(supervisor.actor)
    with pytest.raises(WrongState):
        actions.end_interpreter(actor=supervisor.actor, interpreter_id=kept.id)


@pytest.mark.django_db
def test_what_the_roster_says_is_corrected_by_who_keeps_it(people):
    supervisor, operator, stranger = people
    supervisor.post(reverse("helpline:interpreter_add"), GIVEN)
    again(supervisor.actor)
    kept = queries.interpreters(actor=supervisor.actor).get()
    address = reverse("helpline:interpreter_read", args=[kept.id])
    moved = {**GIVEN, "number": "051 2", "until_hour": "18"}
    assert operator.post(f"{address}correct/", moved).status_code == 403
    assert stranger.get(f"{address}correct/").status_code == 403
    form = supervisor.get(f"{address}correct/").content.decode()
    assert 'value="050 1"' in form
    moved |= stood(form)
    assert supervisor.post(f"{address}correct/", {**moved, "until_hour": "0"}).status_code == 422
    assert supervisor.post(f"{address}correct/", moved).status_code == 302
    shown = operator.get(address).content.decode()
    assert ("051 2" in shown, "050 1" in shown, "0–18" in shown) == (True, False, True)
    supervisor.post(f"{address}end/")
    again(supervisor.actor)
    known = {"name": "x", "number": "1", "languages": ["uz"], "into": ["az"], "sex": "female"}
    with pytest.raises(WrongState):
        actions.correct_interpreter(actor=supervisor.actor, interpreter_id=kept.id, from_hour=0, until_hour=24, **known)
