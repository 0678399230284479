"""The directory on the desk: kept by the focal point of its provider, searched by whoever refers."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from panah.core.clock import today
from panah.core.errors import NotVisible, WrongState
from panah.helpline.queries import work
from panah.published import actions, queries
from panah.published.models import Offer
from tests.support import again, desk_client

pytestmark = pytest.mark.django_db

ADD, LIST, OWN = (reverse(f"helpline:offer_{verb}") for verb in ("add", "list", "list_own"))
GIVEN = {"service": "legal", "languages": ["az", "tr"], "capacity": "free", "days": "weekdays", "division": "AZ-GA"}
GIVEN |= {"from_hour": "9", "until_hour": "18", "phone": "012 000 00 01", "note_en": "Bring a Feather"}


def keeper(role, organisation):
    return desk_client(role, organisation=organisation, duties=("focal_point",))


def kept(client, **changes):
    answer = client.post(ADD, GIVEN | changes)
    assert answer.status_code == 302, answer.content.decode()
    return answer.headers["Location"]


def test_a_service_is_kept_by_the_focal_point_of_its_provider_alone():
    provider, colleague = keeper("case_manager", "ngo-clean-world"), desk_client("case_manager", organisation="vac")
    stranger, operator = keeper("liaison_officer", "sms"), desk_client("helpline_operator", organisation="mia-atd")
    assert operator.get(ADD).status_code == colleague.post(ADD, GIVEN).status_code == 403
    wrong = provider.post(ADD, GIVEN | {"until_hour": "9"})
    assert wrong.status_code == 422 and b"The hours end later" in wrong.content
    assert b"leave this empty" in provider.post(ADD, GIVEN | {"service": "shelter"}).content
    address = kept(provider)
    assert b"Bring a Feather" in operator.get(address).content
    for step in ("change", "confirm", "withdraw"):
        assert stranger.post(f"{address}{step}/", GIVEN).status_code == 404, step
        assert operator.post(f"{address}{step}/", GIVEN).status_code == 403, step
    page = provider.get(f"{address}change/").content.decode()
    assert "Bring a Feather" in page and "012 000 00 01" in page
    assert provider.post(f"{address}withdraw/").status_code == 302
    assert operator.get(address).status_code == 404
    assert provider.post(f"{address}confirm/").status_code == 409


def test_the_directory_is_searched_by_need_place_and_language():
    provider, operator = keeper("case_supervisor", "vac"), desk_client("helpline_operator", organisation="mia-atd")
    here, everywhere = kept(provider), kept(provider, division="", languages=["ru"], service="medical")
    for search, found in (
        ({"service": "legal"}, {here}), ({"division": "AZ-GA"}, {here, everywhere}), ({"language": "ru"}, {everywhere}),
        ({"division": "AZ-SM"}, {everywhere}), ({"service": "nothing"}, {here, everywhere}),
    ):  # fmt: skip
        page = operator.get(LIST, search).content.decode()
        assert {each for each in (here, everywhere) if each in page} == found, search
    asked = operator.get(here).content.decode()
    assert f"{reverse('coordination:referral_send')}?to=" in asked
    assert LIST in operator.get(reverse("coordination:referral_send")).content.decode()


def test_a_service_that_was_not_confirmed_for_long_is_work_for_its_focal_point_until_it_is():
    provider = keeper("case_supervisor", "vac")
    address = kept(provider)
    actor = provider.actor
    again(actor)
    offer = queries.own_offers(actor=actor).get()
    Offer.objects.own(actor).update(confirmed_on=today() - timedelta(days=90))
    assert [item.url for item in work(actor=actor) if item.kind == "offer"] == [address]
    assert b"Not confirmed" not in provider.get(OWN).content
    again(actor)
    Offer.objects.own(actor).update(confirmed_on=today() - timedelta(days=91))
    assert b"Not confirmed" in provider.get(OWN).content
    assert provider.post(f"{address}confirm/").status_code == 302
    again(actor)
    assert not [item for item in work(actor=actor) if item.kind == "offer"]
    actions.withdraw_offer(actor=actor, offer_id=offer.id)
    with pytest.raises(WrongState):
        actions.withdraw_offer(actor=actor, offer_id=offer.id)
    with pytest.raises(NotVisible):
        queries.offer(offer_id=offer.id)
    with pytest.raises(IntegrityError), transaction.atomic():
        Offer.objects.own(actor).update(service="shelter")
