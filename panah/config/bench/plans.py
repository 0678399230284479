"""
What PostgreSQL plans for the desk's work on a large register: a plan without a scan of a whole table and without a
count takes as long at a million cases as at a hundred thousand.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection

from panah.config.bench import desk
from panah.config.bench.timing import Work

LARGE = 50_000
SIZES = "SELECT relname, reltuples::bigint FROM pg_class WHERE relkind = 'r' AND reltuples >= %s"


@dataclass(frozen=True, slots=True)
class Planned:
    """One piece of work: how many questions it asks, the most rows that one expects, and what would grow."""

    name: str
    questions: int
    most_rows: int
    faults: tuple[str, ...]


def run() -> tuple[list[str], bool]:
    """
    Explain each piece of the desk's work; return what to print, and whether all of it is flat.

    :raises Refusal: if there is nothing to explain
    """
    count, works = desk.works()
    large = large_tables()
    found = [planned(work, large) for work in works]
    lines = [f"{count} cases; tables of {LARGE} rows or more: {', '.join(sorted(large)) or 'none'}"]
    for one in found:
        told = "; ".join(one.faults) or "flat"
        lines.append(f"{one.name:<44} {one.questions:>3} questions  most rows expected {one.most_rows:>6}  {told}")
    return lines, not any(one.faults for one in found)


def large_tables() -> frozenset[str]:
    """Return the tables whose whole reading would be felt."""
    with connection.cursor() as cursor:
        cursor.execute(SIZES, [LARGE])
        return frozenset(name for name, _rows in cursor.fetchall())


def planned(work: Work, large: frozenset[str]) -> Planned:
    """Do a piece of work once and explain every question it asked."""
    connection.force_debug_cursor = True
    try:
        work.do()
        asked = [query["sql"] for query in connection.queries if query["sql"].lstrip().upper().startswith("SELECT")]
    finally:
        connection.force_debug_cursor = False
    plans = [explained(sql) for sql in asked]
    faults = {fault for plan in plans for fault in growing(plan, large)}
    return Planned(
        work.title, len(asked), max((int(plan["Plan Rows"]) for plan in plans), default=0), tuple(sorted(faults))
    )


def explained(sql: str) -> dict[str, Any]:
    """Return the plan of a question as PostgreSQL would follow it now."""
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN (FORMAT JSON) " + sql.replace("%", "%%"), [])
        (plan,) = cursor.fetchone()
    tree = json.loads(plan) if isinstance(plan, str) else plan
    found: dict[str, Any] = tree[0]["Plan"]
    return found


def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield a plan's node and all below it."""
    yield plan
    for child in plan.get("Plans", []):
        yield from nodes(child)


def growing(plan: dict[str, Any], large: frozenset[str]) -> Iterator[str]:
    """Yield what in a plan takes longer on a larger register: a large table read whole, or counted."""
    for node in nodes(plan):
        if node["Node Type"] in ("Seq Scan", "Parallel Seq Scan") and node.get("Relation Name") in large:
            yield f"reads the whole of {node['Relation Name']}"
        if node["Node Type"] == "Aggregate":
            for below in nodes(node):
                if below.get("Relation Name") in large and below["Plan Rows"] > LARGE:
                    yield f"counts {below['Relation Name']}"
