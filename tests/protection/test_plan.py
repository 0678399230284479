import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from panah.access.policy import Actor
from panah.core.clock import today
from panah.core.errors import InvalidInput, NotPermitted, WrongState
from panah.protection import actions, queries
from panah.protection.models import Approval, Case, Goal
from panah.protection.states import (
    APPROVAL_MOVES,
    GOAL_MOVES,
    ApprovalState,
    CaseStatus,
    GoalState,
    move_approval,
    move_goal,
)
from tests.protection.people import open_case
from tests.support import again, desk_client, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager() -> Actor:
    return sign_in("case_manager", organisation="vac")


def helped(actor: Actor) -> Case:
    case = open_case(actor)
    case.status, case.presumed_on, case.helped_on = CaseStatus.PRESUMED, today(), today()
    case.save()
    return case


def set_goal(actor: Actor, case: Case, **changes) -> Goal:
    given = {"need": "work", "words": "To sew again, in a shop of her own."}
    return actions.set_goal(actor=actor, case_id=case.pk, **given | changes)


def ask(actor: Actor, case: Case, subject: str = "plan") -> Approval:
    return actions.ask_approval(actor=actor, case_id=case.pk, subject=subject)


@pytest.mark.parametrize("now", GoalState)
@pytest.mark.parametrize("to", GoalState)
def test_a_goal_moves_as_its_table_says(now, to):
    if to in GOAL_MOVES[now]:
        assert move_goal(now, to) == to
    else:
        with pytest.raises(WrongState):
            move_goal(now, to)


@pytest.mark.parametrize("now", ApprovalState)
@pytest.mark.parametrize("to", ApprovalState)
def test_an_approval_moves_as_its_table_says(now, to):
    if to in APPROVAL_MOVES[now]:
        assert move_approval(now, to) == to
    else:
        with pytest.raises(WrongState):
            move_approval(now, to)


def test_the_first_goal_makes_the_plan_and_its_words_are_sealed(manager):
    case = helped(manager)
    goal = set_goal(manager, case)
    case.refresh_from_db()
    assert (case.plan_on, case.next_due_kind) == (today(), "referral")
    assert b"sew" not in bytes(goal.words)
    (row,) = queries.goals(actor=manager, case=case)
    assert (row["words"], row["steps"]) == (
        "To sew again, in a shop of her own.",
        [GoalState.DROPPED, GoalState.MET, GoalState.PARTLY_MET],
    )


def test_no_goal_without_words_or_before_the_presumption(manager):
    with pytest.raises(WrongState, match="presumption first"):
        set_goal(manager, open_case(manager))
    with pytest.raises(InvalidInput, match="wants to reach"):
        set_goal(manager, helped(manager), words=" ")


def test_what_was_met_may_be_opened_again(manager):
    goal = set_goal(manager, helped(manager))
    actions.change_goal_state(actor=manager, goal_id=goal.pk, to=GoalState.MET)
    with pytest.raises(WrongState, match="opened again first"):
        actions.change_goal_state(actor=manager, goal_id=goal.pk, to=GoalState.DROPPED)
    actions.change_goal_state(actor=manager, goal_id=goal.pk, to=GoalState.OPEN)


def test_nobody_approves_their_own(manager):
    supervisor = sign_in("case_supervisor", organisation="vac")
    approval = ask(supervisor, helped(supervisor))
    with pytest.raises(WrongState, match="yourself"):
        actions.decide_approval(actor=supervisor, approval_id=approval.pk, is_approved=True)
    again(manager)
    with pytest.raises(NotPermitted):
        actions.decide_approval(actor=manager, approval_id=approval.pk, is_approved=True)
    with pytest.raises(IntegrityError, match="two_persons"), transaction.atomic():
        Approval.objects.filter(pk=approval.pk).update(decided_by_id=supervisor.id)


def test_a_plan_comes_back_with_words_or_approved(manager):
    case = helped(manager)
    approval = ask(manager, case)
    with pytest.raises(WrongState, match="waits for approval"):
        ask(manager, case)
    supervisor = sign_in("case_supervisor", organisation="vac")
    assert [item.reference for item in queries.work(actor=supervisor) if item.kind == "approval"] == [case.reference]
    with pytest.raises(InvalidInput, match="what is missing"):
        actions.decide_approval(actor=supervisor, approval_id=approval.pk, is_approved=False)
    actions.decide_approval(actor=supervisor, approval_id=approval.pk, is_approved=False, comment="Ask about school.")
    (row,) = queries.approval_rows(actor=supervisor, case=case)
    assert (row["state"], row["comment"], row["judge"]) == ("returned", "Ask about school.", supervisor.name)
    assert b"school" not in bytes(Approval.objects.get().comment)


def test_what_was_asked_can_be_taken_back_until_it_is_decided(manager):
    approval = ask(manager, helped(manager))
    actions.withdraw_approval(actor=manager, approval_id=approval.pk)
    with pytest.raises(WrongState, match="decided or withdrawn"):
        actions.withdraw_approval(actor=manager, approval_id=approval.pk)


def test_a_closing_needs_the_supervisor_where_there_is_one(manager):
    case = helped(manager)
    supervisor = sign_in("case_supervisor", organisation="vac")
    again(manager)
    with pytest.raises(WrongState, match="approve the closing"):
        actions.close_case(actor=manager, case_id=case.pk, reason="completed", closed_on=today())
    approval = ask(manager, case, "closure")
    again(supervisor)
    actions.decide_approval(actor=supervisor, approval_id=approval.pk, is_approved=True)
    again(manager)
    actions.mark_case_referred(actor=manager, case_id=case.pk)
    with pytest.raises(WrongState, match="deciding on this person's status"):
        actions.close_case(actor=manager, case_id=case.pk, reason="completed", closed_on=today())
    actions.mark_case_not_referred(actor=manager, case_id=case.pk)
    assert (
        actions.close_case(actor=manager, case_id=case.pk, reason="completed", closed_on=today()).closed_on == today()
    )
    actions.reopen_case(actor=manager, case_id=case.pk)
    with pytest.raises(WrongState, match="approve the closing"):
        actions.close_case(actor=manager, case_id=case.pk, reason="completed", closed_on=today())


def test_a_body_without_a_supervisor_closes_its_cases_itself(manager):
    case = helped(manager)
    assert (
        actions.close_case(actor=manager, case_id=case.pk, reason="completed", closed_on=today()).closed_on == today()
    )


def test_the_page_carries_goals_and_approvals():
    desk = desk_client("case_manager", organisation="vac")
    again(desk.actor)
    case = helped(desk.actor)
    desk.post(reverse("protection:goal_set", args=[case.pk]), {"need": "work", "words": "To sew again."})
    desk.post(reverse("protection:approval_ask", args=[case.pk, "plan"]))
    page = desk.get(reverse("protection:case_plan", args=[case.pk])).content.decode()
    assert "To sew again." in page and "Waits for approval" in page and "Take it back" in page
    assert desk.post(reverse("protection:approval_ask", args=[case.pk, "nothing"])).status_code == 404
