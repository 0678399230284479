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
from panah.helpline import actions as helpline
from panah.helpline.models import Call, Concern, Handover
from panah.prevention import actions
from panah.prevention.rules import heard
from panah.prevention.rules.heard import CALL, REPORT
from tests.helpline.support import report_for
from tests.support import DeskClient, again

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
