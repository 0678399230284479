"""A film comes in pieces, sealed; who has no business with it meets nothing; captions lose nothing that was typed."""

from datetime import timedelta
from hashlib import sha256
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from panah.audit.models import Entry
from panah.core.clock import today
from panah.core.errors import InvalidInput, NotPermitted, NotVisible, WrongState
from panah.organisations.queries import organisation
from panah.partnership import actions as partnership
from panah.prevention import actions, queries
from panah.prevention.actions import recording as uploading
from panah.prevention.models import Recording, RecordingPiece
from panah.prevention.queries import videos
from panah.prevention.rules import recording as rules
from panah.prevention.tasks import drop
from tests.films import entry_h264, mp4, track
from tests.prevention.test_pictures import png, upload
from tests.support import again, as_owner, desk_client, sign_in, stood

OURS = {"rights_holder": "IOM", "licence": "own", "consent": "nobody"}
FILM = mp4(film=b"film" * 400)


def sent(content=FILM, name="film.mp4"):
    return SimpleUploadedFile(name, content)


@pytest.fixture
def small(monkeypatch):
    """Let pieces be small."""
    monkeypatch.setattr(rules, "PIECE", 1000)
    monkeypatch.setattr(videos, "PIECE", 1000)


@pytest.fixture
def recording(db):
    maker = sign_in("campaign_officer", organisation="iom-az")
    actions.open_campaign(actor=maker, slug="seen", title_en="Seen")
    clip = actions.add_material(actor=maker, slug="seen", kind="video", title_en="A clip")
    return maker, actions.begin_recording(actor=maker, material_id=clip.pk, **OURS)


def piece(actor, recording, at, content=FILM, **more):
    part = content[at * 1000 : (at + 1) * 1000]
    told = {"number": at, "size": len(content), "sum_of_piece": sha256(part).hexdigest(), "file": sent(part)}
    return actions.keep_piece(actor=actor, recording_id=recording.pk, **told | more)


def sums(content=FILM):
    return [sha256(content[at : at + 1000]).hexdigest() for at in range(0, len(content), 1000)]


def test_a_film_comes_in_pieces_and_is_kept_when_it_is_whole(small, recording):
    maker, recording = recording
    finish = {"recording_id": recording.pk, "sum_of_all": rules.sum_of(sums())}
    for _twice in range(2):
        piece(maker, recording, 1)
    row = RecordingPiece.objects.own(maker).get(recording=recording)
    assert FILM[1000:1100] not in bytes(row.content)
    for more, error in (
        ({"sum_of_piece": "0" * 64}, InvalidInput),
        ({"size": len(FILM) + 1}, InvalidInput),
        ({"size": rules.LARGEST + 1}, InvalidInput),
        ({"number": 3}, InvalidInput),
    ):
        with pytest.raises(error):
            piece(maker, recording, 2, **more)
    with pytest.raises(WrongState, match="Not every piece"):
        actions.finish_recording(actor=maker, **finish)
    for number in (0, 2):
        piece(maker, recording, number)
    with pytest.raises(InvalidInput, match="another film"):
        actions.finish_recording(actor=maker, **finish | {"sum_of_all": "0" * 64})
    kept = actions.finish_recording(actor=maker, **finish)
    assert (kept.state, kept.kind, kept.length, kept.wide, kept.size) == ("kept", "mp4", 20_000, 320, len(FILM))
    whole = queries.part(actor=maker, recording=kept, first=0, count=len(FILM))
    assert (len(whole), b"Leyla" in whole, sha256(whole).hexdigest()) == (len(FILM), False, kept.sha256)
    assert queries.part(actor=maker, recording=kept, first=990, count=20) == whole[990:1010]
    with pytest.raises(WrongState, match="has ended"):
        piece(maker, recording, 0)
    again(maker)
    actions.destroy_recording(actor=maker, recording_id=recording.pk)
    assert set(RecordingPiece.objects.own(maker).values_list("content", flat=True)) == {None}
    with pytest.raises(WrongState):
        actions.destroy_recording(actor=maker, recording_id=recording.pk)


