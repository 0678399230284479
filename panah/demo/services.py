"""The directory of services as its providers would keep it. Numbers and addresses are invented and lead nowhere."""

from datetime import timedelta
from typing import NamedTuple

from panah.core.clock import today
from panah.demo.today import Today
from panah.published import actions
from panah.published.models import Offer
from panah.published.rules import OfferDetails

EVERY_DAY, OFFICE = ("every_day", 0, 24), ("weekdays", 9, 18)
INVENTED = "000 00 0"


class Kept(NamedTuple):
    """Who keeps which service, and how many days ago it was confirmed."""

    role: str
    organisation: str
    service: str
    languages: tuple[str, ...]
    hours: tuple[str, int, int] = OFFICE
    capacity: str = "free"
    groups: tuple[str, ...] = ()
    division: str = "AZ-BA"
    days_ago: int = 12
    note_en: str = ""


CENTRE, SHELTER = ("case_supervisor", "vac"), ("shelter_manager", "mia-shelter")
WORLD, CHILDREN = ("case_manager", "ngo-clean-world"), ("case_manager", "ngo-children-union")
SERVICES = (
    Kept(*CENTRE, "social", ("az", "ru", "en")),
    Kept(*CENTRE, "psychological", ("az", "ru"), capacity="waiting"),
    Kept(*CENTRE, "legal", ("az", "ru", "en", "tr"), days_ago=40, note_en="Invented: bring what papers you have."),
    Kept(*SHELTER, "shelter", ("az", "ru", "en", "uz"), EVERY_DAY, division=""),
    Kept(*WORLD, "shelter", ("az", "ru"), EVERY_DAY, "full", ("women", "families"), division="", days_ago=3),
    Kept(*WORLD, "psychological", ("az", "ru", "en"), ("by_appointment", 10, 17), groups=("women", "returned")),
    Kept(*WORLD, "vocational", ("az",), ("six_days", 10, 16), "free", ("women",), "AZ-GA", 130),
    Kept(*CHILDREN, "education", ("az", "ru"), groups=("children",), days_ago=60),
    Kept(*CHILDREN, "childcare", ("az",), ("six_days", 8, 19), "waiting", ("families",), "AZ-SM", 95),
    Kept("liaison_officer", "sms", "residence", ("az", "ru", "en"), groups=("foreigners",), division=""),
    Kept("liaison_officer", "mlspp", "employment", ("az", "ru"), division="", days_ago=75),
    Kept("liaison_officer", "moe", "education", ("az",), groups=("children",), division="", days_ago=20),
)


def play(day: Today) -> None:
    """Let each provider describe its services; two of them were not confirmed for long."""
    for number, kept in enumerate(SERVICES):
        days, opens, closes = kept.hours
        sheltered = kept.service == "shelter" or kept.organisation == "mia-shelter"
        details = OfferDetails(
            service=kept.service,
            languages=kept.languages,
            days=days,
            from_hour=opens,
            until_hour=closes,
            capacity=kept.capacity,
            groups=kept.groups,
            division=kept.division,
            phone="" if sheltered else f"{INVENTED}{number % 10}",
            web="" if sheltered else f"https://{kept.organisation}.example",
            note_en=kept.note_en,
        )
        with day.acting(kept.role, kept.organisation) as actor:
            offer = actions.keep_offer(actor=actor, details=details)
            Offer.objects.own(actor).filter(pk=offer.pk).update(confirmed_on=today() - timedelta(days=kept.days_ago))
