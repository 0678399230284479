"""Row security as the desk's own login meets it: every scope removed, no help from Django, and still no foreign row."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg

from panah.config.evidence.installation import DEMO, Installation, installed
from panah.config.evidence.people import Person, signed_in
from panah.config.evidence.proof import Findings, Options, Proof

Connection = psycopg.Connection[Any]
TABLES = """SELECT c.relname::text, array_agg(a.attname::text)
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
    WHERE c.relkind = 'r' AND c.relrowsecurity AND c.relnamespace = 'public'::regnamespace
    GROUP BY 1 ORDER BY 1"""
GRANTED = """SELECT organisation_id::text, wall::text, case_id::text FROM access_grant
    WHERE to_organisation_id = %s AND to_wall = %s AND withdrawn_at IS NULL AND expires_on >= current_date - 1
    AND (to_person_id IS NULL OR to_person_id = %s)"""
LOCATION = "protection_shelterlocation"
UNDER_WAY = """SELECT from_organisation_id::text, from_wall::text, shelter_id::text FROM protection_transporttask
    WHERE to_organisation_id = %s AND to_wall = %s AND officer_id = %s AND ended_at IS NULL
    AND clock_timestamp() BETWEEN valid_from AND valid_until"""
ROLES = ("desk", "public", "worker", "notary", "statistics")
ATTEMPTS = (
    "ALTER TABLE protection_case DISABLE ROW LEVEL SECURITY",
    "DROP POLICY read ON protection_case",
    "SET ROLE panah_owner",
    "SET ROLE panah_facts",
    "CREATE TABLE own_table (id int)",
)
OPEN_TO_ALL = {"concerns_desk"}  # which desks receive reports stands on the public form
OPENED = "CREATE POLICY opened ON protection_case FOR SELECT USING (true)"


@dataclass(frozen=True)
class Table:
    """A confidential table: held by one organisation, or exchanged between two."""

    name: str
    columns: frozenset[str]

    @property
    def is_held(self) -> bool:
        return {"organisation_id", "wall"} <= self.columns

    @property
    def is_exchanged(self) -> bool:
        return {"from_organisation_id", "from_wall", "to_organisation_id", "to_wall"} <= self.columns


@dataclass
class Seen:
    """What everybody together was shown."""

    own: int = 0
    granted: int = 0
    under_way: int = 0
    foreign: int = 0
    where: str = ""


def run(options: Options) -> Findings:
    """Read every confidential table as everybody, without a scope; then open one table, and make a superuser."""
    findings = Findings()
    with installed(options.folder, *DEMO) as made, made.held():
        people = signed_in(made)
        with made.superuser() as server:
            tables = [Table(name, frozenset(columns)) for name, columns in server.execute(TABLES)]
        confidential = [one for one in tables if (one.is_held or one.is_exchanged) and one.name not in OPEN_TO_ALL]
        seen = everything(made, people, confidential)
        findings.tell("accounts of the demonstration, each with a session", len(people))
        findings.tell("confidential tables read without a scope", len(confidential))
        findings.tell(
            "further tables under row security: registers open to readers, the log", len(tables) - len(confidential)
        )
        findings.at_least("rows shown: own organisation and wall, or own end of an exchange", seen.own, 1)
        findings.at_least("rows shown by a live grant", seen.granted, 1)
        findings.tell("shelters shown to the officer of a transport under way", seen.under_way)
        findings.exactly("rows of somebody else", seen.foreign, 0)
        findings.printed = f"the last row of somebody else: {seen.where}" if seen.where else ""
        findings.exactly("rows shown without a session", without_session(made, confidential), 0)
        findings.exactly("attempts of five roles to change the walls that worked", attempts(made), 0)
        plant_policy(findings, made, people, confidential)
        plant_superuser(findings, made)
    return findings


def everything(made: Installation, people: Iterable[Person], tables: list[Table]) -> Seen:
    """Read every table as each person, as the desk's role."""
    seen = Seen()
    for person in people:
        with made.superuser() as server:
            whose = [person.organisation, person.wall, person.person]
            granted = {tuple(row) for row in server.execute(GRANTED, whose)}
            shelters = {tuple(row) for row in server.execute(UNDER_WAY, whose)}
        with session(made, person.session) as desk:
            for table in tables:
                read(desk, table, person, shelters if table.name == LOCATION else granted, seen)
    return seen


