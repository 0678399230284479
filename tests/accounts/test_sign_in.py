"""Signing in with a password, and what it confirms."""

import pytest
from django.test import Client

from tests.support import account, as_owner

pytestmark = pytest.mark.django_db
WORDS = "three-calm-rivers-1234"


def test_who_has_just_signed_in_is_not_asked_for_the_password_again():
    with as_owner():
        person = account("liaison_officer", organisation="sms")
        person.set_password(WORDS)
        person.save(update_fields=["password"])
    client = Client()
    answer = client.post("/account/login/", {"login": person.email, "password": WORDS})
    assert answer.status_code == 302, answer.content.decode()[:2000]
    assert client.get("/account/2fa/totp/activate/").status_code == 200


def test_who_signed_in_long_ago_is_asked_again():
    with as_owner():
        person = account("liaison_officer", organisation="sms")
        person.set_password(WORDS)
        person.save(update_fields=["password"])
    client = Client()
    client.post("/account/login/", {"login": person.email, "password": WORDS})
    store = client.session
    store["account_authentication_methods"] = [{"method": "password", "at": 1.0, "reauthenticated": True}]
    store.save()
    assert "reauthenticate" in client.get("/account/2fa/totp/activate/").headers["Location"]
