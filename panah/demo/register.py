"""
A large register by COPY, for trying speed: real keys, sealed names, real tags; closed cases of people who never were.

Child processes make the rows, this one writes them. The rows follow the models: a column that a model gains later
gets its default here.
"""

import json
import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import date, timedelta
from multiprocessing import get_context
from random import Random
from threading import Event, Semaphore
from typing import Any, TypeVar
from uuid import UUID

from django.db import connection
from django.db.models import DateTimeField, Model

from panah.access.walls import Wall
from panah.core.clock import now, today
from panah.core.db import unforced
from panah.core.ids import ALPHABET, new_id
from panah.crypto.bulk import RECORD_KEY_COLUMNS, BulkSealer
from panah.demo import logins, names
from panah.demo.rows import secured_tables
from panah.matching.keyring import tag_keys
from panah.matching.models import NameTag
from panah.matching.tags import Person as Names
from panah.matching.tags import Tag, TagKeys, TagKind, person_tags
from panah.organisations.models import Organisation
from panah.protection.models import Case, Decision, Person, Presumption, Service, Shelter, Stay
from panah.protection.rules import age_band, age_on

SEED = 7
CHUNK = 2000
TELL_EVERY = 30
HOLDER, UNIT, SHELTER = "vac", "mia-atd", "mia-shelter"
WALL = Wall.PROTECTION.value
FIRST_DAY = date(2010, 1, 4)
FORMS = ("sexual", "forced_labour", "forced_begging", "domestic_servitude")
TABLES: tuple[type[Model], ...] = (Case, Person, NameTag, Presumption, Service, Decision, Stay)
KEYS, TAGS = "crypto_recordkey", NameTag._meta.db_table
INDEXES = """
    SELECT c.conname, pg_get_constraintdef(c.oid) FROM pg_constraint c
    WHERE c.conrelid = %s::regclass AND c.contype = 'u'
"""


@dataclass(frozen=True, slots=True)
class Plan:
    """What every child process knows: where the records belong, and by whose hands they were made."""

    holder: UUID
    unit: UUID
    shelter_holder: UUID
    shelter: UUID | None
    worker: UUID
    officer: UUID
    last_day: date
    sealer: BulkSealer
    tags: TagKeys
    defaults: dict[str, dict[str, str]]


Size = tuple[int, int]
Made = TypeVar("Made")
_plan: Plan | None = None


def fill(cases: int, *, say: Callable[[str], None] = print) -> None:
    """Add so many cases, in one transaction."""
    began = time.monotonic()
    with unforced(*secured_tables()):
        plan = _prepare()
        few = cases < Case.objects.count() // 4
        with nullcontext() if few else _without_unique(TAGS):
            written = _write(_chunks(cases, plan), plan, say)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    say(f"{cases} cases, {written} rows, in {time.monotonic() - began:.0f} s.")


@contextmanager
def _without_unique(table: str) -> Iterator[None]:
    """Let a load go without the table's unique constraints and make them again after it: sorting once is faster."""
    with connection.cursor() as cursor:
        cursor.execute(INDEXES, [table])
        constraints = cursor.fetchall()
        for name, _definition in constraints:
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        yield
        cursor.execute("SET LOCAL maintenance_work_mem = '256MB'")
        for name, definition in constraints:
            cursor.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}")


def _prepare() -> Plan:
    accounts = logins.add_logins()
    found = {one.code: one.id for one in Organisation.objects.filter(code__in=[HOLDER, UNIT, SHELTER])}
    shelter = Shelter.objects.filter(organisation_id=found[SHELTER]).first()
    return Plan(
        holder=found[HOLDER],
        unit=found[UNIT],
        shelter_holder=found[SHELTER],
        shelter=shelter.id if shelter else None,
        worker=accounts["case_manager", HOLDER].id,
        officer=accounts["identification_officer", UNIT].id,
        last_day=today() - timedelta(days=3),
        sealer=BulkSealer(organisation_id=found[HOLDER], wall=WALL),
        tags=tag_keys(),
        defaults={model._meta.db_table: _defaults(model) for model in TABLES},
    )


def _defaults(model: type[Model]) -> dict[str, str]:
    """Return what each column holds when nothing is said, written for COPY. A serial number is left to the database."""
    blank, made_now = model(), now()
    found: dict[str, str] = {}
    for field in model._meta.concrete_fields:
        if field.column is None or (field.primary_key and field.get_internal_type() == "BigAutoField"):
            continue
        value = getattr(blank, field.attname)
        if field.has_db_default():
            value = made_now if isinstance(field, DateTimeField) else field.db_default
        found[field.column] = _text(field.get_db_prep_save(value, connection) if value is None else value)
    return found


