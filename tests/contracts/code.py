"""
Promises about the code, as functions over a folder of source: so that a fault can be planted in another folder.

Each returns sentences, none when the promise is kept. `package` is the folder `panah/` or a planted one.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.contracts.reviewed import ACTIONS_WITHOUT, FORMS_FILLED_ANEW, QUERIES_WITHOUT_ACTOR

PACKAGE = Path(__file__).parents[2] / "panah"
TESTS = PACKAGE.parent / "tests"
LIMITS = {"file": 400, "function": 50, "view": 25, "model": 150, "template": 150, "test file": 800, "test": 40}
GROUND = (
    "core",
    "codes",
    "country",
    "crypto",
    "printing",
    "audit",
    "matching",
    "organisations",
    "config",
)  # knows no actor
CLOCKS = {"time.monotonic", "time.perf_counter", "time.process_time", "time.time"}
PUBLIC_ROOMS = ("website", "concerns", "published")
Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def _parsed(path: Path, _changed: int) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), filename=str(path))


def tree(path: Path) -> ast.Module:
    return _parsed(path, path.stat().st_mtime_ns)


def modules(package: Path, *, migrations: bool = False) -> Iterator[Path]:
    """Every Python file of the package, without migrations unless asked for."""
    for path in sorted(package.rglob("*.py")):
        if "__pycache__" not in path.parts and (migrations or "migrations" not in path.parts):
            yield path


def name(package: Path, path: Path, node: Function | ast.ClassDef | None = None) -> str:
    where = path.relative_to(package).as_posix()
    return f"{where}::{node.name}" if node else where


def functions(module: ast.Module) -> Iterator[Function]:
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def calls(node: ast.AST) -> set[str]:
    return {ast.unparse(found.func) for found in ast.walk(node) if isinstance(found, ast.Call)}


def with_private(path: Path, node: Function) -> list[Function]:
    """A function, and the private functions of its own file that it reaches."""
    private = {each.name: each for each in tree(path).body if isinstance(each, ast.FunctionDef) and each.name[0] == "_"}
    found = [node]
    for each in found:
        found += [private[called] for called in sorted(calls(each) & set(private)) if private[called] not in found]
    return found


def calls_within(path: Path, node: Function) -> set[str]:
    """What a function calls, itself or through the private functions of its own file."""
    return {called for each in with_private(path, node) for called in calls(each)}


def role_files(package: Path, role: str) -> Iterator[Path]:
    """`actions.py` or the files of the folder `actions/`, of every room that knows who asks."""
    for room in sorted(path for path in package.iterdir() if path.is_dir() and path.name not in GROUND):
        single, folder = room / f"{role}.py", room / role
        if single.is_file():
            yield single
        if folder.is_dir():
            yield from (path for path in sorted(folder.glob("*.py")) if not path.name.startswith("_"))


def public_functions(path: Path) -> Iterator[Function]:
    for node in tree(path).body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            yield node


def length(node: Function | ast.ClassDef) -> int:
    """Lines from the first decorator's end to the last line, without the docstring."""
    lines = (node.end_lineno or node.lineno) - node.lineno + 1
    first = node.body[0]
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
        lines -= (first.end_lineno or first.lineno) - first.lineno + 1
    return lines


# --- actions and queries


def careless_actions(package: Path) -> list[str]:
    """An action checks a permission, is one transaction, and ends in the log."""
    faults = []
    for path in role_files(package, "actions"):
        for node in public_functions(path):
            where = name(package, path, node)
            excused = ACTIONS_WITHOUT.get(where, {})
            called = calls_within(path, node)
            missing = {
                "actor": [argument.arg for argument in node.args.kwonlyargs][:1] != ["actor"],
                "check": not {"check", "policy.check"} & called,
                "transaction": "transaction.atomic" not in {ast.unparse(mark) for mark in node.decorator_list},
                "log": "log.record" not in called,
            }
            remedies = {
                "actor": "take `actor` as the first keyword",
                "check": "start with check(actor, Permission...)",
                "transaction": "decorate with @transaction.atomic",
                "log": "end with log.record(...)",
            }
            faults += [f"{where}: {remedies[what]}" for what, lacks in missing.items() if lacks and what not in excused]
    return faults


