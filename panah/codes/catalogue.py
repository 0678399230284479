"""
Code lists and indicator lists: read once from data files, never written in Python. No Django here.

A code is never deleted: a date in its `retired` column closes it to new records and keeps its label.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from panah.core.text import nearest

HERE = Path(__file__).parent
LISTS = HERE / "lists"
INDICATORS = HERE / "indicators"
FALLBACK = "en"
LANGUAGES = ("en", "az", "ru")


class UnknownCode(ValueError):
    """A code that its list does not have; `nearest` is the closest one that it has."""

    def __init__(self, list_name: str, code: str, suggestion: str | None) -> None:
        hint = f"; nearest: {suggestion!r}" if suggestion else ""
        super().__init__(f"{code!r} is not in the code list {list_name!r}{hint}")
        self.list_name = list_name
        self.code = code
        self.nearest = suggestion


@dataclass(frozen=True, slots=True)
class Code:
    """One entry. `conf_az` and `conf_ru`: A seen in an official text, B awaits native legal review."""

    code: str
    labels: dict[str, str]
    conf_az: str
    conf_ru: str
    map: str
    ictip: str
    retired: date | None
    group: str = ""
    strength: str = ""
    unit: str = ""

    def label(self, lang: str) -> str:
        return self.labels.get(lang) or self.labels[FALLBACK]

    def is_open(self, on: date) -> bool:
        return self.retired is None or on < self.retired


@dataclass(frozen=True, slots=True)
class CodeList:
    name: str
    codes: dict[str, Code]

    def __contains__(self, code: object) -> bool:
        return code in self.codes

    def __iter__(self) -> Iterator[Code]:
        return iter(self.codes.values())

    def label(self, code: str, lang: str) -> str:
        """Return the label, retired codes included; an unknown code is shown as it is."""
        found = self.codes.get(code)
        return found.label(lang) if found else code

    def choices(self, lang: str, on: date) -> list[tuple[str, str]]:
        """Return (code, label) of the codes open for new records on that day, in file order."""
        return [(code.code, code.label(lang)) for code in self if code.is_open(on)]

    def check(self, code: str) -> str:
        """
        Return `code` itself.

        :raises UnknownCode: if the list does not have it; names the nearest that it has
        """
        if code not in self.codes:
            raise UnknownCode(self.name, code, nearest(code, self.codes))
        return code

    def by_group(self) -> dict[str, list[Code]]:
        """Return the entries of an indicator list under their groups, in file order."""
        groups: dict[str, list[Code]] = {}
        for code in self:
            groups.setdefault(code.group, []).append(code)
        return groups


@cache
def code_list(name: str) -> CodeList:
    """
    Return the named code list.

    :raises KeyError: if there is no such list
    """
    return _read(LISTS, name)


@cache
def indicator_list(name: str) -> CodeList:
    """
    Return the named list of indicators; their groups are labelled by the code list `indicator_group`.

    :raises KeyError: if there is no such list
    """
    return _read(INDICATORS, name)


def names() -> list[str]:
    """Return the names of all code lists."""
    return sorted(path.stem for path in LISTS.glob("*.csv"))


def indicator_names() -> list[str]:
    """Return the names of all indicator lists."""
    return sorted(path.stem for path in INDICATORS.glob("*.csv"))


def _read(folder: Path, name: str) -> CodeList:
    path = folder / f"{name}.csv"
    if not path.is_file():
        raise KeyError(name)
    with path.open(encoding="utf-8", newline="") as file:
        return CodeList(name, {row["code"]: _code(row) for row in csv.DictReader(file)})


def _code(row: dict[str, str]) -> Code:
    return Code(
        code=row["code"],
        labels={lang: row[f"label_{lang}"] for lang in LANGUAGES if row[f"label_{lang}"]},
        conf_az=row["conf_az"],
        conf_ru=row["conf_ru"],
        map=row["map"],
        ictip=row["ictip"],
        retired=date.fromisoformat(row["retired"]) if row["retired"] else None,
        group=row.get("group", ""),
        strength=row.get("strength", ""),
        unit=row.get("unit", ""),
    )
