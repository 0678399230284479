"""A sensitive case: hidden from every colleague but one, and open to them again."""

from datetime import timedelta

import pytest

from panah.access.models import Lock
from panah.accounts.models import Account
from panah.audit.models import Entry
from panah.core.clock import now, today
from panah.core.errors import InvalidInput, NotPermitted, NotVisible, WrongState
from panah.desk import queries as desk_queries
from panah.protection import actions, queries
from panah.protection.models import Case, Decision
from tests.protection.people import ask_for_place, decide, open_case
from tests.support import again, client_of, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager():
    return sign_in("case_manager", organisation="vac")


@pytest.fixture
def head():
    return sign_in("case_supervisor", organisation="vac")


def _late(case: Case, worker) -> None:
    case.worker_id, case.opened_at, case.next_due_at = worker.id, now() - timedelta(days=2), now() - timedelta(days=1)
    case.save(update_fields=["worker_id", "opened_at", "next_due_at"])


def _finds(actor, case: Case) -> tuple[bool, bool, bool, bool, bool]:
    """Say whether the case stands in the list, the search, the search by name, the work list, and has a page."""
    again(actor)
    listed = case.reference in [row["reference"] for row in queries.cases(actor=actor).rows]
    found = case.reference in [hit.title for hit in desk_queries.found(actor=actor, text=case.reference)[1]]
    by_name = bool(actions.find_people(actor=actor, text="Sınaqova"))
    waiting = desk_queries.waiting(actor=actor)
    works = case.reference in [row.item.reference for group in waiting.groups for row in group.rows]
    page = client_of(Account.objects.get(pk=actor.id)).get(f"/protection/cases/{case.pk}/").status_code == 200
    return listed, found, by_name, works, page


def test_a_hidden_case_is_opened_by_one_person_alone_until_it_is_open_again(manager, head):
    again(manager)
    case = open_case(manager)
    ask_for_place(manager, case)
    _late(case, manager)
    colleague = sign_in("case_manager", organisation="vac")
    assert _finds(colleague, case) == (True, True, True, False, True)
    assert _finds(head, case) == (True, True, True, True, True)
    again(head)
    lock = actions.place_lock(actor=head, case_id=case.pk, basis="known_here", exempt_person_id=manager.id)
    assert _finds(colleague, case) == _finds(head, case) == (False,) * 5
    assert all(_finds(manager, case))
    # The decision of another body about it is a letter: the work list of a colleague does not tell of it either.
    decide(case)
    again(head)
    assert Decision.objects.for_us(head).exists()
    assert _finds(head, case)[3] is False
    client = client_of(Account.objects.get(pk=head.id))
    assert case.reference in client.get("/protection/locks/").content.decode()
    assert client.post(f"/protection/locks/{lock.pk}/lift/").headers["Location"] == "/protection/locks/"
    assert _finds(colleague, case)[0] and _finds(head, case)[4]
    again(head)
    logged = Entry.objects.filter(case_id=case.pk, event__startswith="access.lock").order_by("at")
    assert list(logged.values_list("event", flat=True)) == ["access.lock.placed", "access.lock.lifted"]


def test_who_may_not_hide_a_case_and_what_is_refused(manager, head):
    again(manager)
    case = open_case(manager)
    given = {"case_id": case.pk, "basis": "high_danger", "exempt_person_id": manager.id}
    with pytest.raises(NotPermitted):
        actions.place_lock(actor=manager, **given)
    stranger = sign_in("case_supervisor", organisation="ngo-clean-world")
    with pytest.raises(NotVisible):
        actions.place_lock(actor=stranger, **given)
    again(head)
    with pytest.raises(InvalidInput, match="works on cases"):
        actions.place_lock(actor=head, **given | {"exempt_person_id": stranger.id})
    with pytest.raises(InvalidInput, match="passed already"):
        actions.place_lock(actor=head, **given, until_on=today() - timedelta(days=1))
    lock = actions.place_lock(actor=head, **given | {"exempt_person_id": head.id})
    with pytest.raises(WrongState, match="hidden already"):
        actions.place_lock(actor=head, **given)
    again(stranger)
    with pytest.raises(NotVisible):
        actions.lift_lock(actor=stranger, lock_id=lock.pk)
    again(manager)
    with pytest.raises(NotPermitted):
        actions.lift_lock(actor=manager, lock_id=lock.pk)
    again(head)
    actions.lift_lock(actor=head, lock_id=lock.pk)
    with pytest.raises(NotVisible):
        actions.lift_lock(actor=head, lock_id=lock.pk)
    assert not Lock.objects.in_force(today()).filter(case_id=case.pk).exists()


def test_a_case_is_hidden_from_its_page(manager, head):
    again(manager)
    case = open_case(manager)
    client = client_of(Account.objects.get(pk=head.id))
    page = f"/protection/cases/{case.pk}/"
    assert f"{page}lock/" in client.get(f"{page}access/").content.decode()
    assert "Hide the case" in client.get(f"{page}lock/").content.decode()
    answer = client.post(f"{page}lock/", {"exempt_person_id": str(manager.id), "basis": "public_attention"})
    assert answer.headers["Location"] == "/protection/locks/"
    assert client.get(page).status_code == 404
    worker = client_of(Account.objects.get(pk=manager.id))
    assert worker.get(page).status_code == 200
    looked = worker.get(f"{page}access/").content.decode()
    assert "lock/" not in looked
    again(manager)
    assert len(queries.seers(actor=manager, case=case).can) == 1
