"""What happened to the person, screenings, needs and risks, the child's path, conversations: as actions."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction

from panah.access.actions import give_grant
from panah.access.policy import Actor
from panah.access.walls import FieldGroup, Wall
from panah.audit.models import Entry
from panah.core.clock import today
from panah.core.errors import InvalidInput, NotPermitted, NotVisible, WrongState
from panah.organisations.models import Organisation
from panah.protection import actions, queries
from panah.protection.models import (
    AgeAssessment,
    Assessment,
    BestInterests,
    Case,
    Episode,
    FamilyAssessment,
    Guardian,
    Interview,
    Screening,
)
from panah.protection.rules import EpisodeDetails, PersonDetails, rough_date
from panah.protection.states import CaseStatus
from tests.protection.people import consent_to_tell, open_case
from tests.support import again, sign_in

pytestmark = pytest.mark.django_db
PLACE = "Behind the invented brick works"
TALK = {"language": "az", "interpreter": "not_needed", "safe_place": "yes", "consent": "yes"}


@pytest.fixture
def manager() -> Actor:
    return sign_in("case_manager", organisation="vac")


@pytest.fixture
def case(manager) -> Case:
    return open_case(manager)


@pytest.fixture
def child(manager) -> Case:
    """The case of a child who was made to beg."""
    details = PersonDetails(given_name="Invented", sex="male", age_band="9_17", citizenship="AZ")
    found = actions.open_case(actor=manager, details=details, source="self", forms=["forced_begging"])
    seen = {"presumed_on": today(), "body": "ngo", "indicator_list": "practical", "answers": {"child_begging": "yes"}}
    actions.presume(actor=manager, case_id=found.pk, **seen)
    return found


def episode(**known) -> EpisodeDetails:
    return EpisodeDetails(**{"stage": "exploitation"} | known)


def last(event: str) -> Entry:
    return Entry.objects.filter(event=event).latest("at")


# --- episodes


def test_only_the_stage_must_be_known(manager, case):
    record = actions.record_episode(actor=manager, case_id=case.pk, details=episode(stage="recruitment"))
    assert (record.stage, record.began_precision, record.means, record.was_child) == (
        "recruitment", "unknown", {}, "unknown",
    )  # fmt: skip


def test_an_answer_is_yes_no_or_unknown_and_what_was_not_asked_is_not_there(manager, case):
    told = episode(means={"fraud": "yes", "abduction": "no", "coercion": "unknown", "deception": ""})
    record = actions.record_episode(actor=manager, case_id=case.pk, details=told)
    assert record.means == {"fraud": "yes", "abduction": "no", "coercion": "unknown"}


def test_a_place_is_sealed_and_never_in_the_log(manager, case):
    record = actions.record_episode(actor=manager, case_id=case.pk, details=episode(place=PLACE, form="slavery"))
    assert b"brick" not in bytes(Episode.objects.get(pk=record.pk).place)
    assert last("protection.episode.recorded").facts == {"stage": "exploitation", "form": "slavery"}
    (told,) = queries.told(actor=manager, episodes=[record])
    assert PLACE in str(told.rows)


def test_a_rough_end_is_kept_as_its_last_day_and_read_back_as_it_was_told(manager, case):
    told = episode(began=rough_date(year=2020, month=6), ended=rough_date(year=2020))
    record = actions.record_episode(actor=manager, case_id=case.pk, details=told)
    assert (record.began_on, record.ended_on) == (date(2020, 6, 1), date(2020, 12, 31))
    assert (record.began(), record.ended()) == (told.began, told.ended)


def test_an_episode_before_birth_is_refused(manager):
    case = open_case(manager, birth_date=date(2001, 4, 5))
    with pytest.raises(InvalidInput, match="before the person was born") as caught:
        actions.record_episode(actor=manager, case_id=case.pk, details=episode(began=rough_date(year=2000)))
    assert caught.value.field == "began"
    record = actions.record_episode(actor=manager, case_id=case.pk, details=episode(began=rough_date(year=2012)))
    assert record.was_child == "yes"


def test_the_case_is_counted_by_its_main_form_and_knows_the_others(manager, case):
    for form in ("sexual", "forced_labour"):
        actions.record_episode(actor=manager, case_id=case.pk, details=episode(form=form))
    case.refresh_from_db()
    assert case.forms == ["sexual", "forced_labour"]
    assert queries.form_words(actor=manager, case=case)[-1] == "Mixed forms (derived)"
    actions.record_episode(actor=manager, case_id=case.pk, details=episode(form="slavery"), is_main=True)
    case.refresh_from_db()
    assert case.forms == ["slavery", "sexual", "forced_labour"]


def test_the_log_keeps_which_answers_a_correction_changed_never_what_they_were(manager, case):
    record = actions.record_episode(
        actor=manager, case_id=case.pk, details=episode(form="sexual", means={"fraud": "no"}, place=PLACE, country="TR")
    )
    actions.correct_episode(
        actor=manager, episode_id=record.pk, details=episode(form="forced_labour", means={"fraud": "yes"}, country="TR")
    )
    case.refresh_from_db()
    assert case.forms == ["forced_labour"]
    assert last("protection.episode.corrected").facts == {"changed": ["place", "form", "means"]}


def test_correcting_the_case_leaves_its_main_form_first_and_its_episodes_in(manager, case):
    for form in ("sexual", "forced_labour"):
        actions.record_episode(actor=manager, case_id=case.pk, details=episode(form=form))
    changed = {"details": PersonDetails(sex="female"), "source": "self", "country_of_exploitation": ""}
    actions.change_case(actor=manager, case_id=case.pk, forms=["forced_labour", "forced_begging"], **changed)
    case.refresh_from_db()
    assert case.forms == ["forced_labour", "forced_begging", "sexual"]


@pytest.mark.parametrize(
    "columns",
    [
        {
            "began_on": date(2020, 2, 1),
            "began_precision": "day",
            "ended_on": date(2020, 1, 1),
            "ended_precision": "day",
        },
        {"began_on": date(2090, 2, 1), "began_precision": "day"},
        {"began_on": date(2020, 2, 1), "began_precision": "unknown"},
        {"ended_precision": "year"},
        {"is_intended_only": True},
    ],
)
def test_the_database_refuses_what_the_page_refuses(manager, case, columns):
    with pytest.raises(IntegrityError), transaction.atomic():
        Episode.objects.create(
            organisation_id=manager.organisation_id, wall=manager.wall, case=case, stage="exploitation",
            stated_on=today(), recorded_by_id=manager.id, **columns,
        )  # fmt: skip


# --- screening


def test_a_screening_keeps_what_the_rule_said_and_moves_nothing(manager, case):
    answers = {"exploitation_01": "yes", "exploitation_02": "yes", "coercion_destination_01": "no"}
    made = actions.screen(
        actor=manager, case_id=case.pk, indicator_list="ilo_delphi_adult_labour", screened_on=today(), answers=answers
    )
    case.refresh_from_db()
    assert (made.result, made.positive, made.answered_count) == ("not_enough", ["exploitation"], 3)
    assert (case.status, case.presumed_on) == ("screening", None)
    (shown,) = queries.screenings(actor=manager, case=case)
    said = {reason.heading: reason.text for reason in shown.reasons}
    assert said["Exploitation"] == "positive, because: 1 strong sign, 1 medium sign"
    assert said["Coercion at destination"] == "no sign so far"


def test_a_case_is_screened_again_and_again_but_not_after_its_end(manager, child):
    given = {"indicator_list": "practical", "screened_on": today(), "answers": {"child_begging": "yes"}}
    for _ in range(2):
        actions.screen(actor=manager, case_id=child.pk, **given)
    assert Screening.objects.filter(case=child).count() == 2
    actions.assess_family(actor=manager, case_id=child.pk, assessed_on=today(), involvement="no_sign")
    actions.close_case(actor=manager, case_id=child.pk, reason="goals_met", closed_on=today())
    with pytest.raises(WrongState):
        actions.screen(actor=manager, case_id=child.pk, **given)


def test_a_list_that_is_none_does_not_exist(manager, case):
    with pytest.raises(NotVisible):
        actions.screen(
            actor=manager, case_id=case.pk, indicator_list="project", screened_on=today(), answers={"IMP1": "yes"}
        )


# --- needs and risks


def test_an_assessment_stands_beside_the_one_before_and_says_what_changed(manager, case):
    first = {"needs": {"housing": "urgent"}, "risks": {"found": "high"}}
    actions.assess(actor=manager, case_id=case.pk, assessed_on=today() - timedelta(days=9), **first)
    second = {"needs": {"housing": "some"}, "risks": {"found": "immediate"}, "own_view": "They know my street."}
    actions.assess(actor=manager, case_id=case.pk, assessed_on=today(), **second)
    latest = queries.latest_assessment(actor=manager, rows=queries.assessments(actor=manager, case=case))
    assert latest is not None
    assert [(line.change, line.is_pressing) for line in (*latest.needs, *latest.risks)] == [
        ("Better", False), ("Worse", True),
    ]  # fmt: skip
    assert (latest.highest_risk, latest.own_view) == ("immediate", "")
    read = actions.look_at_assessment(actor=manager, assessment_id=latest.assessment_id)
    assert read.own_view == "They know my street."
    assert last("protection.assessment.read").groups == ["health"]


def test_the_country_pack_says_when_to_look_again_and_a_deadline_waits(manager, case):
    made = actions.assess(actor=manager, case_id=case.pk, assessed_on=today(), needs={"health": "some"}, risks={})
    case.refresh_from_db()
    assert made.next_review_on == case.assessment_due_on == today() + timedelta(days=30)
    assert "assessment_review" in {each.kind for each in queries.running_clocks(actor=manager, case=case)}


# --- the child's path


def test_a_doubt_alone_makes_the_person_be_treated_as_a_child(manager, case):
    assert not queries.treated_as_child(actor=manager, case=case)
    made = actions.assess_age(actor=manager, case_id=case.pk, assessed_on=today(), method="none")
    case.refresh_from_db()
    assert (made.result, case.guardian_wanted_on) == ("in_doubt", today())
    assert queries.treated_as_child(actor=manager, case=case)
    actions.assess_age(
        actor=manager, case_id=case.pk, assessed_on=today(), method="documents", age_from=21, age_until=21
    )
    case.refresh_from_db()
    assert case.guardian_wanted_on is None


def test_whoever_may_be_a_child_neither_consents_alone_nor_lives_with_adults(manager, case):
    actions.assess_age(actor=manager, case_id=case.pk, assessed_on=today(), method="none")
    given = {"purpose": "assistance", "text": "assistance_v1", "language": "az", "given_on": today()}
    with pytest.raises(InvalidInput) as caught:
        actions.record_consent(actor=manager, case_id=case.pk, **given)
    assert caught.value.field == "giver"
    consent_to_tell(manager, case, Organisation.objects.get(code="mia-shelter"))
    asked = actions.request_place(
        actor=manager, case_id=case.pk, to_organisation_id=Organisation.objects.get(code="mia-shelter").pk,
        needs=(), wanted_on=today(),
    )  # fmt: skip
    assert asked.age_band == "9_17"


def test_a_child_waits_for_a_guardian_until_there_is_one(manager, child):
    assert child.guardian_wanted_on == today()
    appointed = {"kind": "guardian", "body": "guardianship", "appointed_on": today(), "name": "Invented Guardian"}
    guardian = actions.appoint_guardian(actor=manager, case_id=child.pk, **appointed)
    child.refresh_from_db()
    assert child.guardian_wanted_on is None
    assert b"Invented" not in bytes(guardian.name)
    actions.end_guardian(actor=manager, guardian_id=guardian.pk, ended_on=today())
    child.refresh_from_db()
    assert child.guardian_wanted_on == today()
    with pytest.raises(WrongState):
        actions.end_guardian(actor=manager, guardian_id=guardian.pk, ended_on=today())


def test_a_child_who_was_made_to_beg_neither_returns_nor_is_closed_before_the_answer(manager, child):
    with pytest.raises(InvalidInput, match="made to beg"):
        actions.change_case_status(actor=manager, case_id=child.pk, to=CaseStatus.RETURN)
    with pytest.raises(InvalidInput, match="made to beg"):
        actions.close_case(actor=manager, case_id=child.pk, reason="returned", closed_on=today())
    actions.change_case_status(actor=manager, case_id=child.pk, to=CaseStatus.ASSISTANCE)
    with pytest.raises(InvalidInput, match="made to beg"):
        actions.change_case_status(actor=manager, case_id=child.pk, to=CaseStatus.REINTEGRATION)
    actions.assess_family(actor=manager, case_id=child.pk, assessed_on=today(), involvement="involved", grounds="Seen.")
    moved = actions.change_case_status(actor=manager, case_id=child.pk, to=CaseStatus.RETURN)
    assert moved.status == CaseStatus.RETURN


def _about(actor, case, **shown):
    return queries.case_bar(actor=actor, case_id=case.pk, **shown).facts[0][1]


def test_a_child_grows_up(manager):
    begun = date(2020, 6, 1)
    known = {"opened_on": begun, "source": "self", "forms": ["forced_begging"]}
    born = actions.open_case(actor=manager, details=PersonDetails(birth_date=date(2004, 6, 2)), **known)
    guessed = actions.open_case(actor=manager, details=PersonDetails(age_band="9_17"), **known)
    for case, day, is_child in (
        (born, date(2022, 6, 1), True),
        (born, date(2022, 6, 2), False),
        (guessed, date(2022, 6, 2), True),
    ):
        with time_machine.travel(day, tick=False):
            assert queries.treated_as_child(actor=manager, case=case) is is_child
            assert queries.is_family_asked(actor=manager, case=case) is is_child
            # The bar of each page says the band of today, and the age once the name is asked for.
            assert ("9-17" in _about(manager, case)) is is_child
            shown = actions.show_person(actor=manager, case_id=case.pk)
            age = str(18 - is_child) if case == born else "9-17"
            assert _about(manager, case, shown=shown).split(", ")[0] == age
    seen = {"actor": manager, "case_id": guessed.pk, "assessed_on": begun, "method": "interview", "consent": "yes"}
    actions.assess_age(**seen, age_from=15, age_until=16, margin_years=1)
    for year, is_child in ((2023, True), (2024, False)):
        with time_machine.travel(date(year, 6, 2), tick=False):
            assert queries.treated_as_child(actor=manager, case=guessed) is is_child


def test_an_adult_is_not_asked_about_the_family(manager):
    adult = actions.open_case(
        actor=manager, details=PersonDetails(age_band="24_26"), source="self", forms=["forced_begging"]
    )
    assert not queries.is_family_asked(actor=manager, case=adult)
    actions.assess_age(actor=manager, case_id=adult.pk, assessed_on=today(), method="none")
    assert queries.is_family_asked(actor=manager, case=adult)


def test_the_words_about_a_child_are_shown_on_request_and_logged(manager, child):
    best = {"kind": "assessment", "assessed_on": today(), "body": "social_services", "outcomes": ["school"]}
    actions.assess_interests(actor=manager, case_id=child.pk, reasons="Wants to learn.", **best)
    path = queries.child_path(actor=manager, case=child)
    assert "reasons" not in path.interests[0]
    actions.show_child(actor=manager, case_id=child.pk)
    assert last("protection.child.shown").groups == ["identity", "health"]
    assert queries.child_path(actor=manager, case=child, with_words=True).interests[0]["reasons"] == "Wants to learn."


@pytest.mark.parametrize(
    ("model", "columns"),
    [
        (
            AgeAssessment,
            {"assessed_on": today(), "method": "social", "age_from": 18, "age_until": 16, "result": "child"},
        ),
        (AgeAssessment, {"assessed_on": today(), "method": "medical", "consent": "no"}),
        (Guardian, {"kind": "guardian", "body": "court", "appointed_on": today(), "ended_on": date(2020, 1, 1)}),
        (BestInterests, {"kind": "assessment", "assessed_on": today(), "body": "court", "outcomes": []}),
        (Assessment, {"assessed_on": today(), "next_review_on": today()}),
        (Screening, {"screened_on": today(), "indicator_list": "practical", "answered_count": 0, "result": "signs"}),
        (Interview, {"held_on": today(), **TALK, "consent": "no", "narrative": b"words"}),
    ],
)
def test_the_database_keeps_what_the_rules_promise(manager, case, model, columns):
    written_by = "recorded_by_id" if hasattr(model, "recorded_by_id") else "made_by_id"
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.create(
            organisation_id=manager.organisation_id, wall=manager.wall, case=case, **{written_by: manager.id}, **columns
        )


# --- conversations


def test_a_conversation_needs_no_story(manager, case):
    made = actions.record_interview(actor=manager, case_id=case.pk, held_on=today(), was_stopped=True, **TALK)
    assert (made.narrative, made.was_stopped) == (None, True)
    _, said = actions.look_at_interview(actor=manager, interview_id=made.pk)
    assert said == ""
    assert last("protection.interview.read").case_id == case.pk


def test_what_was_said_is_sealed_and_written_only_with_consent(manager, case):
    made = actions.record_interview(actor=manager, case_id=case.pk, held_on=today(), narrative="He took all.", **TALK)
    assert b"took" not in bytes(made.narrative)
    with pytest.raises(InvalidInput) as caught:
        actions.record_interview(
            actor=manager, case_id=case.pk, held_on=today(), narrative="He took all.", **TALK | {"consent": "no"}
        )
    assert caught.value.field == "narrative"


# --- who may


def everything(actor: Actor, case_id) -> list:
    """Every action of this file on one case, to be tried by somebody who may not."""
    day = {"assessed_on": today()}
    return [
        lambda: actions.record_episode(actor=actor, case_id=case_id, details=episode()),
        lambda: actions.screen(
            actor=actor, case_id=case_id, indicator_list="practical", screened_on=today(), answers={"x": "no"}
        ),
        lambda: actions.assess(actor=actor, case_id=case_id, needs={"health": "some"}, risks={}, **day),
        lambda: actions.assess_age(actor=actor, case_id=case_id, method="none", **day),
        lambda: actions.appoint_guardian(
            actor=actor, case_id=case_id, kind="guardian", body="court", appointed_on=today(), name="X"
        ),
        lambda: actions.assess_interests(
            actor=actor, case_id=case_id, kind="assessment", body="court", outcomes=["school"], **day
        ),
        lambda: actions.assess_family(actor=actor, case_id=case_id, involvement="unclear", **day),
        lambda: actions.show_child(actor=actor, case_id=case_id),
        lambda: actions.record_interview(actor=actor, case_id=case_id, held_on=today(), **TALK),
    ]


@pytest.mark.parametrize(
    ("role", "body", "refusal"),
    [("shelter_manager", "vac", NotPermitted), ("case_manager", "ngo-clean-world", NotVisible)],
)
def test_others_record_nothing(case, role, body, refusal):
    other = sign_in(role, organisation=body)
    for attempt in everything(other, case.pk):
        with pytest.raises(refusal):
            attempt()


def share(manager: Actor, case: Case, groups: set[FieldGroup]) -> Actor:
    """Open field groups of a case to another organisation, and sign somebody in there."""
    again(manager)
    give_grant(
        actor=manager, case_id=case.pk, to_organisation_id=Organisation.objects.get(code="ngo-clean-world").pk,
        to_wall=Wall.PROTECTION, groups=groups, purpose="assistance", basis="nrm_rules",
        expires_on=today() + timedelta(days=9),
    )  # fmt: skip
    return sign_in("case_manager", organisation="ngo-clean-world")


@pytest.mark.parametrize(
    ("groups", "seen"),
    [
        ({FieldGroup.CASE}, {Episode, Screening, BestInterests, FamilyAssessment}),
        ({FieldGroup.IDENTITY}, {Episode, Screening, BestInterests, FamilyAssessment, Guardian}),
        (
            {FieldGroup.HEALTH},
            {Episode, Screening, BestInterests, FamilyAssessment, Guardian, Assessment, AgeAssessment},
        ),
    ],
)
def test_a_grant_opens_what_its_groups_say_and_never_a_conversation(manager, child, groups, seen):
    for attempt in everything(manager, child.pk):
        attempt()
    other = share(manager, child, groups)
    models = (Episode, Screening, Assessment, AgeAssessment, Guardian, BestInterests, FamilyAssessment, Interview)
    assert {model for model in models if model.objects.visible_to(other).filter(case_id=child.pk)} == seen