def test_nobody_else_meets_a_recording(recording):
    _maker, recording = recording
    stranger = sign_in("campaign_officer", organisation="mlspp")
    reader = sign_in("donor", organisation="iom-az")
    for act, told in (
        (actions.keep_piece, {"number": 0, "size": 1, "sum_of_piece": "", "file": sent(b"a")}),
        (actions.finish_recording, {"sum_of_all": ""}),
        (actions.upload_recording, {"file": sent()}),
        (actions.open_recording, {}),
        (actions.keep_poster, {"alt_az": "a", "alt_en": "a"}),
        (actions.destroy_recording, {}),
    ):
        for actor, error in ((stranger, NotVisible), (reader, NotPermitted)):
            again(actor)
            with pytest.raises(error):
                act(actor=actor, recording_id=recording.pk, **told)


def test_a_film_that_is_not_taken_says_why_in_the_page(recording, monkeypatch):
    maker, recording = recording
    leaflet = actions.add_material(actor=maker, slug="seen", kind="leaflet", title_en="A leaflet")
    with pytest.raises(WrongState, match="kind video"):
        actions.begin_recording(actor=maker, material_id=leaflet.pk, **OURS)
    ends = {"consent": "agreed", "consent_until": today() + timedelta(days=3)}
    with pytest.raises(InvalidInput, match="less than"):
        actions.begin_recording(actor=maker, material_id=recording.material_id, **OURS | ends)
    client = desk_client("campaign_officer", organisation="iom-az")
    address = f"/prevention/recordings/{recording.pk}/"
    wrong = mp4(track(b"vide", entry_h264(name=b"hvc1")))
    page = client.post(f"{address}upload/", {"file": sent(wrong)})
    assert "Only MP4 (H.264 with AAC sound) and WebM" in page.content.decode()
    monkeypatch.setattr(uploading.rules, "LARGEST_AT_ONCE", 10)
    assert (
        "Without scripts the film may have 20 MB" in client.post(f"{address}upload/", {"file": sent()}).content.decode()
    )
    told = {"number": 0, "size": len(wrong), "sum_of_piece": sha256(wrong).hexdigest(), "file": sent(wrong)}
    assert client.post(f"{address}pieces/", told | {"file": sent(b"cut")}).status_code == 422
    assert client.post(f"{address}pieces/", {"number": 0}).status_code == 422
    assert client.post(f"{address}pieces/", told).status_code == 200
    assert client.get(f"{address}pieces/").json() == {"size": len(wrong), "there": {"0": told["sum_of_piece"]}}
    assert "1 of 1 pieces are there" in client.get(address).content.decode()
    refused = client.post(f"{address}finish/", {"sum_of_all": rules.sum_of([told["sum_of_piece"]])})
    assert (refused.status_code, "Only MP4" in refused.json()["message"]) == (422, True)
    again(maker)
    recording.refresh_from_db()
    assert recording.state == "gone"


def test_a_film_is_watched_and_captioned_at_the_desk(recording):
    maker, recording = recording
    client = desk_client("campaign_officer", organisation="iom-az")
    address = f"/prevention/recordings/{recording.pk}/"
    assert client.get(f"{address}play/", headers={"Range": "bytes=0-"}).status_code == 409
    assert client.post(f"{address}upload/", {"file": sent()}).status_code == 302
    played = client.get(f"{address}play/", headers={"Range": "bytes=4-7"})
    assert (played.status_code, played.content) == (206, b"ftyp")
    assert client.get(f"{address}play/", headers={"Range": "bytes=0-"}).status_code == 206
    assert client.get(f"{address}play/").status_code == 200
    assert "media-src 'self'" in client.get(address).headers["Content-Security-Policy"]
    assert (
        "media-src"
        not in client.get(f"/prevention/materials/{recording.material_id}/").headers["Content-Security-Policy"]
    )
    again(maker)
    assert Entry.objects.filter(event="prevention.recording.opened", subject_id=recording.pk).count() == 2
    version = actions.write_version(actor=maker, material_id=recording.material_id, language="az", headline="Qapı")
    address = f"/prevention/versions/{version.pk}/captions/"
    cues = {"cues_begin": ["0:01", "0:04"], "cues_end": ["0:05", "0:06"], "cues_text": ["Qapı açıqdır", "Zəng edin"]}
    cues |= stood(client.get(address).content.decode())
    page = client.post(address, cues | {"transcript": "My own words"}).content.decode()
    assert "Line 2: the cue begins before the one above it has ended." in page
    assert all(typed in page for typed in ("Qapı açıqdır", "Zəng edin", "My own words", 'value="0:05"'))
    assert client.post(address, cues | {"cues_end": ["0:03", "0:06"]}).status_code == 302
    assert "Zəng edin" in client.get(f"/prevention/versions/{version.pk}/").content.decode()
    assert 'value="00:00:03.000"' in client.get(address).content.decode()
    again(maker)
    assert queries.captions(actor=maker, version=version)[1] == "Qapı açıqdır Zəng edin"


