"""Which plans grow with the register."""

import pytest

from panah.config.bench.plans import growing

LARGE = frozenset({"protection_case"})


def scan(kind, rows, table="protection_case"):
    return {"Node Type": kind, "Relation Name": table, "Plan Rows": rows}


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        ({"Node Type": "Limit", "Plan Rows": 50, "Plans": [scan("Index Scan", 900_000)]}, []),
        ({"Node Type": "Limit", "Plan Rows": 50, "Plans": [scan("Seq Scan", 900_000)]},
         ["reads the whole of protection_case"]),
        ({"Node Type": "Aggregate", "Plan Rows": 1, "Plans": [scan("Index Only Scan", 900_000)]},
         ["counts protection_case"]),
        ({"Node Type": "Aggregate", "Plan Rows": 1, "Plans": [scan("Index Scan", 30)]}, []),
        (scan("Seq Scan", 400, table="codes"), []),
    ],
)  # fmt: skip
def test_a_large_table_read_whole_or_counted_is_named(plan, said):
    assert list(growing(plan, LARGE)) == said
