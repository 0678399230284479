"""
The address, a name and what was written of an incident, planted: every page of the desk as every role, every log row
and every fact is read, and they stand only where they may.
"""

import logging
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client

from panah.access.roles import ROLES
from panah.config.documents import access_table
from panah.config.documents.access_table import Page
from panah.core.db import unforced
from panah.protection import facts
from panah.protection.models import Unit
from tests import support
from tests.contracts import canaries
from tests.contracts.canaries import ADDRESS, ASKER, DRIVERS, HOUSE, NAME, STORY, WAY, Planted
from tests.contracts.test_pages import address
from tests.contracts.verdict import kept
from tests.protection.people import works_in

PAGES = list(access_table.site_pages())
BODIES = (HOUSE, ASKER, DRIVERS)
# Where each may stand: (page, role, body). `show` pages answer to a press of a button, never to an address alone.
ALLOWED: dict[str, frozenset[tuple[str, str, str]]] = {
    ADDRESS: frozenset({("shelter_locate", "shelter_manager", HOUSE)}),
    WAY: frozenset(),
    STORY: frozenset({("incident_read", "shelter_manager", HOUSE)}),
    NAME: frozenset(
        {("case_change", role, ASKER) for role in ("case_manager", "case_supervisor")}
        | {("person_show", role, ASKER) for role in ("case_manager", "case_supervisor", "identification_officer")}
    ),
}
NOT_THERE, NOT_ALLOWED = 404, 405
# Pages that took no address typed in: the next time only their button is pressed.
ONLY_SENT: set[str] = set()
# Pages that change what stands: pressed last, once all has been looked at.
LEAVES = frozenset({"transport_end", "block_lift", "place_accept", "incident_reopen"})


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


def leaks(text: str, *, where: tuple[str, str, str]) -> Iterator[str]:
    """Say which canary stands where it may not."""
    for canary, allowed in ALLOWED.items():
        if canary in text and where not in allowed:
            yield f"{canary!r} stands on {where[0]} as {where[1]} of {where[2]}"


def body_of(answer: Any) -> str:
    content = b"".join(answer.streaming_content) if getattr(answer, "streaming", False) else answer.content
    return content.decode("utf-8", "replace") + str(dict(answer.items()))


def opened(client: Client, page: Page, ids: dict[str, Any]) -> Iterator[str]:
    """What a page says to an address typed in, and to a button pressed. What is not there has no button."""
    url = address(page, **ids)
    status = NOT_ALLOWED
    if page.name not in ONLY_SENT:
        answer = client.get(url)
        status = answer.status_code
        yield body_of(answer)
    if status == NOT_ALLOWED:
        ONLY_SENT.add(page.name)
    if page.name not in LEAVES and status != NOT_THERE:
        yield body_of(client.post(url))


def says_more(page: Page, planted: Planted, body: str) -> bool:
    """About a record that nobody planted a page says "not there", whoever asks: one body is enough for that."""
    ids = {name for name in page.converters if name.endswith("_id")}
    return ids <= planted.ids.keys() or body == BODIES[0]


def walk(planted: Planted, roles: Iterable[Any] = tuple(ROLES.values())) -> Iterator[str]:
    for role in roles:
        for body in BODIES:
            client = support.desk_client(role.name, organisation=body)
            client.raise_request_exception = False
            for page in PAGES:
                if page.permission in role.permissions and says_more(page, planted, body):
                    for text in opened(client, page, planted.ids):
                        yield from leaks(text, where=(page.name, role.name, body))


@pytest.mark.django_db
def test_the_address_a_name_and_a_story_stand_only_where_they_may() -> None:
    planted = canaries.plant()
    kept(sorted(set(walk(planted))))


@pytest.mark.django_db
def test_the_canaries_do_sing_where_they_may() -> None:
    """Otherwise the walk would prove nothing."""
    planted = canaries.plant()
    keeper = support.desk_client("shelter_manager", organisation=HOUSE)
    ids = planted.ids
    support.again(planted.keeper)
    works_in(keeper.actor, Unit.objects.get(pk=ids["unit_id"]))
    assert ADDRESS in body_of(keeper.post(f"/protection/shelters/{ids['shelter_id']}/location/"))
    assert STORY in body_of(keeper.post(f"/protection/incidents/{ids['incident_id']}/"))
    shown = body_of(planted.driver.post(f"/protection/transport/{ids['task_id']}/address/"))
    assert ADDRESS in shown
    assert WAY in shown
    worker = support.desk_client("case_manager", organisation=ASKER)
    assert NAME in body_of(worker.post(f"/protection/cases/{ids['case_id']}/name/"))


@pytest.mark.django_db
def test_the_named_officer_finds_the_address_on_one_page_alone() -> None:
    planted = canaries.plant()
    may = [page for page in PAGES if page.permission in ROLES["transport_officer"].permissions]
    found = {page.name for page in may for text in opened(planted.driver, page, planted.ids) if ADDRESS in text}
    assert found == {"transport_show"}
    end_task(planted)
    found = {page.name for page in may for text in opened(planted.driver, page, planted.ids) if ADDRESS in text}
    assert found == set()


def end_task(planted: Planted) -> None:
    keeper = support.desk_client("shelter_manager", organisation=HOUSE)
    assert keeper.post(f"/protection/transport/{planted.ids['task_id']}/end/").status_code == 302


def everything(tables: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Every row of some tables as text, as their owner reads them."""
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"SELECT t::text FROM {table} t")
            yield from ((table, row) for (row,) in cursor.fetchall())


def plain_tables() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace")
        return [name for (name,) in cursor.fetchall()]


def secured() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relforcerowsecurity AND relkind = 'r'")
        return [name for (name,) in cursor.fetchall()]


@pytest.mark.django_db
def test_no_table_log_row_or_fact_holds_a_canary_in_clear() -> None:
    planted = canaries.plant()
    list(opened(planted.driver, next(page for page in PAGES if page.name == "transport_show"), planted.ids))
    views = [fact.name for fact in facts.FACTS]
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("SET LOCAL ROLE panah_statistics")
        found = [row for view in views for row in rows_of(cursor, view)]
        cursor.execute("RESET ROLE")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with unforced(*secured()):
        found += list(everything(plain_tables()))
    kept(f"{table} holds {canary!r}" for table, row in found for canary in ALLOWED if hidden(canary, row))


def rows_of(cursor: Any, view: str) -> list[tuple[str, str]]:
    cursor.execute(f"SELECT t::text FROM {view} t")
    return [(view, row) for (row,) in cursor.fetchall()]


def hidden(canary: str, row: str) -> bool:
    """Test if a row says it, in clear or as the bytes of a column."""
    return canary in row or canary.encode().hex() in row


@pytest.mark.django_db
def test_a_planted_leak_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """The fault: a list that says where the house is. The walk must not pass over it."""
    planted = canaries.plant()
    list_page = next(page for page in PAGES if page.name == "board_read")
    role = ROLES["shelter_manager"]

    def leaking(_client: Client, page: Page, _ids: dict[str, Any]) -> Iterator[str]:
        yield body_of(HttpResponse(f"<p>{ADDRESS}</p>")) if page is list_page else ""

    see: Callable[..., Iterator[str]] = leaking
    monkeypatch.setattr("tests.contracts.test_canaries.opened", see)
    assert any("board_read as shelter_manager" in leak for leak in walk(planted, [role]))
    assert hidden(ADDRESS, "\\x" + ADDRESS.encode().hex())