def open_queries(package: Path) -> list[str]:
    """A query takes the actor first, by keyword; the public's rooms know no actor."""
    faults = []
    for path in role_files(package, "queries"):
        if path.relative_to(package).parts[0] in PUBLIC_ROOMS:
            continue
        for node in public_functions(path):
            where = name(package, path, node)
            takes_actor = [argument.arg for argument in node.args.kwonlyargs][:1] == ["actor"]
            if not takes_actor and where not in QUERIES_WITHOUT_ACTOR:
                faults.append(f"{where}: take `actor` as the first keyword, and read only what is visible to it")
    return faults


def stale_excuses(package: Path) -> list[str]:
    """A reviewed exception that no longer names a function is taken off the list."""
    there = {
        name(package, path, node)
        for role in ("actions", "queries", "views")
        for path in role_files(package, role)
        for node in public_functions(path)
    }
    return [
        f"{where}: remove it from reviewed.py"
        for where in (*ACTIONS_WITHOUT, *QUERIES_WITHOUT_ACTOR, *FORMS_FILLED_ANEW)
        if where not in there
    ]


def unscoped_models(package: Path) -> list[str]:
    """Outside access and audit, `objects.all()` reads without saying who reads."""
    faults = []
    for role in ("queries", "views", "actions"):
        for path in role_files(package, role):
            if path.relative_to(package).parts[0] == "access":
                continue
            faults += [
                f"{name(package, path)}:{node.lineno}: use .own(actor), .visible_to(actor) or .all_for(actor)"
                for node in ast.walk(tree(path))
                if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(".objects.all")
            ]
    return faults


# --- two people at one record


def blind_edits(package: Path) -> list[str]:
    """A page that fills a form from a record locks it and hands it to `edit`: the later of two people sees both."""
    faults = []
    for path in role_files(package, "views"):
        if path.relative_to(package).parts[0] in PUBLIC_ROOMS:
            continue
        for node in public_functions(path):
            inner = [part for each in with_private(path, node) for part in ast.walk(each)]
            fills = any(isinstance(part, ast.keyword) and part.arg == "initial" for part in inner)
            names = {ast.unparse(part).split(".")[-1] for part in inner if isinstance(part, ast.Name | ast.Attribute)}
            is_guarded = "edit" in names and any(each.endswith("_to_change") for each in names)
            where = name(package, path, node)
            if fills and not is_guarded and where not in FORMS_FILLED_ANEW:
                faults.append(f"{where}: read what is corrected by `..._to_change`, and hand the form to `edit`")
    return faults


# --- states and tasks


def untabled_states(package: Path) -> list[str]:
    """Every state stands in its table, every move leads to a state, and every state but the first is reached."""
    faults = []
    for path in sorted([*package.glob("*/states.py"), *package.glob("*/states/[a-z]*.py")]):
        enums, tables = _state_enums(path), _move_tables(path)
        for enum, members in enums.items():
            stem = re.sub(r"(State|Status|Stage|Step)$", "", enum)
            wanted = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", stem).upper() + "_MOVES"
            moves = tables.get(wanted)
            if moves is None:
                if any(member in key for table in tables.values() for key in table for member in (f"{enum}.",)):
                    continue
                faults.append(f"{name(package, path)}: {enum} has no table {wanted}")
                continue
            keys = {key.split(".")[-1] for key in moves}
            reached = {target.split(".")[-1] for targets in moves.values() for target in targets}
            faults += [
                f"{name(package, path)}: {enum}.{member} is not in {wanted}" for member in members if member not in keys
            ]
            faults += [
                f"{name(package, path)}: {wanted} leads to no state {target}"
                for target in sorted(reached - set(members))
            ]
            faults += [
                f"{name(package, path)}: nothing leads to {enum}.{member}"
                for member in members[1:]
                if member not in reached
            ]
    return faults


def _state_enums(path: Path) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for node in tree(path).body:
        if isinstance(node, ast.ClassDef) and any(ast.unparse(base) == "StrEnum" for base in node.bases):
            targets = [line.targets[0] for line in node.body if isinstance(line, ast.Assign)]
            found[node.name] = [target.id for target in targets if isinstance(target, ast.Name)]
    return {key: members for key, members in found.items() if re.search(r"(State|Status|Stage|Step)$", key)}


def _move_tables(path: Path) -> dict[str, dict[str, set[str]]]:
    found: dict[str, dict[str, set[str]]] = {}
    for node in tree(path).body:
        target = (
            node.target
            if isinstance(node, ast.AnnAssign)
            else node.targets[0]
            if isinstance(node, ast.Assign)
            else None
        )
        value = getattr(node, "value", None)
        if not isinstance(target, ast.Name) or not target.id.endswith("_MOVES") or not isinstance(value, ast.Dict):
            continue
        found[target.id] = {
            ast.unparse(key): {ast.unparse(part) for part in ast.walk(entry) if isinstance(part, ast.Attribute)}
            for key, entry in zip(value.keys, value.values, strict=True)
            if key is not None
        }
    return found


