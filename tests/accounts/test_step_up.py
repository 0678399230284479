import time

import pytest
from django.conf import settings
from django.db import connection
from django.test import RequestFactory

from panah.accounts import actions
from panah.accounts.actors import METHODS_KEY, confirmed_at
from panah.accounts.middleware import ActorMiddleware
from panah.accounts.models import Session
from panah.accounts.sessions import SessionStore, hashed
from panah.core.db import enter_session
from tests.support import account, again, client_of, session_of, sign_in

pytestmark = pytest.mark.django_db

PASSWORD = "a long enough password"


@pytest.fixture
def manager():
    person = account("case_manager", organisation="vac")
    person.set_password(PASSWORD)
    person.save()
    return person


def step_up(client):
    answer = client.post("/account/reauthenticate/", {"password": PASSWORD, "next": "/"})
    assert answer.status_code == 302, answer.content.decode()
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def person_in_context():
    with connection.cursor() as cursor:
        cursor.execute("SELECT panah_person()")
        return cursor.fetchone()[0]


def test_a_step_up_gives_the_session_a_new_key_and_the_old_one_opens_nothing(manager):
    client = client_of(manager)
    before = client.cookies[settings.SESSION_COOKIE_NAME].value
    after = step_up(client)
    assert after != before
    assert client.get("/protection/cases/").status_code == 200
    assert SessionStore(before).load() == {}
    enter_session(before)
    assert person_in_context() is None


def test_a_step_up_does_not_lengthen_the_session(manager):
    client = client_of(manager)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE accounts_session SET created_at = now() - interval '11 hours'")
    started = Session.objects.get().created_at
    after = step_up(client)
    assert Session.objects.get(key_hash=hashed(after)).created_at == started


def test_the_context_follows_the_new_key_in_the_same_request(manager):
    store = session_of(manager)

    def answer(request):
        request.session[METHODS_KEY] = [*request.session[METHODS_KEY], {"method": "password", "at": time.time()}]

    request = RequestFactory().get("/")
    request.session, request.user = SessionStore(store.session_key), manager
    ActorMiddleware(answer)(request)
    assert request.session.session_key != store.session_key
    assert person_in_context() == manager.pk


def test_a_page_without_a_step_up_keeps_the_key(manager):
    client = client_of(manager)
    before = client.cookies[settings.SESSION_COOKIE_NAME].value
    client.get("/protection/cases/")
    assert client.cookies[settings.SESSION_COOKIE_NAME].value == before


def test_a_change_of_roles_ends_the_key(manager):
    client = client_of(manager)
    administrator = sign_in("system_administrator", organisation="vac")
    again(administrator)
    client_key = client.cookies[settings.SESSION_COOKIE_NAME].value
    actions.change_account(
        actor=administrator, account_id=manager.pk, roles=["case_supervisor"], duties=[], is_active=True
    )
    enter_session(client_key)
    assert person_in_context() is None
    assert "/account/login/" in client.get("/protection/cases/").headers["Location"]


@pytest.mark.parametrize(
    ("opened_with", "page"),
    [
        ([], "/account/reauthenticate/"),
        (["totp"], "/account/2fa/reauthenticate/"),
        (["webauthn"], "/account/2fa/webauthn/reauthenticate/"),
    ],
)
def test_a_session_is_confirmed_in_the_way_it_was_opened(manager, opened_with, page):
    client = client_of(manager)
    store = client.session
    store[METHODS_KEY] += [{"method": "mfa", "type": kind, "at": time.time()} for kind in opened_with]
    store.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = store.session_key
    answer = client.get("/account/confirm/?next=/protection/cases/")
    assert answer.headers["Location"] == f"{page}?next=%2Fprotection%2Fcases%2F"


def test_a_password_does_not_confirm_a_session_that_a_passkey_opened():
    old, now = time.time() - 3600, time.time()
    opened = [{"method": "password", "at": old}, {"method": "mfa", "type": "webauthn", "at": old}]
    assert confirmed_at([*opened, {"method": "password", "at": now}]).timestamp() == pytest.approx(old)
    assert confirmed_at([*opened, {"method": "mfa", "type": "webauthn", "at": now}]).timestamp() == pytest.approx(now)
    assert confirmed_at([{"method": "password", "at": now}]).timestamp() == pytest.approx(now)
    assert confirmed_at([]) is None
