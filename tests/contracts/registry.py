"""Promises about what is declared: pages, permissions, roles, codes, messages, migrations. Faults as sentences."""

import ast
import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from gettext import GNUTranslations
from pathlib import Path
from typing import Any

from babel.messages import pofile
from babel.messages.extract import extract
from django.urls import URLPattern, URLResolver
from django.utils.translation.template import templatize

from tests.contracts import code

LANGUAGES = ("az", "en")
LABELS = ("label_en", "label_az", "label_ru")
KEYWORDS = {
    "gettext": None, "gettext_lazy": None, "gettext_noop": None, "_": None,
    "ngettext": (1, 2), "ngettext_lazy": (1, 2), "pgettext": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3),
}  # fmt: skip


# --- pages


def pages(patterns: Iterable[Any], prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address below the patterns, with its pattern."""
    for pattern in patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from pages(pattern.url_patterns, path)
        else:
            yield path, pattern


def undeclared_pages(patterns: Iterable[Any], reviewed: Mapping[str, str]) -> list[str]:
    """Every page declares the permission without which it does not open, or why it opens to everybody."""
    faults = []
    for path, pattern in pages(patterns):
        view = pattern.callback
        declared = hasattr(view, "permission") or getattr(view, "open_because", "")
        if not declared and pattern.name not in reviewed:
            faults.append(f"/{path}: decorate {pattern.name} with @page(Permission...) or @open_page(reason=...)")
    return faults


def misnamed_pages(patterns: Iterable[Any]) -> list[str]:
    """URL name and view carry the same name, so that a page is found from its address."""
    faults = []
    for path, pattern in pages(patterns):
        view = pattern.callback
        if not view.__module__.startswith("panah."):
            continue
        if pattern.name != view.__name__:
            faults.append(f"/{path}: the view is called {view.__name__}, its address {pattern.name}")
        elif "_" not in str(pattern.name):
            faults.append(f"/{path}: call it <noun>_<verb>, not {pattern.name}")
    return faults


# --- permissions, roles, events


def attributes(package: Path, enum: str) -> set[str]:
    """What the package names of an enum, under its own name or the one it was imported as."""
    found = set()
    for path in code.modules(package):
        module = code.tree(path)
        names = {enum} | {
            alias.asname
            for node in ast.walk(module)
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
            if alias.name == enum and alias.asname
        }
        for node in ast.walk(module):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in names:
                found.add(node.attr)
    return found


def unused_members(package: Path, enum: str, members: Iterable[str]) -> list[str]:
    used = attributes(package, enum)
    return [f"{enum}.{member} is used nowhere: use it or remove it" for member in members if member not in used]


def strange_roles(roles: Mapping[str, Any], permissions: Iterable[Any]) -> list[str]:
    """Every role has its sentence, and every permission a role that holds it."""
    faults = [
        f"role {name}: give it a sentence that a lawyer can read"
        for name, role in roles.items()
        if not role.sentence.endswith(".")
    ]
    held = {permission for role in roles.values() for permission in role.permissions}
    return faults + [f"no role holds {permission}" for permission in permissions if permission not in held]


# --- codes


def unlabelled_codes(folder: Path) -> list[str]:
    """Every code has a label in every language, once."""
    faults = []
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        seen: set[str] = set()
        for number, row in enumerate(rows, start=2):
            faults += [
                f"{path.name}:{number}: {row['code']} has no {label}"
                for label in LABELS
                if not (row.get(label) or "").strip()
            ]
            if row["code"] in seen:
                faults.append(f"{path.name}:{number}: {row['code']} stands twice")
            seen.add(row["code"])
    return faults


# --- messages


def messages_in_code(room: Path) -> dict[str, str]:
    """Every message of a room that is marked for translation, with where it stands."""
    found: dict[str, str] = {}
    for path in sorted(room.rglob("*.py")):
        with path.open("rb") as file:
            for line, texts, _, _ in extract("python", file, keywords=KEYWORDS, options={"encoding": "utf-8"}):
                for text in [texts] if isinstance(texts, str) else texts[-2:]:
                    if text:
                        found.setdefault(text, f"{path.name}:{line}")
    for path in sorted([*room.rglob("*.html"), *room.rglob("*.txt")]):
        if "templates" not in path.parts:
            continue
        source = templatize(path.read_text("utf-8"), origin=path.name)
        for match in re.finditer(r"(?<!\w)(_|gettext|ngettext|pgettext|npgettext)\(", source):
            text = _first_texts(source[match.start() :])
            for each in text:
                found.setdefault(each, path.name)
    return {text: where for text, where in found.items() if text.strip()}


def _first_texts(source: str) -> list[str]:
    """The literal messages of one call at the start of `source`, as `templatize` writes them."""
    depth, end = 0, 0
    for match in re.finditer(r"""u?'''(?:.|\n)*?'''|u?\"(?:[^\"\\]|\\.)*\"|u?'(?:[^'\\\n]|\\.)*'|[()]""", source):
        token = match.group()
        if token == "(":
            depth += 1
        elif token == ")":
            depth -= 1
            if depth == 0:
                end = match.end()
                break
    call = ast.parse(source[:end].strip(), mode="eval").body
    if not isinstance(call, ast.Call):
        return []
    texts = [
        argument.value
        for argument in call.args
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    ]
    named = ast.unparse(call.func)
    return texts[1:] if named in ("pgettext", "npgettext") else texts


