"""Sheets for every place of a material: made part by part, each with its own code, fetched for one day."""

from datetime import UTC, datetime, timedelta
from io import BytesIO
from uuid import uuid4
from zipfile import ZipFile

import pytest
from django.db import connection
from pypdf import PdfReader

from panah.accounts.models import Account
from panah.audit.models import Entry
from panah.core.clock import now, today
from panah.core.db import leave_context
from panah.core.errors import InvalidInput, NotPermitted, NotVisible, WrongState
from panah.prevention import actions, queries
from panah.prevention.models import Bundle, BundlePart
from panah.prevention.rules import bundle as rules
from panah.prevention.tasks import empty_bundles
from tests.support import again, client_of, sign_in


def test_a_bundle_has_a_place_and_not_too_many_and_its_day_ends() -> None:
    rules.check_count(rules.MOST)
    with pytest.raises(WrongState, match="Place the material first"):
        rules.check_count(0)
    with pytest.raises(InvalidInput, match="At most"):
        rules.check_count(rules.MOST + 1)
    asked, day = datetime(2026, 11, 23, 8, tzinfo=UTC), timedelta(hours=24)
    assert not rules.is_over(asked_at=asked, kept=day, now=asked + day - timedelta(seconds=1))
    assert rules.is_over(asked_at=asked, kept=day, now=asked + day)
    assert not rules.is_stuck(asked_at=asked, now=asked + timedelta(minutes=9))
    assert rules.is_stuck(asked_at=asked, now=asked + timedelta(minutes=10))
    assert rules.percent(made=999, total=1000) == 99


def approved(maker, other, *, venues=()):
    """A poster that may be printed, with its placements."""
    actions.open_campaign(actor=maker, slug="bundles", title_en="Bundles")
    poster = actions.add_material(actor=maker, slug="bundles", kind="poster", title_en="A window", motif="window")
    version = actions.write_version(actor=maker, material_id=poster.pk, language="az", headline="Qapı kilidlidir.")
    for venue in venues:
        actions.record_placement(actor=maker, material_id=poster.pk, site="metro", venue=venue, up_on=today())
    again(other)
    actions.approve_version(actor=other, version_id=version.pk)
    actions.review_material(actor=other, material_id=poster.pk, kind="dignity", held_on=today(), is_passed=True)
    again(maker)
    return version


@pytest.mark.django_db
def test_every_place_gets_a_sheet_with_its_own_code_part_by_part(monkeypatch) -> None:
    jobs = []
    monkeypatch.setattr("panah.prevention.actions.bundle.PART", 2)
    monkeypatch.setattr("panah.prevention.actions.bundle.enqueue", lambda name, **ids: jobs.append(name))
    other, maker = (sign_in("campaign_officer", organisation="iom-az") for _ in range(2))
    version = approved(maker, other, venues=("metro-sahil", "metro-28-may", "metro-nizami"))
    gone = queries.placements(actor=maker, campaign=version.material.campaign).spots[0].placement
    actions.take_down(actor=maker, placement_id=gone.pk, down_on=today())
    actions.record_placement(actor=maker, material_id=version.material_id, site="school", venue="school-guba")
    actions.record_placement(actor=maker, material_id=version.material_id, site="airport", venue="airport-baku")
    asked = actions.ask_bundle(actor=maker, version_id=version.pk, layout="poster_a3")
    client = client_of(Account.objects.get(pk=maker.id))
    page = client.get(f"/prevention/bundles/{asked.pk}/").content.decode()
    assert 'max="3" value="0"' in page and 'hx-trigger="every 2s"' in page
    assert "Left out: 1 places on the way abroad" in page
    assert client.get(f"/prevention/bundles/{asked.pk}/fetch/").status_code == 409
    again(maker)
    assert actions.make_bundle_part(actor=maker, bundle_id=asked.pk) == 2
    assert jobs == ["prevention.make_bundle"] * 2, "the next part is asked for with the one before"
    with pytest.raises(WrongState, match="still being made"):
        actions.fetch_bundle(actor=maker, bundle_id=asked.pk)
    assert [actions.make_bundle_part(actor=maker, bundle_id=asked.pk) for _ in range(2)] == [3, 3]
    assert BundlePart.objects.own(maker).filter(bundle=asked).count() == 2
    made = client.get(f"/prevention/bundles/{asked.pk}/fetch/")
    with ZipFile(BytesIO(made.content)) as archive:
        names = archive.namelist()
        codes = {name.split("-")[1] for name in names}
        told = [PdfReader(BytesIO(archive.read(name))).pages[0].extract_text() for name in names]
    again(maker)
    assert codes == {one.code for one in queries.to_print(actor=maker, version=version)} and gone.code not in codes
    assert all(f"/p/{name.split('-')[1]}" in text for name, text in zip(names, told, strict=True))
    logged = Entry.objects.filter(event__startswith="prevention.bundle.").values_list("event", flat=True)
    assert [*logged].count("prevention.bundle.made") == 3


