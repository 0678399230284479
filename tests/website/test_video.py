"""A film before the public: only with captions and its picture, by ranges, from here, and gone at the next request."""

from datetime import timedelta

import pytest

from panah.core.clock import today
from panah.core.errors import NotPermitted, WrongState
from panah.prevention import actions, queries
from panah.prevention.actions import _film
from panah.prevention.models import Recording, Version
from panah.prevention.tasks import drop
from panah.published.models import Clip, Page, Piece
from tests.prevention.test_pictures import png, upload
from tests.prevention.test_recordings import FILM, OURS, sent
from tests.support import again, as_owner, sign_in

CUES = [("0:01", "0:03", "Qapı açıqdır"), ("0:04", "0:06", "Zəng edin")]
ALT = {"alt_az": "İşıqlı qapı", "alt_en": "A lit door"}


@pytest.fixture
def uploaded(db):
    maker = sign_in("campaign_officer", organisation="iom-az")
    actions.open_campaign(actor=maker, slug="seen", title_en="Seen")
    clip = actions.add_material(actor=maker, slug="seen", kind="video", title_en="A clip")
    recording = actions.begin_recording(actor=maker, material_id=clip.pk, **OURS)
    actions.upload_recording(actor=maker, recording_id=recording.pk, file=sent())
    version = actions.write_version(actor=maker, material_id=clip.pk, language="az", headline="Qapı açıqdır")
    return maker, sign_in("campaign_officer", organisation="iom-az"), recording, version


@pytest.fixture
def shown(uploaded):
    maker, other, recording, version = uploaded
    again(maker)
    actions.keep_poster(actor=maker, recording_id=recording.pk, file=upload(png()), **ALT)
    actions.write_captions(actor=maker, version_id=version.pk, cues=CUES)
    again(other)
    actions.approve_version(actor=other, version_id=version.pk)
    actions.review_material(
        actor=other, material_id=recording.material_id, kind="dignity", held_on=today(), is_passed=True
    )
    material = actions.publish_material(actor=other, material_id=recording.material_id, is_kept=True)
    return other, material, Clip.objects.get(slug=material.slug)


def test_a_film_is_approved_only_with_what_those_need_who_cannot_hear_or_see(uploaded):
    maker, other, recording, version = uploaded

    def approve(said):
        again(other)
        with pytest.raises(WrongState, match=said):
            actions.approve_version(actor=other, version_id=version.pk)
        again(maker)

    approve("no captions")
    actions.write_captions(actor=maker, version_id=version.pk, cues=CUES)
    approve("no picture")
    actions.keep_poster(actor=maker, recording_id=recording.pk, file=upload(png()), **ALT)
    Recording.objects.own(maker).update(length=5_000)
    approve("after the video")
    Recording.objects.own(maker).update(length=20_000, consent_until=today())
    approve("has passed")
    Recording.objects.own(maker).update(consent_until=None)
    again(other)
    actions.approve_version(actor=other, version_id=version.pk)
    with pytest.raises(WrongState, match="Only a draft"):
        actions.write_captions(actor=other, version_id=version.pk, cues=CUES)
    with pytest.raises(WrongState, match="dignity"):
        actions.publish_material(actor=other, material_id=recording.material_id, is_kept=True)


