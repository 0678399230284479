"""The access table against a running desk: every page as every account, records of others, headers on every answer."""

import json
import re
import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlencode

from panah.config.evidence import headers
from panah.config.evidence.faults import NO_POLICY, OPEN_TO_ALL
from panah.config.evidence.installation import DEMO, Installation, faulty, installed, served
from panah.config.evidence.people import Person, signed_in
from panah.config.evidence.proof import Findings, Options, Proof
from panah.config.evidence.walls import GRANTED

SECURE = {"PANAH_SECURE": "1"}
COOKIE = "__Host-panah"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
FORM = "/desk/account/"
REFUSED, UNSEEN, BROKEN = 403, 404, 500
PUBLIC = (
    "/",
    "/az/",
    "/en/",
    "/en/report/",
    "/az/answer/",
    "/ru/report/",
    "/en/rights/",
    "/en/nothing/",
    "/robots.txt",
)
HELD = "SELECT id::text, organisation_id::text, wall::text, {case}::text FROM {table} LIMIT 2000"
EXCHANGED = """SELECT id::text, from_organisation_id::text, from_wall::text, to_organisation_id::text, to_wall::text
    FROM {table} LIMIT 2000"""


@dataclass
class Answers:
    """What the walk met."""

    asked: int = 0
    foreign: int = 0
    faults: list[str] = field(default_factory=list)
    opened: list[str] = field(default_factory=list)
    headers: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Desk:
    """A running desk behind what its users see as https."""

    port: int

    def ask(
        self, person: Person | None, address: str, form: dict[str, str] | None = None
    ) -> tuple[int, dict[str, str], bytes]:
        """Send a request as the front server hands it on; return status, headers and body."""
        host = f"localhost:{self.port}"
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        sent = {"Host": host, "X-Forwarded-Proto": "https", "Connection": "close"}
        if person is not None:
            sent["Cookie"] = f"{COOKIE}={person.session}"
        if form is not None:
            sent |= {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"}
            sent |= {"Origin": f"https://{host}"}
        try:
            connection.request("GET" if form is None else "POST", address, urlencode(form) if form else None, sent)
            answer = connection.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
        finally:
            connection.close()


def run(options: Options) -> Findings:
    """Walk the table, then serve a desk that lets everybody in, and one without a content security policy."""
    findings = Findings()
    with installed(options.folder, *DEMO) as made:
        with served(made, more=SECURE) as site:
            pages = json.loads(made.python("-m", "panah.config.evidence.inside", "pages").stdout)
            people = signed_in(made)
            met = walk(Desk(site.desk), people, pages, records(made, people, pages))
            public(met, Desk(site.public))
        told(findings, met, people, pages)
        with faulty(made, OPEN_TO_ALL, "desk", more=SECURE) as port:
            some = [person for person in people if person.role == "donor"]
            found = walk(Desk(port), some, pages, {}).faults
            said = f"{len(found)} pages otherwise than the table, as {found[0]}" if found else "nothing"
            findings.plant("a desk that forgets to check permissions", said, is_caught=bool(found))
        with faulty(made, NO_POLICY, "desk", more=SECURE) as port:
            seen = sorted(walk(Desk(port), people[:1], pages[:3], {}).headers)
            findings.plant("a desk without its policy header", "; ".join(seen) or "nothing", is_caught=bool(seen))
    return findings


def told(findings: Findings, met: Answers, people: list[Person], pages: list[dict[str, Any]]) -> None:
    findings.tell("pages of the desk", len(pages))
    findings.tell("accounts of the demonstration", len(people))
    findings.tell("requests", met.asked)
    findings.exactly("answers otherwise than the access table says, or broken", len(met.faults), 0)
    findings.at_least("requests for an existing record of somebody else", met.foreign, 1)
    findings.exactly("records of somebody else that opened", len(met.opened), 0)
    findings.exactly("kinds of wrong or missing headers, on all answers", len(met.headers), 0)
    findings.printed = "\n".join([*met.faults[:12], *met.opened[:12], *sorted(met.headers)[:12]])


Records = dict[str, dict[str, str]]


def walk(desk: Desk, people: list[Person], pages: list[dict[str, Any]], foreign: Records) -> Answers:
    """Open every page as everybody, with made-up ids, and with ids of records that exist elsewhere."""
    met = Answers()
    with ThreadPoolExecutor(4) as pool:
        for done in [
            pool.submit(walk_as, desk, person, pages, foreign.get(person.person, {}), met) for person in people
        ]:
            done.result()
    for page in pages:
        status, said, _ = desk.ask(None, filled(page, ""))
        met.headers |= set(headers.faults(said))
        if status != 302 or "/account/login/" not in said.get("location", ""):
            met.faults.append(f"{page['address']}: {status} without signing in")
    return met


def walk_as(desk: Desk, person: Person, pages: list[dict[str, Any]], foreign: dict[str, str], met: Answers) -> None:
    """Open every page as one person."""
    found = TOKEN.search(desk.ask(person, FORM)[2].decode("utf-8", "replace"))
    token = found[1] if found else ""
    for page in pages:
        may = person.role in page["roles"]
        status = visit(desk, person, filled(page, ""), token, met)
        if status >= BROKEN or (status == REFUSED) is may:
            met.faults.append(f"{page['address']}: {status} for {person}, who {'may' if may else 'may not'} open it")
        record = foreign.get(page["table"], "") if page["kind"] in ("holder", "both ends") else ""
        if record:
            status = visit(desk, person, filled(page, record), token, met)
            met.foreign += 1
            if status != (UNSEEN if may else REFUSED):
                met.opened.append(f"{page['address']}: {status} for {person}")


def visit(desk: Desk, person: Person, address: str, token: str, met: Answers) -> int:
    """Open a page; one that only takes what is sent is sent an empty form."""
    status, said, _body = desk.ask(person, address)
    met.headers |= set(headers.faults(said))
    met.asked += 1
    if status == 405:
        status, said, _body = desk.ask(person, address, {"csrfmiddlewaretoken": token})
        met.headers |= set(headers.faults(said))
        met.asked += 1
    return status


def filled(page: dict[str, Any], record: str) -> str:
    """Return the page's address: the first gap with a record's id where one is given, the others made up."""
    values: dict[str, str] = {}
    for gap, kind in page["gaps"].items():
        made_up = {"UUIDConverter": str(uuid.uuid4()), "IntConverter": "1"}.get(kind, "nothing")
        is_first = record and kind == "UUIDConverter" and not any(value == record for value in values.values())
        values[gap] = record if is_first else made_up
    return str(page["address"].format(**values))


def public(met: Answers, site: Desk) -> None:
    """Look at the headers of the public pages; none may set a cookie."""
    for address in PUBLIC:
        status, said, _ = site.ask(None, address)
        met.asked += 1
        met.headers |= {f"public {fault}" for fault in headers.faults(said)}
        if status >= BROKEN or "set-cookie" in said:
            met.faults.append(f"public {address}: {status}, cookie: {'set-cookie' in said}")


def records(made: Installation, people: list[Person], pages: list[dict[str, Any]]) -> Records:
    """Return for each person, by table, one record that exists and is somebody else's, without a grant."""
    kinds = {page["table"]: page["kind"] for page in pages if page["kind"] in ("holder", "both ends")}
    found: Records = {person.person: {} for person in people}
    with made.superuser() as server:
        held = {table: rows_of(server, table, kind) for table, kind in kinds.items()}
        for person in people:
            given = [person.organisation, person.wall, person.person]
            granted = {str(row[2]) for row in server.execute(GRANTED, given)}
            for table, rows in held.items():
                others = [row for row in rows if is_foreign(row, person, granted)]
                if others:
                    found[person.person][table] = others[0][0]
    return found


def rows_of(server: Any, table: str, kind: str) -> list[tuple[str, ...]]:
    columns = {
        row[0]
        for row in server.execute("SELECT column_name FROM information_schema.columns WHERE table_name = %s", [table])
    }
    statement = HELD.format(table=table, case="case_id" if "case_id" in columns else "id")
    return list(server.execute(statement if kind == "holder" else EXCHANGED.format(table=table)))


def is_foreign(row: tuple[str, ...], person: Person, granted: set[str]) -> bool:
    ends = list(zip(row[1:-1:2], row[2::2], strict=False)) or [(row[1], row[2])]
    return (person.organisation, person.wall) not in ends and row[-1] not in granted


PROOF = Proof(
    name="access",
    promise="What the published access table says is what a running desk does, and every answer carries the headers "
    "that keep a page to itself.",
    done="Every account of the demonstration opened every page of the access table over real connections, with made-up "
    "ids and, where a page names a record, with the id of one that exists and is held by somebody else. Each answer "
    "was compared with the table (403 exactly where it says refused; a record of somebody else is 404, as one that "
    "does not exist) and its headers with the list in the design. The installation believed to stand behind https.",
    run=run,
)