def empty_as_worker() -> int:
    """Do what the hourly job does, as the role of the jobs and without a context."""
    leave_context()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE panah_worker")
        emptied = empty_bundles()
        cursor.execute("SET LOCAL ROLE panah_desk")
    return emptied


@pytest.mark.django_db
def test_a_bundle_is_refused_and_ends() -> None:
    other, maker = (sign_in("campaign_officer", organisation="iom-az") for _ in range(2))
    version = approved(maker, other)
    with pytest.raises(WrongState, match="Place the material first"):
        actions.ask_bundle(actor=maker, version_id=version.pk, layout="")
    actions.record_placement(actor=maker, material_id=version.material_id, site="metro", up_on=today())
    with pytest.raises(InvalidInput, match="such paper"):
        actions.ask_bundle(actor=maker, version_id=version.pk, layout="card")
    with pytest.raises(NotVisible):
        actions.ask_bundle(actor=maker, version_id=uuid4(), layout="")
    asked = actions.ask_bundle(actor=maker, version_id=version.pk, layout="poster_a1")
    actions.make_bundle_part(actor=maker, bundle_id=asked.pk)
    stranger = sign_in("campaign_officer", organisation="ngo-clean-world")
    for act in (actions.fetch_bundle, actions.continue_bundle, actions.make_bundle_part):
        with pytest.raises(NotVisible):
            act(actor=stranger, bundle_id=asked.pk)
    donor = sign_in("donor", organisation="eu-delegation")
    for act in (actions.ask_bundle, actions.make_bundle_part, actions.continue_bundle, actions.fetch_bundle):
        wanted = {"version_id": version.pk, "layout": ""} if act is actions.ask_bundle else {"bundle_id": asked.pk}
        with pytest.raises(NotPermitted):
            act(actor=donor, **wanted)
    assert empty_as_worker() == 0
    again(maker)
    Bundle.objects.own(maker).update(asked_at=now() - timedelta(hours=24))
    with pytest.raises(WrongState, match="for one day"):
        actions.fetch_bundle(actor=maker, bundle_id=asked.pk)
    assert empty_as_worker() == 1
    again(maker)
    assert BundlePart.objects.own(maker).get(bundle=asked).content is None


@pytest.mark.django_db
def test_a_bundle_that_stopped_is_made_on(monkeypatch) -> None:
    jobs = []
    monkeypatch.setattr("panah.prevention.actions.bundle.enqueue", lambda name, **ids: jobs.append(name))
    other, maker = (sign_in("campaign_officer", organisation="iom-az") for _ in range(2))
    version = approved(maker, other, venues=("metro-sahil",))
    asked = actions.ask_bundle(actor=maker, version_id=version.pk, layout="poster_a3")
    client = client_of(Account.objects.get(pk=maker.id))
    again(maker)
    with pytest.raises(WrongState, match="did not stop"):
        actions.continue_bundle(actor=maker, bundle_id=asked.pk)
    Bundle.objects.own(maker).update(asked_at=now() - rules.STUCK)
    assert "Make the rest" in client.get(f"/prevention/bundles/{asked.pk}/").content.decode()
    client.post(f"/prevention/bundles/{asked.pk}/continue/")
    assert 'hx-trigger="every 2s"' in client.get(f"/prevention/bundles/{asked.pk}/").content.decode()
    assert jobs == ["prevention.make_bundle"] * 2
    again(maker)
    assert actions.make_bundle_part(actor=maker, bundle_id=asked.pk) == 1
