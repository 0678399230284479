from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import translation

from panah.access.policy import Actor
from panah.audit.models import Entry
from panah.core.clock import now, today
from panah.core.errors import InvalidInput, NotPermitted, NotVisible, WrongState
from panah.protection import actions, queries
from panah.protection.models import Case, Flag, FollowUp, Relative, Residence, Task
from panah.protection.queries.escalation import late_beside_clocks
from panah.protection.rules import months_after
from panah.protection.states import CaseStatus
from tests.protection.people import decide, open_case, presumed_case
from tests.support import again, desk_client, sign_in

pytestmark = pytest.mark.django_db
WORDS = "Call the aunt in Gəncə"


@pytest.fixture
def manager() -> Actor:
    return sign_in("case_manager", organisation="vac")


def set_task(actor: Actor, case: Case, **changes) -> Task:
    given = {"kind": "call", "what": WORDS, "due_on": today(), "assigned_to_id": actor.id}
    return actions.set_task(actor=actor, case_id=case.pk, **given | changes)


def reintegrated(actor: Actor, *, days_ago: int = 40) -> Case:
    case = open_case(actor)
    case.status, case.presumed_on = CaseStatus.REINTEGRATION, today() - timedelta(days=200)
    case.helped_on = case.presumed_on
    case.status_on = case.reintegrated_on = today() - timedelta(days=days_ago)
    case.referred_on = case.decided_on = case.presumed_on
    case.outcome = "identified"
    case.save()
    return case


# --- tasks


def test_a_task_waits_in_the_work_of_who_does_it(manager):
    case = open_case(manager)
    set_task(manager, case)
    assert [item.reference for item in queries.work(actor=manager) if item.kind == "task"] == [case.reference]
    colleague = sign_in("case_supervisor", organisation="vac")
    assert not [item for item in queries.work(actor=colleague) if item.kind == "task"]


def test_what_is_to_be_done_is_sealed_and_not_in_the_log(manager):
    task = set_task(manager, open_case(manager))
    assert WORDS.encode() not in bytes(task.what)
    facts = Entry.objects.get(event="protection.task.set").facts
    assert facts == {"kind": "call", "due_on": today().isoformat(), "assigned_to": str(manager.id)}


def test_a_task_ends_once(manager):
    task = set_task(manager, open_case(manager))
    actions.end_task(actor=manager, task_id=task.pk, outcome="done")
    with pytest.raises(WrongState, match="ended already"):
        actions.end_task(actor=manager, task_id=task.pk, outcome="done")
    assert not queries.tasks_due(actor=manager)


def test_a_task_needs_a_colleague_and_a_day_to_come(manager):
    case = open_case(manager)
    with pytest.raises(InvalidInput, match="has passed"):
        set_task(manager, case, due_on=today() - timedelta(days=1))
    stranger = sign_in("case_manager", organisation="ngo-clean-world")
    with pytest.raises(NotVisible):
        set_task(stranger, case, assigned_to_id=stranger.id)
    again(manager)
    with pytest.raises(NotVisible):
        set_task(manager, case, assigned_to_id=stranger.id)


def test_the_database_wants_an_outcome_with_the_end(manager):
    task = set_task(manager, open_case(manager))
    with pytest.raises(IntegrityError, match="ends_with_an_outcome"), transaction.atomic():
        Task.objects.filter(pk=task.pk).update(ended_on=today())


# --- flags


def test_a_flag_stands_in_the_bar_until_it_is_lowered(manager):
    case = open_case(manager)
    flag = actions.raise_flag(actor=manager, case_id=case.pk, kind="no_contact", instruction="Only by letter.")
    assert queries.case_bar(actor=manager, case_id=case.pk).warnings == ("Do not call or write",)
    actions.lower_flag(actor=manager, flag_id=flag.pk)
    assert queries.case_bar(actor=manager, case_id=case.pk).warnings == ()
    with pytest.raises(WrongState, match="lowered before"):
        actions.lower_flag(actor=manager, flag_id=flag.pk)


def test_a_flag_says_what_to_do_and_stands_once(manager):
    case = open_case(manager)
    with pytest.raises(InvalidInput, match="what to do"):
        actions.raise_flag(actor=manager, case_id=case.pk, kind="no_contact", instruction=" ")
    actions.raise_flag(actor=manager, case_id=case.pk, kind="no_contact", instruction="Only by letter.")
    with pytest.raises(WrongState, match="stands already"):
        actions.raise_flag(actor=manager, case_id=case.pk, kind="no_contact", instruction="Again.")
    assert b"letter" not in bytes(Flag.objects.get().instruction)


# --- those who belong to the person


