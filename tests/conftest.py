"""What every test shares: an own temporary cluster, the desk's role inside each test, and signing in."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, connections
from django.test import Client
from django.utils import translation

from panah.config import database
from panah.config.setup import set_up_reference
from panah.core.migrating import drawing_little
from tests import migrated, support


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Start the temporary cluster when the first database test asks, and name this run's own database."""
    with database.ensure_cluster("test") as cluster, drawing_little():
        worker = os.environ.get("PYTEST_XDIST_WORKER", "")
        entry = cluster.django("owner") | {"NAME": f"panah_{os.getpid()}{worker}"}
        connections.databases["default"].update(entry)
        connections["default"].settings_dict.update(entry)
        migrated.take(connections["default"].settings_dict)
        yield
        migrated.release()


@pytest.fixture(scope="session")
def root_key(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The root key of the test installation: drawn for this run, and gone with it."""
    path = tmp_path_factory.mktemp("keys") / "root.key"
    settings.PANAH_ROOT_KEY_FILE = str(path)
    return path


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any, root_key: Path) -> None:
    """Fill what every installation has: the mark, the keys' check value, organisations and the fact views."""

    with django_db_blocker.unblock():
        migrated.keep()
        set_up_reference(demo=True)


@pytest.fixture(autouse=True)
def _in_english() -> None:
    """Begin every test in English, whatever the page of the last one spoke."""
    translation.activate("en")


@pytest.fixture(autouse=True)
def _as_desk(request: pytest.FixtureRequest) -> Iterator[None]:
    """Become the desk in every test that uses the database; the owner would see what row security hides."""
    marker = request.node.get_closest_marker("django_db")
    if marker is None and not {"db", "transactional_db"} & set(request.fixturenames):
        yield
        return
    request.getfixturevalue("_django_db_helper")
    if "transactional_db" in request.fixturenames or (marker is not None and marker.kwargs.get("transaction")):
        with connection.cursor() as cursor:
            cursor.execute("SET ROLE panah_desk")
        yield
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")
    else:
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL ROLE panah_desk")
        yield


@pytest.fixture
def as_owner() -> Callable[[], Any]:
    """A context in which the test is the owner, for setting up what no session could write."""
    return support.as_owner


@pytest.fixture
def sign_in(db: None) -> Callable[..., Any]:
    """`sign_in("case_manager", organisation="vac")` returns an Actor and gives the test its row-security context."""
    return support.sign_in


@pytest.fixture
def desk_client(db: None) -> Callable[..., Client]:
    """`desk_client("case_manager", organisation="vac")` returns a browser of somebody who is signed in."""
    return support.desk_client
