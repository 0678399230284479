"""A material's words in each language: written, translated back, approved, printed with the number of its place."""

import zlib
from collections.abc import Callable
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from panah.access.policy import Actor
from panah.core.clock import today
from panah.core.errors import InvalidInput, NotPermitted, NotVisible, WrongState
from panah.prevention import actions, queries
from panah.prevention.models import Material, Version
from panah.prevention.queries.campaign_words import campaign_words
from panah.prevention.rules.material import is_outbound, number_for, sections
from tests.support import DeskClient, again

SignIn = Callable[..., Actor]


def test_on_the_way_abroad_the_international_number_is_needed() -> None:
    assert [
        is_outbound(site=site, is_mission=False) for site in ("airport", "border_crossing", "embassy", "metro")
    ] == [*(True, True, True, False)]
    assert is_outbound(site="public_place", is_mission=True)
    assert number_for(outbound=False, home="152", abroad="") == "152"
    assert number_for(outbound=True, home="152", abroad="+994 12 555 00 00") == "+994 12 555 00 00"
    with pytest.raises(WrongState, match="international number"):
        number_for(outbound=True, home="152", abroad="")


def test_a_longer_text_is_told_in_parts() -> None:
    assert sections("What is it?\r\nA crime.\nAgainst a person.\n\n\n\nRights\nHelp.\n") == [
        ("What is it?", "A crime. Against a person."),
        ("Rights", "Help."),
    ]
    assert sections("  ") == []


@pytest.fixture
def maker(sign_in: SignIn) -> Actor:
    return sign_in("campaign_officer", organisation="iom-az")


@pytest.fixture
def material(maker: Actor) -> Material:
    actions.open_campaign(actor=maker, slug="versions", title_en="Versions")
    return actions.add_material(actor=maker, slug="versions", kind="leaflet", title_en="A leaflet", motif="window")


def write(actor: Actor, material: Material, headline: str = "Qapı kilidlidir.", **more: str) -> Version:
    return actions.write_version(actor=actor, material_id=material.pk, language="az", headline=headline, **more)


@pytest.mark.django_db
def test_what_was_approved_is_never_written_over(sign_in: SignIn, maker: Actor, material: Material) -> None:
    first = write(maker, material)
    helper = sign_in("campaign_officer", organisation="iom-az")
    assert write(helper, material, "Qapı açıqdır").pk == first.pk  # a draft is
    again(maker)
    assert write(maker, material, "Qapı açıqdır.").pk == first.pk
    again(helper)
    with pytest.raises(NotPermitted, match="other than its writer"):  # what they wrote may stand there still
        actions.approve_version(actor=helper, version_id=first.pk)
    again(maker)
    with pytest.raises(WrongState, match="approved"):
        actions.print_sheet(actor=maker, version_id=first.pk)
    with pytest.raises(NotPermitted, match="other than its writer"):
        actions.approve_version(actor=maker, version_id=first.pk)
    other = sign_in("campaign_officer", organisation="iom-az")
    assert actions.approve_version(actor=other, version_id=first.pk).approved_on == today()
    with pytest.raises(WrongState):
        actions.approve_version(actor=other, version_id=first.pk)
    second = write(other, material, "Yeni sözlər.")
    first.refresh_from_db()
    assert (second.number, second.state, first.state, first.headline) == (2, "draft", "approved", "Qapı açıqdır.")
    again(maker)
    actions.approve_version(actor=maker, version_id=second.pk)
    first.refresh_from_db()
    assert first.state == "superseded"


@pytest.mark.django_db
def test_a_translation_is_translated_back_by_somebody_else(sign_in: SignIn, maker: Actor, material: Material) -> None:
    with pytest.raises(InvalidInput, match="own language"):
        write(maker, material, translated_from="az")
    translation = write(maker, material, translated_from="en")
    with pytest.raises(NotPermitted, match="other than the translator"):
        actions.translate_version_back(actor=maker, version_id=translation.pk, back_translation="The door")
    other = sign_in("campaign_officer", organisation="iom-az")
    with pytest.raises(WrongState, match="translated back"):
        actions.approve_version(actor=other, version_id=translation.pk)
    back = actions.translate_version_back(
        actor=other, version_id=translation.pk, back_translation="The door is locked."
    )
    assert back.state == "back_translated"
    again(maker)
    following = write(maker, material, "Başqa sözlər.", translated_from="en")
    back.refresh_from_db()
    assert (following.number, following.back_translation, back.state) == (2, "", "superseded")
    stranger = sign_in("campaign_officer", organisation="mlspp")
    for refused in (actions.approve_version, queries.version_to_change):
        with pytest.raises(NotVisible):
            refused(actor=stranger, version_id=following.pk)
    donor = sign_in("donor", organisation="iom-az")
    with pytest.raises(NotPermitted):
        actions.approve_version(actor=donor, version_id=following.pk)


