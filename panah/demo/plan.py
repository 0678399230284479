"""
The invented people and groups, and what happened to them, before anything is written. Pure and deterministic.

The numbers of the speech of 31 May 2019 come out by counting. Around them stand people before and after the period,
decisions that were negative or overruled, payments that were taken back and groups that were corrected: none of
these may be counted. Our assumption, marked on each payment: the 44 who were in no shelter got the allowance too.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

from panah.demo.names import Name, invent

SEED = 20190531
FIRST, LAST = date(2014, 6, 1), date(2019, 5, 31)
# The country pack knows no amount before this day.
ALLOWANCE_KNOWN = date(2014, 1, 1)


@dataclass(frozen=True, slots=True)
class Wave:
    """Persons identified in a span of days: how many, how many of them in a shelter, how many with aid."""

    first: date
    last: date
    identified: int
    sheltered: int
    aided: int


# Published: 32 of 54 in 2014 fall from June on; 48, 70, 70, 98; 38 of 91 in 2019 to May. 312 and 280 are spread alike.
IN_PERIOD = (
    Wave(date(2014, 6, 2), date(2014, 12, 26), 32, 28, 25),
    Wave(date(2015, 1, 6), date(2015, 12, 28), 48, 42, 38),
    Wave(date(2016, 1, 6), date(2016, 12, 28), 70, 61, 55),
    Wave(date(2017, 1, 6), date(2017, 12, 28), 70, 61, 55),
    Wave(date(2018, 1, 6), date(2018, 12, 28), 98, 86, 77),
    Wave(date(2019, 1, 6), date(2019, 5, 10), 38, 34, 30),
)
AROUND = (
    Wave(date(2013, 2, 4), date(2013, 12, 20), 12, 9, 6),
    Wave(date(2014, 1, 8), date(2014, 5, 30), 22, 18, 15),
    Wave(date(2019, 6, 3), date(2019, 12, 26), 53, 44, 40),
    Wave(date(2020, 1, 8), date(2020, 12, 24), 16, 12, 10),
    Wave(date(2021, 1, 8), date(2021, 12, 24), 16, 12, 10),
    Wave(date(2022, 1, 8), date(2022, 12, 24), 16, 12, 10),
    Wave(date(2023, 1, 9), date(2023, 12, 22), 16, 12, 10),
    # 2024 is told line by line in `activity`; nobody of 2025 was met in it.
    Wave(date(2025, 2, 3), date(2025, 12, 24), 14, 10, 8),
    Wave(date(2026, 1, 9), date(2026, 8, 28), 10, 8, 5),
)
NEGATIVE, OVERRULED, REVIEWED, TWICE, PAID_TWICE, AID_TAKEN_BACK = 14, 2, 2, 4, 6, 5
HOLDERS = ("vac", "vac", "vac", "vac", "ngo-clean-world")
ABROAD = ("TR", "TR", "TR", "AE", "AE", "RU", "IR", "AZ", "AZ")
FORMS = ("sexual", "sexual", "sexual", "forced_labour", "forced_labour", "forced_begging", "domestic_servitude")
CITIZENSHIPS = ("AZ",) * 30 + ("MD", "UA", "UZ", "UZ", "GE", "RU", "PH")
LANGUAGES = {"AZ": "az", "MD": "ro", "UA": "uk", "UZ": "uz", "GE": "ka", "RU": "ru", "PH": "tl"}


@dataclass(frozen=True, slots=True)
class Ruling:
    """A decision on the person's status."""

    on: date
    is_positive: bool


@dataclass(frozen=True, slots=True)
class Paid:
    """Money that was paid, and perhaps taken back."""

    kind: str
    on: date
    reversed_on: date | None = None
    is_assumed: bool = False
    amount: int | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """A kind of help on a day."""

    service: str
    on: date
    outcome: str = "started"


@dataclass(frozen=True, slots=True)
class Told:
    """What a person said of the exploitation: since which year, where, how."""

    year: int
    country: str
    division: str
    form: str
    labour_sector: str = ""


