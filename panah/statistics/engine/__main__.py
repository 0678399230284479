"""
The child process: one request as JSON on standard input, one answer as JSON on standard output.

A refusal is {"refused": "..."}; anything unforeseen ends with a traceback on standard error and a code.
"""

import json
import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from panah.statistics.engine import manifest
from panah.statistics.engine.counting import count, report
from panah.statistics.engine.freeze import CannotFreezeError, freeze
from panah.statistics.indicators.catalogue import indicators
from panah.statistics.rules import Period


def _freeze(request: dict[str, Any]) -> dict[str, Any]:
    frozen = freeze(Path(request["part"]))
    return {"digest": frozen.digest(), "rows": sum(file.rows for file in frozen.files)}


def _count(request: dict[str, Any]) -> dict[str, Any]:
    folder = Path(request["folder"])
    wanted = [indicators()[key] for key in request["keys"]]
    frozen = manifest.read(folder, digest=request["digest"], facts={one.count.fact for one in wanted})
    period = Period(date.fromisoformat(request["first"]), date.fromisoformat(request["last"]))
    as_of = date.fromisoformat(request["as_of"])
    counted = count(folder, frozen, wanted, period=period, as_of=as_of)
    return {"figures": {key: asdict(value) for key, value in counted.items()}}


def _report(request: dict[str, Any]) -> dict[str, Any]:
    folder, as_of = Path(request["folder"]), date.fromisoformat(request["as_of"])
    wanted = [(indicators()[key], cuts) for key, cuts in request["wanted"].items()]
    frozen = manifest.read(folder, digest=request["digest"], facts={one.count.fact for one, _cuts in wanted})
    periods = {year: Period(date(int(year), 1, 1), min(date(int(year), 12, 31), as_of)) for year in request["years"]}
    return {
        "years": {year: report(folder, frozen, wanted, period=period, as_of=as_of) for year, period in periods.items()}
    }


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """Return the answer to one request."""
    work = {"freeze": _freeze, "count": _count, "report": _report}[request["work"]]
    try:
        return work(request)
    except (CannotFreezeError, manifest.BrokenSnapshotError) as refusal:
        return {"refused": str(refusal)}


if __name__ == "__main__":
    json.dump(answer(json.load(sys.stdin)), sys.stdout)
