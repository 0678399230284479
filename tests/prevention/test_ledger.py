"""Print runs, stock and deliveries between organisations, on the database and through the pages."""

import html
import io
import json
from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from panah.access.policy import Actor
from panah.audit.models import Entry
from panah.core.clock import today
from panah.core.errors import InvalidInput, NotPermitted, NotVisible, WrongState
from panah.organisations.models import Organisation
from panah.prevention import actions, queries
from panah.prevention.models import Batch, Delivery, Receipt
from tests.support import DeskClient, again, stood

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Actor]
OFFICER = ("campaign_officer",)


@pytest.fixture
def maker(sign_in: SignIn) -> Actor:
    return sign_in(*OFFICER, organisation="iom-az")


@pytest.fixture
def batch(sign_in: SignIn, maker: Actor) -> Batch:
    campaign = actions.open_campaign(actor=maker, slug="ledger", title_en="Ledger", title_az="Jurnal")
    leaflet = actions.add_material(actor=maker, slug=campaign.slug, kind="leaflet", title_en="A leaflet")
    version = actions.write_version(actor=maker, material_id=leaflet.pk, language="az", headline="Qapı kilidlidir.")
    other = sign_in(*OFFICER, organisation="iom-az")
    actions.approve_version(actor=other, version_id=version.pk)
    actions.review_material(actor=other, material_id=leaflet.pk, kind="dignity", held_on=today(), is_passed=True)
    again(maker)
    return actions.record_batch(
        actor=maker,
        material_id=leaflet.pk,
        language="az",
        printed_on=today(),
        printed_count=100,
        unit_cost=Decimal("0.25"),
        currency="AZN",
    )


def partner() -> Organisation:
    return Organisation.objects.get(code="ngo-clean-world")


def hand(actor: Actor, batch: Batch, count: int, **more: object) -> Delivery:
    given = {"site": "school", "given_count": count, "delivered_on": today()}
    return actions.hand_out(actor=actor, batch_id=batch.pk, **(given | more))  # type: ignore[arg-type]


def test_a_batch_goes_from_store_to_store_and_is_given_out_once(sign_in: SignIn, maker: Actor, batch: Batch) -> None:
    sent = hand(maker, batch, 60, site="ngo", host_id=partner().pk)
    assert queries.shelf(actor=maker, batch_id=batch.pk).stock.left == 40
    with pytest.raises(NotVisible):
        actions.receive_delivery(actor=maker, delivery_id=sent.pk, received_on=today(), received_count=60)
    other = sign_in(*OFFICER, organisation="ngo-clean-world")
    assert [item.kind for item in queries.work(actor=other)] == ["stock"]
    with pytest.raises(NotVisible):
        hand(other, batch, 1)
    receipt = actions.receive_delivery(
        actor=other, delivery_id=sent.pk, received_on=today(), received_count=58, damaged_count=3
    )
    assert receipt.organisation_id == other.organisation_id
    assert queries.work(actor=other) == []
    with pytest.raises(WrongState, match="already"):
        actions.receive_delivery(actor=other, delivery_id=sent.pk, received_on=today(), received_count=58)
    hand(other, batch, 50, site="metro", venue="metro-28-may")
    with pytest.raises(InvalidInput, match="only") as refused:
        hand(other, batch, 6)
    assert (refused.value.field, refused.value.params["left"]) == ("given_count", 5)
    again(maker)
    found = queries.shelves(actor=maker, campaign=batch.campaign)
    assert {row.holder.code: (row.stock.came, row.stock.left, row.cost) for row in found} == {
        "iom-az": (100, 40, Decimal("10.00")),
        "ngo-clean-world": (55, 5, Decimal("1.25")),
    }
    # What lies in a partner's store reached nobody: what the partner hands out of it did.
    assert queries.campaign(actor=maker, slug="ledger").given_count == 50  # type: ignore[attr-defined]
    assert [(row.given, row.printed) for row in queries.materials(actor=maker, campaign=batch.campaign)] == [(50, 100)]


