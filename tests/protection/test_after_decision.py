"""Who may decide, reviews, the reflection period, and nobody punished for what they were made to do."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import translation

from panah.access.policy import Actor
from panah.access.walls import Wall
from panah.audit.models import Entry
from panah.codes.catalogue import code_list
from panah.core.clock import today
from panah.core.errors import InvalidInput, NotPermitted, NotVisible, WrongState
from panah.country.notices import notice_text
from panah.protection import actions, queries
from panah.protection.models import Case, Decision, Inquiry, Notice, Review, Sanction
from panah.protection.queries import eligibility as eligibility_queries
from panah.protection.queries import review as review_queries
from panah.protection.queries import sanction as sanction_queries
from panah.protection.rules.review import check_competence, check_review, is_late, review_due
from panah.protection.states import (
    REVIEW_MOVES,
    RIGHTS_MOVES,
    SANCTION_MOVES,
    SANCTION_OPEN,
    CaseStatus,
    InquiryStage,
    ReviewState,
    RightsState,
    SanctionState,
    move_review,
    move_rights,
    move_sanction,
)
from tests.protection.people import open_case
from tests.protection.test_identification import REFUSED, RULING
from tests.support import again, desk_client, sign_in

TABLES = [
    (ReviewState, REVIEW_MOVES, move_review, "review_state"),
    (SanctionState, SANCTION_MOVES, move_sanction, "sanction_state"),
    (RightsState, RIGHTS_MOVES, move_rights, "rights_state"),
]


# --- states and rules


@pytest.mark.parametrize(("states", "moves", "move", "codes"), TABLES, ids=lambda each: str(each)[:12])
def test_every_move_is_as_the_table_says(states, moves, move, codes):
    assert set(moves) == set(states) == set(code_list(codes).codes)
    for now in states:
        for to in states:
            if to in moves[now]:
                assert move(now, to) is to
            else:
                with pytest.raises(WrongState):
                    move(now, to)


def test_a_sanction_that_weighs_can_always_be_raised_or_ended():
    ends = {SanctionState.DROPPED, SanctionState.LIFTED}
    assert all(SANCTION_MOVES[state] >= ends for state in SANCTION_OPEN)


def test_only_a_competent_kind_of_body_decides():
    check_competence(kind="special_police_unit", competent=["special_police_unit"])
    with pytest.raises(NotPermitted):
        check_competence(kind="assistance_centre", competent=["special_police_unit"])


def test_a_window_without_a_source_is_never_over():
    assert review_due(decided_on=today(), days=None) is None
    assert not is_late(asked_on=today(), due_on=None)
    assert is_late(asked_on=today(), due_on=review_due(decided_on=today() - timedelta(days=9), days=8))


@pytest.mark.parametrize(
    "wrong",
    [
        {"outcome": "identified"},
        {"grounds": ()},
        {"grounds": ("other",)},
        {"asked_on": today() - timedelta(days=1)},
    ],
)
def test_a_review_needs_a_ground_against_a_decision_that_has_been_made(wrong):
    given = {"outcome": "not_identified", "grounds": ("new_facts",), "words": ""}
    days = {"asked_on": today(), "decided_on": today()}
    check_review(**given, **days)
    with pytest.raises(InvalidInput):
        check_review(**given | days | wrong)


@pytest.mark.parametrize("kind", ["reflection_start", "reflection_end"])
@pytest.mark.parametrize("language", ["az", "en", "ru"])
def test_a_notice_says_the_days_promises_help_and_names_no_crime(kind, language):
    text = notice_text(kind=kind, language=language, fallback="en")
    said = " ".join(text.filled(from_day="DAY-ONE", until_day="DAY-LAST"))
    assert "DAY-LAST" in said
    assert "{" not in said
    for word in ("traffick", "victim", "alver", "qurban", "жертв", "торговл"):
        assert word not in f"{text.title} {said}".lower()


# --- actions


@pytest.fixture
def manager(db) -> Actor:
    return sign_in("case_manager", organisation="vac")


@pytest.fixture
def officer(db) -> Actor:
    return sign_in("identification_officer", organisation="mia-atd")


@pytest.fixture
def case(manager) -> Case:
    again(manager)
    case = open_case(manager)
    seen = {"presumed_on": today(), "body": "ngo", "indicator_list": "practical", "answers": {}, "grounds": "Seen."}
    actions.presume(actor=manager, case_id=case.pk, **seen)
    return actions.mark_case_referred(actor=manager, case_id=case.pk)


@pytest.fixture
def refused(manager, officer, case) -> Decision:
    """A negative decision that the holder has received."""
    again(officer)
    inquiry = inquire(officer, case)
    made = actions.decide(actor=officer, inquiry_id=inquiry.pk, ruling=replace(RULING, **REFUSED))
    again(manager)
    actions.receive_decision(actor=manager, decision_id=made.pk)
    return made


def inquire(officer: Actor, case: Case) -> Inquiry:
    holder = {"holder_organisation_id": case.organisation_id, "holder_wall": Wall.PROTECTION}
    return actions.open_inquiry(actor=officer, case_id=case.pk, person_id=case.person_id, **holder)


def ask(manager: Actor, decision: Decision, **changes) -> Review:
    again(manager)
    given = {"asked_on": today(), "asked_by": "person", "grounds": ["not_heard"], "words": "Nobody asked me."}
    return actions.ask_review(actor=manager, decision_id=decision.pk, **given | changes)


def test_a_body_without_competence_decides_nothing(case):
    officer = sign_in("identification_officer", organisation="vac")
    inquiry = inquire(officer, case)
    with pytest.raises(NotPermitted, match="no competence"):
        actions.decide(actor=officer, inquiry_id=inquiry.pk, ruling=RULING)
    assert not Decision.objects.exists()


def test_a_review_changes_the_outcome_by_a_new_decision_and_the_old_one_stays(manager, officer, case, refused):
    review = ask(manager, refused)
    case.refresh_from_db()
    assert case.status == "review"
    assert b"Nobody" not in bytes(review.words)
    again(officer)
    with translation.override("en"):
        (item,) = review_queries.review_work(actor=officer)
    assert item.reference == review.reference
    assert actions.show_review(actor=officer, review_id=review.pk) == "Nobody asked me."
    actions.take_up_review(actor=officer, review_id=review.pk)
    assert not list(review_queries.review_work(actor=officer))
    new = actions.decide(actor=officer, inquiry_id=review.inquiry_id, ruling=RULING)
    assert new.review_id == review.pk
    again(manager)
    assert (
        review_queries.review_state(actor=manager, review=review_queries.review(actor=manager, review_id=review.pk))
        == "changed"
    )
    received = actions.receive_decision(actor=manager, decision_id=new.pk)
    assert (received.status, received.outcome) == ("identified", "identified")
    assert Decision.objects.get(pk=refused.pk).outcome == "not_identified"
    assert Entry.objects.filter(event__startswith="protection.review.", case_id=case.pk).count() == 3


def test_only_a_review_takes_a_decided_inquiry_up_and_one_taken_back_leaves_the_decision(manager, officer, refused):
    again(officer)
    inquiry = queries.inquiry(actor=officer, inquiry_id=refused.inquiry_id)
    assert queries.next_stages(actor=officer, inquiry=inquiry) == []
    with pytest.raises(WrongState, match="Only a review"):
        actions.change_inquiry_stage(actor=officer, inquiry_id=inquiry.pk, to=InquiryStage.INQUIRY)
    again(manager)
    with pytest.raises(WrongState, match="by hand"):
        actions.change_case_status(actor=manager, case_id=refused.case_id, to=CaseStatus.REVIEW)
    review = ask(manager, refused)
    with pytest.raises(WrongState, match="deciding on this person's status"):
        actions.close_case(actor=manager, case_id=refused.case_id, reason="goals_met", closed_on=today())
    actions.withdraw_review(actor=manager, review_id=review.pk)
    assert queries.case(actor=manager, case_id=refused.case_id).status == "not_identified"
    assert actions.close_case(actor=manager, case_id=refused.case_id, reason="goals_met", closed_on=today()).closed_on


def test_a_suspension_does_not_end_a_review_and_a_second_no_upholds_the_decision(manager, officer, refused):
    review = ask(manager, refused)
    again(officer)
    actions.take_up_review(actor=officer, review_id=review.pk)
    for outcome, state in (("suspended", "taken_up"), ("not_identified", "upheld")):
        paused = {"suspension_reason": "other", "look_again_on": today() + timedelta(days=9)}
        ruling = replace(RULING, **REFUSED | paused | {"outcome": type(RULING.outcome)(outcome)})
        actions.decide(actor=officer, inquiry_id=review.inquiry_id, ruling=ruling)
        assert (
            review_queries.review_state(actor=officer, review=review_queries.review(actor=officer, review_id=review.pk))
            == state
        )
    assert review_queries.review_under_way(actor=officer, inquiry_id=review.inquiry_id) is None


def test_one_review_at_a_time_and_a_withdrawn_one_makes_room(manager, officer, refused):
    review = ask(manager, refused)
    with pytest.raises(WrongState):
        ask(manager, refused)
    actions.withdraw_review(actor=manager, review_id=review.pk)
    again(officer)
    with pytest.raises(WrongState):
        actions.take_up_review(actor=officer, review_id=review.pk)
    assert ask(manager, refused).pk != review.pk


def test_nobody_else_reads_or_asks_for_a_review(manager, refused):
    review = ask(manager, refused)
    other = sign_in("case_manager", organisation="ngo-clean-world")
    for act in (actions.show_review, actions.withdraw_review):
        with pytest.raises(NotVisible):
            act(actor=other, review_id=review.pk)
    with pytest.raises(NotVisible):
        ask(other, refused)


def test_the_reflection_period_runs_on_request_beside_everything_else(manager, case):
    again(manager)
    actions.change_case_status(actor=manager, case_id=case.pk, to="assistance")
    begun = actions.begin_reflection(actor=manager, case_id=case.pk, asked_on=today())
    assert begun.reflection_until - begun.reflection_from == timedelta(days=30)
    with translation.override("en"):
        Case.objects.filter(pk=case.pk).update(worker_id=manager.id)
        assert [item.title for item in eligibility_queries.notice_work(actor=manager)] == [
            "Give the notice: Beginning of the reflection period"
        ]
    given = {"kind": "reflection_start", "language": "ru", "way": "in_hand", "given_on": today()}
    actions.give_notice(actor=manager, case_id=case.pk, **given)
    assert not list(eligibility_queries.notice_work(actor=manager))
    with pytest.raises(WrongState):
        actions.begin_reflection(actor=manager, case_id=case.pk, asked_on=today())


def test_the_end_is_announced_before_it_comes(manager, case):
    again(manager)
    until = today() + timedelta(days=3)
    Case.objects.filter(pk=case.pk).update(
        worker_id=manager.id, reflection_from=until - timedelta(days=30), reflection_until=until
    )
    assert len(list(eligibility_queries.notice_work(actor=manager))) == 2


def test_nobody_gives_a_notice_of_a_period_that_does_not_run(manager, case):
    again(manager)
    with pytest.raises(WrongState):
        actions.give_notice(
            actor=manager, case_id=case.pk, kind="reflection_end", language="az", way="in_hand", given_on=today()
        )
    unknown = open_case(manager)
    with pytest.raises(WrongState):
        actions.begin_reflection(actor=manager, case_id=unknown.pk, asked_on=today())


def flag(manager: Actor, case: Case, **changes) -> Sanction:
    again(manager)
    given = {"kind": "administrative_fine", "conduct": "border", "imposed_on": today(), "words": "Fined at the border."}
    return actions.flag_sanction(actor=manager, case_id=case.pk, **given | changes)


def test_a_penalised_person_is_flagged_and_the_supervisor_reviews_it(manager, case):
    sanction = flag(manager, case)
    assert b"Fined" not in bytes(sanction.words)
    assert actions.show_sanction(actor=manager, sanction_id=sanction.pk) == "Fined at the border."
    with pytest.raises(NotPermitted):
        actions.review_sanction(actor=manager, sanction_id=sanction.pk, to=SanctionState.RAISED)
    supervisor = sign_in("case_supervisor", organisation="vac")
    with translation.override("en"):
        (item,) = sanction_queries.sanction_work(actor=supervisor)
    assert item.reference == case.reference
    for state in ("raised", "refused", "raised", "lifted"):
        actions.review_sanction(actor=supervisor, sanction_id=sanction.pk, to=state)
    with pytest.raises(WrongState):
        actions.review_sanction(actor=supervisor, sanction_id=sanction.pk, to=SanctionState.RAISED)
    assert not list(sanction_queries.sanction_work(actor=supervisor))
    assert Entry.objects.filter(event="protection.sanction.reviewed").count() == 4


def test_a_charge_changes_nothing_of_what_is_open(manager, case):
    again(manager)
    before = eligibility_queries.what_is_open(actor=manager, case=case)
    flag(manager, case, kind="criminal_charge", conduct="recruiting")
    assert eligibility_queries.person_facts(actor=manager, case=case).criminal.is_charged
    assert eligibility_queries.what_is_open(actor=manager, case=case) == before


def test_the_database_wants_a_reviewer_for_an_outcome(manager, case):
    sanction = flag(manager, case)
    with pytest.raises(IntegrityError), transaction.atomic():
        Sanction.objects.filter(pk=sanction.pk).update(state="lifted")
    with pytest.raises(InvalidInput):
        flag(manager, case, imposed_on=today() + timedelta(days=1))


def test_a_sanction_is_seen_by_the_holder_alone(manager, case):
    sanction = flag(manager, case)
    for who in (("case_supervisor", "ngo-clean-world"), ("identification_officer", "mia-atd")):
        other = sign_in(who[0], organisation=who[1])
        with pytest.raises(NotVisible):
            actions.show_sanction(actor=other, sanction_id=sanction.pk)


# --- pages


def url(name: str, *args: object) -> str:
    return reverse(f"protection:{name}", args=args)


def on(name: str) -> dict[str, int]:
    return {f"{name}_day": today().day, f"{name}_month": today().month, f"{name}_year": today().year}


@pytest.fixture
def desk(db):
    return desk_client("case_manager", organisation="vac")


def test_the_page_says_what_is_open_and_gives_the_notice_in_three_languages(desk, case):
    page = desk.get(url("case_eligibility", case.pk)).content.decode()
    assert "never depends on a complaint" in page
    assert "It follows formal identification" in page
    assert desk.get(url("notice_read", case.pk, "reflection_start", "ru")).status_code == 404
    assert desk.post(url("reflection_begin", case.pk), on("asked_on")).status_code == 302
    notice = desk.get(url("notice_read", case.pk, "reflection_start", "ru")).content.decode()
    assert 'lang="ru"' in notice
    assert "Время, чтобы восстановиться и подумать" in notice
    sent = {"kind": "reflection_start", "language": "ru", "way": "in_hand", **on("given_on")}
    assert desk.post(url("notice_give", case.pk), sent).status_code == 302
    again(desk.actor)
    assert Notice.objects.get().kind == "reflection_start"


def test_a_review_is_asked_for_on_the_decision_tab_and_taken_up_on_the_inquiry(desk, officer, case, refused):
    assert "Ask for a review" in desk.get(url("case_decision", case.pk)).content.decode()
    wrong = desk.post(url("review_ask", refused.pk), {"asked_by": "person", **on("asked_on")})
    assert wrong.status_code == 200
    sent = {"asked_by": "person", "grounds": ["not_heard"], "words": "Nobody asked me.", **on("asked_on")}
    assert desk.post(url("review_ask", refused.pk), sent).status_code == 302
    again(desk.actor)
    review = Review.objects.get()
    assert review.reference in desk.get(url("case_decision", case.pk)).content.decode()
    unit = desk_client("identification_officer", organisation="mia-atd")
    assert review.reference in unit.get(url("inquiry_read", review.inquiry_id)).content.decode()
    assert "Nobody asked me." not in unit.get(url("review_read", review.pk)).content.decode()
    assert "Nobody asked me." in unit.post(url("review_show", review.pk)).content.decode()
    assert unit.post(url("review_take_up", review.pk)).status_code == 302
    assert "Taken up" in desk.get(url("review_read", review.pk)).content.decode()
    assert desk.post(url("review_withdraw", review.pk)).status_code == 302


def test_a_sanction_is_flagged_reviewed_and_its_note_shown_on_request(desk, case):
    sent = {"kind": "criminal_charge", "conduct": "documents", "words": "A false passport.", **on("imposed_on")}
    assert desk.post(url("sanction_flag", case.pk), sent).status_code == 302
    assert "A false passport." not in desk.get(url("case_rights", case.pk)).content.decode()
    again(desk.actor)
    key = Sanction.objects.get().pk
    assert "A false passport." in desk.post(url("sanction_show", key)).content.decode()
    assert desk.post(url("sanction_review", key, "raised")).status_code == 403
    supervisor = desk_client("case_supervisor", organisation="vac")
    assert supervisor.post(url("sanction_review", key, "nowhere")).status_code == 404
    assert supervisor.post(url("sanction_review", key, "raised")).status_code == 302
    assert "Raised with the prosecutor" in supervisor.get(url("case_rights", case.pk)).content.decode()
