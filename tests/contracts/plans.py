"""
Promises about the plans of queries on confidential tables, read from EXPLAIN.

Under row security PostgreSQL may use an index only for operators that leak nothing (=, <, > on plain types). A list
filters one organisation explicitly; LIKE, @>, && and % would read every row.
"""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

LEAKY = re.compile(r"(~~\*?|@>|<@|&&|%>|<%|(?<!\|)\s%\s|~\*?)")


def confidential_selects(queries: Iterable[dict[str, str]], tables: frozenset[str]) -> list[str]:
    """The SELECTs among captured queries that read a confidential table."""
    found = []
    for query in queries:
        sql = query["sql"]
        if sql.lstrip().upper().startswith("SELECT") and any(f'"{table}"' in sql for table in tables):
            found.append(sql)
    return found


def faults(cursor: Any, sql: str, tables: frozenset[str]) -> list[str]:
    """Explain a query with sequential scans forbidden; what still scans cannot use an index."""
    cursor.execute("SET LOCAL enable_seqscan = off")
    cursor.execute("EXPLAIN (FORMAT JSON, VERBOSE) " + sql.replace("%", "%%"), [])
    (plan,) = cursor.fetchone()
    tree = json.loads(plan) if isinstance(plan, str) else plan
    found = []
    for node in nodes(tree[0]["Plan"]):
        table = node.get("Relation Name", "")
        if table not in tables:
            continue
        if node["Node Type"] == "Seq Scan":
            found.append(f"{table}: no index can be used for: {sql[:300]}")
        condition = f"{node.get('Index Cond', '')} {node.get('Recheck Cond', '')}"
        if LEAKY.search(condition):
            found.append(f"{table}: an operator that leaks, {condition}")
    return found


def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for child in plan.get("Plans", []):
        yield from nodes(child)
