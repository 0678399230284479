"""Rules about all the code. When one fails, its message says what to do."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.contracts import code
from tests.contracts.verdict import kept

PROMISES = [
    code.careless_actions,
    code.open_queries,
    code.stale_excuses,
    code.unscoped_models,
    code.blind_edits,
    code.untabled_states,
    code.jobs_without_task,
    code.printed_addresses,
    code.too_long,
    code.hidden_imports,
    code.swallowed_errors,
    code.unseen_folders,
    code.foreign_names,
    code.missing_readmes,
    code.unused_templates,
    code.missing_templates,
]


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise.__name__)
def test_the_code_keeps_its_promises(promise: Callable[[Path], list[str]]) -> None:
    kept(promise(code.PACKAGE))


@pytest.mark.parametrize("promise", [code.too_long_tests, code.silent_tests, code.timed_tests])
def test_tests_stay_small_say_something_and_measure_no_time(promise: Callable[[Path], list[str]]) -> None:
    kept(promise(code.TESTS))
