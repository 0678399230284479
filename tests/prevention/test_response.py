"""What the lines heard reaches a campaign only above the floor, and nothing below it can be worked out."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from panah.access.policy import Actor
from panah.core.clock import now, today
from panah.core.ids import random_id
from panah.helpline import actions as helpline
from panah.helpline.models import Call, Concern, Handover
from panah.prevention import actions, queries
from panah.prevention.models import Campaign, Placement, ScanDay
from panah.prevention.queries.response_cuts import COLUMNS
from panah.prevention.rules import cuts, heard, wilson
from panah.prevention.rules.heard import CALL, REPORT
from panah.prevention.rules.survey import smallest_between
from tests.helpline.support import report_for
from tests.support import DeskClient, again, as_owner

SignIn = Callable[..., Actor]
MONTHS = [date(2026, month, 1) for month in range(1, 5)]
COUNTS = st.lists(st.integers(0, 30), min_size=len(MONTHS), max_size=len(MONTHS))


def released(counts: list[int]) -> list[heard.Cell]:
    return [(CALL, "poster", month, n if n >= 11 else None) for month, n in zip(MONTHS, counts, strict=True)]


@given(COUNTS, st.integers(0, 3), st.integers(0, 10), st.integers(0, 10))
def test_a_planted_small_month_changes_nothing_that_is_shown(counts: list[int], at: int, one: int, other: int) -> None:
    pages = []
    for planted in (one, other):
        counts[at] = planted
        pages.append([(row, row.at_least) for row in heard.heard(released(counts), wanted={(CALL, "poster")})])
    assert pages[0] == pages[1]
    (row, sum_shown), *_more = pages[0]
    assert len(row.months) + row.hidden == len(MONTHS)
    assert (sum_shown or 0) == sum(n for n in counts if n >= 11)


def test_a_campaign_hears_only_of_its_kinds_and_months() -> None:
    assert heard.kinds_heard({"card"}) == {(REPORT, "card")}
    assert heard.kinds_heard({"billboard"}) == {(REPORT, "billboard"), (CALL, "poster")}
    cells = released([12, 13, 14, 15])
    assert [cell[3] for cell in heard.between(cells, first=date(2026, 2, 20), last=date(2026, 3, 5))] == [13, 14]
    assert heard.between(cells, first=None, last=None) == []
    assert heard.heard(cells, wanted={(REPORT, "poster")}) == []


def test_a_call_has_a_price_only_where_every_month_of_the_campaign_is_told() -> None:
    cells = released([12, 3, 14, 15])
    for first, last, is_whole in (
        (date(2026, 1, 20), date(2026, 4, 5), True),
        (date(2025, 12, 31), date(2026, 4, 5), False),
        (date(2026, 1, 20), date(2026, 5, 1), False),
        (date(2026, 1, 20), None, False),
        (None, date(2026, 4, 5), False),
    ):
        assert heard.covers(cells, first=first, last=last) is is_whole
    assert not heard.covers([], first=date(2026, 1, 1), last=date(2026, 1, 2))


def test_a_cost_needs_money_and_something_counted() -> None:
    assert heard.cost_each(Decimal(100), 3) == Decimal("33.33")
    assert heard.cost_each(Decimal(100), 0) is heard.cost_each(Decimal(0), 3) is None


@given(COUNTS)
def test_a_second_cut_of_the_same_calls_would_tell_what_the_floor_hides(weeks: list[int]) -> None:
    # The attack: weeks told from the floor on beside their month. Whoever hides one week only has told it.
    hidden = [n for n in weeks if n < 11]
    shown_month = sum(weeks) if sum(weeks) >= 11 else None
    worked_out = shown_month - sum(n for n in weeks if n >= 11) if shown_month and len(hidden) == 1 else None
    assert worked_out is None or [worked_out] == hidden
    # So the lines are silent in every cut but their own, and the page says why.
    assert set(cuts.SILENT) == set(cuts.CUTS)
    assert set(COLUMNS) == set(cuts.CUTS)


def test_a_place_says_what_could_be_seen_there_at_all() -> None:
    assert cuts.pooled([None]) is cuts.pooled([]) is None
    share = cuts.pooled([wilson(30, 600), None, wilson(20, 400)])
    assert share is not None
    assert (share.count, share.of) == (50, 1000)
    rise = cuts.smallest_at(share, scans=200, elsewhere=800)
    assert rise == pytest.approx(smallest_between(0.05, 200, 800))
    assert rise is not None
    few = cuts.smallest_at(share, scans=5, elsewhere=995)
    assert few is not None
    assert few > 3 * rise
    assert cuts.smallest_at(share, scans=1, elsewhere=999) is cuts.smallest_at(None, scans=200, elsewhere=800) is None


def last_month() -> datetime:
    return now().replace(day=15) - timedelta(days=31)


def log_calls(actor: Actor, number: int, at: datetime, **told: Any) -> None:
    told = {"topic": "work_abroad", "disposition": "info_given", "heard_from": "poster", **told}
    Call.objects.bulk_create(
        Call(organisation_id=actor.organisation_id, wall=actor.wall, logged_by_id=actor.id, logged_at=at, **told)
        for _ in range(number)
    )


def read(least: int = 11) -> dict[tuple[str, str, date], int | None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT unit, kind, month, heard FROM helpline_heard_of(%s)", [least])
        return {(unit, kind, month): heard for unit, kind, month, heard in cursor.fetchall()}


@pytest.mark.django_db
def test_ten_calls_read_like_none_and_a_second_reading_is_the_first(sign_in: SignIn) -> None:
    operator = sign_in("helpline_operator", organisation="mia-atd")
    before = read()
    assert set(before.values()) == {None}
    at = last_month()
    month = at.date().replace(day=1)
    log_calls(operator, 10, at)
    log_calls(operator, 30, at, topic="prank_silent")
    log_calls(operator, 30, at, heard_from="not_asked")
    log_calls(operator, 30, now())
    first = Call.objects.own(operator).filter(logged_at=at)[0]
    handed_over = Handover(call_id=first.pk, topic=first.topic, is_consented=True, sent_by_id=operator.id)
    handed_over.from_organisation_id = handed_over.to_organisation_id = operator.organisation_id
    handed_over.from_wall = handed_over.to_wall = operator.wall
    handed_over.save(force_insert=True)
    log_calls(operator, 30, at, taken_from=handed_over)  # whoever it was handed to counts it no second time
    assert read() == read(1) == before
    log_calls(operator, 1, at)
    assert read(1) == {**before, (CALL, "poster", month): 11}
    assert read(12) == before


@pytest.mark.django_db
def test_the_campaign_reads_the_count_and_no_call(sign_in: SignIn, desk_client: Callable[..., DeskClient]) -> None:
    at = last_month()
    log_calls(sign_in("helpline_operator", organisation="mia-atd"), 11, at)
    officer = sign_in("campaign_officer", organisation="iom-az")
    assert not Call.objects.visible_to(officer).exists()
    assert not Call.objects.all().exists()  # not even where the code forgets to ask
    made = actions.open_campaign(
        actor=officer,
        slug="day",
        title_en="A day",
        title_az="Bir gün",
        starts_on=today() - timedelta(days=90),
        ends_on=at.date(),
    )
    actions.add_material(actor=officer, slug=made.slug, kind="poster", title_en="Poster")
    actions.enter_money(
        actor=officer,
        slug="day",
        side="spent",
        cost="printing",
        amount=Decimal("115.50"),
        currency="AZN",
        entered_on=today(),
    )
    page = (
        desk_client("campaign_officer", organisation="iom-az")
        .get("/prevention/campaigns/day/response/")
        .content.decode()
    )
    assert f"{at:%m.%Y}: <b>11</b>" in page
    assert "Months with fewer than 11: 11" in page
    assert "Months with fewer than 11: 12" in page  # reports of posters
    assert "10.50" in page  # AZN 115.50 for eleven calls
    assert desk_client("donor", organisation="eu").get("/prevention/campaigns/day/response/").status_code == 200
    assert desk_client("case_manager", organisation="vac").get("/prevention/campaigns/day/response/").status_code == 403
    assert desk_client("donor", organisation="eu").get("/prevention/campaigns/no/response/").status_code == 404


def open_concerns(actor: Actor, number: int, on: date, *, topic: str = "trafficking", material: str = "poster") -> None:
    Concern.objects.bulk_create(
        Concern(
            organisation_id=actor.organisation_id,
            wall=actor.wall,
            reference=random_id().hex[:18],
            report_id=random_id(),
            topic=topic,
            language="az",
            material=material,
            received_on=on,
            opened_on=on,
            opened_by_id=actor.id,
            answer_due_at=now(),
        )
        for _ in range(number)
    )


def poster_scanned(officer: Actor, on: date, *, scans: int) -> Campaign:
    """A campaign with a poster at a station and leaflets at a school, scanned in the weeks of two days."""
    made = actions.open_campaign(
        actor=officer, slug="day", title_en="A day", title_az="Bir gün", starts_on=on - timedelta(days=90)
    )
    poster = actions.add_material(actor=officer, slug="day", kind="poster", title_en="The door")
    other = actions.add_material(actor=officer, slug="day", kind="poster", title_en="The passport")
    actions.record_delivery(actor=officer, material_id=other.pk, site="school", given_count=70, delivered_on=on)
    for material, place, count in (
        (poster, {"site": "metro", "venue": "metro-28-may"}, scans),
        (other, {"site": "school", "division": "AZ-GA"}, 5),
    ):
        placed = Placement(
            organisation_id=officer.organisation_id,
            campaign=made,
            material=material,
            code=random_id().hex[:6].upper(),
            state="up",
            up_on=on,
            **{"division": "AZ-BA", **place},
        )
        placed.save(force_insert=True)
        with as_owner():  # the desk counts no scans
            ScanDay.objects.create(placement=placed, scanned_on=on, scan_count=count)
            ScanDay.objects.create(placement=placed, scanned_on=on - timedelta(days=7), scan_count=2)
    return made


@pytest.mark.django_db
def test_reports_of_a_kind_are_told_from_the_floor_on_and_shared_among_its_scans(sign_in: SignIn) -> None:
    on = last_month().date()
    operator = sign_in("helpline_operator", organisation="mia-atd")
    before = read()
    open_concerns(operator, 10, on)
    open_concerns(operator, 30, on, topic="official")
    open_concerns(operator, 30, on, material="")
    open_concerns(operator, 30, today())
    assert read(1) == before
    officer = sign_in("campaign_officer", organisation="iom-az")
    made = poster_scanned(officer, on, scans=400)
    assert [(row.scans, row.share) for row in queries.responses(actor=officer, campaign=made)] == [(409, None)]
    again(operator)
    open_concerns(operator, 1, on)
    assert read(1) == {**before, (REPORT, "poster", on.replace(day=1)): 11}
    again(officer)
    (row,) = queries.responses(actor=officer, campaign=made)
    scans = ScanDay.objects.filter(scanned_on__month=on.month).values_list("scan_count", flat=True)
    assert row.share == wilson(11, sum(scans))
    assert not Concern.objects.all().exists()


@pytest.mark.django_db
def test_each_cut_counts_what_was_done_and_no_call(sign_in: SignIn, desk_client: Callable[..., DeskClient]) -> None:
    on = last_month().date()
    operator = sign_in("helpline_operator", organisation="mia-atd")
    open_concerns(operator, 40, on)
    officer = sign_in("campaign_officer", organisation="iom-az")
    poster_scanned(officer, on, scans=400)
    client = desk_client("campaign_officer", organisation="iom-az")
    saved = {cut: client.get(f"/prevention/campaigns/day/response.csv?by={cut}").content.decode() for cut in cuts.CUTS}
    monday = cuts.week_of(on)
    assert f"{monday.day} {monday:%B %Y},70,2,405" in saved["week"]
    assert "The door,0,1,402" in saved["material"]
    assert "The passport,70,1,7" in saved["material"]
    assert "28 May (Metro station),0,1,402," in saved["venue"]
    assert "Ganja,0,1,7," in saved["district"]
    assert "District not named,70,0,0," in saved["district"]
    only = "by=material&division=AZ-GA"
    assert client.get(f"/prevention/campaigns/day/response.csv?{only}").content.decode().count("\r\n") == 2
    page = client.get(f"/prevention/campaigns/day/response/?{only}").content.decode()
    assert f"response.csv?{only.replace('&', '&amp;')}" in page
    assert "nobody says which of two posters it was" in page
    assert client.get("/prevention/campaigns/day/response/?by=caller&material=x").status_code == 200
    again(operator)
    log_calls(operator, 40, last_month())
    for cut in cuts.CUTS:  # forty calls more change no cell of any cut
        assert client.get(f"/prevention/campaigns/day/response.csv?by={cut}").content.decode() == saved[cut]
    for name, organisation, status in (("donor", "eu", 200), ("case_manager", "vac", 403)):
        stranger = desk_client(name, organisation=organisation)
        assert stranger.get("/prevention/campaigns/day/response.csv").status_code == status
    assert desk_client("donor", organisation="eu").get("/prevention/campaigns/no/response.csv").status_code == 404


@pytest.mark.django_db
def test_a_scan_is_a_count_of_a_day_and_of_nobody(sign_in: SignIn) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT c.table_name, c.column_name FROM information_schema.columns c
             WHERE c.table_schema = 'public' AND c.table_name = 'prevention_scanday'
             UNION ALL
            SELECT k.conrelid::regclass::text, 'to it' FROM pg_constraint k
             WHERE k.contype = 'f' AND k.confrelid = 'prevention_scanday'::regclass
            """
        )
        assert {column for _table, column in cursor.fetchall()} == {"id", "placement_id", "scanned_on", "scan_count"}
        # What could join the placement of a scan to somebody: nothing but the ledger of what hangs points to it.
        cursor.execute(
            "SELECT conrelid::regclass::text FROM pg_constraint"
            " WHERE contype = 'f' AND confrelid = 'prevention_placement'::regclass"
        )
        assert {table for (table,) in cursor.fetchall()} == {"prevention_scanday", "prevention_placementcheck"}


@pytest.mark.django_db
def test_the_kind_of_material_is_kept_only_where_the_reporter_ticked_it(sign_in: SignIn) -> None:
    operator = sign_in("helpline_operator", organisation="mia-atd")
    said = {"material": "poster", "material_district": "AZ-SM", "urgent": "no"}
    kept = [
        helpline.open_concern(actor=operator, report_id=report_for(operator, **said, **ticked)).material
        for ticked in ({}, {"material_agreed": True})
    ]
    assert kept == ["", "poster"]
    again(operator)
    assert Concern.objects.own(operator).filter(material="poster").count() == 1
