"""Standing before a poster: its code, what should hang, what was found, and a photograph as proof."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from panah.access.policy import Actor
from panah.audit.models import Entry
from panah.core.clock import today
from panah.crypto.fields import unseal_bytes
from panah.prevention import actions, queries
from panah.prevention.models import Placement, PlacementCheck
from tests.prevention.test_versions import gps_png, tiny_png
from tests.support import DeskClient, again

pytestmark = pytest.mark.django_db
FIND = "/prevention/placements/find/"


@pytest.fixture
def placement(sign_in: Callable[..., Actor]) -> Placement:
    officer = sign_in("campaign_officer", organisation="iom-az")
    actions.open_campaign(actor=officer, slug="world-day", title_en="You still have a voice")
    poster = actions.add_material(actor=officer, slug="world-day", kind="poster", title_en="A window", motif="window")
    actions.write_version(actor=officer, material_id=poster.pk, language="az", headline="Qapı kilidlidir.")
    return actions.record_placement(
        actor=officer, material_id=poster.pk, site="metro", venue="metro-28-may", up_on=today()
    )


def client_of(desk_client: Callable[..., DeskClient], role: str = "campaign_officer", at: str = "iom-az") -> DeskClient:
    return desk_client(role, organisation=at, language="en")


def test_a_code_leads_to_what_should_hang_and_a_mistyped_one_changes_nothing(
    desk_client: Callable[..., DeskClient], placement: Placement
) -> None:
    client, look = client_of(desk_client), f"/prevention/placements/{placement.pk}/look/"
    assert client.get(FIND).status_code == 200
    wrong = ("3" if placement.code[0] != "3" else "4") + placement.code[1:]
    offered = client.get(FIND, {"code": wrong})
    page = offered.content.decode()
    assert (offered.status_code, look in page, "No placement has this code." in page) == (422, True, True)
    assert look not in client.get(FIND, {"code": "222222222"}).content.decode()
    for typed in (placement.code.lower(), f"https://panah.example/p/{placement.code}"):
        assert client.get(FIND, {"code": typed}).headers["Location"] == look
    page = client.get(look).content.decode()
    assert all(word in page for word in ("28 May", "A window", placement.code, 'capture="environment"'))
    again(client.actor)
    assert not PlacementCheck.objects.own(client.actor).exists()


def test_what_was_found_is_kept_with_a_sealed_photograph(
    desk_client: Callable[..., DeskClient], placement: Placement
) -> None:
    client, look = client_of(desk_client), f"/prevention/placements/{placement.pk}/look/"
    refused = client.post(look, {"found": "damaged", "file": SimpleUploadedFile("a.jpg", b"%PDF-1.7 ")})
    assert "Only JPEG and PNG" in refused.content.decode()
    assert "What did you find?" in client.post(look, {"sent": "1"}).content.decode()
    sent = {"found": "damaged", "file": SimpleUploadedFile("a.jpg", gps_png())}
    assert client.post(look, sent).status_code == 302
    again(client.actor)
    row = PlacementCheck.objects.own(client.actor).get()
    assert b"IHDR" not in bytes(row.photo)
    assert unseal_bytes(row, "photo") == tiny_png()
    (item,) = queries.work(actor=client.actor)
    assert any(word in item.title for word in ("damaged", "zədələnib"))
    opened = client.post(f"/prevention/checks/{row.pk}/photo/")
    assert (opened.content, opened.headers["Content-Disposition"]) == (tiny_png(), 'attachment; filename="photo.png"')
    page = client.get(f"/prevention/placements/{placement.pk}/").content.decode()
    assert "It is damaged" in page
    for found, state in (("up", "up"), ("gone", "down")):
        assert client.post(look, {"found": found}).status_code == 302
        again(client.actor)
        assert Placement.objects.get().state == state
    assert "is approved yet" in client.post(look, {"sent": "1"}).content.decode()  # it cannot be hung up again
    again(client.actor)
    events = Entry.objects.filter(subject_id=row.pk).values_list("event", flat=True)
    assert list(events) == ["prevention.photo.opened"]


def test_others_see_who_looks_after_it_and_no_photograph(
    desk_client: Callable[..., DeskClient], sign_in: Callable[..., Actor], placement: Placement
) -> None:
    officer = sign_in("campaign_officer", organisation="iom-az")
    photo = SimpleUploadedFile("a.png", tiny_png())
    actions.check_placement(actor=officer, placement_id=placement.pk, checked_on=today(), found="up", file=photo)
    row = PlacementCheck.objects.own(officer).get()
    look, opened = f"/prevention/placements/{placement.pk}/look/", f"/prevention/checks/{row.pk}/photo/"
    stranger = client_of(desk_client, at="mlspp")
    page = stranger.get(look).content.decode()
    assert "looks after this one" in page
    assert 'name="found"' not in page
    assert [stranger.post(one, {"found": "gone"}).status_code for one in (look, opened)] == [404, 404]
    donor = client_of(desk_client, "donor")
    assert [donor.get(one).status_code for one in (look, FIND)] == [403, 403]
    assert donor.post(opened).status_code == 403