def test_only_what_was_reviewed_and_approved_is_printed(maker: Actor, batch: Batch) -> None:
    run: dict[str, Any] = {"actor": maker, "printed_on": today(), "printed_count": 1}
    with pytest.raises(WrongState, match="in this language"):
        actions.record_batch(material_id=batch.material_id, language="ru", **run)
    card = actions.add_material(actor=maker, slug="ledger", kind="card", title_en="A card nobody reviewed")
    with pytest.raises(WrongState, match="dignity review"):
        actions.record_batch(material_id=card.pk, **run)


def test_what_fails_a_review_after_it_was_printed_leaves_no_store(sign_in: SignIn, maker: Actor, batch: Batch) -> None:
    sent = hand(maker, batch, 60, site="ngo", host_id=partner().pk)
    other = sign_in(*OFFICER, organisation="ngo-clean-world")
    actions.receive_delivery(actor=other, delivery_id=sent.pk, received_on=today(), received_count=60)
    hand(other, batch, 1)
    again(maker)
    # A newer text asks for a new review; what was printed before it was reviewed as it is.
    actions.change_material(
        actor=maker, material_id=batch.material_id, title_en="A leaflet", violence_shown=["physical"]
    )
    hand(maker, batch, 1)
    actions.review_material(
        actor=maker, material_id=batch.material_id, kind="pre_test", held_on=today(), is_passed=False, asked_count=9
    )
    for holder in (maker, other):
        again(holder)
        with pytest.raises(WrongState, match="failed a review"):
            hand(holder, batch, 1)
    again(maker)
    actions.review_material(
        actor=maker, material_id=batch.material_id, kind="pre_test", held_on=today(), is_passed=True
    )
    hand(maker, batch, 1)


def test_what_the_ledger_refuses(sign_in: SignIn, maker: Actor, batch: Batch) -> None:
    tomorrow = today() + timedelta(days=1)
    cost: dict[str, Any] = {"material_id": batch.material_id, "printed_count": 5, "unit_cost": Decimal(1)}
    for call, field in (
        (lambda: actions.record_batch(actor=maker, printed_on=today(), **cost), "currency"),
        (lambda: actions.record_batch(actor=maker, printed_on=tomorrow, currency="AZN", **cost), "printed_on"),
        (lambda: hand(maker, batch, 101), "given_count"),
        (lambda: hand(maker, batch, 1, delivered_on=tomorrow), "delivered_on"),
        (lambda: hand(maker, batch, 1, host_id=maker.organisation_id), "host_id"),
        (lambda: hand(maker, batch, 1, venue="metro-28-may"), "venue"),
    ):
        with pytest.raises(InvalidInput) as refused:
            call()
        assert refused.value.field == field
    line = hand(maker, batch, 10)
    with pytest.raises(InvalidInput):
        actions.count_delivery(actor=maker, delivery_id=line.pk, received_count=9, used_count=8, left_count=2)
    counted = actions.count_delivery(actor=maker, delivery_id=line.pk, received_count=9, used_count=7, left_count=2)
    assert (counted.used_count, counted.damaged_count) == (7, None)
    logged = set(Entry.objects.values_list("event", flat=True))
    assert {"prevention.batch.recorded", "prevention.delivery.counted"} <= logged
    other = sign_in(*OFFICER, organisation="ngo-clean-world")
    for unseen in (line.pk, uuid4()):
        with pytest.raises(NotVisible):
            actions.count_delivery(actor=other, delivery_id=unseen)
    with pytest.raises(NotVisible):
        actions.record_batch(actor=other, material_id=batch.material_id, printed_on=today(), printed_count=1)
    reader = sign_in("donor", organisation="us-inl")
    forbidden: tuple[Callable[[], object], ...] = (
        lambda: hand(reader, batch, 1),
        lambda: actions.count_delivery(actor=reader, delivery_id=line.pk),
        lambda: actions.record_batch(actor=reader, material_id=batch.material_id, printed_on=today(), printed_count=1),
        lambda: actions.receive_delivery(actor=reader, delivery_id=line.pk, received_on=today(), received_count=1),
    )
    for refuse in forbidden:
        with pytest.raises(NotPermitted):
            refuse()
    assert (Batch.objects.count(), Delivery.objects.count(), Receipt.objects.count()) == (1, 1, 0)


