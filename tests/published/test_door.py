from datetime import date

import pytest
from django.db import connection

from panah.published import actions
from panah.published.rules import Words

pytestmark = pytest.mark.django_db


def titles_for_the_public():
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE; SET LOCAL ROLE panah_public")
        cursor.execute("SELECT title FROM published_page WHERE slug = 'talk'")
        found = [title for (title,) in cursor.fetchall()]
        cursor.execute("RESET ROLE; SET LOCAL ROLE panah_desk")
    return found


def test_the_public_reads_a_page_until_it_is_withdrawn(sign_in):
    actor = sign_in("project_officer", organisation="iom-az")
    words = {"en": Words("Title", "", {})}
    actions.publish_page(actor=actor, kind="event", slug="talk", words=words, shown_on=date(2026, 5, 1))
    assert titles_for_the_public() == ["Title"]
    actions.withdraw_page(actor=actor, kind="event", slug="talk")
    assert titles_for_the_public() == []
