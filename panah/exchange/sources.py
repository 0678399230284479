"""
Loading what a country's source documents say, from YAML in which every fact is stated or inferred.

All files are loaded in one transaction, by the rooms' own actions. Loading again doubles nothing: what a file says
otherwise than before is corrected, and named.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.db import connection
from django.db.models import Manager, Model

from panah.access.policy import Actor
from panah.access.roles import Strength
from panah.access.walls import Wall
from panah.core.db import unforced
from panah.core.errors import DomainError, InvalidInput
from panah.country import lined, provenance
from panah.country.lined import Lined
from panah.country.models import SourceDocument, SourceStatement
from panah.exchange.claims import Source, check_claims, claims_of, keep_document
from panah.exchange.kinds import Kind, Place
from panah.exchange.partnership_kinds import EVENT, PROJECT
from panah.exchange.prevention_kinds import CAMPAIGN
from panah.organisations import queries as organisations
from panah.partnership import actions as partnership
from panah.prevention.actions.publishing import publish_campaign

# In the order in which they need one another.
KINDS: dict[str, Kind] = {"projects": PROJECT, "campaigns": CAMPAIGN, "events": EVENT}
KEYS = {"document", "keeper", *KINDS}
ROOMS = ("partnership_%", "prevention_%", "published_%")
Say = Callable[[str], None]
LOADER = uuid5(NAMESPACE_URL, "panah:source-loader")


@dataclass(frozen=True, slots=True)
class File:
    """One source file, read."""

    path: Path
    content: Lined
    actor: Actor
    source: Source
    say: Say


def load(paths: Sequence[Path], *, if_new: bool = False, say: Say = print) -> None:
    """
    Load source files, or the source files of folders, and publish the pages of what they name.

    :raises InvalidInput: if a file is wrong; names file, line and the nearest valid value
    """
    found = list(_files(paths))
    if if_new and _are_known(found):
        return
    with unforced(*secured_tables()):
        files = [_opened(path, say) for path in found]
        for name, kind in KINDS.items():
            for file in files:
                rows = _load_all(kind, name, file.content.get(name) or [], file)
                if rows:
                    say(f"{file.path.name}: {len(rows)} {name}")
        for file in files:
            provenance.keep(file.source.statements)
            _publish(file)


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(path.glob("*.yaml"))
        elif path.is_file():
            yield path
        else:
            raise InvalidInput(f"{path}: there is no such file or folder")


def _are_known(paths: Sequence[Path]) -> bool:
    codes = {lined.read(path)["document"]["code"] for path in paths}
    return SourceDocument.objects.filter(code__in=codes).count() == len(codes)


def _opened(path: Path, say: Say) -> File:
    content = lined.read(path)
    if not isinstance(content, Lined):
        raise lined.wrong(path.name, 1, "a source file begins with 'document:'")
    for key in content:
        if key not in KEYS:
            raise content.error(f"a source file has no {key!r}; it has {', '.join(sorted(KEYS))}", key=key)
    for key in ("document", "keeper"):
        if key not in content:
            raise content.error(f"a source file needs {key!r}")
    return File(path, content, _loader(content), keep_document(content["document"], path.parent), say)


def _loader(content: Lined) -> Actor:
    """Return the actor in whose name the records are made: the organisation that keeps them, and nobody's account."""
    try:
        keeper = organisations.organisation(code=content["keeper"])
    except organisations.UnknownOrganisation as error:
        raise content.error(str(error), key="keeper") from error
    roles = frozenset({"project_officer", "campaign_officer"})
    return Actor(LOADER, keeper.id, Wall.COMMUNICATIONS, roles, strength=Strength.PASSKEY, name="panah load")


def _load_all(kind: Kind, name: str, entries: Sequence[Lined], file: File, above: tuple[Any, ...] = ()) -> list[Model]:
    """Load the entries of one kind under one record. Where one was reworded, the one record left over is meant."""
    known = [kind.find(Place(file.actor, entry, above), kind.read(entry)) for entry in entries]
    spare = _left_over(getattr(above[-1], name), known, file) if above and known.count(None) == 1 else None
    return [_load(kind, entry, file, above, spare=spare) for entry in entries]


def _left_over(beside: Manager[Any], known: Sequence[Model | None], file: File) -> Model | None:
    """Return the record that an earlier load of this document made beside the known ones, if there is just one."""
    told = SourceStatement.objects.filter(document=file.source.document).values("subject_id")
    found = beside.filter(pk__in=told).exclude(pk__in=[row.pk for row in known if row])[:2]
    return found[0] if len(found) == 1 else None


def _load(kind: Kind, entry: Lined, file: File, above: tuple[Any, ...], *, spare: Model | None) -> Model:
    values = kind.read(entry)
    check_claims(kind, entry, file.source)
    place = Place(file.actor, entry, above)
    try:
        row = kind.find(place, values) or spare
        if row is None:
            row = kind.make(place, values)
        elif changed := kind.correct(place, row, values):
            file.say(f"{entry.file}:{entry.line}: {kind.name} changed: {', '.join(changed)}")
    except DomainError as error:
        if isinstance(error, InvalidInput) and str(error).startswith(f"{entry.file}:"):
            raise
        raise entry.error(str(error) % error.params if error.params else str(error)) from error
    file.source.statements.extend(claims_of(row, entry, file.source))
    for name, part in kind.parts.items():
        _load_all(part, name, entry.get(name) or [], file, (*above, row))
    return row


def _publish(file: File) -> None:
    for entry in file.content.get("projects") or []:
        partnership.publish_project(actor=file.actor, slug=entry["slug"])
    for entry in file.content.get("campaigns") or []:
        publish_campaign(actor=file.actor, slug=entry["slug"])
    for entry in file.content.get("events") or []:
        partnership.publish_event(actor=file.actor, slug=entry["slug"])


def secured_tables() -> list[str]:
    """Return the tables under row security that a load writes."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relrowsecurity AND relkind = 'r' AND relname LIKE ANY (%s) ORDER BY 1",
            [list(ROOMS)],
        )
        return [name for (name,) in cursor.fetchall()]
