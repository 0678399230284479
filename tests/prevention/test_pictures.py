"""The library of pictures: whose they are, who agreed, what they may stand on; and whose logo must stand beside."""

import struct
import zlib
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from panah.access.policy import Actor
from panah.core.clock import today
from panah.core.errors import InvalidInput, NotPermitted, NotVisible, WrongState
from panah.core.files import FileKind
from panah.core.seen import see
from panah.organisations.queries import organisation
from panah.partnership import actions as partnership
from panah.prevention import actions, queries
from panah.prevention.models import Picture, Version
from panah.prevention.queries.public import version_words
from panah.prevention.queries.sheets import sheet
from panah.prevention.rules.picture import check_consent, holds, logos_missing, missing_checks, taken_picture
from panah.printing.pictures import drawn
from tests.support import DeskClient, again, stood

SignIn = Callable[..., Actor]
CHECKS = ["no_chains", "no_barcodes", "no_sexualised", "no_child"]
DAY = date(2026, 3, 1)


def png(wide: int = 30, high: int = 20, more: bytes = b"") -> bytes:
    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    rows = b"".join(b"\0" + bytes((14, 113, 122)) * wide for _ in range(high))
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0))
    place = chunk(b"tEXt", more) if more else b""
    return b"\x89PNG\r\n\x1a\n" + head + place + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def upload(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("picture.png", content)


def taken(content: bytes) -> tuple[FileKind, bytes]:
    return taken_picture(content, seen=see(content))


def add(actor: Actor, **more: Any) -> Picture:
    told = {"rights_holder": "Us", "licence": "own", "consent": "nobody", "alt_en": "A lit door", "alt_az": "Qapı"}
    return actions.add_picture(actor=actor, **({"file": upload(png()), "checks": CHECKS} | told | more))


def test_a_consent_outlives_what_is_printed() -> None:
    check_consent(consent="nobody", until=None, today=DAY)
    check_consent(consent="posed", until=DAY + timedelta(days=30), today=DAY)
    for consent, until, said in (
        ("agreed", None, "until when"),
        ("agreed", DAY + timedelta(days=1), "less than"),
        ("nobody", DAY + timedelta(days=400), "Nobody is shown"),
    ):
        with pytest.raises(InvalidInput, match=said):
            check_consent(consent=consent, until=until, today=DAY)
    assert not holds(withdrawn_on=None, consent_until=DAY, today=DAY)
    assert not holds(withdrawn_on=DAY, consent_until=None, today=DAY)
    assert holds(withdrawn_on=None, consent_until=DAY + timedelta(days=1), today=DAY)


def test_only_a_whole_picture_without_its_place_is_kept() -> None:
    kind, kept = taken(png(more=b"GPS 40.4 49.8"))
    assert (kind.code, b"GPS" in kept) == ("png", False)
    for content, said in (
        (b"%PDF-1.7", "JPEG and PNG"),
        (b"GIF89a", "JPEG and PNG"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 5_000_000, "too large"),
        (png()[:40], "cannot be read"),
        (png(0, 20), "damaged"),
    ):
        with pytest.raises(InvalidInput, match=said):
            taken(content)


def test_a_photo_stands_upright_on_paper() -> None:
    up = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06" + bytes(6)
    frame = b"\xff\xc0\x00\x11\x08\x00\x14\x00\x1e\x03" + bytes(9)
    lying = b"\xff\xd8\xff\xe1" + (len(up) + 2).to_bytes(2) + up + frame
    assert 'viewBox="0 0 20 30"' in drawn(lying)
    assert "translate(20 0) rotate(90)" in drawn(lying)
    assert 'viewBox="0 0 30 20"' in drawn(png())


def test_who_pays_is_seen_and_who_works_along_may_be() -> None:
    payer, partner = uuid4(), uuid4()
    supporters = [(payer, "co_funder"), (partner, "partner")]
    assert logos_missing(supporters, set()) == [payer]
    assert logos_missing(supporters, {payer}) == []
    assert missing_checks(CHECKS[:3], CHECKS) == ["no_child"]


@pytest.mark.django_db
def test_the_end_of_a_consent_is_work_some_weeks_before(sign_in: SignIn) -> None:
    maker = sign_in("campaign_officer", organisation="iom-az")
    later = add(maker, consent="agreed", consent_until=today() + timedelta(days=43))
    sooner = add(maker, consent="agreed", consent_until=today() + timedelta(days=42))
    assert [item.url for item in queries.work(actor=maker)] == [f"/prevention/pictures/{sooner.pk}/"]
    Picture.objects.own(maker).filter(pk=later.pk).update(consent_until=today() - timedelta(days=1))  # over is told too
    assert [item.kind for item in queries.work(actor=maker)] == ["picture", "picture"]
    actions.withdraw_picture(actor=maker, picture_id=later.pk)
    assert len(queries.work(actor=maker)) == 1
    assert queries.work(actor=sign_in("campaign_officer", organisation="mlspp")) == []
    assert queries.work(actor=sign_in("donor", organisation="iom-az")) == []


@pytest.mark.django_db
def test_a_picture_is_taken_chosen_and_taken_back(sign_in: SignIn, desk_client: Callable[..., DeskClient]) -> None:
    maker = sign_in("campaign_officer", organisation="iom-az")
    with pytest.raises(InvalidInput, match="Not ticked") as refused:
        add(maker, checks=CHECKS[:3])
    assert "child" in refused.value.params["checks"]
    picture = add(maker, violence_shown=["physical"])
    actions.open_campaign(actor=maker, slug="shown", title_en="Shown")
    card = actions.add_material(actor=maker, slug="shown", kind="card", title_en="A card")
    words = {"material_id": card.pk, "language": "az", "headline": "Zəng edin."}
    with pytest.raises(NotVisible):
        actions.write_version(actor=maker, picture_id=uuid4(), **words)
    version = actions.write_version(actor=maker, picture_id=picture.pk, **words)
    other = sign_in("campaign_officer", organisation="iom-az")
    actions.review_material(actor=other, material_id=card.pk, kind="dignity", held_on=today(), is_passed=True)
    with pytest.raises(WrongState, match="tried out"):  # the picture shows violence, whatever the material says
        actions.place_material(actor=other, material_id=card.pk, site="metro", venue="metro-28-may")
    actions.approve_version(actor=other, version_id=version.pk)
    with pytest.raises(WrongState, match="tried out"):
        actions.print_sheet(actor=other, version_id=version.pk)
    actions.review_material(actor=other, material_id=card.pk, kind="pre_test", held_on=today(), is_passed=True)
    assert actions.print_sheet(actor=other, version_id=version.pk).startswith(b"%PDF-")
    for role, body, error in (("donor", "iom-az", NotPermitted), ("campaign_officer", "mlspp", NotVisible)):
        with pytest.raises(error):
            actions.withdraw_picture(actor=sign_in(role, organisation=body), picture_id=picture.pk)
    client = desk_client("campaign_officer", organisation="iom-az", language="en")
    assert client.get(f"/prevention/pictures/{picture.pk}/open/").headers["Content-Type"] == "image/png"
    assert "A card" in client.get(f"/prevention/pictures/{picture.pk}/").content.decode()
    assert client.post(f"/prevention/pictures/{picture.pk}/withdraw/").status_code == 302
    assert client.get(f"/prevention/pictures/{picture.pk}/open/").status_code == 404
    again(other)
    picture.refresh_from_db()
    assert bytes(picture.content) == b""
    with pytest.raises(WrongState, match="already"):
        actions.withdraw_picture(actor=other, picture_id=picture.pk)
    for refused_step in (
        lambda: actions.print_sheet(actor=other, version_id=version.pk),
        lambda: actions.write_version(actor=other, picture_id=picture.pk, **words),
    ):
        with pytest.raises(WrongState, match="may not be shown"):
            refused_step()


@pytest.mark.django_db
def test_a_sheet_waits_for_the_logo_of_whoever_pays(sign_in: SignIn, desk_client: Callable[..., DeskClient]) -> None:
    planner = sign_in("project_officer", organisation="iom-az")
    partnership.open_project(actor=planner, slug="paid", name_en="Paid", name_az="Ödənilən")
    phase = partnership.add_phase(actor=planner, slug="paid", label="I")
    payer = organisation(code="eu-delegation").pk
    partnership.add_funding(actor=planner, slug="paid", funder="eu-delegation", role="funder")
    maker = sign_in("campaign_officer", organisation="iom-az")
    actions.open_campaign(actor=maker, slug="paid-for", title_en="Paid for", phase_id=phase.pk)
    card = actions.add_material(actor=maker, slug="paid-for", kind="card", title_en="A card", motif="door")
    version = actions.write_version(actor=maker, material_id=card.pk, language="en", headline="Call.")
    other = sign_in("campaign_officer", organisation="iom-az")
    actions.approve_version(actor=other, version_id=version.pk)
    actions.review_material(actor=other, material_id=card.pk, kind="dignity", held_on=today(), is_passed=True)
    with pytest.raises(WrongState, match="must stand on it"):
        actions.print_sheet(actor=other, version_id=version.pk)
    client = desk_client("campaign_officer", organisation="iom-az", language="en")
    assert "cannot be printed yet" in client.get(f"/prevention/versions/{version.pk}/").content.decode()
    kept = client.post("/prevention/logos/keep/", {"body_id": payer, "file": upload(png(80, 20))})
    assert kept.status_code == 302
    again(other)
    assert [(row.body_id, row.kind) for row in queries.logos(actor=other)] == [(payer, "png")]
    by_file = actions.print_sheet(actor=other, version_id=version.pk)
    actions.keep_logo(actor=other, body_id=payer)
    by_name = actions.print_sheet(actor=other, version_id=version.pk)
    assert by_file != by_name
    with pytest.raises(NotPermitted):
        actions.keep_logo(actor=sign_in("donor", organisation="iom-az"), body_id=payer)


@pytest.fixture
def planner(sign_in: SignIn) -> Actor:
    """Somebody who keeps a project that two bodies support."""
    planner = sign_in("project_officer", organisation="iom-az")
    partnership.open_project(actor=planner, slug="paid", name_en="Paid", name_az="Ödənilən")
    for funder, role in (("eu-delegation", "funder"), ("us-inl", "partner")):
        partnership.add_funding(actor=planner, slug="paid", funder=funder, role=role)
    return planner


keep = partial(partnership.keep_visibility, slug="paid", position=1)


@pytest.mark.django_db
def test_only_the_project_says_what_its_funders_demand(sign_in: SignIn, planner: Actor) -> None:
    with pytest.raises(InvalidInput, match="Record first"):
        keep(actor=planner, funder="emb-georgia")
    for role, body, error in (("donor", "iom-az", NotPermitted), ("project_officer", "mlspp", NotVisible)):
        with pytest.raises(error):
            keep(actor=sign_in(role, organisation=body), funder="us-inl")


def card_of(sign_in: SignIn, planner: Actor) -> tuple[Actor, Version]:
    """A card of the project in English, and who may approve it."""
    phase = partnership.add_phase(actor=planner, slug="paid", label="I")
    maker = sign_in("campaign_officer", organisation="iom-az")
    actions.open_campaign(actor=maker, slug="paid-for", title_en="Paid for", phase_id=phase.pk)
    card = actions.add_material(actor=maker, slug="paid-for", kind="card", title_en="A card", motif="door")
    version = actions.write_version(actor=maker, material_id=card.pk, language="en", headline="Call.")
    return sign_in("campaign_officer", organisation="iom-az"), version


@pytest.mark.django_db
def test_a_material_follows_what_the_funders_of_its_project_demand(
    sign_in: SignIn, desk_client: Callable[..., DeskClient], planner: Actor
) -> None:
    keep(actor=planner, funder="us-inl", sentence_az="ABŞ-ın dəstəyi ilə", kinds=["card"])
    keep(actor=planner, funder="eu-delegation", position=2, kinds=["poster"])
    other, version = card_of(sign_in, planner)
    missing = partial(queries.demands_missing, actor=other, version=version)
    name = organisation(code="us-inl").name("en")
    assert missing() == [name, f"{name} (English)"]  # the poster's funder demands nothing of a card
    with pytest.raises(WrongState, match="A funder demands"):
        actions.approve_version(actor=other, version_id=version.pk)
    for body in ("eu-delegation", "us-inl"):
        actions.keep_logo(actor=other, body_id=organisation(code=body).pk)
    assert missing() == [f"{name} (English)"]
    client = desk_client("project_officer", organisation="iom-az", language="en")
    address = "/partnership/projects/paid/visibility/?funder=us-inl"
    shown = client.get(address).content.decode()
    assert "ABŞ-ın dəstəyi ilə" in shown
    told = {"funder": "us-inl", "position": 1, "sentence_en": "With the support of the USA", "kinds": ["card"]}
    assert client.post(address, told | {"sentence_az": "ABŞ-ın dəstəyi ilə"} | stood(shown)).status_code == 302
    assert "With the support of the USA" in client.get("/partnership/projects/paid/").content.decode()
    again(other)
    actions.approve_version(actor=other, version_id=version.pk)
    version.refresh_from_db()
    made = sheet(actor=other, version=version)
    assert made.supporters[0] == "With the support of the USA"
    assert [logo.alt for logo in made.logos] == [name, organisation(code="eu-delegation").name("en")]
    (fact,) = version_words(actor=other, version=version).body["side"][0]["facts"][2:]
    assert fact["value"] == "With the support of the USA"
    again(planner)
    keep(actor=planner, funder="us-inl", sentence_az="ABŞ", is_over=True)
    again(other)
    assert missing() == []