@dataclass(frozen=True, slots=True)
class Invented:
    """A person who never was."""

    name: Name
    sex: str
    born_on: date
    citizenship: str
    language: str
    form: str
    country: str
    holder: str
    presumed_on: date
    rulings: tuple[Ruling, ...]
    stay: tuple[date, date | None] | None = None
    paid: tuple[Paid, ...] = ()
    has_second_case: bool = False
    withdrew_consent: bool = False
    source: str = ""
    leaves: str = ""
    guardian_on: date | None = None
    reflects_from: date | None = None
    # Compensation (source, state, claimed, awarded, received), a residence permit, a return with a mission's help.
    claim: tuple[str, str, int | None, int | None, tuple[int, ...]] | None = None
    permit_on: date | None = None
    returned_on: date | None = None
    told: Told | None = None
    services: tuple[Given, ...] = ()
    tags: frozenset[str] = field(default=frozenset())


@dataclass(frozen=True, slots=True)
class InventedGroup:
    """A group of one of three kinds, and its disposition."""

    kind: str
    disposition: str
    disposed_on: date | None
    corrected_on: date | None = None


def people(*, today: date) -> list[Invented]:
    """Return everybody whose story is told, up to today."""
    random = Random(SEED)  # noqa: S311 - invented stories, no secret
    inside = [person for wave in IN_PERIOD for person in _wave(random, wave, until=LAST)]
    around = [person for wave in AROUND for person in _wave(random, wave, until=min(wave.last, today))]
    return [*_complicated(random, inside), *around, *_not_to_count(random)]


def _wave(random: Random, wave: Wave, *, until: date) -> Iterator[Invented]:
    span = (wave.last - wave.first).days
    days = sorted(wave.first + timedelta(days=random.randrange(span + 1)) for _ in range(wave.identified))
    sheltered = set(random.sample(range(wave.identified), wave.sheltered))
    aided = set(random.sample(range(wave.identified), wave.aided))
    for place, decided_on in enumerate(days):
        person = somebody(random, decided_on)
        in_shelter = place in sheltered
        given = Paid("allowance", _soon(random, decided_on, until), is_assumed=not in_shelter)
        allowance = (given,) if decided_on >= ALLOWANCE_KNOWN else ()
        aid = (Paid("aid", _soon(random, decided_on, until, days=60)),) if place in aided else ()
        stay = _stay(random, person.presumed_on) if in_shelter else None
        yield replace(person, rulings=(Ruling(decided_on, True),), stay=stay, paid=(*allowance, *aid))


def somebody(random: Random, decided_on: date, *, age: int = 0) -> Invented:
    """Return somebody on whom a decision fell that day, of an age that is drawn unless it is given."""
    sex = "female" if random.random() < 0.9 else "male"
    citizenship = random.choice(CITIZENSHIPS)
    age = age or random.choice((15, 16, 17, 19, 20, 22, 23, 25, 26, 28, 29, 31, 33, 35, 38, 42, 46, 51))
    presumed_on = decided_on - timedelta(days=random.randint(4, 30))
    return Invented(
        name=invent(random, sex=sex, citizenship=citizenship),
        sex=sex,
        born_on=date(decided_on.year - age, random.randint(1, 12), random.randint(1, 28)),
        citizenship=citizenship,
        language=LANGUAGES[citizenship],
        form=random.choice(FORMS),
        country="AZ" if citizenship != "AZ" else random.choice(ABROAD),
        holder="ngo-children-union" if age < 18 else random.choice(HOLDERS),
        presumed_on=presumed_on,
        rulings=(),
    )


def _soon(random: Random, day: date, until: date, *, days: int = 18) -> date:
    return min(day + timedelta(days=random.randint(3, days)), max(until, day + timedelta(days=1)))


def _stay(random: Random, presumed_on: date) -> tuple[date, date]:
    # A safe place is there at once, on presumption: long before anybody decides.
    begins = presumed_on + timedelta(days=random.randint(0, 2))
    return begins, begins + timedelta(days=random.randint(20, 120))


