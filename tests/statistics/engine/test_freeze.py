from datetime import date

import pytest

from panah.core.errors import WrongState
from panah.statistics.engine import manifest, process
from panah.statistics.engine.freeze import CannotFreezeError, freeze
from panah.statistics.engine.manifest import BrokenSnapshotError
from panah.statistics.rules import Period
from tests.statistics.engine.facts import decision, stay, write_export

FACTS = {
    "decision": [decision("b", date(2015, 1, 1)), decision("a", date(2016, 1, 1))],
    "stay": [stay("a", date(2016, 1, 2))],
}


def test_a_snapshot_holds_files_with_their_rows_and_hashes(tmp_path):
    frozen = freeze(write_export(tmp_path, **FACTS))
    assert {file.fact: file.rows for file in frozen.files} == {
        "fact_decision": 2,
        "fact_group": 0,
        "fact_helpline_call": 0,
        "fact_measure": 0,
        "fact_payment": 0,
        "fact_stay": 1,
    }
    folder = tmp_path / "S-TEST"
    assert sorted(path.suffix for path in folder.iterdir()) == [".json"] + [".parquet"] * 6
    assert manifest.read(folder, digest=frozen.digest()) == frozen


def test_no_pseudonym_is_left_in_a_snapshot(tmp_path):
    freeze(write_export(tmp_path, stay=[stay("pseudonym-of-somebody", date(2016, 1, 2))]))
    assert all(b"pseudonym-of" not in path.read_bytes() for path in (tmp_path / "S-TEST").iterdir())


def test_equal_facts_in_another_order_make_equal_files(tmp_path):
    first = freeze(write_export(tmp_path / "one", **FACTS))
    second = freeze(write_export(tmp_path / "two", decision=FACTS["decision"][::-1], stay=FACTS["stay"]))
    assert first.digest() == second.digest()


def test_a_snapshot_is_never_written_over(tmp_path):
    freeze(write_export(tmp_path, **FACTS))
    with pytest.raises(CannotFreezeError, match="already"):
        freeze(write_export(tmp_path, **FACTS))


def test_a_changed_file_is_found(tmp_path):
    digest = freeze(write_export(tmp_path, **FACTS)).digest()
    path = tmp_path / "S-TEST" / "fact_stay.parquet"
    path.chmod(0o600)
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    with pytest.raises(BrokenSnapshotError, match=r"fact_stay\.parquet was changed"):
        manifest.read(tmp_path / "S-TEST", digest=digest)
    manifest.read(tmp_path / "S-TEST", digest=digest, facts={"fact_decision"})


def test_a_changed_manifest_is_found(tmp_path):
    digest = freeze(write_export(tmp_path, **FACTS)).digest()
    path = tmp_path / "S-TEST" / "manifest.json"
    path.chmod(0o600)
    path.write_text(path.read_text().replace("2026-11-22T06", "2026-11-21T06"))
    with pytest.raises(BrokenSnapshotError, match="not the one recorded"):
        manifest.read(tmp_path / "S-TEST", digest=digest)


def test_a_missing_file_is_found(tmp_path):
    digest = freeze(write_export(tmp_path, **FACTS)).digest()
    (tmp_path / "S-TEST" / "fact_group.parquet").unlink()
    with pytest.raises(BrokenSnapshotError, match="missing"):
        manifest.read(tmp_path / "S-TEST", digest=digest)


def test_the_child_process_freezes_and_counts(tmp_path):
    frozen = process.freeze(write_export(tmp_path, **FACTS))
    period = Period(date(2014, 6, 1), date(2019, 5, 31))
    figures = process.count(
        tmp_path / "S-TEST", digest=frozen.digest, keys=["K4", "K5"], period=period, as_of=date(2026, 1, 1)
    )
    assert frozen.rows == 3
    assert figures["K4"] == {"total": 2, "years": {"2015": 1, "2016": 1}, "unknown": 0}
    assert figures["K5"]["total"] == 1


def test_the_child_process_refuses_a_snapshot_that_is_not_the_recorded_one(tmp_path):
    process.freeze(write_export(tmp_path, **FACTS))
    period = Period(date(2014, 6, 1), date(2019, 5, 31))
    with pytest.raises(WrongState, match="not the one recorded"):
        process.count(tmp_path / "S-TEST", digest="0" * 64, keys=["K4"], period=period, as_of=date(2026, 1, 1))
