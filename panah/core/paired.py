"""Tests of paired answers. SciPy does them in a process of its own: no web process and no worker ever loads it."""

import json
import subprocess
import sys
from collections.abc import Iterable, Sequence

TIMEOUT = 120


def p_values(asked: Iterable[tuple[str, Sequence[int]]]) -> list[float | None]:
    """
    Return a two-sided p-value for each test asked for, None where nobody was there to be tested.

    :param asked: ("mcnemar" or "signed_rank", how far each person moved)
    """
    wanted = [[method, list(steps)] for method, steps in asked]
    child = subprocess.run(
        [sys.executable, "-m", "panah.core.paired_child"],
        input=json.dumps(wanted),
        capture_output=True,
        text=True,
        timeout=TIMEOUT,
        check=True,
    )
    found: list[float | None] = json.loads(child.stdout)
    return found
