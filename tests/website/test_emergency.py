"""The page for when Panah itself does not answer: whole in one file, in three languages."""

import re
from argparse import Namespace
from pathlib import Path

import pytest

from panah.config.commands import emergency
from panah.config.refusal import Refusal
from panah.website import queries

pytestmark = pytest.mark.usefixtures("public_site")


def test_the_page_needs_nothing_but_itself(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "emergency.html"
    assert emergency.run(Namespace(file=file)) == 0
    page = file.read_text("utf-8")
    assert page.count('href="tel:152"') == 1
    assert not re.search(r"src=|https?:|@import|url\(|<script|<link|{{|{%", page)
    assert [lang for lang in ('lang="az"', 'lang="en"', 'lang="ru"') if lang not in page] == []
    assert len(page.encode()) < 8_000
    assert str(file) in capsys.readouterr().out


def test_it_promises_of_the_call_only_what_the_country_gives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = {}
    for free, always in ((True, True), (False, False)):
        monkeypatch.setattr(queries, "is_free", lambda free=free: free)
        monkeypatch.setattr(queries, "is_day_and_night", lambda always=always: always)
        emergency.run(Namespace(file=tmp_path / "emergency.html"))
        told[free] = (tmp_path / "emergency.html").read_text("utf-8")
    promises = ("gecə-gündüz", "day and night", "днём и ночью", "daxilində ödənişsiz", "Free inside", "Бесплатно")
    assert [word for word in promises if word not in told[True]] == []
    assert [word for word in promises if word in told[False]] == []
    assert "Adınızı deməyə bilərsiniz." in told[False]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="cannot be written"):
        emergency.run(Namespace(file=tmp_path / "nowhere" / "emergency.html"))
