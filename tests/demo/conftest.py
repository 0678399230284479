import pytest

from panah.concerns import reference as concerns
from panah.core.db import unforced
from panah.demo import build
from panah.demo.rows import secured_tables
from panah.organisations import reference as organisations


@pytest.fixture
def demonstration(settings, tmp_path, as_owner):
    """The whole demonstration in the test's transaction."""
    settings.VAR = tmp_path
    with as_owner():
        organisations.load()
        with unforced(*secured_tables()):
            concerns.load()
        build.build(if_new=False, say=lambda _: None)
