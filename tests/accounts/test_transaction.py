from uuid import uuid4

import pytest
from django.db import IntegrityError
from psycopg.errors import ForeignKeyViolation, UniqueViolation

from panah.access import once
from tests.support import desk_client

pytestmark = pytest.mark.django_db


def broken(kind):
    """Return what fails as the database would."""

    def fail(**_asked):
        try:
            raise kind("constraint")
        except kind as cause:
            raise IntegrityError("constraint") from cause

    return fail


def send(client):
    return client.post("/account/people/open/", {"once": str(uuid4())})


def test_two_who_do_the_same_at_once_read_that_it_was_done(monkeypatch):
    client = desk_client("system_administrator", organisation="mia")
    monkeypatch.setattr(once, "answer", broken(UniqueViolation))
    answer = send(client)
    assert answer.status_code == 409
    assert "a moment ago" in answer.content.decode()


def test_our_own_faults_stay_faults(monkeypatch):
    client = desk_client("system_administrator", organisation="mia")
    monkeypatch.setattr(once, "answer", broken(ForeignKeyViolation))
    with pytest.raises(IntegrityError):
        send(client)


def test_a_form_sent_twice_is_one_record_and_one_answer():
    client = desk_client("case_manager", organisation="vac")
    form = {
        "once": str(uuid4()),
        "source": "self",
        "sex": "female",
        "age_basis": "stated",
        "safe_contact": "unknown",
    }
    first = client.post("/protection/cases/open/", form)
    assert first.status_code == 302, first.context and first.context["form"].errors
    second = client.post("/protection/cases/open/", form)
    assert second.headers["Location"] == first.headers["Location"]
