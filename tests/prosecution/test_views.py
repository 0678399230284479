"""The pages: a group from opening to its disposition, and who is turned away."""

import pytest

from panah.accounts import actors
from panah.prosecution.models import CriminalGroup, Investigation, Suspect
from tests.prosecution.people import group_of, two_members
from tests.support import again, desk_client, one_time_code, sign_in

pytestmark = pytest.mark.django_db
ROOT = "/prosecution/groups/"


def day(name, text="3 2 2026"):
    return dict(zip([f"{name}_{part}" for part in ("day", "month", "year")], text.split(), strict=True))


def opened(client):
    answer = client.post(
        ROOT + "open/", {"kind": "criminal_group", "name": "Sahil", **day("opened_on", "1 2 2026"), "country_1": "TR"}
    )
    assert answer.status_code == 302, answer.content.decode()
    again(client.actor)
    return CriminalGroup.objects.get()


def test_a_group_goes_its_way_through_the_pages():
    client = desk_client("investigator", organisation="mia-atd")
    group = opened(client)
    page = f"{ROOT}{group.pk}/"
    for name, role in (("Elçin", "recruiter"), ("Rüstəm", "transporter")):
        assert client.post(page + "members/add/", {"name": name, "role": role}).status_code == 302
    again(client.actor)
    one, two = Suspect.objects.order_by("number")
    ends = {"from_suspect": str(one.pk), "to_suspect": str(two.pk)}
    more = {"kind": "orders", "basis": "inferred", "reason": "Every call goes before a trip."}
    assert client.post(page + "links/add/", ends | more).status_code == 302
    assert client.post(page + "investigation/", {"article": "cc_144_1", **day("reported_on")}).status_code == 302
    again(client.actor)
    step = f"/prosecution/investigations/{Investigation.objects.get().pk}/step/"
    assert client.post(step, {"state": "opened", **day("taken_on", "4 2 2026")}).status_code == 302
    assert client.post(page + "disposition/", {"stage": "arrest", **day("disposed_on")}).status_code == 302
    shown = client.get(page).content.decode()
    for word in ("Sahil", "S-01", "Every call goes before a trip.", "Neutralised", "<svg"):
        assert word in shown
    assert "Elçin" not in shown
    assert "Elçin" in client.post(f"/prosecution/members/{one.pk}/name/").content.decode()
    assert client.post(page + "disposition/correct/", {"correction": "acquittal"}).status_code == 302
    assert "not counted any more" in client.get(page).content.decode()


def test_what_is_missing_is_said_at_its_field():
    client = desk_client("investigator", organisation="mia-atd")
    page = f"{ROOT}{opened(client).pk}/"
    for address in ("members/add/", "links/add/", "investigation/", "disposition/", "disposition/correct/", "share/"):
        answer = client.post(page + address, {"once": ""})
        assert answer.status_code in (200, 422)
        assert "govuk-error-summary" in answer.content.decode()
    late = client.post(page + "investigation/", {"article": "cc_144_1", **day("reported_on", "1 1 2190")})
    assert "This day lies in the future." in late.content.decode()


@pytest.mark.parametrize(
    ("role", "organisation", "status"),
    [
        ("investigator", "mia", 404),
        ("supervising_prosecutor", "prosecutor", 404),
        ("case_manager", "vac", 403),
        ("shelter_manager", "mia-atd", 403),
        ("national_coordinator", "coordinator", 403),
    ],
)
def test_others_are_turned_away(role, organisation, status):
    group = opened(desk_client("investigator", organisation="mia-atd"))
    client = desk_client(role, organisation=organisation)
    assert client.get(f"{ROOT}{group.pk}/").status_code == status


@pytest.mark.parametrize("rows", [0, 1, 12])
def test_the_list_takes_the_same_queries_however_long_it_is(rows, django_assert_max_num_queries):
    client = desk_client("investigator", organisation="mia-atd")
    again(client.actor)
    for _ in range(rows):
        group_of(client.actor)
    client.get(ROOT)
    with django_assert_max_num_queries(12):
        answer = client.get(ROOT)
    assert answer.content.decode().count("G-2026-") == rows


def test_a_prosecutor_has_no_buttons():
    client = desk_client("supervising_prosecutor", organisation="prosecutor")
    text = client.get(ROOT).content.decode()
    assert "No groups yet" in text
    assert "Open a group" not in text


def test_the_page_speaks_azerbaijani():
    actor = sign_in("investigator", organisation="mia-atd")
    group = group_of(actor)
    two_members(actor, group)
    client = desk_client("investigator", organisation="mia-atd", language="az")
    text = client.get(f"{ROOT}{group.pk}/").content.decode()
    assert "Üzvlər və əlaqələr" in text
    assert "Members and links" not in text


def test_the_button_for_a_members_name_is_shown_to_a_passkey_only(monkeypatch):
    client = desk_client("investigator", organisation="mia-atd")
    page = f"{ROOT}{opened(client).pk}/"
    client.post(page + "members/add/", {"name": "Elçin", "role": "recruiter"})
    assert "Show name" in client.get(page).content.decode()
    monkeypatch.setattr(actors, "is_demo", lambda: False)
    assert "Show name" not in one_time_code(client).get(page).content.decode()
