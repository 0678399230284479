import pytest

from panah.accounts.founding import make_first_administrators
from panah.accounts.models import Account
from panah.audit.models import Entry
from panah.core.db import unforced
from panah.core.errors import InvalidInput, WrongState
from panah.organisations.models import Organisation
from tests.support import as_owner, sign_in

pytestmark = pytest.mark.django_db
PEOPLE = (("Arzu Birinci", "arzu@example.az"), ("Bəhruz İkinci", "behruz@example.az"))


def begin(people=PEOPLE) -> list[str]:
    body = Organisation.objects.get(code="coordinator")
    with as_owner(), unforced("audit_entry"):
        return make_first_administrators(organisation_id=body.id, people=people, language="az")


def test_two_administrators_begin_with_an_invitation_each():
    paths = begin()
    assert len(set(paths)) == 2
    made = Account.objects.filter(email__in=[email for _name, email in PEOPLE])
    assert [account.roles for account in made] == [["system_administrator"]] * 2
    assert not any(account.has_usable_password() for account in made)
    with as_owner(), unforced("audit_entry"):
        assert Entry.objects.filter(event="accounts.account.opened", actor_id=None).count() == 2


def test_nobody_begins_twice_or_beside_an_administrator():
    sign_in("system_administrator", organisation="coordinator")
    with pytest.raises(WrongState, match="administrators already"):
        begin()


@pytest.mark.parametrize("people", [PEOPLE[:1], (PEOPLE[0], ("Somebody else", "ARZU@example.az"))])
def test_two_are_two_persons(people):
    with pytest.raises(InvalidInput, match="two persons"):
        begin(people)
