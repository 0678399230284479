from datetime import date

import pytest

from panah.core.errors import InvalidInput, NotPermitted, NotVisible
from panah.published import actions, queries
from panah.published.models import Page
from panah.published.rules import Words, check_body

pytestmark = pytest.mark.django_db

WORDS = {"en": Words("Title", "Summary", {"main": [{"kind": "note", "text": "Words"}]}), "az": Words("Ad", "", {})}


def publish(actor):
    return actions.publish_page(actor=actor, kind="event", slug="talk", words=WORDS, shown_on=date(2026, 5, 1))


def test_a_published_page_can_be_read_in_its_languages(sign_in):
    publish(sign_in("project_officer", organisation="iom-az"))
    assert queries.page(kind="event", slug="talk", language="en").title == "Title"
    assert queries.languages(kind="event", slug="talk") == ["az", "en"]


def test_publishing_again_replaces_the_words(sign_in):
    actor = sign_in("project_officer", organisation="iom-az")
    publish(actor)
    publish(actor)
    assert Page.objects.filter(slug="talk").count() == 2


def test_a_withdrawn_page_is_gone_and_keeps_no_words(sign_in):
    actor = sign_in("project_officer", organisation="iom-az")
    publish(actor)
    actions.withdraw_page(actor=actor, kind="event", slug="talk")
    with pytest.raises(NotVisible):
        queries.page(kind="event", slug="talk", language="en")
    assert set(Page.objects.filter(slug="talk").values_list("title", "summary")) == {("", "")}


def test_nobody_withdraws_the_page_of_another_organisation(sign_in):
    publish(sign_in("project_officer", organisation="iom-az"))
    with pytest.raises(NotVisible):
        actions.withdraw_page(actor=sign_in("campaign_officer", organisation="mia-atd"), kind="event", slug="talk")


def test_a_donor_publishes_nothing(sign_in):
    with pytest.raises(NotPermitted):
        publish(sign_in("donor", organisation="us-inl"))


@pytest.mark.parametrize(
    "body", [{"main": [{"kind": "html", "text": "<b>"}]}, {"script": "x"}, {"side": [{"onclick": "x"}]}]
)
def test_a_body_with_an_unknown_part_is_refused(body):
    with pytest.raises(InvalidInput):
        check_body(body)


def test_pages_that_belong_together_find_each_other_both_ways(sign_in):
    actor = sign_in("project_officer", organisation="iom-az")
    named = {"related": [{"kind": "project", "slug": "plan"}]}
    for kind, slug, body in (("project", "plan", {}), ("event", "talk", named), ("campaign", "day", named)):
        words = {language: Words(slug, "", body) for language in ("en", "az")}
        actions.publish_page(actor=actor, kind=kind, slug=slug, words=words, shown_on=date(2026, 5, 1))
    actions.publish_page(actor=actor, kind="event", slug="alone", words=WORDS, shown_on=date(2026, 5, 1))
    found = {
        slug: [other.slug for other in queries.related_pages(page=queries.page(kind=kind, slug=slug, language="en"))]
        for kind, slug in (("project", "plan"), ("event", "talk"), ("campaign", "day"), ("event", "alone"))
    }
    assert found == {"plan": ["day", "talk"], "talk": ["day", "plan"], "day": ["talk", "plan"], "alone": []}
