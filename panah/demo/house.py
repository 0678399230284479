"""The same day in two safe houses: one has places held and blocked, the other is full."""

from datetime import timedelta

from panah.core.clock import now, today
from panah.country.house_rules import default_rules
from panah.demo import agreeing
from panah.demo.today import DAY, HOLDER, SHELTER, Today
from panah.protection import actions as protection
from panah.protection import queries
from panah.protection.models import PlaceRequest
from panah.protection.states import PresenceState

SMALL = "ngo-clean-world"
BREAKFAST = {
    "az": "Səhər yeməyi saat yeddidən doqquza qədərdir.",
    "en": "Breakfast is from seven to nine.",
    "ru": "Завтрак с семи до девяти.",
}
TICKED = 1


def play(day: Today) -> None:
    """Play every scene."""
    two_live_here(day)
    the_house_has_its_rules(day)
    a_place_is_held(day)
    a_day_in_the_house(day)
    something_happened(day)
    somebody_is_on_the_way(day)
    the_small_house_is_full(day)


def the_house_has_its_rules(day: Today) -> None:
    """Write the rules of the first house anew: one who lives there has not been given them yet."""
    with day.acting("shelter_manager", SHELTER) as actor:
        (house, *_) = queries.shelters(actor=actor)
        words = {language: f"{text}\n{BREAKFAST[language]}" for language, text in default_rules().words.items()}
        rules = protection.write_house_rules(actor=actor, shelter_id=house.id, **words)
        (stay, *_) = queries.stays(actor=actor).filter(shelter=house, request__isnull=False)
        protection.give_house_rules(
            actor=actor, stay_id=stay.id, rules_id=rules.id, rules_language="az", way="read_alone"
        )


def two_live_here(day: Today) -> None:
    """Give places in the first house to two women; what hangs on their stay is told below."""
    requests = [asked(day, days=days, whom=SHELTER) for days in (12, 9)]
    with day.acting("shelter_manager", SHELTER) as actor:
        units = {board.unit.name: board.unit for board in queries.board(actor=actor)}
        for request, name in zip(requests, ("A", "C"), strict=True):
            protection.admit(
                actor=actor,
                request_id=request.id,
                unit_id=units[name].id,
                started_on=today() - DAY,
                rules_language="az",
            )


def a_place_is_held(day: Today) -> None:
    """Keep a place for one who is on the way, and block two that are being repaired."""
    with day.acting("shelter_manager", SHELTER) as actor:
        units = {board.unit.name: board for board in queries.board(actor=actor)}
        request = queries.place_requests(actor=actor).first()
        if request is not None:
            protection.hold_place(actor=actor, request_id=request.id, unit_id=units["A"].unit.id)
        for spot, reason in zip(reversed(units["C"].spots), ("repair", "isolation"), strict=False):
            protection.block_place(
                actor=actor, place_id=spot.place.id, reason=reason, from_on=today(), until_on=today() + 14 * DAY
            )


def a_day_in_the_house(day: Today) -> None:
    """Tick some of the daily list, and leave the rest to do."""
    with day.acting("shelter_manager", SHELTER) as actor:
        lines = queries.daily_list(actor=actor)[:TICKED]
        for line in lines:
            protection.tick_presence(actor=actor, stay_id=line.stay.id, state=PresenceState.PRESENT)
            protection.tick_presence(
                actor=actor, stay_id=line.stay.id, state=PresenceState.OUT, until=now() + timedelta(hours=5)
            )


def something_happened(day: Today) -> None:
    """Record a course in the kitchen, and a stranger at the gate, whom somebody has to see to."""
    with day.acting("shelter_manager", SHELTER) as actor:
        (house, *_) = queries.shelters(actor=actor)
        for kind, severity, told in (
            ("activity", "none", ()),
            ("conflict", "minor", ("shelter_manager",)),
            ("stranger", "serious", ("shelter_manager", "police")),
        ):
            protection.record_incident(
                actor=actor,
                shelter_id=house.id,
                kind=kind,
                severity=severity,
                happened_on=today(),
                note="Invented for demonstration.",
                told=told,
            )


def somebody_is_on_the_way(day: Today) -> None:
    """Name two officers, one of them of another organisation, who bring somebody within some hours."""
    with day.acting("shelter_manager", SHELTER) as actor:
        (house, *_) = queries.shelters(actor=actor)
        for employer in (SHELTER, SMALL):
            protection.give_transport(
                actor=actor,
                shelter_id=house.id,
                officer_id=day.places.who("transport_officer", employer),
                valid_from=now(),
                hours=6,
                note="Invented: ring twice.",
            )


def the_small_house_is_full(day: Today) -> None:
    """Fill a house of two places, and decline who comes after: another shelter has to be asked."""
    first, second = (asked(day, days=days) for days in (9, 3))
    with day.acting("shelter_manager", SMALL) as actor:
        house = protection.open_shelter(
            actor=actor,
            name="İkinci ev",
            capacity=2,
            address="Invented Street 1, nowhere (demonstration)",
            for_whom="women_children",
            languages=("az", "ru"),
        )
        unit = house.units.get()
        protection.admit(
            actor=actor, request_id=first.id, unit_id=unit.id, started_on=today() - DAY, rules_language="az"
        )
        spot = queries.unit_board(actor=actor, unit_id=unit.id).free_spot()
        if spot is not None:
            protection.block_place(actor=actor, place_id=spot.place.id, reason="repair", from_on=today() - DAY)
        protection.decline_place(actor=actor, request_id=second.id, reason="full")


def asked(day: Today, *, days: int, whom: str = SMALL) -> PlaceRequest:
    """Let the assistance centre ask a house for a place, wanted since yesterday."""
    case = day.case(days=days)
    with day.acting("case_manager", HOLDER) as actor:
        agreeing.agrees(day.places, actor, case, whom)
        return protection.request_place(
            actor=actor,
            case_id=case.id,
            to_organisation_id=day.places.id(whom),
            needs=(),
            wanted_on=today() - DAY,
        )