def jobs_without_task(package: Path) -> list[str]:
    """Every name that is enqueued has a task."""
    enqueued: dict[str, str] = {}
    tasks: set[str] = set()
    for path in modules(package):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                called = ast.unparse(node.func)
                if called in ("enqueue", "jobs.enqueue", "core.jobs.enqueue"):
                    enqueued[str(node.args[0].value)] = f"{name(package, path)}:{node.lineno}"
                elif called in ("task", "jobs.task", "core.jobs.task"):
                    tasks.add(str(node.args[0].value))
    return [f"{where}: no task is called {job!r}" for job, where in sorted(enqueued.items()) if job not in tasks]


# --- where a shelter is


ADDRESS_WORDS = re.compile(
    r"ShelterLocation|protection_shelterlocation|show_location|show_transport|location_of_transport"
)
ADDRESS_READERS = frozenset(
    {
        *(f"protection/{part}/__init__.py" for part in ("models", "actions", "queries")),
        *(f"protection/{part}/shelter.py" for part in ("models", "actions", "views")),
        *(f"protection/{part}/transport.py" for part in ("actions", "queries", "views")),
        "demo/build.py",
        "demo/help.py",
        "config/evidence/walls.py",
    }
)
PRINTS = re.compile(r"panah\.printing|spreadsheets|\bcsv\b|send_mail|EmailMessage")


def printed_addresses(package: Path) -> list[str]:
    """Where a shelter is, few files may read; none of them prints, exports or sends, and no printed page names it."""
    faults = []
    for path in [*modules(package), *package.glob("**/*.typ"), *package.glob("*/facts/*.sql")]:
        text, where = path.read_text("utf-8"), name(package, path)
        if where not in ADDRESS_READERS and ADDRESS_WORDS.search(text):
            faults.append(f"{where}: reads where a shelter is; only {len(ADDRESS_READERS)} reviewed files may")
        is_index = path.name == "__init__.py" or where.startswith("demo/")
        if where in ADDRESS_READERS and not is_index and PRINTS.search(text):
            faults.append(f"{where}: reads where a shelter is, so it may not print, export or send")
    return faults


# --- shape


def too_long(package: Path) -> list[str]:
    """Files, functions, views, models and templates stay small."""
    faults = []
    for path in modules(package):
        lines = len(path.read_text("utf-8").splitlines())
        if lines > LIMITS["file"]:
            faults.append(f"{name(package, path)}: {lines} lines, split it by noun")
        in_room = path.relative_to(package).parts[1:2]
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                limit = LIMITS["view" if in_room in (("views",), ("views.py",)) else "function"]
                if length(node) > limit:
                    faults.append(f"{name(package, path, node)}: {length(node)} lines, at most {limit}")
            elif (
                isinstance(node, ast.ClassDef)
                and in_room in (("models",), ("models.py",))
                and length(node) > LIMITS["model"]
            ):
                faults.append(f"{name(package, path, node)}: {length(node)} lines, at most {LIMITS['model']}")
    for path in sorted(package.glob("*/templates/**/*.html")):
        lines = len(path.read_text("utf-8").splitlines())
        if lines > LIMITS["template"]:
            faults.append(f"{name(package, path)}: {lines} lines, at most {LIMITS['template']}")
    return faults


def too_long_tests(folder: Path) -> list[str]:
    faults = []
    for path in modules(folder):
        lines = len(path.read_text("utf-8").splitlines())
        if lines > LIMITS["test file"]:
            faults.append(f"{name(folder, path)}: {lines} lines, at most {LIMITS['test file']}")
        faults += [
            f"{name(folder, path, node)}: {length(node)} lines, at most {LIMITS['test']}"
            for node in functions(tree(path))
            if node.name.startswith("test_") and length(node) > LIMITS["test"]
        ]
    return faults


def silent_tests(folder: Path) -> list[str]:
    """A file of tests that asserts nothing is green whatever happens."""
    return [
        f"{name(folder, path)}: it asserts nothing"
        for path in modules(folder)
        if path.name.startswith("test_")
        and not any(isinstance(node, ast.Assert) for node in ast.walk(tree(path)))
        and not {"pytest.raises", "kept"} & calls(tree(path))
    ]


