"""Every page of the desk, opened as every role: the access table in docs/ says what happens."""

import csv
import io
import logging
from collections.abc import Iterator
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client, RequestFactory
from django.urls import resolve, reverse

from panah.access.policy import Actor
from panah.access.roles import ROLES
from panah.config.documents import access_table
from panah.config.documents.access_table import OPEN, REFUSED, Page, answers
from panah.core.errors import NotPermitted
from tests import support
from tests.contracts.verdict import kept

PAGES = list(access_table.site_pages())
REFUSED_BY = {page.address: [role for role in ROLES.values() if answers(page, role)[0] == REFUSED] for page in PAGES}
BODY = "vac"
FORBIDDEN, NOT_ALLOWED = 403, 405
BROKEN = range(500, 600)


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """Thousands of refusals are meant; nobody reads them in a log."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


def address(page: Page, **known: Any) -> str:
    """The page's address, with made-up ids where none is given."""
    values = {name: known.get(name, made_up(kind)) for name, kind in page.converters.items()}
    return reverse(page.full_name, kwargs=values)


def made_up(kind: str) -> Any:
    return {"UUIDConverter": uuid4(), "IntConverter": 1}.get(kind, "nothing")


def visit(client: Client, page: Page) -> Any:
    """Open a page; one that only takes what is sent is sent nothing."""
    answer = client.get(address(page))
    return client.post(address(page)) if answer.status_code == NOT_ALLOWED else answer


def post(client: Client, page: Page) -> Any:
    return client.post(address(page))


def ask(actor: Actor, page: Page) -> int:
    """What the view behind the address says by itself, with nothing before it that could refuse in its place."""
    found = resolve(address(page))
    for request in (RequestFactory().get("/"), RequestFactory().post("/")):
        request.actor = actor  # type: ignore[attr-defined]
        try:
            status: int = found.func(request, *found.args, **found.kwargs).status_code
        except NotPermitted:
            return FORBIDDEN
        if status != NOT_ALLOWED:
            break
    return status


def goes_all_the_way(page: Page, role: Any) -> bool:
    """A page is opened in the browser by every role it opens for, and by one that it refuses: another for each page."""
    refused = REFUSED_BY[page.address]
    return role not in refused or role is refused[len(page.address) % len(refused)]


def meet(client: support.DeskClient, page: Page, role: Any) -> int:
    if goes_all_the_way(page, role):
        return int(visit(client, page).status_code)
    return ask(client.actor, page)


def surprise(page: Page, role: Any, status: int) -> str | None:
    """Say what is wrong with an answer; a made-up record is unseen, so 404 counts as open."""
    expected, _, _ = answers(page, role)
    if status in BROKEN:
        return f"{page.address} as {role.name}: {status}, the page breaks"
    if (status == FORBIDDEN) != (expected == REFUSED):
        return f"{page.address} as {role.name}: {status}, but the table says {expected}"
    return None


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES.values(), ids=lambda role: role.name)
def test_a_page_opens_for_the_roles_of_the_table_and_for_no_other(role: Any) -> None:
    client = support.desk_client(role.name, organisation=BODY)
    client.raise_request_exception = False
    found = [surprise(page, role, meet(client, page, role)) for page in PAGES]
    kept(fault for fault in found if fault)


@pytest.mark.django_db
def test_no_page_of_the_desk_opens_without_signing_in() -> None:
    client = Client(raise_request_exception=False)
    answers = [(page, send(page)) for page in PAGES for send in (partial(visit, client), partial(post, client))]
    kept(
        f"{page.address}: {answer.status_code} without signing in"
        for page, answer in answers
        if answer.status_code != 302 or "/account/login/" not in answer.headers["Location"]
    )


def test_the_table_has_a_row_for_every_page_and_role() -> None:
    rows = list(csv.reader(io.StringIO(access_table.pages()["access-table.csv"])))
    assert len(rows) == 1 + len(PAGES) * len(ROLES)


def test_every_id_in_an_address_names_a_table() -> None:
    """Otherwise the access table could not say whose record it is: give it a name in `CALLED`."""
    ids = [page for page in PAGES if any(name.endswith("_id") for name in page.converters)]
    kept(f"{page.address}: what table does its id name?" for page in ids if page.model is None)


def test_a_page_that_answers_otherwise_than_the_table_is_found() -> None:
    page = next(page for page in PAGES if page.name == "work_list")
    role = ROLES["case_manager"]
    assert answers(page, role)[0] == OPEN
    assert surprise(page, role, 200) is None
    assert "the table says open" in str(surprise(page, role, 403))
    assert "the page breaks" in str(surprise(page, role, 500))


def test_every_page_refuses_somebody_in_the_browser() -> None:
    for page in PAGES:
        refused = REFUSED_BY[page.address]
        assert sum(goes_all_the_way(page, role) for role in refused) == min(len(refused), 1), page.address


@pytest.mark.django_db
def test_a_view_that_forgets_its_permission_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    page = next(page for page in PAGES if page.name == "alarm_list")
    actor = support.sign_in("donor", organisation=BODY)
    assert ask(actor, page) == FORBIDDEN
    monkeypatch.setattr("panah.access.web.check", lambda actor, permission: None)
    assert ask(actor, page) != FORBIDDEN
