import time

import pytest
from django.db import DatabaseError, transaction

from panah.access.permissions import Permission
from panah.access.roles import NEEDS_PASSKEY, ROLES, Strength
from panah.accounts import actors
from panah.accounts.actors import METHODS_KEY, actor_of
from panah.core.models import Installation
from tests.support import account, client_of

pytestmark = pytest.mark.django_db

PASSWORD = {"method": "password", "at": 1.0}
CODE = {"method": "mfa", "type": "totp", "at": 2.0}
PASSKEY = {"method": "mfa", "type": "webauthn", "at": 3.0}


@pytest.fixture
def production(monkeypatch):
    """The database is marked production."""
    monkeypatch.setattr(actors, "is_demo", lambda: False)


@pytest.mark.parametrize(
    ("methods", "strength"),
    [
        ([PASSWORD], Strength.PASSWORD),
        ([PASSWORD, CODE], Strength.ONE_TIME_CODE),
        ([PASSWORD, PASSKEY], Strength.PASSKEY),
        ([], Strength.PASSWORD),
    ],
)
def test_how_somebody_signed_in_says_how_sure_we_are(production, methods, strength):
    assert actor_of(account("case_manager", organisation="vac"), methods).strength == strength


def test_a_password_alone_opens_nothing_in_production(production):
    client = client_of(account("case_manager", organisation="vac"))
    answer = client.get("/protection/cases/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/account/2fa/")


def test_a_one_time_code_opens_the_desk_without_identity_and_location(production):
    actor = actor_of(account("case_manager", "shelter_manager", organisation="vac"), [PASSWORD, CODE])
    assert actor.may(Permission.PROTECTION_CASE_READ)
    assert not actor.permissions & NEEDS_PASSKEY


@pytest.mark.parametrize(
    ("role", "body", "hidden"),
    [
        ("helpline_operator", "mia-atd", Permission.HELPLINE_CONCERN_READ),
        ("oversight_officer", "ombudsman", Permission.HELPLINE_CONCERN_ANSWER),
        ("investigator", "mia-atd", Permission.PROSECUTION_SUSPECT_SHOW),
        ("supervising_prosecutor", "prosecutor", Permission.PROSECUTION_SUSPECT_SHOW),
        ("consular_officer", "mfa-istanbul", Permission.CONSULAR_PERSON_SHOW),
        ("system_administrator", "coordinator", Permission.ACCOUNTS_ACCOUNT_MANAGE),
    ],
)
def test_a_one_time_code_shows_no_reporter_no_suspect_and_makes_no_accounts(production, role, body, hidden):
    somebody = account(role, organisation=body)
    assert not actor_of(somebody, [PASSWORD, CODE]).may(hidden)
    assert actor_of(somebody, [PASSWORD, PASSKEY]).may(hidden)


def test_the_desk_cannot_turn_production_into_a_demonstration():
    with pytest.raises(DatabaseError), transaction.atomic():
        Installation.objects.update(is_demo=True)


def test_a_passkey_opens_what_the_role_says(production):
    actor = actor_of(account("case_manager", organisation="vac"), [PASSWORD, PASSKEY])
    assert actor.permissions == ROLES["case_manager"].permissions


def test_a_demonstration_does_without():
    client = client_of(account("case_manager", organisation="vac"))
    assert client.get("/protection/cases/").status_code == 200


def test_a_step_up_counts_from_the_newest_way_of_signing_in():
    now = time.time()
    actor = actor_of(account("case_manager", organisation="vac"), [PASSWORD, {"method": "password", "at": now}])
    assert actor.stepped_up_at is not None
    assert abs(actor.stepped_up_at.timestamp() - now) < 1


def test_the_key_of_the_methods_is_the_login_library_s():
    assert METHODS_KEY == "account_authentication_methods"
