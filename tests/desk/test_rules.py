"""How waiting work is ordered."""

from datetime import UTC, datetime, timedelta

import pytest

from panah.codes.catalogue import code_list
from panah.core.clock import HOME
from panah.core.icons import ICONS as PICTURES
from panah.core.work import WorkItem
from panah.desk.kinds import ICONS
from panah.desk.rules import Urgency, in_order, urgency
from panah.protection.queries.work import KINDS as CLOCK_KINDS

NOW = datetime(2026, 11, 22, 5, 12, tzinfo=UTC)  # 09:12 in Baku


def item(title: str, due_at: datetime | None) -> WorkItem:
    return WorkItem("referral", title, "R-2026-0391", "", due_at, "/", "Answer")


@pytest.mark.parametrize(
    ("hours", "group"),
    [
        (-1, Urgency.OVERDUE),
        (3, Urgency.TODAY),
        (14, Urgency.TODAY),
        (15, Urgency.THIS_WEEK),
        (24 * 7, Urgency.THIS_WEEK),
        (24 * 9, Urgency.LATER),
    ],
)
def test_a_deadline_falls_into_its_group_by_the_day_at_home(hours: int, group: Urgency) -> None:
    assert urgency(NOW + timedelta(hours=hours), now=NOW, home=HOME) is group


def test_work_without_a_date_is_a_group_of_its_own() -> None:
    assert urgency(None, now=NOW, home=HOME) is Urgency.NO_DATE


def test_the_nearest_deadline_stands_first_and_what_has_none_last() -> None:
    items = [item("later", NOW + timedelta(days=2)), item("never", None), item("late", NOW - timedelta(days=1))]
    assert [one.title for one in in_order(items)] == ["late", "later", "never"]


def test_every_kind_of_work_has_a_word_and_a_picture() -> None:
    kinds = {code.code for code in code_list("work_kind")}
    assert kinds == set(ICONS)
    assert set(CLOCK_KINDS.values()) <= kinds
    assert set(ICONS.values()) <= set(PICTURES)
