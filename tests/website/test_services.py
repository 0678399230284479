"""The directory of services before the public: in three languages, and a shelter without a way to find it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from panah.core.clock import today
from panah.published import actions
from panah.published.models import Offer
from panah.published.rules import OfferDetails

pytestmark = pytest.mark.django_db

LEGAL = OfferDetails(
    service="legal", languages=("az", "ru"), days="weekdays", from_hour=9, until_hour=18, capacity="free",
    phone="012 000 00 01", note_ru="По записи",
)  # fmt: skip


def test_the_public_reads_what_providers_keep_and_finds_no_shelter_by_it(browser, sign_in):
    centre = sign_in("case_supervisor", organisation="vac", duties=("focal_point",))
    kept = actions.keep_offer(actor=centre, details=LEGAL)
    gone = actions.keep_offer(actor=centre, details=replace(LEGAL, phone="012 000 00 02"))
    actions.withdraw_offer(actor=centre, offer_id=gone.id)
    Offer.objects.own(centre).filter(pk=kept.pk).update(confirmed_on=today() - timedelta(days=91))
    house = sign_in("shelter_manager", organisation="mia-shelter", duties=("focal_point",))
    actions.keep_offer(actor=house, details=replace(LEGAL, service="psychological", phone="", note_ru=""))
    page = browser.get("/ru/services/").content.decode()
    for words in ("Юридическая помощь", "По записи", "012 000 00 01", "Центр помощи жертвам", "позвоните, прежде"):
        assert words in page
    for words in ("012 000 00 02", "Приют Главного управления"):
        assert words not in page
    found = browser.get("/en/services/", {"service": "psychological"}).content.decode()
    assert "Nobody says where it is" in found and "Through the helpline: <b>152</b>" in found
    assert "Legal aid</h2>" not in found
    assert "Belə bir şey tapmadıq" in browser.get("/az/services/", {"language": "tr"}).content.decode()
