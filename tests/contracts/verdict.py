"""A broken promise is told in full: one line for each fault, which says what to do."""

from collections.abc import Iterable

import pytest


def kept(faults: Iterable[str]) -> None:
    """Fail with every fault on a line of its own."""
    found = list(faults)
    if found:
        pytest.fail("\n".join(found), pytrace=False)
