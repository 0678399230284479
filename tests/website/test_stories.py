"""A story that is taken back is gone from every public page at the next request."""

from datetime import timedelta

import pytest

from panah.core.clock import today
from panah.prevention import actions
from panah.prevention.rules.story import STORY_CHECKS
from panah.published.models import Page
from tests.support import again, sign_in

pytestmark = pytest.mark.django_db
TITLE = "The note from a neighbour"


def test_a_withdrawn_story_is_on_no_public_page_at_the_next_request(browser):
    writer = sign_in("campaign_officer", organisation="iom-az")
    story = actions.begin_story(actor=writer, is_composite=True)
    told = {"title": TITLE, "body": "A neighbour gave me a note.", "is_reviewed": True}
    actions.write_story(actor=writer, story_id=story.pk, language="en", **told)
    actions.take_story_step(actor=writer, story_id=story.pk, to="second_reading")
    officer = sign_in("campaign_officer", organisation="iom-az", duties=("data_protection_officer",))
    confirmed = {"checks": STORY_CHECKS, "altered_count": 3, "reasons": {}}
    reader = sign_in("campaign_officer", organisation="iom-az")
    actions.confirm_de_identified(actor=reader, story_id=story.pk, **confirmed)
    again(officer)
    actions.sign_story(actor=officer, story_id=story.pk)
    actions.publish_story(actor=officer, story_id=story.pk)
    # Russian readers are shown the English words where there are no Russian ones.
    pages = [f"/{language}/{page}" for language in ("en", "ru") for page in ("materials/", f"story/{story.slug}/")]
    assert all(TITLE in browser.get(page).content.decode() for page in pages)
    # What somebody lived through does not stand in the history of a device.
    assert "<title>Panah</title>" in browser.get(pages[1]).content.decode()
    again(officer)
    # Nobody reads it after its last day, whether or not the clock has taken it away.
    for last, status in ((today() - timedelta(days=1), 404), (today(), 200)):
        assert Page.objects.own(officer).filter(slug=story.slug).update(shown_until=last)
        assert browser.get(pages[1]).status_code == status
        again(officer)
    actions.withdraw_story(actor=officer, story_id=story.pk)
    answers = [browser.get(page) for page in pages]
    assert [answer.status_code for answer in answers] == [200, 404, 200, 404]
    assert not any(TITLE in answer.content.decode() for answer in answers)
    assert not any(story.slug in answer.content.decode() for answer in answers[::2])
