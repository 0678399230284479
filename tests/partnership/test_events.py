from datetime import date

import pytest

from panah.core.errors import InvalidInput, NotPermitted, NotVisible
from panah.partnership import actions, queries
from panah.published import queries as published
from tests.partnership.support import event, measure, project
from tests.support import again

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(sign_in):
    return sign_in("project_officer", organisation="iom-az")


@pytest.fixture
def slug(officer):
    return event(officer).slug


def follow_up(officer, slug, owner="mia-atd"):
    return actions.add_minutes_item(
        actor=officer, slug=slug, kind="follow_up", text_en="Send leaflets", owner=owner, due_on=date(2026, 6, 1)
    )


def test_an_event_has_co_facilitators(officer, slug):
    for body in ("iom-az", "mia-atd"):
        actions.add_event_role(actor=officer, slug=slug, body=body, role="co_facilitator")
    words = queries.event_words(actor=officer, slug=slug, language="en")
    line = words.body["head"]["line"]
    assert "Mission to Azerbaijan (International Organization for Migration), Main Department on Combating" in line


def test_counts_of_people_that_are_not_known_are_not_zero(officer, slug):
    part = actions.add_participation(actor=officer, slug=slug, group="state_bodies")
    assert part.total is None
    counted = actions.add_participation(actor=officer, slug=slug, body="sms", women_count=2, men_count=1)
    assert counted.total == 3
    rows = queries.event_words(actor=officer, slug=slug, language="en").body["main"][0]["rows"]
    assert [row[-1] for row in rows] == ["not stated", "3"]


def test_an_organisation_takes_part_once(officer, slug):
    actions.add_participation(actor=officer, slug=slug, body="sms")
    with pytest.raises(InvalidInput):
        actions.add_participation(actor=officer, slug=slug, body="sms")


def test_speeches_keep_their_order_and_their_figures(officer, slug):
    for name in ("First", "Second"):
        actions.add_speech(actor=officer, slug=slug, kind="opening", speaker=name, post_en="Head", post_az="Rəhbər")
    actions.add_figure(actor=officer, slug=slug, position=2, code="sheltered", value=312, words="312 out of 356")
    page = queries.event_page(actor=officer, slug=slug, language="en")
    assert [speech.speaker for speech in page.speeches] == ["First", "Second"]
    assert page.figures[0].value == 312


def test_the_page_of_an_event_speaks_azerbaijani(officer, slug):
    actions.add_topic(actor=officer, slug=slug, text_en="Leaflets", text_az="Vərəqələr", pillar="prevention")
    words = queries.event_words(actor=officer, slug=slug, language="az")
    topics = words.body["main"][0]
    assert words.title == "Dəyirmi masa"
    assert topics["title"] == "Nə müzakirə olunub"
    assert topics["entries"] == [{"text": "Vərəqələr", "detail": "Qarşısının alınması"}]


def test_the_owner_of_a_follow_up_ticks_it(officer, slug, sign_in):
    item = follow_up(officer, slug)
    owner = sign_in("campaign_officer", organisation="mia-atd")
    assert [work.title for work in queries.work(actor=owner)] == ["Send leaflets"]
    actions.tick_follow_up(actor=owner, item_id=item.id, outcome="sent")
    assert queries.work(actor=owner) == []


def test_nobody_else_ticks_it(officer, slug, sign_in):
    item = follow_up(officer, slug)
    with pytest.raises(NotVisible):
        actions.tick_follow_up(actor=sign_in("campaign_officer", organisation="vac"), item_id=item.id)


def test_another_organisation_takes_over_a_practice(officer, slug, sign_in):
    item = actions.add_minutes_item(actor=officer, slug=slug, kind="practice", text_en="One list of contacts")
    other = sign_in("campaign_officer", organisation="mia-atd")
    actions.adopt_practice(actor=other, item_id=item.id, adopted_on=date(2026, 6, 1))
    again(officer)
    page = queries.event_page(actor=officer, slug=slug, language="en")
    assert [adoption.body.code for adoption in page.minutes[0].adoptions.all()] == ["mia-atd"]


def test_an_event_belongs_to_a_phase_of_its_project(officer):
    slug = project(officer).slug
    with pytest.raises(InvalidInput):
        event(officer, project=slug, phase="Phase VI")
    actions.add_phase(actor=officer, slug=slug, label="Phase VI")
    assert event(officer, project=slug, phase="Phase VI").phase.label == "Phase VI"


def test_a_published_event_can_be_read_by_everybody(officer, slug):
    actions.publish_event(actor=officer, slug=slug)
    assert published.page(kind="event", slug=slug, language="az").title == "Dəyirmi masa"


def test_a_consular_officer_reads_events_and_plans_none(sign_in, officer, slug):
    consul = sign_in("consular_officer", organisation="mfa-ankara")
    assert queries.event(actor=consul, slug=slug).slug == slug
    with pytest.raises(NotPermitted):
        event(consul)


def test_a_measure_that_is_done_needs_evidence(sign_in):
    coordinator = sign_in("national_coordinator", organisation="coordinator")
    row = measure(coordinator, executors=["moe", "mlspp"])
    with pytest.raises(InvalidInput):
        actions.report_measure(actor=coordinator, measure_id=row.id, status="done", done_on=date(2024, 5, 1))
    done = actions.report_measure(
        actor=coordinator, measure_id=row.id, status="done", done_on=date(2024, 5, 1), evidence="Report 7"
    )
    assert done.status == "done"
    assert queries.work(actor=coordinator) == []


def test_an_overdue_measure_waits_for_its_lead(sign_in):
    coordinator = sign_in("national_coordinator", organisation="coordinator")
    measure(coordinator)
    assert [(item.kind, item.reference) for item in queries.work(actor=coordinator)] == [("measure", "2020-2024 1.1")]


def test_the_desk_finds_an_event_and_a_project_by_their_words(officer):
    project(officer, acronym="STR")
    event(officer)
    assert [found.title for found in queries.found(actor=officer, text="round")] == ["A round-table"]
    assert [found.title for found in queries.found(actor=officer, text="str")] == ["Stronger together"]
