"""Many records are invented at once: no two of them bear one reference."""

from collections.abc import Iterator

import pytest

from panah.demo import rows


def test_a_reference_is_given_once(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: Iterator[str] = iter(["P-2018-AAAAA", "P-2018-AAAAA", "P-2018-BBBBB"])
    monkeypatch.setattr(rows, "GIVEN", set())
    monkeypatch.setattr(rows, "reference", lambda letter, *, year: next(drawn))
    assert [rows.free_reference("P", year=2018) for _ in range(2)] == ["P-2018-AAAAA", "P-2018-BBBBB"]
