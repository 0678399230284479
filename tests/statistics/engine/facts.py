"""Small invented facts, written as an export and frozen into a snapshot."""

import csv
import json
from datetime import date

COLUMNS = {
    "fact_decision": {"person": "VARCHAR", "decided_on": "DATE", "status": "VARCHAR", "sex": "VARCHAR"},
    "fact_stay": {"person": "VARCHAR", "started_on": "DATE", "ended_on": "DATE"},
    "fact_payment": {
        "person": "VARCHAR",
        "kind": "VARCHAR",
        "paid_on": "DATE",
        "amount": "DECIMAL(18,2)",
        "reversed_on": "DATE",
    },
    "fact_group": {"kind": "VARCHAR", "disposition": "VARCHAR", "disposed_on": "DATE", "corrected_on": "DATE"},
    "fact_helpline_call": {"called_on": "DATE", "month": "VARCHAR", "hotline_topic": "VARCHAR"},
    "fact_measure": {"pillar": "VARCHAR", "done_on": "DATE"},
}


def decision(person, on, status="identified"):
    return {"person": person, "decided_on": on, "status": status, "sex": "female"}


def stay(person, on, ended=None):
    return {"person": person, "started_on": on, "ended_on": ended}


def payment(person, on, kind="allowance", reversed_on=None):
    return {"person": person, "kind": kind, "paid_on": on, "amount": "400.00", "reversed_on": reversed_on}


def group(on, kind="criminal_group", disposition="neutralised", corrected=None):
    return {"kind": kind, "disposition": disposition, "disposed_on": on, "corrected_on": corrected}


def measure(on, pillar="prevention"):
    return {"pillar": pillar, "done_on": on}


def write_export(root, reference="S-TEST", **facts):
    """Write facts given as `decision=[...]` into an export folder."""
    part = root / f".{reference}.part"
    part.mkdir(parents=True)
    for name, columns in COLUMNS.items():
        with (part / f"{name}.csv").open("w", newline="", encoding="utf-8") as stream:
            writer = csv.DictWriter(stream, columns)
            writer.writeheader()
            writer.writerows(facts.get(name.removeprefix("fact_"), []))
    plan = {
        "reference": reference,
        "taken_at": "2026-11-22T06:00:00+00:00",
        "as_of": date(2026, 11, 22).isoformat(),
        "facts": COLUMNS,
    }
    (part / "export.json").write_text(json.dumps(plan), encoding="utf-8")
    return part
