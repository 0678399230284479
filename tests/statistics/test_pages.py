from datetime import date

import pytest
from django.urls import reverse

from panah.statistics import actions
from tests import support

pytestmark = pytest.mark.django_db
PERIOD = {
    "first_day": "1", "first_month": "6", "first_year": "2014",
    "last_day": "31", "last_month": "5", "last_year": "2019",
}  # fmt: skip


def drawn(language, invented_facts):
    invented_facts(
        fact_decision=[
            {"person": name, "decided_on": date(2015, 1, 1), "status": "identified"} for name in ("a", "b", "c")
        ],
        fact_stay=[{"person": name, "started_on": date(2015, 1, 2)} for name in ("a", "b")],
        fact_payment=[{"person": name, "kind": "allowance", "paid_on": date(2015, 1, 9)} for name in ("a", "b")],
    )
    client = support.desk_client("statistician", organisation="coordinator", language=language)
    support.again(client.actor)
    asked = actions.take_snapshot(actor=client.actor)
    actions.freeze_snapshot(actor=client.actor, snapshot_id=asked.id)
    return client


@pytest.mark.parametrize(
    ("language", "each", "tag"), [("en", "each of them", "Not for release"), ("az", "onların hər birinə", "Yayım üçün")]
)
def test_the_statement_is_drawn_read_and_opened(snapshots, invented_facts, language, each, tag):
    client = drawn(language, invented_facts)
    answer = client.post(reverse("statistics:statement_draw"), PERIOD)
    assert answer.status_code == 302, answer.content.decode()
    page = client.get(answer.headers["Location"]).content.decode()
    assert each in page
    assert tag in page
    assert 'data-def="K6"' in page
    opened = client.get(f"{answer.headers['Location']}K7/").content.decode()
    assert 'data-def="K7" aria-current="true"' in opened
    assert client.get(f"{answer.headers['Location']}K9/").status_code == 404


def test_a_period_that_ends_before_it_begins_is_refused_at_its_field(snapshots, invented_facts):
    client = drawn("en", invented_facts)
    answer = client.post(reverse("statistics:statement_draw"), PERIOD | {"last_year": "2013"})
    assert answer.status_code == 422
    assert "must end on or after" in answer.content.decode()


def test_a_statement_is_the_same_for_the_coordinator(snapshots, invented_facts):
    client = drawn("en", invented_facts)
    address = client.post(reverse("statistics:statement_draw"), PERIOD).headers["Location"]
    other = support.desk_client("national_coordinator", organisation="coordinator")
    assert "3</a> victims of trafficking" in other.get(address).content.decode()


@pytest.mark.parametrize("language", ["en", "az"])
@pytest.mark.parametrize(
    "name", ["statement_read", "statement_draw", "statement_list", "indicator_list", "snapshot_list"]
)
def test_every_page_opens_when_there_is_nothing_yet(desk_client, snapshots, name, language):
    client = desk_client("statistician", organisation="coordinator", language=language)
    assert client.get(reverse(f"statistics:{name}")).status_code == 200


def test_a_snapshot_is_asked_for_on_its_page(desk_client, snapshots):
    client = desk_client("national_coordinator", organisation="coordinator")
    client.post(reverse("statistics:snapshot_take"))
    assert "Being taken" in client.get(reverse("statistics:snapshot_list")).content.decode()
    assert client.post(reverse("statistics:snapshot_take")).status_code == 409


def test_an_indicator_opens_to_its_definition(desk_client):
    client = desk_client("statistician", organisation="coordinator", language="az")
    page = client.get(reverse("statistics:indicator_read", args=["K4"])).content.decode()
    assert "Müəyyən edilmiş qurbanlar" in page
    assert client.get(reverse("statistics:indicator_read", args=["K99"])).status_code == 404


@pytest.mark.parametrize("role", ["case_manager", "donor", "system_administrator"])
def test_others_are_shown_no_figures(desk_client, role):
    client = desk_client(role, organisation="coordinator")
    for name in ("statement_read", "statement_draw", "snapshot_list", "indicator_list"):
        assert client.get(reverse(f"statistics:{name}")).status_code == 403


def test_the_page_of_a_statement_has_a_budget(snapshots, invented_facts, django_assert_max_num_queries):
    client = drawn("en", invented_facts)
    address = client.post(reverse("statistics:statement_draw"), PERIOD).headers["Location"]
    client.get(address)
    with django_assert_max_num_queries(14):
        client.get(address)
