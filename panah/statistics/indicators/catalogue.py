"""The declared indicators, read once from the files beside this one and checked. Pure."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

FOLDER = Path(__file__).parent
LANGUAGES = ("en", "az", "ru")
PERSON_UNITS = frozenset({"identified_victim", "presumed_victim", "assisted_person"})
UNITS = frozenset({"group", "measure", "amount", "call", "report", "signal"}) | PERSON_UNITS
# Columns that say of whom or what: each names the code list of its values. Without a list the value speaks for itself.
CUTS = {
    "sex": "sex_gender", "age_band": "age_band", "age_group": "age_group", "citizenship": "country", "origin": "origin",
    "form": "exploitation_form", "scope": "territorial_scope", "country_of_exploitation": "country",
    "place_kind": "place_kind",
    "exploited_in": "", "labour_sector": "labour_sector", "body": "status_decision_body", "source": "referral_source",
    "service": "service", "provider_kind": "organisation_kind", "standing": "trafficking_status",
    "from_whom": "compensation_source", "purpose": "aid_purpose", "need": "need_domain",
    "month": "", "hotline_topic": "hotline_topic", "concern_topic": "concern_topic",
    "stage": "episode_stage", "kind": "guardian_kind", "ground": "residence_ground",
}  # fmt: skip
STATEMENT = ("K", "M")
# Of these a person may have several: the parts do not add up to the whole.
SEVERAL = frozenset({"service", "provider_kind", "purpose", "need", "source", "from_whom"})
_NAME = re.compile(r"[a-z][a-z_0-9]*")


class Each(StrEnum):
    """What one unit of the count is."""

    ROW = "row"
    PERSON = "person"
    MEMBER = "member"
    RECIPIENT = "recipient"
    SUM = "sum"


class BadDefinitionError(ValueError):
    """An indicator's file says something that cannot be counted."""


@dataclass(frozen=True, slots=True)
class Wording:
    """How an indicator is explained in one language."""

    title: str
    counts: str
    whom: str
    dated: str
    facts: str


@dataclass(frozen=True, slots=True)
class Count:
    """
    How an indicator is counted.

    A `recipient` is a person with such a fact in the period, once, whatever happened before it. A `sum` adds up the
    column `amount`; `beside` names the indicator of the persons who share it. A date
    that `is_step` may never come: without it nothing is missing.
    `where` and `overruled` name columns and the codes they may hold. `void` is the column with the date
    from which a fact no longer counts. `of` is the key of the cohort that members are taken from.
    """

    fact: str
    each: Each
    date: str
    of: str | None
    void: str | None
    amount: str | None
    beside: str | None
    is_step: bool
    where: Mapping[str, tuple[str, ...]]
    overruled: Mapping[str, tuple[str, ...]]

    @property
    def columns(self) -> set[str]:
        """Return every column of the fact that the definition needs."""
        named = {self.date, *self.where, *self.overruled} | {name for name in (self.void, self.amount) if name}
        return named if self.each in (Each.ROW, Each.SUM) else named | {"person"}


@dataclass(frozen=True, slots=True)
class Indicator:
    """A figure's declared meaning."""

    key: str
    name: str
    version: int
    unit: str
    cuts: tuple[str, ...]
    source: str
    count: Count
    wording: Mapping[str, Wording]

    @property
    def counts_persons(self) -> bool:
        """Answer whether the unit is a person, so that disclosure thresholds apply."""
        return self.unit in PERSON_UNITS


@cache
def of_statement() -> tuple[str, ...]:
    """Return the keys of the figures of the official statement, cohorts before the members taken from them."""
    return tuple(key for key in indicators() if key[0] in STATEMENT)


@cache
def indicators() -> Mapping[str, Indicator]:
    """Return every indicator by its key, cohorts before the members taken from them."""
    found = {indicator.key: indicator for indicator in map(read, sorted(FOLDER.glob("*.toml")))}
    for indicator in found.values():
        cohort = indicator.count.of
        if cohort is not None and (cohort not in found or cohort >= indicator.key):
            raise BadDefinitionError(f"{indicator.key}: the cohort {cohort} is not declared before it")
        if indicator.count.beside is not None and indicator.count.beside not in found:
            raise BadDefinitionError(f"{indicator.key}: there is no indicator {indicator.count.beside}")
    return MappingProxyType(found)


def read(path: Path) -> Indicator:
    """
    Read one definition.

    :raises BadDefinitionError: naming the file and what is wrong in it
    """
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    try:
        indicator = _indicator(data)
    except (KeyError, TypeError, ValueError) as error:
        raise BadDefinitionError(f"{path.name}: {error}") from error
    if path.stem != f"{indicator.key.lower()}_{indicator.name}":
        raise BadDefinitionError(f"{path.name}: the file must be named {indicator.key.lower()}_{indicator.name}.toml")
    return indicator


def _indicator(data: Mapping[str, Any]) -> Indicator:
    if data["unit"] not in UNITS:
        raise ValueError(f"there is no unit {data['unit']!r}")
    if strange := set(data["cuts"]) - set(CUTS):
        raise ValueError(f"there is no cut {min(strange)!r}")
    return Indicator(
        key=data["key"],
        name=data["name"],
        version=int(data["version"]),
        unit=data["unit"],
        cuts=tuple(data["cuts"]),
        source=data["source"],
        count=_count(data["count"]),
        wording=MappingProxyType({language: Wording(**data[language]) for language in LANGUAGES}),
    )


def _count(data: Mapping[str, Any]) -> Count:
    count = Count(
        fact=data["fact"],
        each=Each(data["each"]),
        date=data["date"],
        of=data.get("of"),
        void=data.get("void"),
        amount=data.get("amount"),
        beside=data.get("beside"),
        is_step=bool(data.get("is_step")),
        where={column: tuple(codes) for column, codes in data.get("where", {}).items()},
        overruled={column: tuple(codes) for column, codes in data.get("overruled", {}).items()},
    )
    for name in {count.fact, *count.columns}:
        # These names go into SQL; nothing but a plain name may pass.
        if not _NAME.fullmatch(name):
            raise ValueError(f"{name!r} is not the name of a fact or a column")
    if (count.each is Each.MEMBER) != (count.of is not None):
        raise ValueError("a member is counted of a cohort, and only a member is")
    if (count.each is Each.SUM) != (count.amount is not None and count.beside is not None):
        raise ValueError("a sum names its amount and the persons beside it, and only a sum does")
    return count