def test_a_film_plays_from_our_pages_and_is_gone_with_them(browser, shown):
    actor, material, clip = shown
    page = Page.objects.get(slug=material.slug)
    play = f"/az/videos/{clip.pk}/"
    seen = [f"/az/material/{material.slug}/", play, f"{play}picture/", f"/az/captions/{page.pk}.vtt"]
    told, whole, picture, captions = (browser.get(address) for address in seen)
    words = told.content.decode()
    assert all(part in words for part in (play, seen[3], "İşıqlı qapı", 'preload="none"', "Zəng edin"))
    assert "media-src 'self'" in told.headers["Content-Security-Policy"]
    assert "media-src" not in browser.get("/az/materials/").headers["Content-Security-Policy"]
    content = b"".join(whole.streaming_content)
    assert (len(content), b"Leyla" in content, whole.headers["Content-Type"]) == (len(FILM), False, "video/mp4")
    part = browser.get(play, headers={"Range": "bytes=10-19", "Accept-Encoding": "gzip"})
    assert (part.status_code, part.content, part.headers["ETag"]) == (206, content[10:20], f'"{clip.mark}"')
    assert browser.head(play).headers["Content-Length"] == str(len(FILM))
    assert browser.get(play, headers={"Range": "bytes=9999999-"}).status_code == 416
    assert picture.content.startswith(b"\x89PNG")
    assert captions.content.decode().startswith("WEBVTT\n\n00:00:01.000 --> 00:00:03.000\nQapı açıqdır")
    assert "Zəng edin" in browser.get("/api/v1/materials/?language=az").json()["materials"][0]["paragraphs"][-1]
    again(actor)
    actions.publish_campaign(actor=actor, slug="seen")
    assert play in browser.get("/az/campaign/seen/").content.decode()
    again(actor)
    actions.unpublish_material(actor=actor, material_id=material.pk)
    assert [browser.get(address).status_code for address in seen] == [404] * 4
    assert browser.get(play, headers={"Range": "bytes=10-19"}).status_code == 404
    assert play not in browser.get("/az/campaign/seen/").content.decode()
    assert browser.get("/api/v1/materials/?language=az").json() == {"materials": []}
    again(actor)
    assert [bytes(row.content) for row in Piece.objects.filter(clip=clip)] == [b""]


def test_a_film_ends_with_the_consent_of_those_in_it(browser, shown):
    actor, material, clip = shown
    play = f"/az/videos/{clip.pk}/"
    assert browser.get(play).status_code == 200
    again(actor)
    Page.objects.own(actor).filter(slug=material.slug).update(shown_until=today() - timedelta(days=1))
    assert browser.get(play).status_code == 404
    again(actor)
    with as_owner():
        drop()
    clip.refresh_from_db()
    assert (clip.size, bytes(clip.pieces.get().content)) == (0, b"")


def test_a_large_film_comes_to_our_pages_piece_by_piece(browser, uploaded, monkeypatch):
    maker, other, recording, version = uploaded
    asked = []
    monkeypatch.setattr(_film, "AT_ONCE", 0)
    monkeypatch.setattr(_film, "enqueue", lambda name, **ids: asked.append(name))
    again(maker)
    with pytest.raises(WrongState, match="not on our pages"):
        actions.show_recording(actor=maker, material_id=recording.material_id)
    actions.keep_poster(actor=maker, recording_id=recording.pk, file=upload(png()), **ALT)
    actions.write_captions(actor=maker, version_id=version.pk, cues=CUES)
    again(other)
    actions.approve_version(actor=other, version_id=version.pk)
    held = {"kind": "dignity", "held_on": today(), "is_passed": True}
    actions.review_material(actor=other, material_id=recording.material_id, **held)
    material = actions.publish_material(actor=other, material_id=recording.material_id, is_kept=True)
    clip = Clip.objects.get(slug=material.slug)
    assert asked == ["prevention.show_recording"]
    assert queries.pieces_shown(actor=other, material=material) == (0, 1)
    assert browser.get(f"/az/videos/{clip.pk}/").status_code == 404
    assert "<video" not in browser.get(f"/az/material/{material.slug}/").content.decode()
    monkeypatch.setattr(_film, "AT_ONCE", 4)
    again(sign_in("donor", organisation="iom-az"))
    with pytest.raises(NotPermitted):
        actions.show_recording(actor=sign_in("donor", organisation="iom-az"), material_id=material.pk)
    again(other)
    actions.show_recording(actor=other, material_id=material.pk)
    assert browser.get(f"/az/videos/{clip.pk}/").status_code == 200
    again(other)
    newer = actions.begin_recording(actor=other, material_id=material.pk, **OURS)
    actions.upload_recording(actor=other, recording_id=newer.pk, file=sent())
    assert browser.get(f"/az/videos/{clip.pk}/").status_code == 404  # nobody has reviewed the new one
    again(other)
    assert Version.objects.own(other).get(pk=version.pk).state == "approved"
