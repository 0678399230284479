"""docs/map.md: the rooms from top to bottom, and what is in them."""

import ast
from pathlib import Path

from panah.config.documents.markdown import page, table

PACKAGE = Path(__file__).resolve().parents[2]
FLOORS = (
    ("config",),
    ("demo",),
    ("api", "website", "exchange", "desk"),
    ("statistics",),
    ("coordination",),
    ("prevention", "protection", "prosecution", "helpline"),
    ("partnership",),
    ("concerns", "published"),
    ("accounts",),
    ("access",),
    ("organisations",),
    ("audit", "matching"),
    ("crypto", "codes", "country", "printing"),
    ("core",),
)
PURPOSE = {
    "config": "settings, addresses, the command line, the embedded database, these pages",
    "demo": "invented records and accounts; not installed in production",
    "api": "the same actions and queries in JSON",
    "website": "the public's pages; reads only `published`",
    "exchange": "loaders of country packs and sources, imports and exports in the field's formats",
    "desk": "my work, command search, navigation",
    "statistics": "snapshots, indicators, the statement",
    "coordination": "referrals and information requests between organisations",
    "prevention": "campaigns, materials, placements, stories, surveys, outreach",
    "protection": "cases, identification, consent, shelter, allowance, aid, consular help",
    "prosecution": "criminal groups and investigations",
    "helpline": "calls, written concerns, signals",
    "partnership": "projects, funders, indicators, events, the action plan",
    "concerns": "the public's door: seals a report and stores it; can read nothing back",
    "published": "texts and figures for the public, written by the rooms' publish actions",
    "accounts": "people who log in, second factor, sessions",
    "access": "permissions, roles, walls, grants, scopes: the one place that decides who sees what",
    "organisations": "the bodies, their offices and missions",
    "audit": "the append-only log, the notary, the verifier",
    "matching": "names across scripts",
    "crypto": "keys and sealed fields; nobody else touches keys",
    "codes": "code lists: code, label per language, mappings",
    "country": "dated parameters with their legal source, divisions, venues, observances; `az/` is the reference pack",
    "printing": "printed matter, QR codes, spreadsheets",
    "core": "errors, clock, ids, text, jobs, row security, base templates; knows no domain",
}


def pages() -> dict[str, str]:
    intro = (
        "Imports run downwards only, between rooms on different floors; rooms on one floor do not know each other. "
        "`lint-imports` checks it. Every room above `accounts` has the same ten names."
    )
    rows = [[str(number), room, PURPOSE[room], contents(room)] for number, room in rooms()]
    return {"map.md": page("Map", intro, table(["floor", "room", "purpose", "nouns"], rows), actions())}


def rooms() -> list[tuple[int, str]]:
    height = len(FLOORS)
    return [
        (height - index, room)
        for index, floor in enumerate(FLOORS)
        for room in floor
        if (PACKAGE / room / "__init__.py").is_file()
    ]


def contents(room: str) -> str:
    """The nouns of a room: its tables."""
    names = []
    for path in files(room, "models"):
        module = ast.parse(path.read_text("utf-8"))
        names += [
            node.name for node in module.body if isinstance(node, ast.ClassDef) and node.bases and not is_abstract(node)
        ]
    return ", ".join(names)


def is_abstract(node: ast.ClassDef) -> bool:
    return any("abstract = True" in ast.unparse(line) for line in node.body if isinstance(line, ast.ClassDef))


def actions() -> str:
    rows = []
    for _, room in rooms():
        names = []
        for path in files(room, "actions"):
            module = ast.parse(path.read_text("utf-8"))
            names += [node.name for node in module.body if isinstance(node, ast.FunctionDef) and node.name[0] != "_"]
        if names:
            rows.append([room, ", ".join(f"`{name}`" for name in names)])
    return "## What can be done\n\n" + table(["room", "actions"], rows)


def files(room: str, role: str) -> list[Path]:
    single, folder = PACKAGE / room / f"{role}.py", PACKAGE / room / role
    found = [single] if single.is_file() else []
    return found + sorted(path for path in folder.glob("*.py") if path.name != "__init__.py")
