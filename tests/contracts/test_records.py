"""Whose record it is: every page that names one, opened from its own wall, another wall, another organisation."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import models
from django.test import Client

from panah.access.models import Exchanged, Held
from panah.access.roles import ROLES, Role
from panah.config.documents import access_table
from panah.config.documents.access_table import UNSEEN, Page, answers
from panah.core.db import unforced
from panah.demo import build
from panah.organisations.models import Organisation
from tests import support
from tests.contracts.test_pages import BROKEN, address
from tests.contracts.verdict import kept

PAGES = [page for page in access_table.site_pages() if page.kind in ("holder", "both ends")]
STRANGER = "ngo-coalition"


@dataclass(frozen=True)
class Record:
    """A record that stands in the database, and who holds it."""

    id: Any
    organisation: str
    wall: str


def records(pages: list[Page]) -> dict[type[models.Model], Record]:
    """One record of each table that the pages name, as only the owner can find them."""
    found = {}
    for model in {page.model for page in pages if page.model is not None}:
        with unforced(model._meta.db_table):
            row = model._default_manager.order_by("pk").first()
            if isinstance(row, Held):
                found[model] = Record(row.pk, code_of(row.organisation_id), row.wall)
            elif isinstance(row, Exchanged):
                found[model] = Record(row.pk, code_of(row.from_organisation_id), row.from_wall)
    return found


def code_of(organisation_id: Any) -> str:
    return str(Organisation.objects.get(pk=organisation_id).code)


def visits(page: Page, record: Record, clients: dict[tuple[str, str], Client]) -> Iterator[str]:
    """Open the page as every role that may, at the holder and at a stranger; say what was answered otherwise."""
    argument = next(name for name in page.converters if name.endswith("_id"))
    url = address(page, **{argument: record.id})
    for role in ROLES.values():
        if page.permission not in role.permissions:
            continue
        for body in (record.organisation, STRANGER):
            own_wall = role.wall == record.wall
            expected = answers(page, role)[2 if body == STRANGER else 0 if own_wall else 1]
            client = client_of(clients, role, body)
            answer = client.get(url)
            if answer.status_code == 405:
                # A page that only takes what is sent: it must not know a foreign record either.
                answer = client.post(url)
            if answer.status_code in BROKEN or (expected == UNSEEN and answer.status_code != 404):
                where = "its own wall" if own_wall else "another wall"
                yield f"{page.address} as {role.name} of {body}, from {where}: {answer.status_code}, not {expected}"


def client_of(clients: dict[tuple[str, str], Client], role: Role, body: str) -> Client:
    if (role.name, body) not in clients:
        client = support.desk_client(role.name, organisation=body)
        client.raise_request_exception = False
        clients[role.name, body] = client
    return clients[role.name, body]


@pytest.mark.django_db
def test_a_record_is_unseen_from_other_walls_and_other_organisations() -> None:
    with support.as_owner():
        build.build(if_new=False, say=lambda _words: None)
        found = records(PAGES)
    logging.disable(logging.CRITICAL)
    clients: dict[tuple[str, str], Client] = {}
    faults = [fault for page in PAGES if page.model in found for fault in visits(page, found[page.model], clients)]
    logging.disable(logging.NOTSET)
    kept(faults)
    assert len(found) >= 8, sorted(model.__name__ for model in found)