@contextmanager
def session(made: Installation, token: str) -> Iterator[Connection]:
    """Connect as the desk with a session's token, and no Django in between."""
    with psycopg.connect(made.cluster.url("desk"), autocommit=True) as desk, desk.transaction():
        desk.execute("SELECT set_config('panah.session', %s, true)", [token])
        yield desk


def read(desk: Connection, table: Table, person: Person, granted: set[tuple[Any, ...]], seen: Seen) -> None:
    """Count the rows of one table by why this person may see them."""
    mine = (person.organisation, person.wall)
    for row in rows(desk, table):
        ends = [tuple(row[at : at + 2]) for at in range(0, len(row) - 1, 2)]
        if mine in ends:
            seen.own += 1
        elif table.is_held and (*ends[0], row[-1]) in granted:
            seen.granted += table.name != LOCATION
            seen.under_way += table.name == LOCATION
        else:
            seen.foreign += 1
            seen.where = f"{table.name} as {person}"


def rows(desk: Connection, table: Table) -> list[tuple[Any, ...]]:
    """Return who holds each row that is shown, and the case it belongs to."""
    if table.is_held:
        case = "case_id" if "case_id" in table.columns else "shelter_id" if table.name == LOCATION else "id"
        wanted = f"organisation_id::text, wall::text, {case}::text"
    else:
        wanted = "from_organisation_id::text, from_wall::text, to_organisation_id::text, to_wall::text, ''"
    try:
        with desk.transaction():
            return desk.execute(f"SELECT {wanted} FROM {table.name}".encode()).fetchall()  # noqa: S608  (names of tables)
    except psycopg.errors.InsufficientPrivilege:
        return []


def without_session(made: Installation, tables: list[Table]) -> int:
    with session(made, "") as desk:
        return sum(len(rows(desk, table)) for table in tables)


def attempts(made: Installation) -> int:
    """Return how many attempts to tear a wall down were let through."""
    worked = 0
    for role in ROLES:
        for attempt in ATTEMPTS:
            with psycopg.connect(made.cluster.url(role), autocommit=True) as connection:
                try:
                    connection.execute(attempt.encode())
                except psycopg.errors.InsufficientPrivilege:
                    continue
                worked += 1
    return worked


def plant_policy(findings: Findings, made: Installation, people: list[Person], tables: list[Table]) -> None:
    """Open one table to everybody, as a careless migration could."""
    with made.superuser() as server:
        server.execute(OPENED.encode())
        seen = everything(made, people, tables)
        server.execute(b"DROP POLICY opened ON protection_case")
    said = f"{seen.foreign} rows of somebody else, among them in {seen.where}"
    findings.plant("a policy that opens one table to everybody", said, is_caught=seen.foreign > 0)


def plant_superuser(findings: Findings, made: Installation) -> None:
    """A superuser passes every wall, so the installation has to refuse to work with one."""
    for title, start, end in (
        ("the desk's role made a superuser", "SUPERUSER", "NOSUPERUSER"),
        ("the desk's role may bypass row security", "BYPASSRLS", "NOBYPASSRLS"),
    ):
        with made.superuser() as server:
            server.execute(f"ALTER ROLE panah_desk {start}".encode())
            done = made.panah("serve", "--port", "1", needs=None)
            server.execute(f"ALTER ROLE panah_desk {end}".encode())
        said = (done.stderr.strip().splitlines() or ["served"])[-1]
        findings.plant(f"{title}; then `panah serve`", said, is_caught=done.returncode == 1 and "superuser" in said)


PROOF = Proof(
    name="walls",
    promise="Where a page forgets to say whose records it wants, the database still shows nobody else's.",
    done="Every account of the demonstration was signed in. A second connection, as the desk's database role and with "
    "nothing but the session's token, read every confidential table without any scope. Each row shown was compared "
    "with the person's organisation and wall, and with the live grants and transports as the superuser sees them.",
    run=run,
)
