"""docs/states/: what may follow what, drawn from the tables in every room's `states.py`."""

from collections.abc import Mapping
from enum import Enum
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any

from panah.config.documents.markdown import page, words
from panah.config.documents.overview import FLOORS


def pages() -> dict[str, str]:
    found: dict[str, str] = {}
    for room in [room for floor in FLOORS for room in floor]:
        if find_spec(f"panah.{room}") and find_spec(f"panah.{room}.states"):
            module = import_module(f"panah.{room}.states")
            parts = [diagram(name, moves) for name, moves in tables(module)]
            if parts:
                found[f"states/{room}.md"] = page(f"States: {room}", *parts)
    return found


def tables(module: ModuleType) -> list[tuple[str, Mapping[Any, Any]]]:
    return [
        (name, value) for name, value in vars(module).items() if name.endswith("_MOVES") and isinstance(value, Mapping)
    ]


def diagram(name: str, moves: Mapping[Any, Any]) -> str:
    states = list(moves)
    lines = [f"    [*] --> {text(states[0])}"] if states else []
    for state, following in moves.items():
        lines += [f"    {text(state)} --> {text(next_state)}" for next_state in sorted(following, key=states.index)]
        lines += [] if following else [f"    {text(state)} --> [*]"]
    return "\n".join([f"## {words(name.removesuffix('_MOVES'))}", "", "```mermaid", "stateDiagram-v2", *lines, "```"])


def text(state: Any) -> str:
    return str(state.value if isinstance(state, Enum) else state)