def untranslated(package: Path, language: str = "az") -> list[str]:
    """Every message stands in the catalogue of its room (or of core), translated and not fuzzy."""
    faults = []
    shared = _catalogue(package / "core", language)
    for room in sorted(path for path in package.iterdir() if path.is_dir() and not path.name.startswith(("_", "."))):
        own = _catalogue(room, language)
        for text, where in sorted(messages_in_code(room).items()):
            entry = own.get(text, shared.get(text))
            if entry is None:
                faults.append(f"{room.name}/{where}: {text[:60]!r} is not in the {language} catalogue")
            elif not entry:
                faults.append(f"{room.name}/{where}: {text[:60]!r} has no {language} translation")
    return faults


def _catalogue(room: Path, language: str) -> dict[str, bool]:
    path = room / "locale" / language / "LC_MESSAGES" / "django.po"
    if not path.is_file():
        return {}
    with path.open("rb") as file:
        catalogue = pofile.read_po(file)
    found: dict[str, bool] = {}
    for message in catalogue:
        texts = message.id if isinstance(message.id, list | tuple) else (message.id,)
        strings = message.string if isinstance(message.string, list | tuple) else (message.string,)
        for text in texts:
            found[str(text)] = all(strings) and "fuzzy" not in message.flags
    return found


def uncompiled(package: Path) -> list[str]:
    """A compiled catalogue says what its source says."""
    faults = []
    for path in sorted(package.glob("*/locale/*/LC_MESSAGES/django.po")):
        compiled = path.with_suffix(".mo")
        if not compiled.is_file():
            faults.append(f"{path.relative_to(package)}: compile it with msgfmt")
            continue
        with path.open("rb") as source, compiled.open("rb") as result:
            wanted, got = pofile.read_po(source), GNUTranslations(result)
        faults += [
            f"{path.relative_to(package)}: {message.id[:50]!r} is not compiled"
            for message in wanted
            if isinstance(message.id, str)
            and message.id
            and message.string
            and not message.context
            and "fuzzy" not in message.flags
            and got.gettext(message.id) != message.string
        ]
    return faults


# --- migrations


def tangled_migrations(package: Path) -> list[str]:
    """The migrations of a room are one line: 0001, 0002, ... each after the one before."""
    faults = []
    for folder in sorted(package.glob("*/migrations")):
        names = sorted(path.stem for path in folder.glob("[0-9]*.py"))
        for number, stem in enumerate(names, start=1):
            if not stem.startswith(f"{number:04}_"):
                faults.append(f"{folder.parent.name}: {stem} is not number {number:04}")
    return faults
