"""A material before the public: to find, to download, and gone at the next request. The same for a story by the API."""

from datetime import timedelta

import pytest

from panah.audit.models import Entry
from panah.core.clock import today
from panah.core.errors import InvalidInput, NotPermitted, NotVisible, WrongState
from panah.prevention import actions, queries
from panah.prevention.models import Version
from panah.prevention.queries.stories import copies_to_chase
from panah.prevention.rules.material import check_may_be_public
from panah.prevention.rules.story import STORY_CHECKS
from panah.prevention.tasks import expire
from panah.printing.materials import Layout
from panah.published.models import File, Page
from tests.prevention.test_pictures import CHECKS, png, upload
from tests.support import again, as_owner, sign_in

TITLE = "The door is locked, the phone is yours"


def test_a_material_stays_only_with_its_campaign_or_if_it_is_kept():
    check_may_be_public(campaign="running", is_kept=False)
    check_may_be_public(campaign="evaluated", is_kept=True)
    with pytest.raises(WrongState, match="does not run"):
        check_may_be_public(campaign="ended", is_kept=False)


@pytest.fixture
def approved(db):
    maker = sign_in("campaign_officer", organisation="iom-az")
    actions.open_campaign(actor=maker, slug="seen", title_en="Seen")
    card = actions.add_material(actor=maker, slug="seen", kind="card", title_en="A card", motif="door")
    version = actions.write_version(actor=maker, material_id=card.pk, language="en", headline=TITLE, signs=["A sign"])
    other = sign_in("campaign_officer", organisation="iom-az")
    actions.approve_version(actor=other, version_id=version.pk)
    return other, card


def held(on, *, is_passed=True):
    return {"kind": "dignity", "held_on": on, "is_passed": is_passed}


def test_a_material_is_found_and_downloaded_until_it_is_taken_back(browser, approved):
    actor, card = approved
    with pytest.raises(WrongState, match="dignity"):
        actions.publish_material(actor=actor, material_id=card.pk, is_kept=True)
    actions.review_material(actor=actor, material_id=card.pk, kind="dignity", held_on=today(), is_passed=True)
    with pytest.raises(WrongState, match="does not run"):
        actions.publish_material(actor=actor, material_id=card.pk)
    for step in ("planned", "running"):
        actions.take_campaign_step(actor=actor, slug="seen", to=step)
    for role, body, error in (("donor", "iom-az", NotPermitted), ("campaign_officer", "mlspp", NotVisible)):
        with pytest.raises(error):
            actions.publish_material(actor=sign_in(role, organisation=body), material_id=card.pk)
    again(actor)
    card = actions.publish_material(actor=actor, material_id=card.pk)
    page = browser.get(f"/en/material/{card.slug}/").content.decode()
    file = File.objects.get(page__slug=card.slug, name=Layout.CARD)
    saved = browser.get(f"/en/files/{file.pk}/")
    assert "A sign" in page
    assert str(file.pk) in page
    assert saved.content.startswith(b"%PDF-")
    assert saved.headers["Content-Disposition"] == f'attachment; filename="{card.slug}-en-card.pdf"'
    seen = ["/en/materials/", "/en/materials/?q=locked&kind=card", "/ru/materials/", "/api/v1/materials/?language=en"]
    assert all(TITLE in browser.get(address).content.decode() for address in seen)
    assert TITLE not in browser.get("/en/materials/?q=unheard").content.decode()
    assert TITLE not in browser.get("/en/materials/?kind=poster").content.decode()
    again(actor)
    actions.take_campaign_step(actor=actor, slug="seen", to="ended")  # it was not to be kept beyond
    card.refresh_from_db()
    assert card.published_on is None
    assert not any(TITLE in browser.get(address).content.decode() for address in seen)
    gone = (f"/en/files/{file.pk}/", f"/en/material/{card.slug}/")
    assert [browser.get(address).status_code for address in gone] == [404, 404]
    again(actor)
    file.refresh_from_db()
    assert bytes(file.content) == b""
    with pytest.raises(WrongState, match="not on our pages"):
        actions.unpublish_material(actor=actor, material_id=card.pk)


def test_the_newest_approved_words_are_shown_and_a_failed_review_takes_them_away(browser, approved):
    actor, card = approved
    actions.review_material(actor=actor, material_id=card.pk, kind="dignity", held_on=today(), is_passed=True)
    card = actions.publish_material(actor=actor, material_id=card.pk, is_kept=True)
    newer = actions.write_version(actor=actor, material_id=card.pk, language="en", headline="Call us, day and night")
    assert TITLE in browser.get(f"/en/material/{card.slug}/").content.decode()
    again(actor)
    actions.review_material(actor=actor, material_id=card.pk, kind="dignity", held_on=today(), is_passed=True)
    third = sign_in("campaign_officer", organisation="iom-az")
    actions.approve_version(actor=third, version_id=newer.pk)
    assert "Call us, day and night" in browser.get(f"/en/material/{card.slug}/").content.decode()
    again(actor)
    with pytest.raises(InvalidInput, match="not come yet"):
        actions.review_material(actor=actor, material_id=card.pk, **held(today() + timedelta(days=1)))
    # Whatever day it names: what was entered last counts.
    actions.review_material(actor=actor, material_id=card.pk, **held(today() - timedelta(days=9), is_passed=False))
    assert browser.get(f"/en/material/{card.slug}/").status_code == 404


