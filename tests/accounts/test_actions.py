from dataclasses import replace

import pytest

from panah.accounts import actions, queries
from panah.accounts.models import Account, Session
from panah.core.errors import InvalidInput, NotPermitted, NotVisible, StepUpNeeded, WrongState
from panah.organisations.models import Organisation
from tests.support import account, again, desk_client, session_of, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator():
    return sign_in("system_administrator", organisation="mia")


def open_for(actor, *roles):
    return actions.open_account(
        actor=actor,
        email="Aynur@vac.example",
        name="Aynur Sınaqova",
        organisation_id=Organisation.objects.get(code="mia").id,
        roles=roles,
        duties=[],
        language="az",
    )


def test_an_account_is_opened_without_a_password_and_invited(administrator):
    made = open_for(administrator, "case_manager", "case_supervisor")
    assert (made.email, made.wall, made.has_usable_password()) == ("aynur@vac.example", "protection", False)
    assert "/account/password/reset/key/" in actions.invite(actor=administrator, account_id=made.id)


def test_nobody_sets_the_password_of_somebody_who_has_one(administrator):
    made = open_for(administrator, "case_manager")
    made.set_password("a long enough password")
    made.save()
    with pytest.raises(WrongState):
        actions.invite(actor=administrator, account_id=made.id)


def test_managing_accounts_needs_a_fresh_sign_in(administrator):
    with pytest.raises(StepUpNeeded):
        open_for(replace(administrator, stepped_up_at=None), "case_manager")


def test_roles_behind_two_walls_are_refused(administrator):
    with pytest.raises(InvalidInput, match="one wall"):
        open_for(administrator, "case_manager", "investigator")


def test_an_address_has_one_account(administrator):
    open_for(administrator, "case_manager")
    with pytest.raises(InvalidInput, match="already"):
        open_for(administrator, "case_manager")


def test_changing_somebody_ends_their_sign_ins(administrator):
    person = account("case_manager", organisation="mia")
    session_of(person)
    again(administrator)
    actions.change_account(
        actor=administrator, account_id=person.id, roles=["case_supervisor"], duties=[], is_active=True
    )
    assert Account.objects.get(pk=person.pk).roles == ["case_supervisor"]
    assert Session.objects.get(account=person).ended_at is not None


def test_nobody_changes_the_own_account(administrator):
    with pytest.raises(InvalidInput, match="Somebody else"):
        actions.change_account(
            actor=administrator, account_id=administrator.id, roles=["donor"], duties=[], is_active=True
        )


def test_only_the_administrator_manages_accounts():
    manager = sign_in("case_manager", organisation="vac")
    with pytest.raises(NotPermitted):
        open_for(manager, "case_manager")
    with pytest.raises(NotPermitted):
        queries.accounts(actor=manager)


def test_a_sign_in_of_somebody_else_cannot_be_ended():
    other = session_of(account("case_manager", organisation="vac"))
    actor = sign_in("case_manager", organisation="vac")
    with pytest.raises(NotVisible):
        actions.end_session(actor=actor, key_hash=other.session_key)


def test_the_administrator_sees_people_and_no_case():
    client = desk_client("system_administrator", organisation="mia")
    assert client.get("/account/people/").status_code == 200
    assert client.get("/protection/cases/").status_code == 403