def _chunks(cases: int, plan: Plan) -> Iterator[dict[str, bytes]]:
    """Yield rows by table, made in child processes that inherit the keys and touch no database."""
    global _plan  # noqa: PLW0603 - inherited by the forked children
    _plan = plan
    before = Case.objects.count()
    sizes = ((before + place, min(CHUNK, cases - place)) for place in range(0, cases, CHUNK))
    connection.ensure_connection()
    children = min(os.cpu_count() or 1, 4)
    with get_context("fork").Pool(children) as pool:
        yield from _in_step(lambda step: pool.imap_unordered(_make, step), sizes, ahead=2 * children)


def _in_step(make: Callable[[Iterator[Size]], Iterable[Made]], sizes: Iterator[Size], *, ahead: int) -> Iterator[Made]:
    """Yield what is made, and let the makers be no more than so many ahead: what waits here lies in memory."""
    room, ended = Semaphore(ahead), Event()

    def asked() -> Iterator[Size]:
        for size in sizes:
            room.acquire()
            if ended.is_set():
                return
            yield size

    try:
        for made in make(asked()):
            yield made
            room.release()
    finally:
        # Whoever waits for room when the writing broke off must not wait for ever.
        ended.set()
        room.release()


def _write(chunks: Iterable[dict[str, bytes]], plan: Plan, say: Callable[[str], None]) -> int:
    written = 0
    columns = {table: list(defaults) for table, defaults in plan.defaults.items()} | {KEYS: list(RECORD_KEY_COLUMNS)}
    order = [KEYS, *plan.defaults]
    told = time.monotonic()
    with connection.cursor() as cursor:
        for place, chunk in enumerate(chunks, start=1):
            for table in order:
                names_of = ", ".join(f'"{column}"' for column in columns[table])
                with cursor.copy(f"COPY {table} ({names_of}) FROM STDIN") as copy:
                    copy.write(chunk[table])
                written += chunk[table].count(b"\n")
            if time.monotonic() - told > TELL_EVERY:
                told = time.monotonic()
                say(f"{place * CHUNK} cases ...")
    return written


def _make(size: Size) -> dict[str, bytes]:
    """Return the rows of one chunk, as COPY reads them."""
    place, count = size
    if _plan is None:
        raise RuntimeError("the plan must stand before children are made")
    rows = _Chunk(_plan, Random(SEED + place))  # noqa: S311 - invented stories, no secret
    for number in range(place, place + count):
        rows.case(number)
    return rows.bytes()