def test_a_material_ends_with_the_consent_of_those_on_its_picture(browser, approved):
    actor, card = approved
    told = {"rights_holder": "IOM", "licence": "own", "consent": "agreed", "alt_en": "A door", "alt_az": "Qapı"}
    ends = today() + timedelta(days=40)
    picture = actions.add_picture(
        actor=actor, file=upload(png()), checks=CHECKS, consent_until=ends, violence_shown=[], **told
    )
    Version.objects.own(actor).filter(material=card).update(picture=picture)
    actions.review_material(actor=actor, material_id=card.pk, kind="dignity", held_on=today(), is_passed=True)
    card = actions.publish_material(actor=actor, material_id=card.pk, is_kept=True)
    page, file = Page.objects.get(slug=card.slug), File.objects.get(page__slug=card.slug, name=Layout.CARD)
    assert page.shown_until == ends - timedelta(days=1)
    page.shown_until = today() - timedelta(days=1)
    page.save()
    gone = (f"/en/files/{file.pk}/", f"/en/material/{card.slug}/")
    assert [browser.get(address).status_code for address in gone] == [404, 404]
    again(actor)
    with as_owner():
        expire()
    for row in (file, card):
        row.refresh_from_db()
    assert (bytes(file.content), card.published_on) == (b"", None)
    assert Entry.objects.filter(event="published.page.withdrawn", subject_id=page.pk, actor_id=None).exists()


def test_words_or_violence_that_no_review_has_seen_are_not_before_the_public(browser, approved):
    actor, card = approved
    address = f"/en/material/{card.slug}/"

    def publish():
        again(actor)
        actions.review_material(actor=actor, material_id=card.pk, **held(today()))
        actions.publish_material(actor=actor, material_id=card.pk, is_kept=True)
        assert browser.get(address).status_code == 200

    actions.review_material(actor=actor, material_id=card.pk, **held(today()) | {"kind": "pre_test"})
    publish()
    again(actor)
    unseen = actions.write_version(actor=actor, material_id=card.pk, language="en", headline="Nobody reviewed this")
    assert browser.get(address).status_code == 200
    third = sign_in("campaign_officer", organisation="iom-az")
    actions.approve_version(actor=third, version_id=unseen.pk)
    assert browser.get(address).status_code == 404
    again(actor)
    with pytest.raises(WrongState, match="changed after its dignity review"):
        actions.publish_material(actor=actor, material_id=card.pk, is_kept=True)
    publish()
    again(actor)
    named = {"title_en": "A card", "motif": "door"}
    actions.change_material(actor=actor, material_id=card.pk, **named)
    assert browser.get(address).status_code == 200
    again(actor)
    actions.change_material(actor=actor, material_id=card.pk, violence_shown=["physical"], **named)
    assert browser.get(address).status_code == 404
    again(actor)
    actions.review_material(actor=actor, material_id=card.pk, **held(today()))
    with pytest.raises(WrongState, match="tried out"):
        actions.publish_material(actor=actor, material_id=card.pk, is_kept=True)


def test_a_withdrawn_story_is_in_no_answer_of_the_api_or_of_the_search(browser, approved):
    writer, card = approved
    story = actions.begin_story(actor=writer, is_composite=True)
    told = {"title": "The note from a neighbour", "body": "A short lead.\n\nShe told me.", "is_reviewed": True}
    actions.write_story(actor=writer, story_id=story.pk, language="en", **told)
    actions.take_story_step(actor=writer, story_id=story.pk, to="second_reading")
    officer = sign_in("campaign_officer", organisation="iom-az", duties=("data_protection_officer",))
    confirmed = {"checks": STORY_CHECKS, "altered_count": 3, "reasons": {}}
    reader = sign_in("campaign_officer", organisation="iom-az")
    actions.confirm_de_identified(actor=reader, story_id=story.pk, **confirmed)
    again(officer)
    actions.sign_story(actor=officer, story_id=story.pk)
    actions.publish_story(actor=officer, story_id=story.pk)
    actions.review_material(actor=officer, material_id=card.pk, **held(today()))
    batch = actions.record_batch(actor=officer, material_id=card.pk, printed_on=today(), printed_count=300)
    actions.hand_out(
        actor=officer, batch_id=batch.pk, site="metro", venue="metro-28-may", given_count=120, delivered_on=today()
    )
    stranger = sign_in("campaign_officer", organisation="mlspp")
    theirs = actions.begin_story(actor=stranger, is_composite=True)
    with pytest.raises(NotVisible):
        actions.list_copy(actor=stranger, story_id=theirs.pk, use="print", made_on=today(), batch_id=batch.pk)
    again(officer)
    actions.list_copy(actor=officer, story_id=story.pk, use="print", made_on=today(), batch_id=batch.pk)
    asked = ["/api/v1/stories/?language=en", "/en/materials/?q=neighbour"]
    assert "She told me." in browser.get(asked[0]).json()["stories"][0]["paragraphs"]
    assert told["title"] in browser.get(asked[1]).content.decode()
    assert browser.get("/api/v1/cases/").status_code == 404
    again(officer)
    actions.withdraw_story(actor=officer, story_id=story.pk)
    assert browser.get(asked[0]).json() == {"stories": []}
    assert told["title"] not in browser.get(asked[1]).content.decode()
    again(officer)
    copy = queries.copies(actor=officer, story=story)[0]
    assert [count for _where, count in copy.whereabouts] == [180, 120]
    assert [batch.reference in row.place for row in copies_to_chase(actor=officer)] == [True]
