"""The pages of the desk: my work, the command search, the account, the language."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils import translation

from panah.core.clock import now
from panah.core.work import Found, WorkItem
from panah.desk import navigation, queries
from tests import support

pytestmark = pytest.mark.django_db

ALLOWED_QUERIES = 12


def room(*items: WorkItem, hits: tuple[Found, ...] = ()) -> SimpleNamespace:
    return SimpleNamespace(work=lambda *, actor: list(items), found=lambda *, actor, text: list(hits))


def item(kind: str, title: str, hours: float) -> WorkItem:
    return WorkItem(kind, title, "R-2026-0391", "vac", now() + timedelta(hours=hours), "/somewhere/", "Answer")


@pytest.fixture
def rooms(monkeypatch: pytest.MonkeyPatch) -> None:
    late, later = item("referral", "A late one", -2), item("payment", "A payment", 24 * 20)
    found = (Found("P-2026-7K3QD", "open case", "/case/"),)
    monkeypatch.setattr(queries, "ROOMS", (room(late), room(later, hits=found)))


def test_my_work_shows_what_every_room_says_by_deadline(rooms: None) -> None:
    text = support.desk_client("case_manager", organisation="vac").get("/").content.decode()
    assert text.index("Overdue") < text.index("A late one") < text.index("Later") < text.index("A payment")


def test_a_kind_shows_only_its_own_work_and_all_counts(rooms: None) -> None:
    text = support.desk_client("case_manager", organisation="vac").get("/?kind=payment").content.decode()
    assert "A payment" in text
    assert "A late one" not in text
    assert "Referrals to answer" in text


def test_nothing_that_waits_is_said_kindly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "ROOMS", (room(),))
    assert b"Nothing waits for you" in support.desk_client("case_manager", organisation="vac").get("/").content


def test_my_work_speaks_the_language_of_the_account(rooms: None) -> None:
    text = support.desk_client("case_manager", organisation="vac", language="az").get("/").content.decode()
    assert '<html lang="az"' in text
    assert "Müddəti keçib" in text


def test_my_work_of_the_real_rooms_keeps_its_query_budget(django_assert_max_num_queries: object) -> None:
    client = support.desk_client("case_manager", organisation="vac")
    client.get("/")
    with django_assert_max_num_queries(ALLOWED_QUERIES + 3 * len(queries.ROOMS)):  # type: ignore[operator]
        assert client.get("/").status_code == 200


@pytest.mark.parametrize("role", ["case_manager", "investigator", "statistician", "campaign_officer", "donor"])
def test_every_role_has_a_home(role: str) -> None:
    assert support.desk_client(role, organisation="mia-atd").get("/").status_code == 200


def test_a_visitor_is_sent_to_sign_in() -> None:
    answer = support.DeskClient().get("/")
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/account/login/")


def test_the_search_finds_records_and_pages(rooms: None) -> None:
    client = support.desk_client("case_manager", organisation="vac")
    assert b"P-2026-7K3QD" in client.post("/desk/search/", {"q": "P-2026"}).content
    assert b'href="/desk/account/"' in client.post("/desk/search/", {"q": "account"}).content


def test_what_is_looked_for_never_stands_in_an_address(rooms: None) -> None:
    client = support.desk_client("case_manager", organisation="vac")
    assert b'href="/case/"' in client.post("/desk/search/", {"q": "P-2026"}).content
    assert b'href="/case/"' not in client.get("/desk/search/?q=P-2026").content
    box = client.get("/").content.decode().split('role="search"')[1].split("</form>")[0]
    assert 'method="post"' in box
    assert "csrfmiddlewaretoken" in box


def test_a_single_letter_finds_nothing(rooms: None) -> None:
    client = support.desk_client("case_manager", organisation="vac")
    assert b"Nothing found" in client.post("/desk/search/", {"q": "p"}).content


def test_navigation_holds_only_what_the_role_may_open() -> None:
    investigator = support.sign_in("investigator", organisation="mia-atd")
    manager = support.sign_in("case_manager", organisation="vac")
    entries = {entry.label: entry.permission for entry in navigation.NAVIGATION}
    with translation.override("en"):
        for actor in (investigator, manager):
            labels = {line.label for line in navigation.commands(actor=actor)}
            assert labels <= {label for label, permission in entries.items() if actor.may(permission)}
        assert "Cases" not in {line.label for line in navigation.commands(actor=investigator)}


def test_the_page_under_which_one_stands_is_current() -> None:
    actor = support.sign_in("case_manager", organisation="vac")
    with translation.override("en"):
        lines = navigation.navigation(actor=actor, path="/")
    assert [line.label for line in lines if line.current] == ["My work"]


@pytest.mark.parametrize(
    ("path", "current"),
    [("/", "/"), ("/a/cases/1/", "/a/cases/"), ("/a/people/", "/a/cases/"), ("/b/", None), ("/a/", "/a/cases/")],
)
def test_a_page_without_a_line_of_its_own_belongs_to_its_room(path: str, current: str | None) -> None:
    assert navigation._nearest(["/", "/a/cases/", "/a/payments/"], path) == current


def test_the_language_stays_with_the_account() -> None:
    client = support.desk_client("case_manager", organisation="vac")
    answer = client.post(reverse("desk:language_choose"), {"language": "az", "next": "/desk/account/"})
    assert answer.headers["Location"] == "/desk/account/"
    assert '<html lang="az"' in client.get("/desk/account/").content.decode()


def test_a_visitor_may_choose_the_language_of_the_sign_in_page() -> None:
    client = support.DeskClient()
    client.post(reverse("desk:language_choose"), {"language": "en", "next": "/account/login/"})
    assert b"Sign in with a passkey" in client.get("/account/login/").content


def test_the_language_page_leads_nowhere_else() -> None:
    client = support.DeskClient()
    answer = client.post(reverse("desk:language_choose"), {"language": "en", "next": "https://elsewhere.example/"})
    assert answer.headers["Location"] == "/"


@pytest.mark.parametrize(
    "address", ["/account/login/", "/account/2fa/", "/account/password/change/", "/account/sessions/", "/desk/account/"]
)
def test_account_pages_open_without_inline_style_or_script(address: str) -> None:
    text = support.desk_client("case_manager", organisation="vac").get(address, follow=True).content.decode()
    assert "style=" not in text
    assert "onclick=" not in text
    assert "pn-dtop" in text