def timed_tests(folder: Path) -> list[str]:
    """How long something takes is the machine's affair and changes with what runs beside it."""
    return [
        f"{name(folder, path)}:{node.lineno}: count queries or calls, not time"
        for path in modules(folder)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Assert) and CLOCKS & calls(node)
    ]


def hidden_imports(package: Path) -> list[str]:
    """An import inside a function hides a dependency from the reader and from the import contracts."""
    return [
        f"{name(package, path, node)}: move the import to the top"
        for path in modules(package, migrations=True)
        for node in functions(tree(path))
        if any(isinstance(inner, ast.Import | ast.ImportFrom) for inner in ast.walk(node))
    ]


def swallowed_errors(package: Path) -> list[str]:
    """`except Exception` that goes on hides what went wrong."""
    faults = []
    for path in modules(package, migrations=True):
        for node in ast.walk(tree(path)):
            if not isinstance(node, ast.ExceptHandler):
                continue
            broad = node.type is None or ast.unparse(node.type) in ("Exception", "BaseException")
            if broad and not any(isinstance(inner, ast.Raise) for inner in ast.walk(node)):
                faults.append(f"{name(package, path)}:{node.lineno}: name the error, or raise it again")
    return faults


def unseen_folders(package: Path) -> list[str]:
    """A folder without `__init__.py` is not seen by the import contracts."""
    folders = {path.parent for path in package.rglob("*.py") if "__pycache__" not in path.parts}
    bare = [folder for folder in sorted(folders) if not (folder / "__init__.py").is_file()]
    return [f"{name(package, folder)}/__init__.py is missing: the import contracts do not look in" for folder in bare]


ROOM_NAMES = {
    "README.md", "__init__.py", "apps.py", "states", "rules", "models", "queries", "actions", "facts.py", "forms",
    "views", "urls.py", "tasks.py", "templates", "migrations", "locale",
}  # fmt: skip
ROOMS = ("protection", "prosecution", "prevention", "partnership", "helpline", "coordination")
SPLITTABLE = ("states", "rules", "models", "queries", "actions", "forms", "views")


def foreign_names(package: Path) -> list[str]:
    """Every room has the same ten names and no others."""
    allowed = ROOM_NAMES | {f"{part}.py" for part in SPLITTABLE}
    faults = []
    for room in ROOMS:
        there = (
            {path.name for path in (package / room).iterdir() if path.name != "__pycache__"}
            if (package / room).is_dir()
            else set()
        )
        faults += [f"{room}/{extra}: not one of the ten names of a room" for extra in sorted(there - allowed)]
        faults += [f"{room}: both {part}.py and {part}/" for part in SPLITTABLE if {part, f"{part}.py"} <= there]
    return faults


def missing_readmes(package: Path) -> list[str]:
    return [f"{room}/README.md is missing" for room in ROOMS if not (package / room / "README.md").is_file()]


# --- templates


TEMPLATE_NAME = re.compile(r"[\"']([a-z_0-9]+(?:/[a-z_0-9]+)+\.(?:html|txt|xml|typ))[\"']")


def unused_templates(package: Path) -> list[str]:
    """Every template is rendered, extended or included by its name."""
    named: set[str] = set()
    for path in [*modules(package), *package.glob("*/templates/**/*.*")]:
        named |= set(TEMPLATE_NAME.findall(path.read_text("utf-8")))
    faults = []
    for path in sorted(package.glob("*/templates/**/*.html")):
        relative = path.relative_to(next(parent for parent in path.parents if parent.name == "templates")).as_posix()
        replaces_another = relative.startswith(("django/", "account/", "mfa/", "allauth/", "core/form/"))
        if relative not in named and not replaces_another:
            faults.append(f"{name(package, path)}: nothing renders, extends or includes it")
    return faults


def missing_templates(package: Path) -> list[str]:
    """Every template that is named is there."""
    there = {
        path.relative_to(next(parent for parent in path.parents if parent.name == "templates")).as_posix()
        for path in package.glob("*/templates/**/*.*")
    }
    faults = []
    for path in [*modules(package), *package.glob("*/templates/**/*.html")]:
        for found in TEMPLATE_NAME.findall(path.read_text("utf-8")):
            room = found.split("/")[0]
            if (package / room / "templates").is_dir() and found.endswith(".html") and found not in there:
                faults.append(f"{name(package, path)}: there is no template {found}")
    return faults