def test_two_cases_of_one_family_know_each_other(manager):
    mother, child = open_case(manager), open_case(manager)
    actions.record_relative(
        actor=manager, case_id=mother.pk, relation="child", name="Nərgiz", other_reference=child.reference.lower()
    )
    (row,) = queries.relatives(actor=manager, case=mother)
    assert (row["other_case_id"], row["other_case__reference"]) == (child.pk, child.reference)
    assert "name" not in row
    assert actions.show_relative(actor=manager, relative_id=row["id"])[1] == "Nərgiz"
    assert Entry.objects.filter(event="protection.relative.shown", groups=["identity"]).count() == 1


@pytest.mark.parametrize("which", ["own", "foreign", "wrong"])
def test_another_case_is_one_of_the_own_organisation(manager, which):
    foreign = open_case(sign_in("case_manager", organisation="ngo-clean-world"))
    again(manager)
    case = open_case(manager)
    reference = {"own": case.reference, "foreign": foreign.reference, "wrong": "P-2026-XXXXX"}[which]
    with pytest.raises(InvalidInput) as refused:
        actions.record_relative(actor=manager, case_id=case.pk, relation="child", other_reference=reference)
    assert refused.value.field == "other_reference"
    assert not Relative.objects.exists()


# --- follow-ups


def test_a_follow_up_stops_its_clock(manager):
    case = reintegrated(manager)
    actions.record_follow_up(
        actor=manager, case_id=case.pk, month=1, on=today(), reached="yes", is_safe="yes", levels={"housing": "fair"}
    )
    case.refresh_from_db()
    assert case.months_asked == [1]
    assert case.next_due_kind == "follow_up"
    assert case.next_due_at > now()
    assert FollowUp.objects.get().levels == {"housing": "fair"}


def test_a_later_decision_does_not_move_the_follow_ups_and_new_help_begins_them_anew(manager):
    case = reintegrated(manager, days_ago=100)
    begun = case.reintegrated_on
    decision = decide(case)
    again(manager)
    actions.receive_decision(actor=manager, decision_id=decision.pk)
    actions.record_follow_up(actor=manager, case_id=case.pk, month=1, on=today(), reached="no")
    actions.change_case_status(actor=manager, case_id=case.pk, to=CaseStatus.REINTEGRATION)
    case.refresh_from_db()
    assert (case.reintegrated_on, case.months_asked) == (begun, [1])
    assert case.next_due_at.date() == months_after(begun, 3)
    assert queries.follow_up_days(actor=manager, case=case)[0] == (1, months_after(begun, 1))
    actions.change_case_status(actor=manager, case_id=case.pk, to=CaseStatus.ASSISTANCE)
    case.refresh_from_db()
    assert (case.reintegrated_on, case.months_asked) == (None, [])


def test_somebody_still_asks_after_the_case_was_closed(manager):
    case = reintegrated(manager)
    head = sign_in("case_supervisor", organisation="vac")
    actions.close_case(actor=head, case_id=case.pk, reason="goals_met", closed_on=today())
    case.refresh_from_db()
    assert case.next_due_kind == "follow_up"
    again(manager)
    actions.record_follow_up(actor=manager, case_id=case.pk, month=1, on=today(), reached="no")
    actions.raise_flag(actor=manager, case_id=case.pk, kind="no_contact", instruction="Never call.")
    case.refresh_from_db()
    assert (case.months_asked, case.next_due_kind) == ([1], "")
    with pytest.raises(WrongState, match="not asked any more"):
        actions.record_follow_up(actor=manager, case_id=case.pk, month=3, on=today(), reached="no")


def test_nobody_answers_who_was_not_reached(manager):
    case = reintegrated(manager)
    with pytest.raises(InvalidInput, match="not reached"):
        actions.record_follow_up(
            actor=manager, case_id=case.pk, month=1, on=today(), reached="no", levels={"housing": "good"}
        )
    with pytest.raises(WrongState, match="leaves help"):
        actions.record_follow_up(actor=manager, case_id=open_case(manager).pk, month=1, on=today(), reached="no")


# --- the supervisor


def test_a_supervisor_sees_the_load_and_assigns_several_at_once(manager):
    cases = [open_case(manager) for _ in range(2)]
    supervisor = sign_in("case_supervisor", organisation="vac")
    load = {row["worker_id"]: row["open_count"] for row in queries.caseload(actor=supervisor)}
    assert load[str(manager.id)] == 2
    actions.assign_cases(actor=supervisor, case_ids=[case.pk for case in cases], worker_id=supervisor.id)
    load = {row["worker_id"]: row["open_count"] for row in queries.caseload(actor=supervisor)}
    assert (load[str(manager.id)], load[str(supervisor.id)]) == (0, 2)


def test_all_are_assigned_or_none(manager):
    case = open_case(manager)
    foreign = open_case(sign_in("case_manager", organisation="ngo-clean-world"))
    supervisor = sign_in("case_supervisor", organisation="vac")
    with pytest.raises(NotVisible):
        actions.assign_cases(actor=supervisor, case_ids=[case.pk, foreign.pk], worker_id=supervisor.id)
    again(manager)
    case.refresh_from_db()
    assert case.worker_id == manager.id
    with pytest.raises(NotPermitted):
        actions.assign_cases(actor=manager, case_ids=[case.pk], worker_id=manager.id)