def test_the_ledger_through_its_pages(desk_client: Callable[..., DeskClient], maker: Actor, batch: Batch) -> None:
    client = desk_client(*OFFICER, organisation="iom-az", language="az")
    day = {f"delivered_on_{part}": getattr(today(), part) for part in ("day", "month", "year")}
    address = f"/prevention/batches/{batch.pk}/hand-out/"
    typed = {"site": "school", **day}
    refused = client.post(address, {**typed, "given_count": 101})
    assert "Anbarınızda yalnız 100" in refused.content.decode()
    assert client.post(address, {**typed, "given_count": 30, "host_id": partner().pk}).status_code == 302
    stock = client.get("/prevention/stock/").content.decode()
    assert batch.reference in stock
    assert ">70<" in stock
    line = Delivery.objects.get()
    count = f"/prevention/deliveries/{line.pk}/count/"
    opened = stood(client.get(count).content.decode())
    assert client.post(count, {**opened, "left_count": 31}).status_code == 200
    assert client.post(count, {**opened, "left_count": 12}).status_code == 302
    assert client.get(f"/prevention/materials/{batch.material_id}/print-run/").status_code == 200
    assert batch.reference in client.get("/prevention/campaigns/ledger/").content.decode()
    other = desk_client(*OFFICER, organisation="ngo-clean-world")
    assert "Confirm what arrived" in other.get("/prevention/stock/").content.decode()
    assert 'value="30"' in other.get(f"/prevention/deliveries/{line.pk}/receive/").content.decode()
    assert other.get(f"/prevention/deliveries/{line.pk}/count/").status_code == 404


def test_a_sheet_is_looked_at_taken_over_whole_and_never_twice(
    desk_client: Callable[..., DeskClient], maker: Actor, batch: Batch
) -> None:
    client = desk_client(*OFFICER, organisation="iom-az")
    address = f"/prevention/batches/{batch.pk}/sheet/"

    def sent(*lines: str) -> str:
        content = "\n".join(["Yer;Sayı;Tarix", *(f"{line};{today()}" for line in lines)]).encode()
        answer = client.post(address, {"file": SimpleUploadedFile("sheet.csv", content)})
        return str(answer.content.decode())

    wrong = sent("Sahil;10", "Icherisheer;5")
    assert "Icherisheher" in wrong
    assert 'name="import"' not in wrong
    assert "not in your store" in sent("Sahil;60", "metro-28-may;41")
    ready = sent("Sahil;60", "metro-28-may;30")
    rows = html.unescape(ready.split('name="rows" value="')[1].split('"')[0])
    assert Delivery.objects.count() == 0
    for _ in range(2):
        client.post(address, {"rows": rows, "import": "1"})
        assert sorted(Delivery.objects.values_list("venue", "given_count")) == [
            ("metro-28-may", 30),
            ("metro-sahil", 60),
        ]
    assert "Nothing in this sheet is new" in sent("Sahil;60")
    forged = json.dumps([[["yer", "say", "gun"], ["Sahil", "11", str(today())]], False])
    assert "only 10" in client.post(address, {"rows": forged, "import": "1"}).content.decode()
    assert client.post(address, {"rows": "[1", "import": "1"}).status_code == 422
    book = io.BytesIO()
    with xlsxwriter.Workbook(book) as made:
        sheet = made.add_worksheet()
        sheet.write_row(0, 0, ["Place", "Count", "Day"])
        sheet.write_row(1, 0, ["Sahil", 7])
        sheet.write_datetime(1, 2, datetime(2026, 1, 5), made.add_format({"num_format": "dd.mm.yyyy"}))  # noqa: DTZ001
    looked = client.post(address, {"file": SimpleUploadedFile("sheet.xlsx", book.getvalue())}).content.decode()
    assert 'name="import"' in looked
    assert "5 January 2026" in looked
    other = desk_client(*OFFICER, organisation="ngo-clean-world")
    assert other.post(address, {"rows": forged, "import": "1"}).status_code == 404
    assert Delivery.objects.count() == 2
