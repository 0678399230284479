import pytest

from panah.accounts.models import Account
from panah.audit.models import Entry
from panah.core.errors import InvalidInput, NotPermitted, NotVisible
from panah.protection.actions.search import delete_search, save_search
from panah.protection.models import SavedSearch
from panah.protection.queries.search import search_links
from tests.support import again, client_of, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager():
    return sign_in("case_manager", organisation="vac")


def test_a_search_is_kept_under_a_sealed_name_and_deleted(manager):
    search = save_search(actor=manager, name="Lale, overdue", status="presumed", worker=manager.id, overdue=True)
    assert b"Lale" not in bytes(search.name)
    (link,) = search_links(actor=manager)
    assert link["name"] == "Lale, overdue"
    assert link["filters"] == f"status=presumed&worker={manager.id}&overdue=yes"
    assert Entry.objects.get(event="protection.search.saved").facts == {}
    delete_search(actor=manager, search_id=search.pk)
    assert not SavedSearch.objects.exists()


def test_nobody_else_sees_it_not_even_a_colleague(manager):
    search = save_search(actor=manager, name="Mine", overdue=True)
    colleague = sign_in("case_supervisor", organisation="vac")
    assert not SavedSearch.objects.exists()
    assert search_links(actor=colleague) == []
    with pytest.raises(NotVisible):
        delete_search(actor=colleague, search_id=search.pk)
    driver = sign_in("transport_officer", organisation="vac")
    with pytest.raises(NotPermitted):
        save_search(actor=driver, name="No", overdue=True)


@pytest.mark.parametrize(("given", "message"), [({"name": " ", "overdue": True}, "name"), ({"name": "All"}, "filter")])
def test_what_filters_nothing_or_has_no_name_is_refused(manager, given, message):
    with pytest.raises(InvalidInput, match=message):
        save_search(actor=manager, **given)


def test_twenty_are_enough(manager):
    for number in range(20):
        save_search(actor=manager, name=f"Search {number}", overdue=True)
    with pytest.raises(InvalidInput, match="20"):
        save_search(actor=manager, name="One more", overdue=True)


def test_from_the_list_to_a_kept_search_and_back(manager):
    client = client_of(Account.objects.get(pk=manager.id))
    assert "searches/?status=presumed" in client.get("/protection/cases/?status=presumed").content.decode()
    page = client.post("/protection/cases/searches/", {"name": "Presumed"})
    assert "Choose a filter first" in page.content.decode()
    assert client.post("/protection/cases/searches/", {"name": "Presumed", "status": "presumed"}).status_code == 302
    page = client.get("/protection/cases/searches/").content.decode()
    assert "Presumed" in page and "cases/?status=presumed" in page
    assert 'href="?status=presumed"' in client.get("/protection/cases/").content.decode()
    again(manager)
    search = SavedSearch.objects.get()
    assert client.post(f"/protection/cases/searches/{search.pk}/delete/").status_code == 302
