import pytest
from django.db import transaction
from django.test import override_settings

from panah.concerns import reference as concerns
from panah.core.db import unforced
from panah.demo import build
from panah.demo.rows import secured_tables
from panah.organisations import reference as organisations


@pytest.fixture(scope="module")
def demonstration(django_db_setup, django_db_blocker, tmp_path_factory):
    """The whole demonstration, built once for the tests of a module: each of them undoes what it changes."""
    folder = tmp_path_factory.mktemp("demonstration")
    whole = transaction.atomic()
    whole._from_testcase = True  # as that of each test: what is durable elsewhere is undone with it
    with django_db_blocker.unblock(), override_settings(VAR=folder), whole:
        organisations.load()
        with unforced(*secured_tables()):
            concerns.load()
        build.build(if_new=False, say=lambda _: None)
        yield
        transaction.set_rollback(True)
