"""
A year with the shape of the published one: the activity lines of 2024, with invented people. Pure and deterministic.

Published: 80 persons with the allowance of 700 manats, 56 in the shelter, 18 to vocational courses, 9 to work, 1
foreign person returned home, 9 identity documents, 11 applications for targeted assistance, 2 children to the
integration boarding school, 44 reunited with their family; 63 referred to the assistance centre, of them 36 with
psychological and 13 with legal help, 3 to courses, 3 to work, the children of 3 with school supplies; 17 helped who
were not identified; 5,050 manats of financial help for 88. How these overlap is not published: it is drawn by lot.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from panah.demo.names import invent
from panah.demo.plan import Given, Invented, Paid, Ruling, Told, somebody

SEED = 2024
YEAR = 2024
FIRST, LAST = date(YEAR, 2, 12), date(YEAR, 11, 20)
IDENTIFIED, PRESUMED, SHELTERED, AIDED, CHILDREN = 80, 17, 56, 88, 6
AT_CENTRE = 63
# (kind of help, how many at the assistance centre, how many elsewhere)
SERVICES = (
    ("psychological", 36, 20),
    ("legal", 13, 6),
    ("vocational", 3, 15),
    ("employment", 3, 6),
    ("childcare", 3, 0),
    ("documents", 5, 4),
    ("targeted_assistance", 7, 4),
    ("family_reunion", 28, 16),
)
# 88 payments that come to 5,050 manats.
AMOUNTS = (50,) * 80 + (130,) * 7 + (140,)
# (country, capital or another division, first year): where and since when
ABROAD = ("TR", "TR", "RU", "AE", "AE", "BH", "QA", "IR")
INSIDE = ("AZ-BA", "AZ-SM", "AZ-GA")
# Not published: a few of each, so that the tables have something to count. (source, state, claimed, awarded, received)
CLAIMS = (
    ("wages", "paid_full", 1_200, 1_200, (1_200,)),
    ("perpetrator_criminal", "awarded", 4_000, 2_500, ()),
    ("perpetrator_civil", "claimed", 3_000, None, ()),
)
RETURNED, PERMITS = 2, 1
TO_FAMILY, TO_SCHOOL = "family", "boarding_school"


def people() -> list[Invented]:
    """Return everybody of the year: those identified first, then those who were helped on the presumption alone."""
    random = Random(SEED)  # noqa: S311 - invented stories, no secret
    made = [_person(random, place) for place in range(IDENTIFIED + PRESUMED)]
    made = _sheltered(random, made)
    made = _afterwards(_paid(random, made))
    return list(_helped(random, made))


def _person(random: Random, place: int) -> Invented:
    decided_on = FIRST + timedelta(days=random.randrange((LAST - FIRST).days + 1))
    is_child, is_foreign = place < CHILDREN, place == CHILDREN
    person = somebody(random, decided_on, age=random.choice((14, 15, 16)) if is_child else random.randint(19, 52))
    sex = "male" if place in (2, 40) else "female"
    citizenship = "MD" if is_foreign else "AZ"
    country = "AZ" if is_child or is_foreign or place % 40 == 20 else random.choice(ABROAD)
    return replace(
        person,
        name=invent(random, sex=sex, citizenship=citizenship),
        sex=sex,
        citizenship=citizenship,
        language="ro" if is_foreign else "az",
        country=country,
        holder="",
        source=random.choice(("hotline152", "police", "ngo", "consulate", "border", "family_public")),
        rulings=(Ruling(decided_on, place < IDENTIFIED),),
        told=_told(random, decided_on, country=country, form=person.form),
        services=(Given("emergency_needs", person.presumed_on),),
        guardian_on=person.presumed_on + timedelta(days=5) if is_child else None,
        reflects_from=person.presumed_on + timedelta(days=2) if place % 7 == 0 else None,
    )


def _told(random: Random, decided_on: date, *, country: str, form: str) -> Told:
    """Most are found years after it began."""
    begun = decided_on.year if random.random() < 0.2 else random.randint(2016, decided_on.year - 1)
    division = random.choice(INSIDE) if country == "AZ" else ""
    sector = random.choice(("A", "F", "T")) if form == "forced_labour" else ""
    return Told(year=begun, country=country, division=division, form=form, labour_sector=sector)


def _sheltered(random: Random, made: list[Invented]) -> list[Invented]:
    """The children and others by lot live in the shelter; two of the children go on to the boarding school."""
    chosen = {*range(CHILDREN), *random.sample(range(CHILDREN, IDENTIFIED), SHELTERED - CHILDREN)}
    for place in chosen:
        person = made[place]
        begins = person.presumed_on + timedelta(days=random.randint(0, 2))
        ends = min(begins + timedelta(days=random.randint(20, 120)), date(YEAR, 12, 20))
        leaves = TO_SCHOOL if place < 2 else TO_FAMILY if place < CHILDREN else ""
        made[place] = replace(person, stay=(begins, ends), leaves=leaves)
    return made


def _paid(random: Random, made: list[Invented]) -> list[Invented]:
    amounts = dict(zip(random.sample(range(len(made)), AIDED), AMOUNTS, strict=True))
    paid = []
    for place, person in enumerate(made):
        day = person.rulings[0].on + timedelta(days=random.randint(4, 25))
        given = [Paid("allowance", day)] if place < IDENTIFIED else []
        given += [Paid("aid", day + timedelta(days=5), amount=amounts[place])] if place in amounts else []
        paid.append(replace(person, paid=tuple(given)))
    return paid


def _afterwards(made: list[Invented]) -> list[Invented]:
    """Let those found first claim and win in the same year; two came home with a mission, the foreign person stays."""
    order = sorted(range(CHILDREN + 1, IDENTIFIED), key=lambda place: made[place].rulings[0].on)
    for place, claim in zip(order, CLAIMS, strict=False):
        made[place] = replace(made[place], claim=claim)
    abroad = [place for place in order if made[place].country == "TR" and made[place].presumed_on.month > 2]
    for place in abroad[:RETURNED]:
        made[place] = replace(made[place], returned_on=made[place].presumed_on - timedelta(days=9))
    foreign = made[CHILDREN]
    made[CHILDREN] = replace(foreign, permit_on=foreign.rulings[0].on + timedelta(days=20))
    return made


def _helped(random: Random, made: list[Invented]) -> Iterator[Invented]:
    """Children are with an organisation for children; of the others so many are at the centre as were sent to it."""
    centre = set(random.sample(range(CHILDREN, len(made)), AT_CENTRE))
    others = [place for place in range(len(made)) if place not in centre]
    drawn: dict[int, list[str]] = {place: [] for place in range(len(made))}
    for service, at_centre, elsewhere in SERVICES:
        for place in [*random.sample(sorted(centre), at_centre), *random.sample(others, elsewhere)]:
            drawn[place].append(service)
    drawn[CHILDREN].append("repatriation")
    for place, person in enumerate(made):
        holder = "ngo-children-union" if place < CHILDREN else "vac" if place in centre else "ngo-clean-world"
        on = person.rulings[0].on + timedelta(days=8)
        given = tuple(Given(service, on, "completed") for service in drawn[place])
        yield replace(person, holder=holder, services=(*person.services, *given))