@pytest.mark.django_db
def test_the_public_reads_only_what_is_approved_and_where_it_hangs(
    sign_in: SignIn, maker: Actor, material: Material
) -> None:
    versions = [write(maker, material)]
    actions.write_version(actor=maker, material_id=material.pk, language="en", headline="A draft")
    at = {"actor": maker, "material_id": material.pk, "site": "metro"}
    actions.record_placement(venue="metro-28-may", up_on=today(), **at)
    actions.record_placement(venue="metro-sahil", up_on=today(), down_on=today(), **at)
    other = sign_in("campaign_officer", organisation="iom-az")
    actions.approve_version(actor=other, version_id=versions[0].pk)
    newer = write(other, material, "Yeni")
    again(maker)
    actions.approve_version(actor=maker, version_id=newer.pk)
    tables = [
        block["rows"]
        for block in campaign_words(actor=maker, slug="versions", language="en").body["main"]
        if block["kind"] == "table"
    ]
    assert tables == [[["A leaflet", "Leaflet", "Azerbaijani", ""]], [["A leaflet", "28 May"]]]


@pytest.mark.django_db
def test_a_pre_test_says_which_version_was_tried_out(maker: Actor, material: Material) -> None:
    version = write(maker, material)
    held = {"kind": "pre_test", "held_on": today(), "is_passed": False, "asked_count": 12, "understood_count": 9}
    actions.review_material(
        actor=maker, material_id=material.pk, version_id=version.pk, changes_made="Shorter words.", **held
    )
    review = queries.version_reviews(actor=maker, version=version)[0]
    assert (review.understood_count, review.changes_made) == (9, "Shorter words.")
    with pytest.raises(NotVisible):
        actions.review_material(actor=maker, material_id=material.pk, version_id=uuid4(), **held)


@pytest.mark.django_db
def test_a_sheet_is_printed_for_its_place(sign_in: SignIn, maker: Actor, material: Material) -> None:
    version = write(maker, material, subline="Zəng edin.")
    station, airport = (
        actions.record_placement(actor=maker, material_id=material.pk, site=site, venue=venue)
        for site, venue in (("metro", "metro-28-may"), ("airport", "airport-baku"))
    )
    other = sign_in("campaign_officer", organisation="iom-az")
    actions.approve_version(actor=other, version_id=version.pk)
    with pytest.raises(WrongState, match="dignity"):
        actions.print_sheet(actor=other, version_id=version.pk)
    actions.review_material(actor=other, material_id=material.pk, kind="dignity", held_on=today(), is_passed=True)
    neutral = actions.print_sheet(actor=other, version_id=version.pk, layout="leaflet_a4_folded")
    placed = actions.print_sheet(actor=other, version_id=version.pk, code=station.code)
    assert neutral != placed
    assert all(made.startswith(b"%PDF-") for made in (neutral, placed))
    with pytest.raises(WrongState, match="international number"):
        actions.print_sheet(actor=other, version_id=version.pk, code=airport.code)
    with pytest.raises(NotVisible):
        actions.print_sheet(actor=other, version_id=version.pk, code="NOSUCH")
    with pytest.raises(InvalidInput, match="such paper"):
        actions.print_sheet(actor=other, version_id=version.pk, layout="poster_a1")
    with pytest.raises(WrongState, match="international number"):
        actions.place_material(actor=other, material_id=material.pk, site="airport", venue="airport-baku")


@pytest.mark.django_db
def test_new_words_are_printed_after_a_new_review_and_only_if_they_fit(
    sign_in: SignIn, desk_client: Callable[..., DeskClient], maker: Actor, material: Material
) -> None:
    other = sign_in("campaign_officer", organisation="iom-az")
    actions.review_material(actor=other, material_id=material.pk, kind="dignity", held_on=today(), is_passed=True)
    longer = write(other, material, "Çox uzun sözlər burada " * 6)
    again(maker)
    actions.approve_version(actor=maker, version_id=longer.pk)
    with pytest.raises(WrongState, match="changed after its dignity review"):
        actions.print_sheet(actor=maker, version_id=longer.pk)
    again(other)
    actions.review_material(actor=other, material_id=material.pk, kind="dignity", held_on=today(), is_passed=True)
    again(maker)
    with pytest.raises(InvalidInput, match="Too long") as refused:
        actions.print_sheet(actor=maker, version_id=longer.pk)
    assert refused.value.params["fields"] == "Headline"
    client = desk_client("campaign_officer", organisation="iom-az", language="en")
    page = client.get(f"/prevention/versions/{longer.pk}/").content.decode()
    assert "Too long for this paper:" in page
    assert client.get(f"/prevention/sheets/{longer.pk}.png").content.startswith(b"\x89PNG")
    assert client.get(f"/prevention/sheets/{longer.pk}.png?page=2").status_code == 404
    assert client.get(f"/prevention/sheets/{longer.pk}.pdf").status_code == 422


