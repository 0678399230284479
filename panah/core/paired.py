"""Tests of paired answers. SciPy does them in a process of its own: no web process and no worker ever loads it."""

import json
from collections.abc import Iterable, Sequence

from panah.core import apart

TIMEOUT = 120


def p_values(asked: Iterable[tuple[str, Sequence[int]]]) -> list[float | None]:
    """
    Return a two-sided p-value for each test asked for, None where nobody was there to be tested.

    :param asked: ("mcnemar" or "signed_rank", how far each person moved)
    :raises ChildProcessError: if that process gave no answer
    """
    wanted = [[method, list(steps)] for method, steps in asked]
    answered = apart.ask("panah.core.paired_child", json.dumps(wanted).encode(), seconds=TIMEOUT)
    if not answered.is_whole:
        raise ChildProcessError("panah.core.paired_child")
    found: list[float | None] = json.loads(answered.said)
    return found
