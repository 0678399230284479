"""Every list of the desk reads confidential tables by an index, and by operators that leak nothing."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from panah.access.roles import ROLES
from panah.config.documents import access_table, personal_data
from tests import support
from tests.contracts import plans
from tests.contracts.test_pages import address
from tests.contracts.verdict import kept

TABLES = frozenset(model._meta.db_table for model in personal_data.confidential_models())
LISTS = [page for page in access_table.site_pages() if not page.converters]
LIKE = 'SELECT * FROM "protection_case" WHERE "reference" LIKE \'P-%\''
OWN = 'SELECT * FROM "protection_case" WHERE "organisation_id" = gen_random_uuid() AND "wall" = \'protection\''

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", ROLES.values(), ids=lambda role: role.name)
def test_lists_read_confidential_tables_by_an_index(role: "access_table.Role") -> None:
    client = support.desk_client(role.name, organisation="vac")
    client.raise_request_exception = False
    pages = [page for page in LISTS if page.permission in role.permissions]
    with CaptureQueriesContext(connection) as captured:
        for page in pages:
            client.get(address(page))
    support.again(client.actor)
    read = dict.fromkeys(plans.confidential_selects(captured.captured_queries, TABLES))
    with connection.cursor() as cursor:
        kept(fault for sql in read for fault in plans.faults(cursor, sql, TABLES))


def test_a_list_that_reads_every_row_is_found() -> None:
    with connection.cursor() as cursor:
        assert "no index can be used" in " ".join(plans.faults(cursor, LIKE, TABLES))
        assert plans.faults(cursor, OWN, TABLES) == []
