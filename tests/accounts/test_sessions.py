import pytest
from django.db import connection

from panah.accounts.models import Session
from panah.accounts.sessions import SessionStore, hashed
from panah.core.db import enter_session, leave_context
from tests.support import account, session_of

pytestmark = pytest.mark.django_db


def context():
    with connection.cursor() as cursor:
        cursor.execute("SELECT panah_person(), panah_organisation(), panah_wall()")
        return cursor.fetchone()


def test_only_the_hash_of_a_session_key_is_stored():
    store = session_of(account("case_manager", organisation="vac"))
    stored = Session.objects.get()
    assert stored.key_hash == hashed(store.session_key)
    assert store.session_key not in f"{stored.key_hash} {stored.data}"


def test_the_database_learns_person_organisation_and_wall_from_the_token():
    person = account("case_manager", organisation="vac")
    enter_session(session_of(person).session_key)
    assert context() == (person.id, person.organisation_id, "protection")
    leave_context()
    assert context() == (None, None, None)


@pytest.mark.parametrize(
    "change",
    [
        "ended_at = now()",
        "seen_at = now() - interval '31 minutes'",
        "created_at = now() - interval '13 hours'",
    ],
)
def test_a_session_that_is_over_gives_no_context_and_no_data(change):
    store = session_of(account("case_manager", organisation="vac"))
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE accounts_session SET {change}")
    enter_session(store.session_key)
    assert context() == (None, None, None)
    assert dict(SessionStore(store.session_key).items()) == {}


def test_a_name_that_the_application_makes_up_is_no_context():
    enter_session("made up")
    assert context() == (None, None, None)


def test_a_person_who_was_deactivated_has_no_context():
    person = account("case_manager", organisation="vac")
    store = session_of(person)
    person.is_active = False
    person.save()
    enter_session(store.session_key)
    assert context() == (None, None, None)


def test_nobody_stands_behind_two_walls():
    with pytest.raises(ValueError, match="one wall"):
        account("case_manager", "investigator", organisation="vac")


def test_the_desk_may_not_assume_a_job_of_another(sign_in):
    sign_in("case_manager", organisation="vac")
    with connection.cursor() as cursor:
        cursor.execute("SELECT panah_job_context()")
        (job,) = cursor.fetchone()
        cursor.execute("SELECT has_table_privilege('panah_desk', 'core_jobcontext', 'SELECT')")
        assert cursor.fetchone() == (False,)
    assert job
