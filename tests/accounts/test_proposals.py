"""Two persons give somebody a role at another organisation."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from panah.access.roles import Strength
from panah.accounts import actions, queries, rules
from panah.accounts.models import Account, Proposal, Session
from panah.audit.models import Entry
from panah.core.errors import NotPermitted, NotVisible, StepUpNeeded, WrongState
from panah.organisations.models import Organisation
from tests.support import account, again, as_owner, client_of, session_of, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator():
    return sign_in("system_administrator", organisation="mia")


def open_for(actor, *roles, organisation="vac", duties=()):
    again(actor)
    return actions.open_account(
        actor=actor,
        email="Aynur@vac.example",
        name="Aynur Sınaqova",
        organisation_id=Organisation.objects.get(code=organisation).id,
        roles=roles,
        duties=duties,
        language="az",
    )


def another_administrator():
    return sign_in("system_administrator", organisation="coordinator")


def focal_point(organisation):
    return sign_in("case_supervisor", organisation=organisation, duties=("focal_point",))


def decide(actor, proposal, *, is_approved=True):
    again(actor)
    return actions.decide_proposal(actor=actor, proposal_id=proposal.pk, is_approved=is_approved)


@pytest.mark.parametrize(
    ("own", "before", "after", "reopened", "waits"),
    [
        (True, [], ["case_manager"], False, False),
        (False, [], ["case_manager"], False, True),
        (False, ["case_manager"], ["case_manager"], False, False),
        (False, ["case_manager", "case_supervisor"], ["case_manager"], False, False),
        (False, ["case_manager"], ["case_manager", "steward"], False, True),
        (False, ["case_manager"], [], False, False),
        (False, ["case_manager"], ["case_manager"], True, True),
        (True, ["case_manager"], ["case_manager", "focal_point"], False, True),
        (True, [], ["system_administrator"], False, True),
    ],
)
def test_what_is_gained_elsewhere_waits_and_what_is_taken_away_does_not(own, before, after, reopened, waits):
    asked = rules.needs_second_person(is_own_organisation=own, before=before, after=after, is_reopened=reopened)
    assert asked is waits


def test_an_account_at_another_organisation_is_only_proposed(administrator):
    proposal = open_for(administrator, "case_manager")
    assert isinstance(proposal, Proposal)
    assert not Account.objects.filter(email="aynur@vac.example").exists()
    with as_owner():
        assert Entry.objects.filter(event="accounts.proposal.made", subject_id=proposal.pk).exists()


@pytest.mark.parametrize("second", [another_administrator, lambda: focal_point("vac")])
def test_a_second_person_makes_it_real(administrator, second):
    proposal = open_for(administrator, "case_manager")
    decided = decide(second(), proposal)
    made = Account.objects.get(email="aynur@vac.example")
    assert (made.roles, decided.account_id) == (["case_manager"], made.pk)
    with as_owner():
        assert Entry.objects.filter(event="accounts.proposal.approved", subject_id=proposal.pk).exists()


def test_nobody_agrees_to_the_own_proposal(administrator):
    proposal = open_for(administrator, "case_manager")
    with pytest.raises(NotPermitted, match="Two persons"):
        decide(administrator, proposal)
    with pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.filter(pk=proposal.pk).update(decided_by_id=administrator.id)


def test_nobody_agrees_to_what_they_would_gain_themselves(administrator):
    gaining = focal_point("vac")
    again(administrator)
    proposal = actions.change_account(
        actor=administrator,
        account_id=gaining.id,
        roles=["case_manager", "case_supervisor"],
        duties=["focal_point"],
        is_active=True,
    )
    with pytest.raises(NotPermitted, match="Two persons"):
        decide(gaining, proposal)


@pytest.mark.parametrize(
    "stranger",
    [lambda: focal_point("ngo-clean-world"), lambda: sign_in("case_supervisor", organisation="vac")],
)
def test_for_others_the_proposal_does_not_exist(administrator, stranger):
    proposal = open_for(administrator, "case_manager")
    actor = stranger()
    assert not queries.proposals(actor=actor).exists()
    assert queries.work(actor=actor) == []
    with pytest.raises(NotVisible):
        decide(actor, proposal)


def test_a_change_waits_and_then_ends_every_sign_in(administrator):
    person = account("case_manager", organisation="vac")
    session_of(person)
    again(administrator)
    proposal = actions.change_account(
        actor=administrator, account_id=person.pk, roles=["case_supervisor"], duties=[], is_active=True
    )
    assert Account.objects.get(pk=person.pk).roles == ["case_manager"]
    decide(focal_point("vac"), proposal)
    assert Account.objects.get(pk=person.pk).roles == ["case_supervisor"]
    assert Session.objects.get(account=person).ended_at is not None


def test_ending_an_account_elsewhere_does_not_wait(administrator):
    person = account("case_manager", organisation="vac")
    again(administrator)
    actions.change_account(
        actor=administrator, account_id=person.pk, roles=["case_manager"], duties=[], is_active=False
    )
    assert not Account.objects.get(pk=person.pk).is_active


def test_what_is_rejected_changes_nothing_and_is_decided_once(administrator):
    proposal = open_for(administrator, "case_manager")
    second = another_administrator()
    decide(second, proposal, is_approved=False)
    assert not Account.objects.filter(email="aynur@vac.example").exists()
    with pytest.raises(WrongState):
        decide(second, proposal)


def test_what_somebody_proposed_who_is_no_administrator_any_more_is_not_carried_out(administrator):
    proposal = open_for(administrator, "case_manager")
    Account.objects.filter(pk=administrator.id).update(is_active=False)
    with pytest.raises(WrongState):
        decide(focal_point("vac"), proposal)


def test_the_same_is_proposed_once(administrator):
    open_for(administrator, "case_manager")
    with pytest.raises(WrongState):
        open_for(administrator, "case_manager")


def test_deciding_needs_a_passkey_and_a_fresh_sign_in(administrator):
    proposal = open_for(administrator, "case_manager")
    second = focal_point("vac")
    with pytest.raises(StepUpNeeded):
        actions.decide_proposal(actor=replace(second, stepped_up_at=None), proposal_id=proposal.pk, is_approved=True)
    with pytest.raises(NotPermitted):
        weak = replace(second, strength=Strength.ONE_TIME_CODE)
        actions.decide_proposal(actor=weak, proposal_id=proposal.pk, is_approved=True)


def test_the_pending_list_has_no_button_for_the_own_proposal(administrator):
    open_for(administrator, "case_manager")
    own = client_of(Account.objects.get(pk=administrator.id)).get("/account/proposals/").content.decode()
    assert "Waits for a second person" in own
    assert "/approve/" not in own


def test_a_focal_point_finds_it_in_the_work_and_approves_it(administrator):
    proposal = open_for(administrator, "case_manager")
    client = client_of(account("case_supervisor", organisation="vac", duties=("focal_point",)))
    assert "Aynur Sınaqova" in client.get("/").content.decode()
    assert "/approve/" in client.get("/account/proposals/").content.decode()
    assert client.post(f"/account/proposals/{proposal.pk}/approve/").status_code == 302
    assert Account.objects.filter(email="aynur@vac.example").exists()
