import pytest

from panah.accounts import queries
from tests.support import account, sign_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["az", "en"])
def test_of_somebody_elsewhere_only_the_organisation_is_said_in_the_language_of_the_reader(language):
    elsewhere = account("liaison_officer", organisation="sms")
    colleague = account("case_manager", organisation="vac")
    reader = sign_in("case_manager", organisation="vac", language=language)
    names = queries.names(actor=reader, ids=[elsewhere.pk, colleague.pk])
    assert names == {elsewhere.pk: elsewhere.organisation.name(language), colleague.pk: colleague.name}


def test_nobody_asked_for_is_no_query(django_assert_num_queries):
    reader = sign_in("case_manager", organisation="vac")
    with django_assert_num_queries(0):
        assert queries.names(actor=reader, ids=[]) == {}
