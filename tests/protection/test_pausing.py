"""A restriction stops what is under way; it goes on when it is lifted; a danger to life goes first."""

from datetime import datetime, timedelta

import pytest

from panah.access.actions import put_restriction
from panah.access.models import Grant, Restriction
from panah.access.permissions import Permission
from panah.accounts.models import Account
from panah.audit.models import Entry
from panah.core.clock import HOME, now, today
from panah.core.errors import InvalidInput, NotPermitted, NotVisible, WrongState
from panah.core.ids import new_id
from panah.organisations.models import Organisation
from panah.protection import actions
from panah.protection.actions.pausing import end_restriction, pause_sharing
from panah.protection.models import PlaceRequest, Transfer
from panah.protection.queries.place import place_request_sent, place_work
from panah.protection.queries.transfer import transfer_work
from panah.protection.rules.transfer import resumed_due
from tests.protection.people import ask_for_place, open_shelter, presumed_case, take_in
from tests.protection.test_transfer import NGO, propose
from tests.support import again, client_of, sign_in

pytestmark = pytest.mark.django_db
DECIDE = Permission.PROTECTION_RIGHTS_DECIDE
DAY = timedelta(days=1)
LIFT = {"reason": "person_asks", "told": "told"}


@pytest.fixture
def manager():
    return sign_in("case_manager", organisation="vac")


def restrict(manager, case):
    officer = sign_in("case_supervisor", organisation="vac", duties=("data_protection_officer",))
    given = {"actor": officer, "case_id": case.pk}
    restriction = put_restriction(source_id=new_id(), permission=DECIDE, **given)
    return officer, restriction, pause_sharing(**given)


def test_a_shelter_is_asked_with_consent_or_by_a_duty_and_no_more_once_it_is_withdrawn(manager):
    keeper, unit = open_shelter()
    again(manager)
    case, house = presumed_case(manager), Organisation.objects.get(code="mia-shelter")
    wanted = {"actor": manager, "case_id": case.pk, "to_organisation_id": house.pk, "needs": (), "wanted_on": today()}
    with pytest.raises(InvalidInput, match="has not agreed") as refused:
        actions.request_place(**wanted)
    assert refused.value.field == "to_organisation_id" and not PlaceRequest.objects.exists()
    asked = ask_for_place(manager, case)
    assert asked.consent_id is not None
    actions.withdraw_consent(actor=manager, consent_id=asked.consent_id)
    asked.refresh_from_db()
    assert (asked.state, asked.withdraw_reason) == ("withdrawn", "person_declined")
    actions.override_consent(
        actor=manager, case_id=case.pk, ground="child_protection", recipient_id=house.pk, told="later",
        reason="Nobody stands by the girl who could agree.", until=today() + DAY,
    )  # fmt: skip
    assert actions.request_place(**wanted).consent_id is None
    # Who lives there already stays.
    other = presumed_case(manager)
    lives = ask_for_place(manager, other)
    again(keeper)
    take_in(keeper, lives, unit)
    again(manager)
    actions.withdraw_consent(actor=manager, consent_id=lives.consent_id)
    assert place_request_sent(actor=manager, request_id=lives.pk).state == "accepted"


def test_what_waits_is_held_back_and_goes_on_with_the_access_it_had(manager):
    keeper, unit = open_shelter()
    again(manager)
    case = presumed_case(manager)
    asked, proposed = ask_for_place(manager, case), propose(manager, case)
    officer, restriction, held = restrict(manager, case)
    assert held == 2 and Grant.objects.get(pk=proposed.grant_id).withdrawn_at is not None
    page = client_of(Account.objects.get(pk=officer.id)).get(f"/protection/cases/{case.pk}/shelter/").content.decode()
    assert "Held back since" in page
    again(keeper)
    assert list(place_work(actor=keeper)) == []
    for step in (
        lambda: take_in(keeper, asked, unit),
        lambda: actions.accept_place_request(actor=keeper, request_id=asked.pk),
    ):
        with pytest.raises(WrongState, match="holds this back"):
            step()
    page = client_of(Account.objects.get(pk=keeper.id)).get(f"/protection/places/{asked.pk}/answer/").content.decode()
    assert "holds this back" in page and "restricted" not in page
    receiver = sign_in("case_manager", organisation=NGO)
    assert [item for item in transfer_work(actor=receiver) if item.reference == proposed.reference] == []
    with pytest.raises(WrongState, match="holds this back"):
        actions.accept_transfer(actor=receiver, transfer_id=proposed.pk)
    again(officer)
    # A month goes by: the clock stands still, and the receiver gets the four days that were left.
    Transfer.objects.update(paused_at=now() - 30 * DAY, due_at=now() - 26 * DAY)
    Grant.objects.filter(pk=proposed.grant_id).update(expires_on=today() - 26 * DAY)
    assert not [item for item in transfer_work(actor=officer) if item.reference == proposed.reference]
    page = client_of(Account.objects.get(pk=officer.id)).get(f"/protection/transfers/{proposed.pk}/").content.decode()
    assert "The clock stands still." in page  # so it is still proposed
    again(officer)
    end_restriction(actor=officer, restriction_id=restriction.pk, **LIFT)
    assert timedelta(days=3, hours=23) < Transfer.objects.get().due_at - now() <= 4 * DAY
    grant = Grant.objects.get(pk=proposed.grant_id)
    assert (grant.withdrawn_at, grant.expires_on) == (None, Transfer.objects.get().due_at.astimezone(HOME).date())
    assert Entry.objects.filter(event="protection.sharing.resumed").count() == 2
    again(receiver)
    assert actions.accept_transfer(actor=receiver, transfer_id=proposed.pk).person_id == case.person_id
    again(keeper)
    assert take_in(keeper, asked, unit).case_id == case.pk


def test_what_was_held_back_has_the_time_that_was_left_and_no_longer_than_the_consent() -> None:
    paused, moment = datetime(2026, 3, 1, tzinfo=HOME), datetime(2026, 4, 1, tzinfo=HOME)
    given = {"due_at": paused + 4 * DAY, "paused_at": paused, "moment": moment}
    assert resumed_due(**given, ends=None) == moment + 4 * DAY
    assert resumed_due(**given, ends=moment + DAY) == moment + DAY


def test_a_danger_to_life_is_not_held_back_and_strangers_lift_nothing(manager):
    case = presumed_case(manager)
    shelter = Organisation.objects.get(code="mia-shelter").pk
    actions.override_consent(
        actor=manager, case_id=case.pk, ground="vital_danger", recipient_id=shelter,
        reason="She was seen being put into a car.", told="later", until=today() + timedelta(days=7),
    )  # fmt: skip
    ask_for_place(manager, case)
    _officer, restriction, held = restrict(manager, case)
    assert held == 0 and PlaceRequest.objects.get().paused_at is None
    again(manager)
    with pytest.raises(NotPermitted):
        end_restriction(actor=manager, restriction_id=restriction.pk, **LIFT)
    stranger = sign_in("case_supervisor", organisation=NGO, duties=("data_protection_officer",))
    with pytest.raises(NotVisible):
        end_restriction(actor=stranger, restriction_id=restriction.pk, **LIFT)
    operator = sign_in("helpline_operator", organisation="mia-atd")
    with pytest.raises(NotPermitted):
        pause_sharing(actor=operator, case_id=case.pk)
    assert not Restriction.objects.exists() and not Transfer.objects.exists()