class _Chunk:
    """Rows of some cases."""

    def __init__(self, plan: Plan, random: Random) -> None:
        self.plan, self.random = plan, random
        self.lines: dict[str, list[str]] = {table: [] for table in [KEYS, *plan.defaults]}
        self.days = (plan.last_day - FIRST_DAY).days
        # Two thirds of all rows are tags: their line is laid out once.
        known = {"organisation_id": plan.holder, "wall": WALL, "key_version": plan.tags.version}
        open_ends = {"subject_id": "{subject}", "kind": "{kind}", "tag": "{tag}"}
        texts = plan.defaults[TAGS] | {column: str(value) for column, value in {**known, **open_ends}.items()}
        self.tag_line = "\t".join(texts.values())

    def case(self, number: int) -> None:
        """Make one case with everything that belongs to it."""
        random, plan = self.random, self.plan
        opened = FIRST_DAY + timedelta(days=random.randrange(self.days))
        decided = opened + timedelta(days=14)
        identified = random.random() < 0.9
        sex = "female" if random.random() < 0.9 else "male"
        held = {"organisation_id": plan.holder, "wall": WALL, "key_id": plan.sealer.new_record_key()}
        case_id, person_id, decision_id = new_id(), new_id(), new_id()
        form = random.choice(FORMS)
        born = opened - timedelta(days=random.randint(15 * 366, 55 * 365))
        band = age_band(age_on(born, opened))
        about = {"sex": sex, "age_band": band, "citizenship": "AZ"}
        self.add(
            Case,
            **held,
            id=case_id,
            reference=_reference("P", number, opened.year),
            person_id=person_id,
            source=random.choice(("hotline152", "police", "ngo", "border")),
            **_course(opened, decided),
            opened_by_id=plan.worker,
            forms=[form],
            country_of_exploitation="TR",
            decision_id=decision_id,
            outcome="identified" if identified else "not_identified",
        )
        self.person(held, case_id, born, sex=sex, band=band)
        part = {**held, "case_id": case_id}
        self.add(
            Presumption, **part, id=new_id(), presumed_on=opened, body="ngo", indicator_list="x", made_by_id=plan.worker
        )
        self.add(
            Service,
            **part,
            id=new_id(),
            service="emergency_needs",
            outcome="completed",
            on=opened,
            is_first_help=True,
            recorded_by_id=plan.worker,
        )
        ends = {"id": decision_id, "case_id": case_id, "person_id": person_id}
        self.decision(ends, decided, identified=identified, form=form, about=about)
        if plan.shelter and random.random() < 0.8:
            self.stay(case_id, person_id, opened, about)

    def person(self, held: dict[str, Any], case_id: UUID, born: date, *, sex: str, band: str) -> None:
        """Make the person of a case: sealed names, and the tags by which they are found."""
        name, row_id, plan = _name(self.random, sex), new_id(), self.plan
        words = {"given_name": name.given, "surname": name.surname, "patronymic": name.patronymic}
        sealed = {
            column: plan.sealer.seal(
                value, table="protection_person", column=column, row_id=row_id, key_id=held["key_id"]
            )
            for column, value in {**words, "birth_date": born.isoformat()}.items()
        }
        self.add(
            Person,
            **held,
            id=row_id,
            case_id=case_id,
            **sealed,
            sex=sex,
            age_band=band,
            citizenship="AZ",
            language="az",
        )
        heard = Names(given_name=name.given, surname=name.surname, patronymic=name.patronymic, born_on=born)
        pattern = self.tag_line.format(subject=row_id, kind="{0}", tag="{1}")
        tags = {*person_tags(heard, plan.tags), Tag(TagKind.PRESENT, 0)}
        self.lines[TAGS].extend(pattern.format(int(tag.kind), tag.value) for tag in tags)

    def decision(
        self, ends: dict[str, UUID], decided: date, *, identified: bool, form: str, about: dict[str, str]
    ) -> None:
        """Make the decision on the person's status."""
        self.add(
            Decision,
            **ends,
            from_organisation_id=self.plan.unit,
            from_wall=WALL,
            to_organisation_id=self.plan.holder,
            to_wall=WALL,
            sent_by_id=self.plan.officer,
            reference="",
            inquiry_id=new_id(),
            outcome="identified" if identified else "not_identified",
            body="special_police",
            decided_on=decided,
            legal_basis="law_trafficking",
            indicator_list="x",
            negative_reasons=[] if identified else ["no_means"],
            form=form,
            **about,
            country_of_exploitation="TR",
        )

    def stay(self, case_id: UUID, person_id: UUID, opened: date, about: dict[str, str]) -> None:
        """Make a stay that has ended."""
        self.add(
            Stay,
            id=new_id(),
            organisation_id=self.plan.shelter_holder,
            wall=WALL,
            shelter_id=self.plan.shelter,
            case_id=case_id,
            person_id=person_id,
            reference="",
            sex=about["sex"],
            age_band=about["age_band"],
            started_on=opened,
            ended_on=opened + timedelta(days=60),
            exit_reason="independent",
            admitted_by_id=self.plan.worker,
        )

    def add(self, model: type[Model], **values: Any) -> None:
        """Keep one row; columns that are not named have their defaults."""
        table = model._meta.db_table
        texts = self.plan.defaults[table] | {column: _text(value) for column, value in values.items()}
        self.lines[table].append("\t".join(texts.values()))

    def bytes(self) -> dict[str, bytes]:
        """Return the rows by table, with the record keys made for them."""
        self.lines[KEYS] = ["\t".join(map(_text, row)) for row in self.plan.sealer.rows]
        self.plan.sealer.forget()
        return {table: ("\n".join(lines) + "\n").encode() if lines else b"" for table, lines in self.lines.items()}


def _course(opened: date, decided: date) -> dict[str, Any]:
    """Return the dates of a case that has run its course."""
    return {
        "status": "closed",
        "status_on": decided,
        "opened_on": opened,
        "presumed_on": opened,
        "helped_on": opened,
        "decided_on": decided,
        "closed_on": decided + timedelta(days=90),
        "closure_reason": "goals_met",
    }


def _reference(letter: str, number: int, year: int) -> str:
    """Return a reference that no other case has: one character longer than those that are drawn by lot."""
    scattered = (number * 15_485_863) % len(ALPHABET) ** 6
    digits = [ALPHABET[scattered // len(ALPHABET) ** place % len(ALPHABET)] for place in range(6)]
    return f"{letter}-{year}-{''.join(digits)}"


def _name(random: Random, sex: str) -> names.Name:
    """Return an invented name with one of some thousand surnames, as many as a country has."""
    name = names.invent(random, sex=sex)
    return name._replace(surname=random.choice(names.STEMS) + name.surname.lower())


def _text(value: Any) -> str:
    """Return a value as COPY's text format writes it."""
    if value is None:
        return r"\N"
    if isinstance(value, bytes | memoryview):
        return r"\\x" + bytes(value).hex()
    if isinstance(value, bool):
        return "t" if value else "f"
    if isinstance(value, list | tuple):
        return "{" + ",".join(map(str, value)) + "}"
    if isinstance(value, dict):
        return json.dumps(value)
    return str(value)
