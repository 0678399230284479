"""Who may add a passkey: nobody climbs by a password or a one-time code alone."""

import time
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.http import HttpResponseRedirect

from panah.accounts import actions, actors, queries, rules
from panah.accounts.actors import METHODS_KEY
from panah.accounts.models import Account
from panah.accounts.sessions import SessionStore
from panah.accounts.views import passkey as views
from panah.audit.models import Entry
from panah.core.clock import now
from panah.core.errors import InvalidInput, NotVisible
from tests.support import account, again, as_owner, client_of, sign_in

pytestmark = pytest.mark.django_db

ADD = "/account/2fa/webauthn/add/"
PAST = now() - timedelta(minutes=10)


@pytest.fixture(autouse=True)
def production(monkeypatch):
    """The database is marked production."""
    monkeypatch.setattr(actors, "is_demo", lambda: False)
    monkeypatch.setattr(queries, "is_demo", lambda: False)


def a_passkey(person):
    return Authenticator.objects.create(user=person, type=Authenticator.Type.WEBAUTHN, data={"name": "key"})


def browser(person, *methods):
    """A browser in which the person signed in and confirmed in these ways just now."""
    client = client_of(person)
    store = SessionStore(client.actor.session_key)
    at = time.time()
    store[METHODS_KEY] = [
        {"method": "password", "at": at, "reauthenticated": True},
        *({"method": "mfa", "type": kind, "at": at, "reauthenticated": True} for kind in methods),
    ]
    store["account_authentication_methods_user"] = str(person.pk)
    store.save()
    return client


def person_invited(until):
    person = account("case_manager", organisation="vac")
    person.set_password("a long enough password")
    person.passkey_until = until
    person.save()
    return person


@pytest.mark.parametrize(
    ("allowed_until", "used_at", "may"),
    [
        (None, None, False),
        (now() + timedelta(days=1), None, True),
        (PAST, None, False),
        (None, PAST, False),
        (None, now(), True),
    ],
)
def test_a_passkey_needs_an_invitation_or_an_earlier_one_used_just_now(allowed_until, used_at, may):
    assert rules.may_add_factor(now=now(), allowed_until=allowed_until, shown_at=used_at) is may


@pytest.mark.parametrize("methods", [(), ("totp",), ("recovery_codes",)])
def test_a_password_or_a_code_does_not_climb_to_a_passkey(methods):
    client = browser(person_invited(None), *methods)
    assert client.get(ADD).status_code == 403
    assert client.post(ADD, {"credential": "{}"}).status_code == 403


def test_a_further_passkey_is_added_with_an_earlier_one():
    person = person_invited(None)
    a_passkey(person)
    refused = browser(person, "totp").get(ADD)
    assert refused.headers["Location"].startswith("/account/2fa/webauthn/reauthenticate/?next=")


def test_the_invited_add_their_first_passkey_and_the_invitation_is_used_up(monkeypatch):
    person = person_invited(now() + timedelta(days=1))
    client = browser(person)
    monkeypatch.setattr(views, "add_webauthn", lambda _: a_passkey(person) and HttpResponseRedirect("/"))
    assert client.post(ADD).headers["Location"] == "/"
    assert Account.objects.get(pk=person.pk).passkey_until is None
    with as_owner():
        assert Entry.objects.filter(event="accounts.passkey.added", actor_id=person.pk).exists()
    assert client.post(ADD).headers["Location"].startswith("/account/2fa/webauthn/reauthenticate/")


def test_an_open_page_of_the_invited_shows_the_form():
    assert browser(person_invited(now() + timedelta(days=1))).get(ADD).status_code == 200


def test_an_invitation_lets_somebody_add_a_passkey_for_three_days():
    administrator = sign_in("system_administrator", organisation="mia")
    object.__setattr__(administrator, "strength", actors.Strength.PASSKEY)
    made = account("case_manager", organisation="mia")
    again(administrator)
    actions.invite(actor=administrator, account_id=made.pk)
    until = Account.objects.get(pk=made.pk).passkey_until
    assert timedelta(days=2) < until - now() <= timedelta(days=3)


def test_whose_passkeys_are_lost_is_allowed_a_new_one_by_somebody_else():
    administrator = sign_in("system_administrator", organisation="mia")
    object.__setattr__(administrator, "strength", actors.Strength.PASSKEY)
    person = person_invited(None)
    again(administrator)
    actions.allow_passkey(actor=administrator, account_id=person.pk)
    assert Account.objects.get(pk=person.pk).passkey_until > now()
    with pytest.raises(InvalidInput):
        actions.allow_passkey(actor=administrator, account_id=administrator.id)
    with pytest.raises(NotVisible):
        actions.allow_passkey(actor=administrator, account_id=made_up())


def made_up():
    return "00000000-0000-4000-8000-000000000000"


CODE = "/account/2fa/totp/activate/"


def test_a_password_does_not_climb_to_a_one_time_code():
    client = browser(person_invited(None))
    assert client.get(CODE).status_code == 403
    assert client.post(CODE, {"code": "123456"}).status_code == 403


def test_the_invited_add_a_one_time_code_and_the_invitation_is_used_up(monkeypatch):
    person = person_invited(now() + timedelta(days=1))
    client = browser(person)
    assert client.get(CODE).status_code == 200
    code = {"type": Authenticator.Type.TOTP, "data": {}}
    made = lambda _: Authenticator.objects.create(user=person, **code) and HttpResponseRedirect("/")  # noqa: E731
    monkeypatch.setattr(views, "activate_totp", made)
    assert client.post(CODE).headers["Location"] == "/"
    assert Account.objects.get(pk=person.pk).passkey_until is None
    with as_owner():
        assert Entry.objects.filter(event="accounts.code.added", actor_id=person.pk).exists()
