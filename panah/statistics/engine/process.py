"""The parent's side: asks the child process, so that the desk never loads the engine. Needs no Django."""

import json
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from panah.core.errors import WrongState
from panah.statistics.rules import Period

TIMEOUT = 300


@dataclass(frozen=True, slots=True)
class Frozen:
    """A snapshot just made: the hash that stands for it and the number of its rows."""

    digest: str
    rows: int


def freeze(part: Path) -> Frozen:
    """
    Turn an export into a snapshot.

    :raises WrongState: if it cannot become one
    """
    answer = _ask({"work": "freeze", "part": str(part)})
    return Frozen(answer["digest"], answer["rows"])


def count(folder: Path, *, digest: str, keys: Iterable[str], period: Period, as_of: date) -> dict[str, Any]:
    """
    Count indicators over a snapshot; each is {"total": n, "years": {"2014": n}, "unknown": n}.

    :raises WrongState: if the snapshot is not what was frozen, or lacks what an indicator needs
    """
    answer = _ask(
        {
            "work": "count",
            "folder": str(folder),
            "digest": digest,
            "keys": list(keys),
            "first": period.first.isoformat(),
            "last": period.last.isoformat(),
            "as_of": as_of.isoformat(),
        }
    )
    figures: dict[str, Any] = answer["figures"]
    return figures


def report(
    folder: Path, *, digest: str, wanted: Mapping[str, Iterable[str]], years: Iterable[int], as_of: date
) -> dict[str, Any]:
    """
    Count indicators by year: {"2024": {"B1": {"total": n, "unknown": n, "cuts": {"sex": {"female": n}}}}}.

    :param wanted: the cuts of each indicator, by its key
    :raises WrongState: if the snapshot is not what was frozen, or lacks what an indicator needs
    """
    answer = _ask(
        {
            "work": "report",
            "folder": str(folder),
            "digest": digest,
            "wanted": {key: list(cuts) for key, cuts in wanted.items()},
            "years": [str(year) for year in years],
            "as_of": as_of.isoformat(),
        }
    )
    counted: dict[str, Any] = answer["years"]
    return counted


def _ask(request: dict[str, Any]) -> dict[str, Any]:
    child = subprocess.run(
        [sys.executable, "-m", "panah.statistics.engine"],
        input=json.dumps(request),
        capture_output=True,
        text=True,
        timeout=TIMEOUT,
        check=True,
    )
    answer: dict[str, Any] = json.loads(child.stdout)
    if "refused" in answer:
        raise WrongState(answer["refused"])
    return answer