def _complicated(random: Random, inside: list[Invented]) -> list[Invented]:
    """Give some of those who count a past that must not change the count."""
    chosen = iter(random.sample(range(len(inside)), REVIEWED + TWICE + PAID_TWICE + AID_TAKEN_BACK + 40))
    made = list(inside)
    for place in (next(chosen) for _ in range(REVIEWED)):
        before = Ruling(made[place].rulings[0].on - timedelta(days=3), False)
        made[place] = replace(made[place], rulings=(before, *made[place].rulings), tags=frozenset({"reviewed"}))
    for place in (next(chosen) for _ in range(TWICE)):
        made[place] = replace(made[place], has_second_case=True, tags=frozenset({"two_cases"}))
    for place in (next(chosen) for _ in range(PAID_TWICE)):
        first = made[place].paid[0]
        earlier = replace(first, on=first.on - timedelta(days=1), reversed_on=first.on)
        made[place] = replace(made[place], paid=(earlier, *made[place].paid), tags=frozenset({"paid_twice"}))
    without_aid = [place for place in chosen if len(made[place].paid) == 1][:AID_TAKEN_BACK]
    for place in without_aid:
        on = made[place].paid[0].on
        taken_back = Paid("aid", on - timedelta(days=2), reversed_on=on)
        made[place] = replace(made[place], paid=(*made[place].paid, taken_back), tags=frozenset({"aid_taken_back"}))
    return made


def _not_to_count(random: Random) -> Iterator[Invented]:
    """Yield people of the same years who do not count: not identified, or identified and then no longer."""
    for place in range(NEGATIVE):
        day = FIRST + timedelta(days=60 + place * 120)
        person = somebody(random, day)
        # Help hangs on presumption: some were sheltered and the decision was negative all the same.
        stay = _stay(random, person.presumed_on) if place % 2 else None
        yield replace(person, rulings=(Ruling(day, False),), stay=stay, withdrew_consent=place % 3 == 0)
    for place in range(OVERRULED):
        day = date(2016, 3 + 4 * place, 14)
        person = somebody(random, day)
        rulings = (Ruling(day, True), Ruling(day + timedelta(days=250), False))
        yield replace(person, rulings=rulings, stay=_stay(random, person.presumed_on))


# Published: 13 in 2015, 8 in 2017, 13 in 2018; with 6 and 7 for 2014 and 2016 the first three years make 26.
NEUTRALISED = {2014: 6, 2015: 13, 2016: 7, 2017: 8, 2018: 13, 2019: 11}


def groups() -> list[InventedGroup]:
    """Return the groups: 1, 2 and 58 in the period, others before and after it, two corrected, three still active."""
    random = Random(SEED)  # noqa: S311 - invented stories, no secret
    made = [InventedGroup("network", "prevented", date(2017, 10, 18))]
    made += [InventedGroup("organised_group", "neutralised", day) for day in (date(2015, 11, 4), date(2018, 3, 21))]
    for year, count in NEUTRALISED.items():
        first = date(year, 6, 2) if year == FIRST.year else date(year, 1, 12)
        last = date(year, 5, 28) if year == LAST.year else date(year, 12, 20)
        for _ in range(count):
            made.append(_neutralised(first + timedelta(days=random.randrange((last - first).days))))
    made += [_neutralised(day) for day in (date(2013, 9, 9), date(2014, 2, 17), date(2014, 5, 30))]
    made += [_neutralised(date(year, 7, 14)) for year in (2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026)]
    made += [
        InventedGroup("network", "prevented", date(2021, 4, 12)),
        InventedGroup("organised_group", "neutralised", date(2020, 9, 2)),
        replace(_neutralised(date(2016, 5, 11)), corrected_on=date(2017, 2, 20)),
        replace(_neutralised(date(2018, 6, 6)), corrected_on=date(2019, 1, 30)),
        InventedGroup("criminal_group", "", None),
        InventedGroup("criminal_group", "", None),
        InventedGroup("organised_group", "", None),
    ]
    return made


def _neutralised(day: date) -> InventedGroup:
    return InventedGroup("criminal_group", "neutralised", day)
