"""The few marks of Markdown that the generated pages need."""

from collections.abc import Iterable, Sequence

WRITTEN = "<!-- Written by `panah docs` from the code: change the code, then write again. -->"


def page(title: str, *parts: str) -> str:
    return "\n\n".join([f"# {title}", WRITTEN, *(part for part in parts if part)]) + "\n"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def words(name: str) -> str:
    """`CASE_OPEN` and `case_open` as words."""
    return name.replace("_", " ").lower()