def test_a_deadline_is_told_to_the_supervisor_before_and_after_it_passes(manager):
    late, near, far = (open_case(manager) for _ in range(3))
    for case, hours in ((late, -1), (near, 2), (far, 200)):
        Case.objects.filter(pk=case.pk).update(
            next_due_at=now() + timedelta(hours=hours), opened_at=now() + timedelta(hours=hours - 24)
        )
    supervisor = sign_in("case_supervisor", organisation="vac")
    told = {item.reference: item.title for item in queries.work(actor=supervisor) if item.kind == "escalation"}
    assert set(told) == {late.reference, near.reference}
    assert told[late.reference].startswith("Deadline passed")
    assert told[near.reference].startswith("Deadline near")


def test_one_late_deadline_hides_no_other(manager):
    case = presumed_case(manager)
    longago = today() - timedelta(days=12)
    Case.objects.filter(pk=case.pk).update(presumed_on=longago, presumed_at=None, helped_on=longago, next_due_at=now())
    mine = [item.title for item in queries.work(actor=manager) if item.reference == case.reference]
    assert len(mine) == 2
    Case.objects.filter(pk=case.pk).update(plan_on=today() - timedelta(days=3))
    bar = queries.case_bar(actor=manager, case_id=case.pk)
    assert (bar.late, bar.due_at > now()) == ("1 overdue", True)
    again(manager)
    actions.note_unwilling(actor=manager, case_id=case.pk, asked_on=today())
    assert queries.case_bar(actor=manager, case_id=case.pk).late == ""


# --- pages


def test_the_pages_carry_a_task_a_flag_and_a_relative():
    desk = desk_client("case_manager", organisation="vac")
    again(desk.actor)
    case = open_case(desk.actor)
    desk.post(
        reverse("protection:flag_raise", args=[case.pk]), {"kind": "alone_only", "instruction": "Send the cousin out."}
    )
    overview = desk.get(reverse("protection:case_read", args=[case.pk])).content.decode()
    assert "Speak only alone" in overview and "Send the cousin out." in overview
    day = {"due_on_day": today().day, "due_on_month": today().month, "due_on_year": today().year}
    desk.post(
        reverse("protection:task_set", args=[case.pk]),
        {"kind": "visit", "what": "Bring the keys.", "assigned_to_id": str(desk.actor.id), **day},
    )
    assert "Bring the keys." in desk.get(reverse("protection:case_tasks", args=[case.pk])).content.decode()
    desk.post(
        reverse("protection:relative_record", args=[case.pk]),
        {"relation": "child", "name": "Nərgiz", "sex": "female", "is_here": "yes", "needs_help": "yes"},
    )
    family = desk.get(reverse("protection:case_family", args=[case.pk])).content.decode()
    assert "Yes: no case yet" in family and "Nərgiz" not in family
    again(desk.actor)
    shown = desk.post(reverse("protection:relative_show", args=[Relative.objects.get().pk])).content.decode()
    assert "Nərgiz" in shown


def test_a_supervisor_sees_what_passes_its_day_with_colleagues_in_one_statement(django_assert_num_queries):
    manager = sign_in("case_manager", organisation="vac")
    case = presumed_case(manager)
    Case.objects.filter(pk=case.pk).update(
        worker_id=manager.id, reflection_from=today() - timedelta(days=1), reflection_until=today() + timedelta(days=1)
    )
    held = {"organisation_id": case.organisation_id, "wall": case.wall, "case_id": case.pk}
    Task.objects.create(
        **held, kind="call", due_on=today() - timedelta(days=1), assigned_to_id=manager.id, set_by_id=manager.id
    )
    actions.ask_rights(
        actor=manager,
        case_id=case.pk,
        kind="access",
        asked_on=today() - timedelta(days=29),
        asked_by="person",
        language="az",
    )
    actions.record_consent(
        actor=manager,
        case_id=case.pk,
        purpose="medical",
        language="az",
        given_on=today(),
        expires_on=today() + timedelta(days=3),
    )
    Residence.objects.create(
        **held, state="granted", state_on=today(), ground="personal_situation", until_on=today() + timedelta(days=1)
    )
    supervisor = sign_in("case_supervisor", organisation="vac")
    with django_assert_num_queries(1):
        late = late_beside_clocks(actor=supervisor)
    assert sorted(row.kind for row in late) == ["consent", "notice", "notice", "permit", "rights", "task"]
    with translation.override("en"):
        titles = [item.title for item in queries.work(actor=supervisor) if item.kind == "escalation"]
    assert any(title.startswith("Overdue with a colleague") for title in titles)
    assert not list(late_beside_clocks(actor=sign_in("case_supervisor", organisation="ngo-clean-world")))
    again(manager)
    assert not late_beside_clocks(actor=manager)
