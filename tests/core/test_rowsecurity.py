import pytest

from panah.core.db import AppendOnly, GrantDelete, HeldRows
from panah.core.rowsecurity import TableOperation


def test_an_operation_says_what_it_does_or_is_none():
    with pytest.raises(TypeError, match="abstract"):
        TableOperation("some_table")


@pytest.mark.parametrize("operation", [AppendOnly, GrantDelete, HeldRows])
def test_every_operation_has_statements_for_its_table(operation):
    assert all("some_table" in statement for statement in operation("some_table").forwards())