@pytest.mark.django_db
def test_a_design_made_elsewhere_is_the_file_of_a_draft(
    sign_in: SignIn, desk_client: Callable[..., DeskClient], maker: Actor, material: Material
) -> None:
    version = write(maker, material)
    client = desk_client("campaign_officer", organisation="iom-az", language="en")
    address = f"/prevention/versions/{version.pk}/design/"
    for name, content, said in (("a.pdf", b"MZ", "PDF, JPEG and PNG"), ("b.pdf", b"%PDF-1.7 /Encrypt", "password")):
        page = client.post(address, {"file": SimpleUploadedFile(name, content)})
        assert said in page.content.decode()
    assert client.get(f"{address}open/").status_code == 404
    sent = {"file": SimpleUploadedFile("photo.png", gps_png()), "has_number_abroad": "on"}
    assert client.post(address, sent).status_code == 302
    opened = client.get(f"{address}open/")
    assert opened.content == tiny_png()
    assert opened.headers["Content-Disposition"].startswith("attachment")
    stranger = sign_in("campaign_officer", organisation="mlspp")
    with pytest.raises(NotVisible):
        actions.upload_design(actor=stranger, version_id=version.pk, file=SimpleUploadedFile("a", b"%PDF-1.7"))
    helper = sign_in("campaign_officer", organisation="iom-az")
    actions.upload_design(actor=helper, version_id=version.pk, file=SimpleUploadedFile("c.png", gps_png()))
    again(client.actor)
    actions.upload_design(
        actor=client.actor, version_id=version.pk, file=SimpleUploadedFile("d.png", tiny_png()), has_number_abroad=True
    )
    for one in (maker, helper, client.actor):
        again(one)
        with pytest.raises(NotPermitted):
            actions.approve_version(actor=one, version_id=version.pk)
    other = sign_in("campaign_officer", organisation="iom-az")
    actions.approve_version(actor=other, version_id=version.pk)
    with pytest.raises(WrongState, match="draft"):
        actions.upload_design(actor=other, version_id=version.pk, file=SimpleUploadedFile("a", b"%PDF-1.7"))


@pytest.mark.django_db
def test_at_an_airport_every_language_that_hangs_there_names_the_number_abroad(
    sign_in: SignIn, maker: Actor, material: Material
) -> None:
    version = write(maker, material)
    file = SimpleUploadedFile("a.png", tiny_png())
    actions.upload_design(actor=maker, version_id=version.pk, file=file, has_number_abroad=True)
    other = sign_in("campaign_officer", organisation="iom-az")
    actions.approve_version(actor=other, version_id=version.pk)
    actions.review_material(actor=other, material_id=material.pk, kind="dignity", held_on=today(), is_passed=True)
    placed = {"material_id": material.pk, "site": "airport", "venue": "airport-baku"}
    assert actions.place_material(actor=other, **placed).site == "airport"
    again(maker)
    english = actions.write_version(actor=maker, material_id=material.pk, language="en", headline="The door is locked.")
    again(other)
    actions.approve_version(actor=other, version_id=english.pk)
    actions.review_material(actor=other, material_id=material.pk, kind="dignity", held_on=today(), is_passed=True)
    for language in ("en", ""):  # its English words name no number that dials from abroad
        with pytest.raises(WrongState, match="international number"):
            actions.place_material(actor=other, language=language, **placed)
    assert actions.place_material(actor=other, language="az", **placed).language == "az"


def tiny_png(extra: bytes = b"") -> bytes:
    head = (1).to_bytes(4) + (1).to_bytes(4) + bytes([8, 0, 0, 0, 0])
    dots = chunk(b"IDAT", zlib.compress(b"\0\0"))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + extra + dots + chunk(b"IEND", b"")


def gps_png() -> bytes:
    return tiny_png(chunk(b"eXIf", b"II*\0 40.3797 N 49.8490 E"))


def chunk(name: bytes, content: bytes) -> bytes:
    return len(content).to_bytes(4) + name + content + zlib.crc32(name + content).to_bytes(4)
