"""Who works in which house: the address of one house is not there for the manager of another."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.urls import reverse

from panah.access.policy import Actor
from panah.accounts.models import Account
from panah.audit.models import Entry
from panah.core.clock import now
from panah.core.db import unforced
from panah.core.errors import InvalidInput, NotPermitted, NotVisible, WrongState
from panah.protection import actions
from panah.protection.actions.house_staff import bind_staff, release_staff
from panah.protection.models import HouseStaff, Shelter, ShelterLocation
from panah.protection.rules.house_staff import check_binding, check_keeper, check_works_here
from tests.protection.people import open_shelter
from tests.support import again, as_owner, client_of, desk_client, sign_in

FIRST, SECOND = "1 First Street", "2 Second Street"


def test_the_focal_point_or_a_supervisor_keeps_the_list_and_never_for_themselves() -> None:
    check_keeper(duties=("focal_point",), is_supervisor=False)
    check_keeper(duties=(), is_supervisor=True)
    check_works_here(is_staff=True)
    with pytest.raises(NotPermitted):
        check_keeper(duties=("steward",), is_supervisor=False)
    with pytest.raises(NotPermitted):
        check_works_here(is_staff=False)
    me, other = NotPermitted, NotVisible
    for keeper, worker, bound in ((me, me, ()), (me, other, (other,))):
        with pytest.raises(InvalidInput):
            check_binding(keeper=keeper, worker=worker, bound=bound)  # type: ignore[arg-type]


@pytest.mark.django_db
def test_a_manager_of_one_house_does_not_see_where_the_other_is() -> None:
    one, unit = open_shelter(address=FIRST)
    two, other = open_shelter(address=SECOND)
    again(one)
    assert actions.show_location(actor=one, shelter_id=unit.shelter_id) == FIRST
    assert Shelter.objects.count() == 2
    assert [row.shelter_id for row in ShelterLocation.objects.all()] == [unit.shelter_id]
    with pytest.raises(NotPermitted, match="works in this house"):
        actions.show_location(actor=one, shelter_id=other.shelter_id)
    driver = sign_in("transport_officer", organisation="mia-shelter")
    again(one)
    with pytest.raises(NotPermitted):
        actions.give_transport(actor=one, shelter_id=other.shelter_id, officer_id=driver.id, valid_from=now(), hours=2)
    page = client_of(_account(one)).get(reverse("protection:shelter_list")).content.decode()
    assert reverse("protection:shelter_locate", args=[unit.shelter_id]) in page
    assert reverse("protection:shelter_locate", args=[other.shelter_id]) not in page
    again(two)
    assert actions.show_location(actor=two, shelter_id=other.shelter_id) == SECOND


@pytest.mark.django_db
def test_who_is_bound_sees_the_address_until_it_ends_and_both_stand_in_the_log() -> None:
    one, _unit = open_shelter(address=FIRST)
    _two, other = open_shelter(address=SECOND)
    given = {"shelter_id": other.shelter_id, "worker_id": one.id}
    for role, body, error in (
        ("shelter_manager", "mia-shelter", NotPermitted),
        ("case_manager", "mia-shelter", NotPermitted),
        ("case_supervisor", "ngo-clean-world", NotVisible),
    ):
        with pytest.raises(error):
            bind_staff(actor=sign_in(role, organisation=body), **given)
    keeper = sign_in("shelter_manager", organisation="mia-shelter", duties=("focal_point",))
    for worker, wrong in ((keeper.id, InvalidInput), (other.pk, NotVisible)):
        with pytest.raises(wrong):
            bind_staff(actor=keeper, shelter_id=other.shelter_id, worker_id=worker)
    bound = bind_staff(actor=keeper, **given)
    with pytest.raises(InvalidInput, match="already"):
        bind_staff(actor=keeper, **given)
    with pytest.raises(IntegrityError), transaction.atomic():
        HouseStaff.objects.filter(pk=bound.pk).update(bound_by_id=one.id)
    again(one)
    assert actions.show_location(actor=one, shelter_id=other.shelter_id) == SECOND
    with pytest.raises(NotVisible):
        release_staff(actor=sign_in("case_supervisor", organisation="ngo-clean-world"), staff_id=bound.pk)
    again(one)
    with pytest.raises(NotPermitted):
        release_staff(actor=one, staff_id=bound.pk)
    again(keeper)
    release_staff(actor=keeper, staff_id=bound.pk)
    with pytest.raises(WrongState):
        release_staff(actor=keeper, staff_id=bound.pk)
    events = Entry.objects.filter(event__startswith="protection.staff.").values_list("event", flat=True)
    assert set(events) == {"protection.staff.bound", "protection.staff.released"}
    again(one)
    assert not ShelterLocation.objects.filter(shelter_id=other.shelter_id).exists()


@pytest.mark.django_db
def test_the_list_is_kept_on_its_pages() -> None:
    one, unit = open_shelter(address=FIRST)
    row = HouseStaff.objects.get()
    plain = desk_client("shelter_manager", organisation="mia-shelter")
    assert "Add somebody" not in plain.get(reverse("protection:staff_list")).content.decode()
    desk = desk_client("shelter_manager", organisation="mia-shelter", duties=("focal_point",))
    assert _account(one).name in desk.get(reverse("protection:staff_list")).content.decode()
    bind = reverse("protection:staff_bind", args=[unit.shelter_id])
    assert "works there already" in desk.post(bind, {"worker_id": str(one.id)}).content.decode()
    assert desk.post(bind, {"worker_id": str(plain.actor.id)}).status_code == 302
    assert desk.post(reverse("protection:staff_release", args=[row.pk])).status_code == 302
    assert plain.post(reverse("protection:staff_release", args=[row.pk])).status_code == 403


@pytest.mark.django_db
def test_who_ran_the_houses_before_is_bound_to_every_one_of_them() -> None:
    open_shelter(address=FIRST)
    open_shelter(address=SECOND)
    move = import_module("panah.protection.migrations.0035_house_staff")
    with as_owner(), unforced("protection_housestaff"):
        HouseStaff.objects.all().delete()
    with as_owner():
        move.bind_who_is_there(apps, None)
    assert HouseStaff.objects.count() == 4


def _account(actor: Actor) -> Account:
    return Account.objects.get(pk=actor.id)
