"""The rooms that the desk asks: what waits for somebody there, and what a search finds."""

from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

NAMES = (
    "helpline",
    "protection",
    "prosecution",
    "coordination",
    "prevention",
    "partnership",
    "statistics",
)


def _rooms() -> tuple[ModuleType, ...]:
    wanted = (f"panah.{name}.queries" for name in NAMES)
    found = (import_module(name) for name in wanted if find_spec(name) is not None)
    return tuple(room for room in found if hasattr(room, "work") and hasattr(room, "found"))


ROOMS = _rooms()
