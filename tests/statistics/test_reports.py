"""The annual report: laid out, hidden where it must be, drawn from a snapshot, and refused where it cannot be."""

from datetime import date
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panah.audit.models import Entry
from panah.core.errors import InvalidInput, NotPermitted, NotVisible, WrongState
from panah.published import queries as published
from panah.statistics import actions, queries
from panah.statistics.indicators.catalogue import CUTS, SEVERAL, indicators
from panah.statistics.models import Report
from panah.statistics.reports.disclosure import CHILDREN, ONE_WAY, hidden, is_small, threshold
from panah.statistics.reports.layout import layout
from panah.statistics.reports.table import table
from panah.statistics.rules import check_release
from tests.support import again, desk_client, sign_in

NAMES = st.sampled_from(["female", "male", "child", "adult", "0_8", "9_17", "a", "b", "c", "not_known"])


@given(st.dictionaries(NAMES, st.integers(1, 40), min_size=1, max_size=8), st.booleans())
def test_whoever_subtracts_learns_no_small_cell(parts, two_way):
    gone = hidden(parts, total_is_hidden=False, two_way=two_way)
    for code, value in parts.items():
        assert code in gone or value >= threshold(codes=(code,), two_way=two_way)
    small = [code for code in gone if is_small(parts[code], least=threshold(codes=(code,), two_way=two_way))]
    if small and gone != set(parts):
        # All that a reader can say of a hidden cell: it lies between nothing and what is hidden in all.
        assert len(gone) >= 2
        assert sum(parts[code] for code in gone) >= max(threshold(codes=(code,), two_way=two_way) for code in small)


@pytest.mark.parametrize(
    ("parts", "gone"),
    [
        ({"female": 94, "male": 1}, {"female", "male"}),
        ({"a": 40, "b": 4, "c": 6}, {"b", "c"}),
        ({"a": 40, "b": 2, "c": 2, "d": 9}, {"b", "c", "d"}),
        ({"adult": 70, "child": 10}, {"adult", "child"}),
        ({"adult": 70, "child": 11}, set()),
        ({"a": 40, "b": 5}, set()),
    ],
)
def test_the_cell_that_would_give_it_away_goes_as_well(parts, gone):
    assert hidden(parts, total_is_hidden=False) == gone


def test_under_a_hidden_total_nothing_is_shown():
    assert hidden({"a": 3, "b": 0}, total_is_hidden=True) == {"a", "b"}
    assert (threshold(), threshold(two_way=True), threshold(codes=("child",))) == (ONE_WAY, CHILDREN, CHILDREN)
    assert not is_small(0, least=ONE_WAY)


def test_parts_that_overlap_are_hidden_one_by_one():
    assert hidden({"medical": 3, "legal": 40}, total_is_hidden=False, adds_up=False) == {"medical"}


def counts(**totals):
    """A year in which every indicator has a total and its cuts one part, unless something else is said."""
    made = {}
    for key, cuts in layout().wanted.items():
        total, given_cuts = totals.get(key, (0, {}))
        made[key] = {"total": total, "unknown": 0, "cuts": {cut: given_cuts.get(cut, {}) for cut in cuts}}
    return made


def laid(now, before, *, for_publication):
    found = table(
        layout(), indicators(), (now, before), language="en", label=lambda _cut, code: code,
        for_publication=for_publication,
    )  # fmt: skip
    return {line.indicator.key: line for group in found.groups for line in group.lines}


def test_each_number_stands_with_its_difference():
    line = laid(counts(B1=(16, {"sex": {"female": 16}})), counts(B1=(14, {"sex": {"female": 13, "male": 1}})),
                for_publication=False)["B1"]  # fmt: skip
    assert (line.number.value, line.number.change) == (16, 2)
    assert {part.code: (part.number.value, part.number.change) for part in line.tables[0].parts} == {
        "female": (16, 3), "male": (0, -1),
    }  # fmt: skip


def test_a_difference_is_printed_only_between_two_shown_numbers():
    line = laid(counts(C07=(9, {})), counts(C07=(3, {})), for_publication=True)["C07"]
    assert (line.number.value, line.number.change) == (9, None)
    assert laid(counts(C07=(9, {})), None, for_publication=True)["C07"].number.change is None


