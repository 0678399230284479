"""The de-identification check on planted identifiers and on texts that lead to nobody; no database."""

import csv
import re
from datetime import date
from pathlib import Path

from panah.codes.catalogue import code_list
from panah.matching.telling import Known, check_text

PLANTED = Path(__file__).with_name("planted")
PAGE = Path(__file__).parents[2] / "docs" / "de-identification.md"
KNOWN = Known(
    names=("Aysel", "Heydərova", "Rauf"),
    born_on=date(1999, 5, 14),
    happened_on=(date(2019, 3, 1), date(2020, 2, 1)),
    places=("Lənkəran", "Lankaran", "Ленкорань", "Boladı", "Antalya"),
    jobs=("dərzi", "seamstress", "портниха"),
    children=2,
    contacts=("+994 55 501 23 45",),
    countries=("TR",),
)


def is_found(row: dict[str, str]) -> bool:
    by_record = row["by"] == "record"
    start = row["text"].index(row["planted"])
    return any(
        one.kind == row["kind"] and one.is_record is by_record
        and one.start < start + len(row["planted"]) and one.end > start
        for one in check_text(row["text"], language=row["language"], known=KNOWN if by_record else None)
    )  # fmt: skip


def stated(line: str) -> float:
    return float(re.findall(rf"\| {line} \| ([\d.]+) \|", PAGE.read_text("utf-8"))[0])


def test_the_planted_identifiers_are_found_and_the_misses_are_those_stated() -> None:
    with (PLANTED / "planted.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    missed = [row["id"] for row in rows if not is_found(row)]
    assert (stated("planted identifiers"), stated("found"), stated("missed")) == (
        len(rows), len(rows) - len(missed), len(missed),
    )  # fmt: skip
    assert missed == re.findall(r"^\| (\d+) \| ", PAGE.read_text("utf-8"), re.MULTILINE)
    assert len(rows) - len(missed) >= 100


def test_the_false_alarms_are_those_stated() -> None:
    texts = {path.suffixes[0][1:]: path.read_text("utf-8") for path in PLANTED.glob("harmless.*.txt")}
    words = sum(len(text.split()) for text in texts.values())
    alarms = sum(len(check_text(text, language=language, known=KNOWN)) for language, text in texts.items())
    assert (stated("words of harmless text"), stated("false alarms in it")) == (words, alarms)
    assert stated("false alarms per 1 000 words") == round(alarms / words * 1000, 1)


def test_without_the_record_nothing_tells_that_it_agrees() -> None:
    text = "Aysel went to Lankaran at twenty. Her birthday is on May 14th."
    assert any(one.is_record for one in check_text(text, language="en", known=KNOWN))
    assert not any(one.is_record for one in check_text(text, language="en"))


def test_small_agreements_together_are_a_finding() -> None:
    text = "In Turkey I worked as a seamstress. I was twenty."
    kinds = {one.kind for one in check_text(text.replace("Turkey", "Türkiye"), language="en", known=KNOWN)}
    assert "combination" in kinds
    assert "combination" not in {one.kind for one in check_text("I was a seamstress.", language="en", known=KNOWN)}


def test_a_finding_says_where_it_stands_and_its_kind_has_a_name() -> None:
    text = "I was nineteen, and Marina laughed. Call 050 123 45 67."
    found = check_text(text, language="en")
    assert [(text[one.start : one.end], one.kind) for one in found] == [
        ("nineteen", "age"), ("Marina", "name"), ("050 123 45 67", "contact"),
    ]  # fmt: skip
    labels = code_list("story_finding")
    assert all(labels.label(one.kind, "az") for one in found)
    assert check_text("I was young, and she laughed.", language="en") == []
