"""
Every word that somebody wrote about a person, looked for on every page, paper and answer of the desk, as every role of
the holder, of a body that was let in to a part, and of the unit that decided: it stands where this table says.
"""

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from panah.access.roles import ROLES
from panah.access.walls import Wall
from panah.config.documents.access_table import Page
from panah.printing.sheets import OfficePaper, texts
from tests import support
from tests.contracts import narratives
from tests.contracts.narratives import GUEST, HEALTH, HOLDER, KINDS, UNIT, word
from tests.contracts.test_canaries import PAGES, body_of
from tests.contracts.test_pages import address
from tests.contracts.verdict import kept

PRINTERS = ("panah.access.web.office_pdf", "panah.protection.actions.sheet.office_pdf")
WORKERS = frozenset({"case_manager", "case_supervisor"})
READERS = WORKERS | {"identification_officer"}
# Where each stands: which word, on which page, for which roles of which bodies. Nowhere else.
STANDS: dict[tuple[str, str], tuple[frozenset[str], tuple[str, ...]]] = {
    (HEALTH, "document_show"): (WORKERS, (HOLDER,)),
    ("document", "document_show"): (WORKERS, (HOLDER,)),
    ("file", "document_open"): (WORKERS, (HOLDER,)),
    ("conversation", "interview_read"): (WORKERS, (HOLDER,)),
    ("flag", "case_read"): (READERS, (HOLDER,)),
    ("flag", "person_show"): (READERS, (HOLDER,)),
    ("note", "case_timeline"): (READERS, (HOLDER,)),
    ("needs", "assessment_read"): (READERS, (HOLDER,)),
    ("own view", "assessment_read"): (READERS, (HOLDER,)),
    ("age", "child_show"): (READERS, (HOLDER,)),
    ("rights", "rights_show"): (READERS, (HOLDER,)),
    ("sanction", "sanction_show"): (READERS, (HOLDER,)),
    ("goal", "case_plan"): (READERS, (HOLDER, GUEST)),
    ("claim", "claim_read"): (READERS, (HOLDER, GUEST)),
    ("guardian", "child_show"): (READERS, (HOLDER, GUEST)),
    ("interests", "child_show"): (READERS, (HOLDER, GUEST)),
    ("relative", "relative_show"): (READERS, (HOLDER, GUEST)),
    ("transfer", "transfer_show"): (READERS, (HOLDER, GUEST)),
    ("order", "order_read"): (WORKERS, (HOLDER, GUEST)),
    ("review", "review_show"): (READERS, (HOLDER, UNIT)),
}
# What answers to the press of a button, never to an address alone.
PRESSED = ("_show", "_open", "_read", "_print", "_locate")
NOT_THERE = 404


@pytest.fixture(autouse=True)
def _in_clear(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Papers as what is printed on them; refusals are meant, and nobody reads them in a log."""
    for printer in PRINTERS:
        monkeypatch.setattr(printer, printed)
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


def printed(sheet: OfficePaper) -> bytes:
    return "\n".join(texts(sheet)).encode()


def said(client: Client, page: Page, ids: dict[str, Any]) -> Iterator[str]:
    """What a page says when its address is typed in, and when its button is pressed; no change of it stays."""
    url = address(page, **ids)
    for send in (client.get, client.post):
        with transaction.atomic():
            answer = send(url)
            transaction.set_rollback(True)
        yield body_of(answer)
        if answer.status_code == NOT_THERE or not page.name.endswith(PRESSED):
            return


def found(ids: dict[str, Any]) -> Iterator[tuple[str, str, str, str]]:
    """Open every page of a case as every role of its holder, and as those of two others who work with people."""
    for body in (HOLDER, GUEST, UNIT):
        for role in (role for role in ROLES.values() if body == HOLDER or role.wall is Wall.PROTECTION):
            client = support.desk_client(role.name, organisation=body)
            client.raise_request_exception = False
            for page in PAGES:
                if page.permission in role.permissions and page.converters and page.converters.keys() <= ids.keys():
                    text = "".join(said(client, page, ids))
                    yield from ((kind, page.name, role.name, body) for kind in KINDS if word(kind) in text)


@pytest.mark.django_db
def test_what_is_written_about_a_person_stands_where_it_may_and_nowhere_else() -> None:
    written = narratives.plant()
    stands = {*found(written.adult), *found(written.child)}
    expected = {
        (kind, page, role, body)
        for (kind, page), (roles, bodies) in STANDS.items()
        for role in roles
        for body in bodies
    }
    kept(f"{kind!r} stands on {page} as {role} of {body}" for kind, page, role, body in sorted(stands - expected))
    kept(f"{kind!r} is not on {page} as {role} of {body}" for kind, page, role, body in sorted(expected - stands))
