import pytest

from panah.protection import actions, queries
from tests.protection.people import open_case
from tests.support import sign_in

pytestmark = pytest.mark.django_db


def test_opening_a_case_keeps_the_person_sealed_and_findable():
    manager = sign_in("case_manager", organisation="vac")
    case = open_case(manager)
    assert case.reference.startswith("P-")
    assert actions.show_name(actor=manager, case_id=case.pk) == "Aygün Sınaqova"
