"""The pages of what happened, screening, needs and risks, the child's path and conversations, through a browser."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import translation

from panah.access.actions import give_grant
from panah.access.walls import FieldGroup, Wall
from panah.audit.models import Entry
from panah.core.clock import today
from panah.organisations.models import Organisation
from panah.protection import actions
from panah.protection.models import Assessment, Case, Episode, FamilyAssessment, Guardian, Interview, Screening
from panah.protection.rules import EpisodeDetails, PersonDetails, rough_date
from tests.protection.people import open_case
from tests.support import DeskClient, again, desk_client, stood

pytestmark = pytest.mark.django_db
TABS = ("case_indicators", "case_episodes", "case_needs", "case_child", "case_interviews")
FORMS = (
    "episode_record", "assessment_make", "age_assess", "guardian_appoint", "interests_assess", "family_assess",
    "interview_record",
)  # fmt: skip
WORDS = "It is a canary that sings."


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def desk() -> DeskClient:
    return desk_client("case_manager", organisation="vac")


@pytest.fixture
def case(desk) -> Case:
    again(desk.actor)
    return open_case(desk.actor)


@pytest.fixture
def child(desk) -> Case:
    """The case of a child who was made to beg, presumed and helped."""
    again(desk.actor)
    details = PersonDetails(sex="male", age_band="9_17")
    found = actions.open_case(actor=desk.actor, details=details, source="self", forms=["forced_begging"])
    seen = {"presumed_on": today(), "body": "ngo", "indicator_list": "practical", "answers": {"child_begging": "yes"}}
    actions.presume(actor=desk.actor, case_id=found.pk, **seen)
    return found


def url(name: str, *args: object) -> str:
    return reverse(f"protection:{name}", args=args)


def day(name: str, on: date | None = None) -> dict[str, int]:
    on = on or today()
    return {f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year}


def seen(desk: DeskClient, address: str) -> str:
    answer = desk.get(address)
    assert answer.status_code == 200, answer.content[:2000]
    return answer.content.decode()


@pytest.mark.parametrize("name", [*TABS, *FORMS])
def test_each_page_opens_empty_and_is_not_there_for_a_stranger(desk, case, name):
    assert case.reference in seen(desk, url(name, case.pk))
    other = desk_client("case_manager", organisation="ngo-clean-world")
    assert other.get(url(name, case.pk)).status_code == 404


@pytest.mark.parametrize("name", ["practical", "ilo11", "ilo_delphi_child_sexual"])
def test_each_list_of_signs_is_a_form(desk, case, name):
    page = seen(desk, url("screening_make", case.pk, name))
    assert ("our own draft" in page) == (name == "ilo_delphi_child_sexual")


def test_a_list_that_is_none_is_not_there(desk, case):
    assert desk.get(url("screening_make", case.pk, "project")).status_code == 404


# --- what happened


def test_every_field_says_why_it_is_asked_and_only_the_stage_is_required(desk, case):
    page = seen(desk, url("episode_record", case.pk))
    assert page.count("(needed for help)") == 7
    assert page.count("(for statistics)") == 11
    assert page.count("(optional)") == 1
    sent = desk.post(url("episode_record", case.pk), {"stage": "transit"})
    assert sent.status_code == 302
    again(desk.actor)
    assert Episode.objects.get(case=case).stage == "transit"


def test_what_was_told_is_shown_and_can_be_corrected(desk, case):
    told = {
        "stage": "exploitation", "began_year": 2020, "began_month": 6, "ended_year": 2021, "country": "TR",
        "place": WORDS, "form": "forced_labour", "labour_sector": "F", "debt": "unknown", "means_fraud": "yes",
        "means_abduction": "no", "control_debt_bondage": "yes", "is_main": "on",
    }  # fmt: skip
    assert desk.post(url("episode_record", case.pk), told).status_code == 302
    page = seen(desk, url("case_episodes", case.pk))
    for text in ("06.2020 – 2021", "Türkiye", WORDS, "Construction", "Fraud", "Abduction", "Debt bondage"):
        assert text in page
    again(desk.actor)
    record = Episode.objects.get(case=case)
    page = seen(desk, url("episode_correct", record.pk))
    assert WORDS in page
    assert 'value="2020"' in page
    corrected = told | stood(page) | {"means_fraud": "no"}
    assert desk.post(url("episode_correct", record.pk), corrected).status_code == 302
    again(desk.actor)
    record.refresh_from_db()
    assert record.means == {"fraud": "no", "abduction": "no"}
    # Somebody who had the page open before sees both answers and chooses.
    late = told | stood(page) | {"began_year": 2019, "means_fraud": "unknown"}
    shown = desk.post(url("episode_correct", record.pk), late).content.decode()
    assert "changed by somebody else meanwhile" in shown
    assert "choose_means_fraud" in shown and "choose_began" not in shown
    chosen = late | stood(shown) | {"choose_means_fraud": "now"}
    assert desk.post(url("episode_correct", record.pk), chosen).status_code == 302
    again(desk.actor)
    record.refresh_from_db()
    assert (record.means["fraud"], record.began_on.year) == ("no", 2019)


@pytest.mark.parametrize(
    ("told", "message"),
    [
        ({"began_year": 2999}, "This date does not exist"),
        ({"began_day": 3, "began_year": 2020}, "This date does not exist"),
        ({"began_year": "99999999999999999999"}, "This date does not exist"),
        ({"began_year": 2020, "began_month": "²"}, "This date does not exist"),
        ({"began_year": today().year + 1}, "This lies in the future"),
        ({"began_year": 2021, "ended_year": 2020}, "It cannot end before it began"),
        ({"is_intended_only": "on"}, "Choose another stage"),
        ({"country": "TR", "division": "AZ-BA"}, "This district lies in another country"),
    ],
)
def test_what_cannot_be_is_said_at_the_field(desk, case, told, message):
    answer = desk.post(url("episode_record", case.pk), {"stage": "exploitation", "place": WORDS} | told)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert page.count(message) == 2, page
    assert WORDS in page
    again(desk.actor)
    assert not Episode.objects.filter(case=case).exists()


def test_an_episode_of_a_foreign_case_is_not_there(desk, case):
    again(desk.actor)
    record = actions.record_episode(actor=desk.actor, case_id=case.pk, details=EpisodeDetails(stage="transit"))
    other = desk_client("case_manager", organisation="ngo-clean-world")
    for key in (record.pk, uuid4()):
        assert other.get(url("episode_correct", key)).status_code == 404
        assert other.post(url("episode_correct", key), {"stage": "transit"}).status_code == 404


# --- screening


def test_a_screening_is_shown_with_its_reasons_and_as_advice(desk, case):
    answers = {"sign_exploitation_exploitation_01": "yes", "sign_exploitation_exploitation_04": "yes"}
    sent = desk.post(url("screening_make", case.pk, "ilo_delphi_adult_labour"), answers | day("screened_on"))
    assert sent.status_code == 302
    page = seen(desk, url("case_indicators", case.pk))
    assert "positive, because: 1 strong sign, 1 medium sign" in page
    assert "never a decision" in page
    again(desk.actor)
    assert Screening.objects.get(case=case).result == "not_enough"


def test_a_screening_without_an_answer_says_what_is_missing(desk, case):
    page = desk.post(url("screening_make", case.pk, "practical"), day("screened_on")).content.decode()
    assert "Answer at least one question" in page


# --- needs and risks


def test_the_page_of_needs_says_what_changed(desk, case):
    earlier = {"needs_housing": "urgent", "risks_found": "high"} | day("assessed_on", today() - timedelta(days=20))
    later = {"needs_housing": "some", "risks_found": "immediate", "own_view": WORDS} | day("assessed_on")
    for answers in (earlier, later):
        assert desk.post(url("assessment_make", case.pk), answers).status_code == 302
    page = seen(desk, url("case_needs", case.pk))
    for text in ("Better", "Worse", "Urgent today", "Immediate danger"):
        assert text in page
    assert WORDS not in page
    again(desk.actor)
    latest = Assessment.objects.filter(case=case).latest("assessed_on")
    assert WORDS in seen(desk, url("assessment_read", latest.pk))
    again(desk.actor)
    assert Entry.objects.filter(event="protection.assessment.read", case_id=case.pk).count() == 1


def test_an_assessment_of_a_foreign_case_is_not_there(desk, case):
    again(desk.actor)
    made = actions.assess(actor=desk.actor, case_id=case.pk, assessed_on=today(), needs={"health": "some"}, risks={})
    other = desk_client("case_manager", organisation="ngo-clean-world")
    assert other.get(url("assessment_read", made.pk)).status_code == 404


# --- the child's path


def test_the_way_on_is_shown_when_a_begging_child_may_not_leave(desk, child):
    page = desk.post(url("case_close", child.pk), {"reason": "returned"} | day("closed_on")).content.decode()
    assert "First assess whether the family is involved" in page
    page = desk.post(url("case_move", child.pk), {"to": "return"}).content.decode()
    assert "open the section “Child”" in page
    for name in ("case_read", "case_child"):
        assert url("family_assess", child.pk) in seen(desk, url(name, child.pk))
    answer = {"involvement": "involved", "grounds": WORDS} | day("assessed_on")
    assert desk.post(url("family_assess", child.pk), answer).status_code == 302
    assert desk.post(url("case_move", child.pk), {"to": "return"}).status_code == 302
    again(desk.actor)
    assert FamilyAssessment.objects.get(case=child).involvement == "involved"
    assert "Answer now" not in seen(desk, url("case_child", child.pk))


def test_the_child_page_hides_names_and_words_until_asked(desk, child):
    appointed = {"kind": "guardian", "body": "court", "name": WORDS} | day("appointed_on")
    assert desk.post(url("guardian_appoint", child.pk), appointed).status_code == 302
    assert WORDS not in seen(desk, url("case_child", child.pk))
    assert desk.get(url("child_show", child.pk)).status_code == 405
    assert WORDS in desk.post(url("child_show", child.pk)).content.decode()
    again(desk.actor)
    guardian = Guardian.objects.get(case=child)
    before = day("ended_on", today() - timedelta(days=1))
    assert "It cannot end before it began" in desk.post(url("guardian_end", guardian.pk), before).content.decode()
    assert desk.post(url("guardian_end", guardian.pk), day("ended_on")).status_code == 302
    assert "Nobody is appointed to act for this child" in seen(desk, url("case_child", child.pk))


def test_a_doubt_about_the_age_is_said_on_the_page(desk, case):
    assert desk.post(
        url("age_assess", case.pk), {"method": "none", "consent": "unknown"} | day("assessed_on")
    ).status_code == 302  # fmt: skip
    assert "The age is in doubt" in seen(desk, url("case_child", case.pk))
    sent = {"method": "medical", "consent": "no", "age_from": 16, "age_until": 19} | day("assessed_on")
    assert (
        "No medical examination of age without consent" in desk.post(url("age_assess", case.pk), sent).content.decode()
    )


def test_best_interests_name_what_is_best(desk, child):
    given = {"kind": "determination", "body": "panel", "child_heard": "yes"} | day("assessed_on")
    assert desk.post(url("interests_assess", child.pk), given).status_code == 200
    assert (
        desk.post(url("interests_assess", child.pk), given | {"outcomes": ["school", "no_return"]}).status_code == 302
    )
    assert "Not return for now" in seen(desk, url("case_child", child.pk))


# --- conversations


def test_the_reminders_stand_before_the_questions(desk, case):
    page = seen(desk, url("interview_record", case.pk))
    assert page.index("do not begin") < page.index('name="interpreter"')


def test_one_press_records_that_the_person_wished_to_stop(desk, case):
    assert url("interview_stop", case.pk) in seen(desk, url("interview_record", case.pk))
    assert desk.get(url("interview_stop", case.pk)).status_code == 405
    assert desk.post(url("interview_stop", case.pk)).status_code == 302
    page = seen(desk, url("case_interviews", case.pk))
    assert "Stopped at the person's wish" in page and url("interview_stop", case.pk) in page
    again(desk.actor)
    record = Interview.objects.get(case=case)
    assert (record.was_stopped, record.consent, record.interpreter, record.language) == (True, "unknown", "unknown", "")
    assert "Not known" in seen(desk, url("interview_read", record.pk))
    other = desk_client("case_manager", organisation="ngo-clean-world")
    assert other.post(url("interview_stop", case.pk)).status_code == 404
    assert (
        desk_client("shelter_manager", organisation="mia-shelter").post(url("interview_stop", case.pk)).status_code
        == 403
    )


def test_a_conversation_may_be_stopped_without_a_reason_or_a_story(desk, case):
    talk = {
        "language": "az", "interpreter": "remote", "interpreter_vetted": "yes", "safe_place": "yes", "consent": "yes",
        "present": ["interviewer", "psychologist"], "explained": ["stop", "help"], "was_stopped": "on",
    }  # fmt: skip
    assert desk.post(url("interview_record", case.pk), talk | day("held_on")).status_code == 302
    page = seen(desk, url("case_interviews", case.pk))
    assert "Stopped at the person's wish" in page
    again(desk.actor)
    record = Interview.objects.get(case=case)
    assert "Psychologist" in seen(desk, url("interview_read", record.pk))
    other = desk_client("case_manager", organisation="ngo-clean-world")
    assert other.get(url("interview_read", record.pk)).status_code == 404


def test_nothing_said_is_written_without_consent(desk, case):
    talk = {"language": "az", "interpreter": "not_needed", "safe_place": "yes", "consent": "no", "narrative": WORDS}
    page = desk.post(url("interview_record", case.pk), talk | day("held_on")).content.decode()
    assert "Without consent nothing of what was said is written down" in page


@pytest.mark.parametrize("name", [*TABS, *FORMS])
def test_each_page_speaks_azerbaijani(name):
    desk = desk_client("case_manager", organisation="vac", language="az")
    again(desk.actor)
    case = open_case(desk.actor)
    page = seen(desk, url(name, case.pk))
    assert 'lang="az"' in page


# --- who else


@pytest.fixture
def guest(desk, child) -> DeskClient:
    """Somebody at another organisation, to whom the case is open by a grant without identity or health."""
    again(desk.actor)
    told = EpisodeDetails(stage="exploitation", form="forced_begging", began=rough_date(year=2025))
    actions.record_episode(actor=desk.actor, case_id=child.pk, details=told)
    actions.assess(
        actor=desk.actor, case_id=child.pk, assessed_on=today(), needs={"health": "urgent"}, risks={}, narrative=WORDS
    )
    actions.appoint_guardian(
        actor=desk.actor, case_id=child.pk, kind="guardian", body="court", appointed_on=today(), name=WORDS
    )
    actions.record_interview(
        actor=desk.actor, case_id=child.pk, held_on=today(), language="az", interpreter="not_needed",
        safe_place="yes", consent="yes", narrative=WORDS,
    )  # fmt: skip
    give_grant(
        actor=desk.actor, case_id=child.pk, to_organisation_id=Organisation.objects.get(code="ngo-clean-world").pk,
        to_wall=Wall.PROTECTION, groups={FieldGroup.CASE}, purpose="assistance", basis="nrm_rules",
        expires_on=today() + timedelta(days=9),
    )  # fmt: skip
    return desk_client("case_manager", organisation="ngo-clean-world")


def test_a_grant_on_the_case_shows_the_story_and_no_health_no_guardian_no_conversation(guest, child):
    assert "Forced begging" in seen(guest, url("case_episodes", child.pk))
    assert "Urgent today" not in seen(guest, url("case_needs", child.pk))
    assert "Guardian (under 14 years)" not in seen(guest, url("case_child", child.pk))
    assert "No grant opens them" in seen(guest, url("case_interviews", child.pk))
    assert guest.post(url("child_show", child.pk)).status_code == 404
    for name in TABS:
        page = seen(guest, url(name, child.pk))
        assert WORDS not in page
        assert "/record/" not in page
        assert "/assess/" not in page


@pytest.mark.parametrize("name", FORMS)
def test_whoever_only_reads_a_case_writes_nothing_into_it(guest, child, name):
    sent = {
        "stage": "transit", "needs_health": "none", "method": "none", "consent": "yes", "kind": "guardian",
        "body": "court", "name": "X", "outcomes": "school", "child_heard": "yes", "involvement": "unclear",
        "language": "az", "interpreter": "not_needed", "safe_place": "yes",
        **day("assessed_on"), **day("appointed_on"), **day("held_on"),
    }  # fmt: skip
    kind = {"interests_assess": {"kind": "assessment"}}.get(name, {})
    assert guest.post(url(name, child.pk), sent | kind).status_code == 404
