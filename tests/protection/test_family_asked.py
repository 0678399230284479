"""A child who was made to beg goes home from nowhere before somebody has looked at the family."""

import pytest

from panah.access.policy import Actor
from panah.accounts.models import Account
from panah.audit.models import Entry
from panah.core.clock import today
from panah.core.errors import InvalidInput, NotPermitted, NotVisible, WrongState
from panah.protection import actions, queries
from panah.protection.models import PlaceRequest, Stay
from panah.protection.rules import EpisodeDetails, PersonDetails, check_exit
from tests.protection.people import ask_for_place, open_shelter, take_in
from tests.support import again, client_of, sign_in

pytestmark = pytest.mark.django_db
BOY = PersonDetails(sex="male", age_band="9_17", citizenship="AZ")
SIGN = {"presumed_on": today(), "body": "ngo", "indicator_list": "practical"}


@pytest.fixture
def manager() -> Actor:
    return sign_in("case_manager", organisation="vac")


def boy_in_shelter(manager: Actor, *, forms: tuple[str, ...] = ("forced_begging",), **presumption) -> tuple:
    """A boy's case, his stay, and the manager of the house, who is signed in."""
    case = actions.open_case(actor=manager, details=BOY, source="self", forms=forms)
    actions.presume(actor=manager, case_id=case.pk, **SIGN, **{"answers": {}, "grounds": "Seen.", **presumption})
    asked = ask_for_place(manager, case, needs=[])
    keeper, unit = open_shelter(for_whom="children")
    return case, take_in(keeper, asked, unit), keeper


def leave(keeper: Actor, stay: Stay, **how) -> Stay:
    again(keeper)
    return actions.end_stay(actor=keeper, stay_id=stay.pk, ended_on=today(), **how)


@pytest.mark.parametrize(
    ("reason", "exit_to"), [("family", "family_home"), ("other", "family_home"), ("family", "not_known")]
)
def test_the_house_does_not_let_him_go_home_unlooked_at(manager, reason, exit_to):
    _case, stay, keeper = boy_in_shelter(manager)
    with pytest.raises(InvalidInput, match="does not go home before that") as refused:
        leave(keeper, stay, reason=reason, exit_to=exit_to)
    assert refused.value.field == "exit_to"
    stay.refresh_from_db()
    assert stay.ended_on is None


def test_any_other_way_out_is_open(manager):
    _case, stay, keeper = boy_in_shelter(manager)
    assert leave(keeper, stay, reason="boarding_school", exit_to="institution").ended_on == today()


def test_he_goes_home_once_the_family_was_looked_at(manager):
    case, stay, keeper = boy_in_shelter(manager)
    again(manager)
    actions.assess_family(actor=manager, case_id=case.pk, assessed_on=today(), involvement="no_sign")
    assert leave(keeper, stay, reason="family", exit_to="family_home").exit_to == "family_home"


def test_the_sign_alone_opens_the_question(manager):
    case, stay, keeper = boy_in_shelter(manager, forms=(), answers={"child_begging": "yes"})
    with pytest.raises(InvalidInput):
        leave(keeper, stay, reason="family", exit_to="family_home")
    again(manager)
    assert queries.is_family_asked(actor=manager, case=case)
    assert queries.child_path(actor=manager, case=case).is_family_asked


@pytest.mark.parametrize("answer", ["no", "unknown"])
def test_a_sign_that_was_not_seen_asks_nothing(manager, answer):
    case, _stay, _keeper = boy_in_shelter(manager, forms=(), answers={"child_begging": answer})
    again(manager)
    assert not queries.is_family_asked(actor=manager, case=case)


def test_the_house_learns_it_when_begging_comes_out_later(manager):
    case, stay, keeper = boy_in_shelter(manager, forms=())
    again(manager)
    details = EpisodeDetails(stage="exploitation", form="forced_begging")
    actions.record_episode(actor=manager, case_id=case.pk, details=details)
    assert PlaceRequest.objects.get(pk=stay.request_id).is_family_asked
    with pytest.raises(InvalidInput):
        leave(keeper, stay, reason="family", exit_to="family_home")


def test_a_screening_and_a_corrected_age_are_told_as_well(manager):
    case, stay, _keeper = boy_in_shelter(manager, forms=())
    again(manager)
    actions.screen(
        actor=manager, case_id=case.pk, indicator_list="practical", screened_on=today(),
        answers={"child_begging": "yes"},
    )  # fmt: skip
    assert PlaceRequest.objects.get(pk=stay.request_id).is_family_asked
    actions.assess_age(
        actor=manager, case_id=case.pk, assessed_on=today(), method="documents", age_from=21, age_until=22
    )
    assert not PlaceRequest.objects.get(pk=stay.request_id).is_family_asked


def test_a_grown_person_leaves_as_they_wish():
    check_exit(is_asked=False, reason="family", exit_to="family_home")


REASON = "The grandmother takes him in; the court agreed."


def test_he_does_not_go_back_to_a_family_that_is_involved_unless_a_supervisor_says_why(manager):
    case, stay, keeper = boy_in_shelter(manager)
    again(manager)
    with pytest.raises(NotPermitted):
        actions.allow_family_return(actor=manager, case_id=case.pk, reason=REASON)
    head = sign_in("case_supervisor", organisation="vac")
    with pytest.raises(WrongState, match="Nothing stands against"):
        actions.allow_family_return(actor=head, case_id=case.pk, reason=REASON)
    again(manager)
    actions.assess_family(actor=manager, case_id=case.pk, assessed_on=today(), involvement="involved")
    with pytest.raises(InvalidInput, match="family is involved"):
        actions.record_service(actor=manager, case_id=case.pk, service="family_reunion", outcome="started", on=today())
    best = {
        "actor": manager,
        "case_id": case.pk,
        "kind": "determination",
        "assessed_on": today(),
        "body": "guardianship",
    }
    with pytest.raises(InvalidInput, match="family is involved") as refused:
        actions.assess_interests(**best, outcomes=["school", "reunite"])
    assert refused.value.field == "outcomes"
    with pytest.raises(InvalidInput, match="family is involved"):
        leave(keeper, stay, reason="family", exit_to="family_home")
    stranger = sign_in("case_supervisor", organisation="ngo-clean-world")
    with pytest.raises(NotVisible):
        actions.allow_family_return(actor=stranger, case_id=case.pk, reason=REASON)
    again(head)
    with pytest.raises(InvalidInput, match="20 characters"):
        actions.allow_family_return(actor=head, case_id=case.pk, reason="Because.")
    client = client_of(Account.objects.get(pk=head.id))
    assert "Allow the return, with a reason" in client.get(f"/protection/cases/{case.pk}/child/").content.decode()
    client.post(f"/protection/cases/{case.pk}/child/family/return/", {"reason": REASON})
    assert "Return allowed by whoever leads" in client.get(f"/protection/cases/{case.pk}/child/").content.decode()
    again(head)
    assert Entry.objects.filter(event="protection.family.return_allowed", case_id=case.pk).count() == 1
    assert REASON in queries.note_rows(actor=head, case_id=case.pk).rows[0]["text"]
    again(manager)
    assert actions.assess_interests(**best, outcomes=["reunite"]).outcomes == ["reunite"]
    assert leave(keeper, stay, reason="family", exit_to="family_home").exit_to == "family_home"