def test_calls_reports_and_signals_are_units_of_their_own_with_the_same_floor():
    months = {"01": 30, "02": 3, "03": 9}
    now = counts(
        H1=(42, {"month": months, "hotline_topic": {"info": 38, "tip_victim": 4}}), H2=(4, {"month": {"01": 4}})
    )
    lines = laid(now, None, for_publication=True)
    assert {indicators()[key].unit for key in ("H1", "H2", "H3")} == {"call", "report", "signal"}
    shown = {part.code: part.number.value for part in lines["H1"].tables[0].parts}
    assert (shown, list(shown)) == ({"01": 30, "02": None, "03": None}, ["01", "02", "03"])
    assert lines["H1"].tables[1].parts == ()
    assert lines["H2"].number.value is None
    del now["H3"]
    assert "H3" not in laid(now, None, for_publication=True)


def test_money_is_hidden_with_the_few_who_shared_it():
    now = counts(C19=(4, {"purpose": {"medical": 4}}), C20=(900, {"purpose": {"medical": 900}}))
    assert laid(now, None, for_publication=True)["C20"].number.value is None
    assert laid(now, None, for_publication=False)["C20"].number.value == 900


def test_a_sum_cannot_be_worked_out_from_the_others():
    """Persons may stand in several parts, money in one: two parts are hidden, where one would be subtracted."""
    persons = {"rent": 7, "legal": 2, "medical": 6}
    now = counts(C19=(12, {"purpose": persons}), C20=(900, {"purpose": {"rent": 500, "legal": 200, "medical": 200}}))
    lines = laid(now, None, for_publication=True)
    shown = {key: {part.code: part.number.value for part in lines[key].tables[0].parts} for key in ("C19", "C20")}
    assert shown["C19"] == {"rent": 7, "legal": None, "medical": 6}
    assert shown["C20"] == {"rent": 500, "legal": None, "medical": None}


def test_a_table_of_which_nothing_may_be_shown_names_no_part():
    now = counts(B1=(7, {"age_group": {"child": 7}}))
    tables = {one.cut: one for one in laid(now, None, for_publication=True)["B1"].tables}
    assert tables["age_group"].parts == ()


def test_the_layout_names_what_is_declared_and_every_cut_has_words():
    for key, cuts in layout().wanted.items():
        assert set(cuts) <= set(indicators()[key].cuts) <= set(CUTS)
    assert set(CUTS) >= SEVERAL
    asked = {row.greta for section in layout().sections for row in section.rows if row.greta}
    assert asked | {one.greta for one in layout().missing} == {str(number) for number in range(1, 12)}


@pytest.fixture
def snapshot(snapshots, invented_facts):
    def day(month):
        return date(2024, month, 3)

    decisions = [
        {"person": f"p{number}", "decided_on": day(3), "status": "identified", "sex": "female", "age_group": "adult"}
        for number in range(6)
    ]
    decisions.append(
        {"person": "p9", "decided_on": date(2023, 5, 5), "status": "identified", "sex": "male", "age_group": "adult"}
    )
    services = [
        {"person": f"p{number}", "given_on": day(4), "service": kind, "outcome": "completed", "standing": "identified"}
        for number in range(6)
        for kind in ("legal", "medical")
    ]
    payments = [
        {"person": "p1", "kind": "aid", "paid_on": day(6), "amount": 50, "currency": "AZN", "purpose": "rent"},
        {"person": "p1", "kind": "aid", "paid_on": day(7), "amount": 70, "currency": "AZN", "purpose": "medical"},
        {"person": "p1", "kind": "aid", "paid_on": day(7), "amount": 500, "currency": "EUR", "purpose": "medical"},
        {"person": "p2", "kind": "aid", "paid_on": day(7), "amount": 99, "currency": "AZN", "reversed_on": day(8)},
    ]
    invented_facts(fact_decision=decisions, fact_service=services, fact_payment=payments)
    actor = sign_in("statistician", organisation="coordinator")
    asked = actions.take_snapshot(actor=actor)
    actions.freeze_snapshot(actor=actor, snapshot_id=asked.id)
    return actor


