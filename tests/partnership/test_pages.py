from datetime import date

import pytest

from panah.partnership import actions
from panah.partnership.models import Event, Indicator, Measure, MinutesItem
from panah.partnership.queries.papers import LINES, attendance_paper
from panah.printing.neutral import exposing
from panah.printing.sheets import texts
from tests.partnership.support import INDICATOR, event, measure, project
from tests.support import again, stood

pytestmark = pytest.mark.django_db


def boxes(name, day):
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


@pytest.fixture
def browser(desk_client):
    return desk_client("project_officer", organisation="iom-az")


@pytest.fixture
def places(browser, sign_in):
    again(browser.actor)
    made = {"project": project(browser.actor), "event": event(browser.actor)}
    slug = made["project"].slug
    made["indicator"] = actions.define_indicator(actor=browser.actor, slug=slug, **INDICATOR)
    made["item"] = actions.add_minutes_item(
        actor=browser.actor, slug=made["event"].slug, kind="follow_up", text_en="Do it", owner="iom-az",
        due_on=date(2026, 12, 1),
    )  # fmt: skip
    return made


PAGES = (
    *("projects/", "projects/open/", "projects/{project}/", "projects/{project}/change/", "projects/{project}/phase/"),
    *("projects/{project}/funding/", "projects/{project}/indicator/"),
    *("projects/{project}/indicator/{indicator}/value/", "events/", "events/?kind=round_table", "events/plan/"),
    *("events/{event}/", "events/{event}/change/", "events/{event}/role/", "events/{event}/participant/"),
    *("events/{event}/speech/", "events/{event}/programme/", "events/{event}/topic/", "events/{event}/minutes/"),
    *("events/{event}/follow-up/{item}/done/", "plan/", "plan/?pillar=prevention"),
)


@pytest.mark.parametrize("address", PAGES)
def test_every_page_opens(browser, places, address):
    keys = {"project": places["project"].slug, "event": places["event"].slug}
    keys |= {"indicator": places["indicator"].id, "item": places["item"].id}
    answer = browser.get("/partnership/" + address.format(**keys))
    assert answer.status_code == 200, answer.content


def test_an_event_is_planned_in_the_browser(browser):
    entered = {
        "kind": "workshop",
        "title_en": "On embassies",
        "title_az": "Səfirliklər",
        **boxes("starts_on", date(2019, 5, 31)),
    }
    answer = browser.post("/partnership/events/plan/", entered)
    assert answer.status_code == 302, answer.content
    again(browser.actor)
    assert Event.objects.get(title_en="On embassies").starts_on == date(2019, 5, 31)


def test_an_indicator_without_a_baseline_is_refused_at_its_field(browser, places):
    entered = {name: str(value) for name, value in INDICATOR.items() if not name.endswith("_on")} | {"code": "OUT2"}
    entered |= boxes("baseline_on", date(2018, 1, 1)) | boxes("target_on", date(2020, 1, 1))
    del entered["baseline"]
    answer = browser.post(f"/partnership/projects/{places['project'].slug}/indicator/", entered)
    assert answer.status_code == 422
    again(browser.actor)
    assert Indicator.objects.count() == 1


def test_a_value_is_added_in_the_browser(browser, places):
    address = f"/partnership/projects/{places['project'].slug}/indicator/{places['indicator'].id}/value/"
    answer = browser.post(address, {"value": "44", "evidence": "register", **boxes("measured_on", date(2019, 1, 1))})
    assert answer.status_code == 302, answer.content
    assert "44" in browser.get(answer.headers["Location"]).content.decode()


def test_a_follow_up_is_ticked_in_the_browser(browser, places):
    address = f"/partnership/events/{places['event'].slug}/follow-up/{places['item'].id}/done/"
    assert browser.post(address, {"outcome": "done"}).status_code == 302
    again(browser.actor)
    assert MinutesItem.objects.get(pk=places["item"].id).done_on is not None


def test_a_page_is_published_in_the_browser(browser, places):
    for kind in ("event", "project"):
        answer = browser.post(f"/partnership/{kind}s/{places[kind].slug}/publish/")
        assert answer.status_code == 302, answer.content


def test_a_measure_is_planned_and_reported_in_the_browser(desk_client):
    browser = desk_client("national_coordinator", organisation="coordinator")
    entered = {"plan": "2020-2024", "number": "2.4", "pillar": "protection", "text_en": "Train", "text_az": "Təlim"}
    answer = browser.post("/partnership/plan/add/", entered | {"lead": "mlspp", "executors": ["moe", "health"]})
    assert answer.status_code == 302, answer.content
    again(browser.actor)
    row = Measure.objects.get(number="2.4")
    report = {"status": "done", "evidence": "Report", **boxes("done_on", date(2024, 3, 1))}
    address = f"/partnership/plan/{row.id}/report/"
    report |= stood(browser.get(address).content.decode())
    assert browser.post(address, report).status_code == 302
    assert "Report" in browser.get(f"/partnership/plan/{row.id}/").content.decode()


def test_a_donor_sees_no_way_to_change(browser, places, desk_client):
    donor = desk_client("donor", organisation="eu")
    said = donor.get(f"/partnership/events/{places['event'].slug}/").content.decode()
    assert "/minutes/" not in said
    assert donor.get(f"/partnership/events/{places['event'].slug}/minutes/").status_code == 403


def test_a_list_needs_no_more_queries_for_more_rows(browser, places, django_assert_max_num_queries):
    again(browser.actor)
    for number in range(6):
        event(browser.actor, title_en=f"Event {number}")
        project(browser.actor)
    for address in ("events", "projects"):
        with django_assert_max_num_queries(16):
            browser.get(f"/partnership/{address}/")


def test_an_unknown_event_does_not_exist(browser):
    assert browser.get("/partnership/events/nothing/").status_code == 404


def test_the_plan_shows_a_measure(desk_client):
    browser = desk_client("national_coordinator", organisation="coordinator")
    again(browser.actor)
    measure(browser.actor)
    assert "1.1 Train" in browser.get("/partnership/plan/").content.decode()


def test_an_event_and_a_measure_are_printed(browser, desk_client):
    office = desk_client("national_coordinator", organisation="coordinator")
    again(office.actor)
    planned = measure(office.actor)
    again(browser.actor)
    slug = event(browser.actor).slug
    for language in ("az", "en"):
        for address in (f"/partnership/events/{slug}/attendance/", f"/partnership/plan/{planned.pk}/sheet/"):
            answer = office.get(address, {"language": language})
            assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/pdf")
            assert b"/StructTreeRoot" in answer.content or b"/ObjStm" in answer.content
        again(office.actor)
        paper = attendance_paper(actor=office.actor, slug=slug, language=language)
        assert len(paper.parts[1].table) == 1 + LINES and not exposing(texts(paper))
    assert office.get("/partnership/events/none/attendance/").status_code == 404
    assert desk_client("helpline_operator", organisation="mia-atd").get(address).status_code == 403
