"""
What is counted never says who or where: canaries are planted in every word of a case, and every fact view of every
room, the snapshot's files and the pages that show its figures are read for them, for ids and for small places.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from panah.codes.catalogue import code_list
from panah.config.setup import fact_views
from panah.core import facts as installer
from panah.core.clock import today
from panah.core.facts import FactView
from panah.country.places import divisions
from panah.protection import actions
from panah.protection.facts import FACTS
from panah.protection.rules import EpisodeDetails, PersonDetails, rough_date
from panah.statistics import actions as statistics
from panah.statistics.engine import taking
from tests import support
from tests.contracts import canaries
from tests.contracts.canaries import ADDRESS, ASKER, NAME, STORY, WAY
from tests.contracts.verdict import kept
from tests.statistics.conftest import facts_of_this_transaction

SPOT, WORDS, PHONE, GUARDIAN = "Canary-spot: behind the mill", "Canary-words of hers", "+99450CANARY", "Kanareyqəyyum"
SMALL_PLACE, SHELTER = "AZ-SAL", "House 1"
CANARIES = (ADDRESS, NAME, STORY, WAY, SPOT, WORDS, PHONE, GUARDIAN)
IDENTIFIER = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
# What no fact of protection may be called: whatever leads back to a record, or near to a place.
FORBIDDEN = re.compile(r"(^|_)(id|name|address|division|district|place|shelter|unit|note|words|reference)$")


def plant() -> None:
    """A case of which every word that can be written is written, beside the house that the other walk plants."""
    canaries.plant()
    manager = support.sign_in("case_manager", organisation=ASKER)
    known = PersonDetails(
        given_name=NAME, surname=NAME, contact=PHONE, sex="female", age_band="9_17", citizenship="AZ", language="az"
    )
    case = actions.open_case(actor=manager, details=known, source="self")
    told = {"actor": manager, "case_id": case.pk}
    actions.presume(**told, presumed_on=today(), body="ngo", indicator_list="practical", answers={}, grounds=WORDS)
    details = EpisodeDetails(
        stage="exploitation", began=rough_date(year=2020), country="AZ", division=SMALL_PLACE, place=SPOT,
        form="forced_labour", labour_sector="F",
    )  # fmt: skip
    actions.record_episode(**told, details=details)
    actions.assess(
        **told, assessed_on=today(), needs={"safety": "urgent"}, risks={"found": "high"}, own_view=WORDS,
        narrative=WORDS,
    )  # fmt: skip
    actions.record_service(**told, service="medical", outcome="completed", on=today(), note=WORDS)
    actions.appoint_guardian(**told, kind="guardian", body="court", appointed_on=today(), name=GUARDIAN, contact=PHONE)
    actions.assess_family(**told, assessed_on=today(), involvement="unclear", grounds=WORDS)
    actions.add_note(**told, text=WORDS)


def told_by(text: str, *, where: str) -> Iterator[str]:
    yield from (f"{where} holds {canary!r}" for canary in CANARIES if canary in text)
    if IDENTIFIER.search(text):
        yield f"{where} holds an id"


def rows_of_views(views: list[FactView]) -> Iterator[tuple[str, dict[str, Any]]]:
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("SET LOCAL ROLE panah_statistics")
        for view in views:
            cursor.execute(f"SELECT * FROM {view.name}")
            names = [column.name for column in cursor.description]
            for row in cursor.fetchall():
                yield view.name, dict(zip(names, row, strict=True))
        cursor.execute("RESET ROLE")


def leaks_of_views(views: list[FactView]) -> Iterator[str]:
    codes = {place.code for place in divisions()}
    for name, row in rows_of_views(views):
        yield from told_by(str({key: value for key, value in row.items() if key != "person"}), where=name)
        near = [key for key, value in row.items() if value in codes] if _of_person(row) else []
        yield from (f"{name}.{key} is a small place" for key in near)


def _of_person(row: dict[str, Any]) -> bool:
    """A campaign may say in which district it was; a row about a person may not."""
    return "person" in row


@pytest.mark.django_db
def test_no_fact_view_of_any_room_says_who_or_where() -> None:
    plant()
    kept(sorted(set(leaks_of_views(fact_views()))))


def test_no_two_rooms_or_hands_give_a_view_the_same_name() -> None:
    """The later one would silently take the place of the first."""
    names = [view.name for view in fact_views()]
    assert sorted(names) == sorted(set(names))


@pytest.mark.django_db
def test_no_column_of_protection_is_called_like_a_way_back() -> None:
    with connection.cursor() as cursor:
        for fact in FACTS:
            cursor.execute("SELECT column_name FROM information_schema.columns WHERE table_name = %s", [fact.name])
            assert not [name for (name,) in cursor.fetchall() if FORBIDDEN.search(name)], fact.name


@pytest.mark.django_db
def test_of_a_place_a_figure_knows_the_capital_elsewhere_or_abroad() -> None:
    plant()
    known = {row["place_kind"] for name, row in rows_of_views([*FACTS]) if name == "fact_episode"}
    assert known <= set(code_list("place_kind").codes)
    assert "elsewhere" in known


@pytest.mark.django_db
def test_a_snapshot_and_the_pages_counted_from_it_say_neither(settings: Any, tmp_path: Path, monkeypatch: Any) -> None:
    settings.VAR = tmp_path
    monkeypatch.setattr(taking, "connect", facts_of_this_transaction)
    written: list[str] = []
    monkeypatch.setattr("panah.statistics.engine.process.freeze", reading(written))
    plant()
    actor = support.sign_in("statistician", organisation="coordinator")
    asked = statistics.take_snapshot(actor=actor)
    statistics.freeze_snapshot(actor=actor, snapshot_id=asked.id)
    report = statistics.draw_report(actor=actor, year=today().year)
    client = support.desk_client("statistician", organisation="coordinator")
    pages = [client.get(url).content.decode() for url in pages_of(report.pk)]
    assert written
    for where, text in [("the snapshot", text) for text in written] + [("a page", text) for text in pages]:
        kept([f"{where} holds {canary!r}" for canary in (*CANARIES, SHELTER) if canary in text])
        assert SMALL_PLACE not in text, where


def pages_of(report_id: Any) -> list[str]:
    indicators = [f"/statistics/indicators/{key}/" for key in ("B1", "C01", "C20")]
    return [
        f"/statistics/report/{report_id}/", f"/statistics/report/{report_id}/?for=publication",
        "/statistics/report/list/", "/statistics/snapshots/", "/statistics/statement/", *indicators,
    ]  # fmt: skip


def reading(written: list[str]) -> Any:
    """Freeze as ever, and keep what was about to be frozen."""
    freeze = taking.process.freeze

    def read_and_freeze(part: Path) -> Any:
        written.extend(path.read_text(encoding="utf-8") for path in part.glob("*.csv"))
        return freeze(part)

    return read_and_freeze


@pytest.mark.django_db
def test_a_planted_leak_is_found(as_owner: Any) -> None:
    """The fault: a view that says in which district it happened."""
    plant()
    leak = FactView(
        name="fact_leak",
        note="",
        sql="SELECT panah_pseudonym(c.person_id) AS person, e.division FROM protection_episode e "
        "JOIN protection_case c ON c.id = e.case_id",
    )
    with as_owner():
        installer.install([leak])
    assert "fact_leak.division is a small place" in set(leaks_of_views([leak]))
