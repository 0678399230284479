"""
By what the output and the exposure of a campaign are cut, and why calls and reports are not. Pure.

The lines tell of a kind of material in a closed month, from the floor on, and of nothing else (`heard.py`). A second
cut of the same calls or reports would be subtracted from the first: a month of 30 less its weeks of 13 and 14 is a week
of 3, which the floor was to hide. So no other cut of them exists, above the floor neither. What is counted in the
ledger and by the codes is cut freely: a scan is no person, and no call or report is joined to it.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from panah.core.errors import gettext_noop
from panah.prevention.rules import Share, wilson
from panah.prevention.rules.survey import smallest_between

WEEK, MATERIAL, VENUE, DISTRICT = "week", "material", "venue", "district"
CUTS = (WEEK, MATERIAL, VENUE, DISTRICT)
PLACES = (VENUE, DISTRICT)
SILENT = {
    WEEK: gettext_noop(
        "Calls and reports are not told by week: a month that is shown, less its weeks that are shown, would tell the "
        "week that is hidden."
    ),
    MATERIAL: gettext_noop(
        "Calls and reports are told by kind of material and closed month only: nobody says which of two posters it was."
    ),
    VENUE: gettext_noop(
        "Calls and reports are not told by place: nobody is asked at which place they saw a material, and the few of "
        "one place could be known there."
    ),
    DISTRICT: gettext_noop(
        "Calls and reports are not told by district: the whole country, less its districts that are shown, would tell "
        "the district that is hidden."
    ),
}


def week_of(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def pooled(shares: Iterable[Share | None]) -> Share | None:
    """Return the share of all that is shown, or None where nothing is."""
    shown = [share for share in shares if share is not None]
    return wilson(sum(share.count for share in shown), sum(share.of for share in shown))


def smallest_at(share: Share | None, *, scans: int, elsewhere: int) -> float | None:
    """
    Return the smallest rise of the share of reports that so many scans of one place could show against the others.

    None where no share is shown, or where even a report for every scan would not show it.
    """
    return None if share is None else smallest_between(share.value, scans, elsewhere)
