import pytest

from panah.accounts.models import Account
from panah.core.clock import today
from panah.protection import actions
from panah.protection.queries.house import stays_ended
from tests.protection.people import ask_for_place, open_shelter, presumed_case, take_in
from tests.support import again, client_of, sign_in

pytestmark = pytest.mark.django_db
URL = "/protection/stays/ended/"


@pytest.fixture
def manager():
    return sign_in("case_manager", organisation="vac")


def test_a_stay_stands_in_the_list_once_it_has_ended_and_only_at_its_house(manager):
    request = ask_for_place(manager, presumed_case(manager))
    keeper, unit = open_shelter()
    stay = take_in(keeper, request, unit)
    assert stays_ended(actor=keeper).rows == []
    actions.end_stay(actor=keeper, stay_id=stay.pk, ended_on=today(), reason="independent", exit_to="own_home")
    (row,) = stays_ended(actor=keeper).rows
    assert (row.pk, row.ended_on) == (stay.pk, today())
    page = client_of(Account.objects.get(pk=keeper.id)).get(URL).content.decode()
    assert stay.reference in page and "Aygün" not in page and "12 Invented Street" not in page
    other = sign_in("shelter_manager", organisation="ngo-clean-world")
    assert stays_ended(actor=other).rows == []
    assert stay.reference not in client_of(Account.objects.get(pk=other.id)).get(URL).content.decode()
    again(manager)
    assert client_of(Account.objects.get(pk=manager.id)).get(URL).status_code == 403