def test_a_picture_stands_for_a_film(recording):
    maker, recording = recording
    words = {"alt_az": "Qapı", "alt_en": "A door"}
    with pytest.raises(WrongState, match="not whole"):
        actions.keep_poster(actor=maker, recording_id=recording.pk, file=upload(png()), **words)
    actions.upload_recording(actor=maker, recording_id=recording.pk, file=sent())
    for file, said in ((None, "Choose a frame"), (upload(b"GIF89a"), "JPEG and PNG")):
        with pytest.raises(InvalidInput, match=said):
            actions.keep_poster(actor=maker, recording_id=recording.pk, file=file, **words)
    actions.keep_poster(actor=maker, recording_id=recording.pk, file=upload(png()), **words)
    client = desk_client("campaign_officer", organisation="iom-az")
    assert client.get(f"/prevention/recordings/{recording.pk}/picture/open/").content.startswith(b"\x89PNG")
    assert client.get(f"/prevention/recordings/{uuid4()}/").status_code == 404


def test_an_upload_that_nobody_takes_up_again_is_dropped(small, recording):
    maker, recording = recording
    piece(maker, recording, 0)
    waiting = [item for item in queries.work(actor=maker) if str(recording.pk) in item.url]
    assert [item.action for item in waiting] == ["Finish the upload of the video"]
    with as_owner():
        assert drop() == 0
    again(maker)
    Recording.objects.own(maker).update(touched_on=today() - timedelta(days=8))
    with as_owner():
        assert drop() == 1
    again(maker)
    recording.refresh_from_db()
    assert (recording.state, queries.pieces_there(actor=maker, recording=recording)) == ("gone", {})
    assert Entry.objects.filter(event="prevention.recording.gone", subject_id=recording.pk, actor_id=None).exists()


def test_a_screening_counts_as_exposure_of_its_campaign(recording):
    maker, recording = recording
    told = {"actor": maker, "material_id": recording.material_id}
    home = organisation(code="iom-az").pk
    day = {"starts_on": today(), "slug": "evening", "kind": "round_table", "title_en": "Evening", "title_az": "Axşam"}
    partnership.plan_event(actor=maker, **day)
    held = actions.plan_entry(
        actor=maker,
        slug="seen",
        kind="local_action",
        title="Park",
        responsible_id=home,
        division="baku",
        due_on=today(),
    )
    for more, error in (
        ({}, InvalidInput),
        ({"event": "evening", "entry_id": held.pk}, InvalidInput),
        ({"event": "no-such"}, NotVisible),
        ({"entry_id": uuid4()}, NotVisible),
        ({"entry_id": held.pk}, WrongState),
    ):
        with pytest.raises(error):
            actions.record_screening(viewer_count=1, **told, **more)
    actions.finish_entry(actor=maker, entry_id=held.pk, done_on=today(), people_count=50)
    actions.record_screening(viewer_count=30, entry_id=held.pk, **told)
    client = desk_client("campaign_officer", organisation="iom-az")
    sent_on = client.post(
        f"/prevention/materials/{recording.material_id}/screening/", {"event": "evening", "viewer_count": 12}
    )
    assert sent_on.status_code == 302
    again(maker)
    campaign = queries.campaign(actor=maker, slug="seen")
    assert queries.screenings(actor=maker, campaign=campaign) == (2, 42)
    assert (
        "<dt>People who watched</dt><dd>42</dd>" in client.get("/prevention/campaigns/seen/response/").content.decode()
    )
    stranger = sign_in("campaign_officer", organisation="mlspp")
    with pytest.raises(NotVisible):
        actions.record_screening(**told | {"actor": stranger}, viewer_count=1, event="evening")
