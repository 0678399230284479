"""Open figures: released pages only, in three languages, with the table to save."""

from datetime import date

import pytest

from panah.organisations.models import Organisation
from panah.published.models import Page
from tests.support import sign_in

pytestmark = pytest.mark.django_db
ROWS = [["Calls", "In all", "calls", "42"], ["=Calls", "March", "calls", "not shown"]]
BODY = {"main": [{"kind": "table", "title": "Calls", "head": ["Figure", "Part", "Unit", "Number"], "rows": ROWS}]}


def test_the_public_reads_and_saves_what_was_released_and_nothing_that_was_taken_back(browser):
    sign_in("national_coordinator", organisation="coordinator")
    holder = Organisation.objects.get(code="coordinator")
    for language in ("az", "en", "ru"):
        made = Page(
            organisation=holder, kind="figures", slug="2024", language=language, title="Figures 2024", body=BODY
        )
        made.shown_on = made.published_on = date(2025, 1, 9)
        made.save(force_insert=True)
        assert "Figures 2024" in browser.get(f"/{language}/figures/").content.decode()
        assert "not shown" in browser.get(f"/{language}/figures/2024/").content.decode()
    saved = browser.get("/ru/figures/2024/save/")
    assert saved["Content-Type"] == "text/csv; charset=utf-8"
    assert "Calls,In all,calls,42" in saved.content.decode()
    assert "\n=Calls" not in saved.content.decode()
    assert browser.get("/en/figures/2023/save/").status_code == 404