def test_the_report_is_counted_and_kept_with_the_year_before(snapshot):
    report = actions.draw_report(actor=snapshot, year=2024)
    assert report.figures["2024"]["B1"]["total"] == 6
    assert report.figures["2024"]["B1"]["cuts"]["sex"] == {"female": 6}
    assert report.figures["2024"]["B1"]["cuts"]["form"] == {"not_known": 6}
    assert report.figures["2023"]["B1"]["total"] == 1
    assert report.figures["2024"]["C01"]["total"] == 6
    assert report.figures["2024"]["C01"]["cuts"]["service"] == {"legal": 6, "medical": 6}
    assert report.figures["2024"]["C19"]["total"] == 1
    assert report.figures["2024"]["C20"] == {
        "total": 120, "unknown": 0, "cuts": {"purpose": {"medical": 70, "rent": 50}},
    }  # fmt: skip
    assert Entry.objects.filter(event="statistics.report.drawn").count() == 1
    assert queries.report(actor=snapshot, report_id=None) == report


def test_figures_are_released_by_another_person_once_without_small_numbers_and_taken_back(snapshot):
    report = actions.draw_report(actor=snapshot, year=2024)
    with pytest.raises(NotPermitted):
        actions.release_report(actor=snapshot, report_id=report.pk)
    coordinator = sign_in("national_coordinator", organisation="coordinator")
    actions.release_report(actor=coordinator, report_id=report.pk)
    for language in ("az", "en", "ru"):
        page = published.page(kind="figures", slug="2024", language=language)
        rows = [row for block in page.body["main"] if block["kind"] == "table" for row in block["rows"]]
        assert all(len(row) == 4 and (not row[3].isdigit() or int(row[3]) >= 5 or row[3] == "0") for row in rows)
    english = published.page(kind="figures", slug="2024", language="en")
    assert ["Persons identified", "In all", "persons", "6"] in english.body["main"][0]["rows"]
    with pytest.raises(WrongState, match="public already"):
        actions.release_report(actor=coordinator, report_id=report.pk)
    with pytest.raises(NotVisible):
        actions.release_report(actor=coordinator, report_id=uuid4())
    actions.withdraw_report(actor=coordinator, report_id=report.pk)
    assert not published.languages(kind="figures", slug="2024")
    own = actions.draw_report(actor=coordinator, year=2024)
    with pytest.raises(NotPermitted, match="Somebody else"):
        actions.release_report(actor=coordinator, report_id=own.pk)
    logged = set(Entry.objects.filter(subject_id=report.pk).values_list("event", flat=True))
    assert logged >= {"statistics.report.released", "statistics.report.withdrawn"}


def test_a_year_is_released_when_it_is_over():
    check_release(year=2025, as_of=date(2026, 1, 1), is_public=False, is_own=False)
    with pytest.raises(WrongState, match="not over"):
        check_release(year=2025, as_of=date(2025, 12, 31), is_public=False, is_own=False)


@pytest.mark.parametrize(("year", "said"), [(2999, "has not begun"), (1999, "Nothing was recorded")])
def test_a_year_that_cannot_be_known_is_refused(snapshot, year, said):
    with pytest.raises(InvalidInput, match=said) as refusal:
        actions.draw_report(actor=snapshot, year=year)
    assert refusal.value.field == "year"
    assert not Report.objects.exists()


@pytest.mark.django_db
def test_without_a_snapshot_there_is_nothing_to_count():
    with pytest.raises(WrongState, match="no snapshot"):
        actions.draw_report(actor=sign_in("statistician", organisation="coordinator"), year=2024)


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["case_manager", "investigator", "donor"])
def test_only_statistics_and_the_coordinator_draw_it(role):
    organisation = {"case_manager": "vac", "investigator": "mia-atd", "donor": "us-inl"}[role]
    with pytest.raises(NotPermitted):
        actions.draw_report(actor=sign_in(role, organisation=organisation), year=2024)


def test_the_page_shows_the_rows_the_definitions_and_what_may_be_published(snapshot):
    client = desk_client("statistician", organisation="coordinator")
    assert b"No annual report has been drawn yet" in client.get("/statistics/report/").content
    drawn = client.post("/statistics/report/draw/", {"year": "2024"})
    assert drawn.status_code == 302
    shown = client.get(drawn.url).content.decode()
    assert "6 (+5)" in shown
    assert "/statistics/indicators/B1/" in shown
    assert "Not for release" in shown
    published = client.get(f"{drawn.url}?for=publication").content.decode()
    assert "6 (+5)" not in published
    assert "Not for release" not in published
    refused = client.post("/statistics/report/draw/", {"year": "1999"})
    assert refused.status_code == 422
    assert b"Nothing was recorded in this year" in refused.content
    assert b"2024" in client.get("/statistics/report/list/").content
    again(snapshot)
    assert desk_client("case_manager", organisation="vac").get("/statistics/report/").status_code == 403
