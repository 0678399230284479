"""Reading the child's path: how old, who stands by, what is best, and what was said about the family."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Exists, Q, QuerySet, Subquery

from panah.access.policy import Actor
from panah.core.clock import today
from panah.core.errors import NotVisible
from panah.crypto.fields import unseal, unseal_many
from panah.protection.models import (
    AgeAssessment,
    BestInterests,
    Case,
    FamilyAssessment,
    Guardian,
    Person,
    Presumption,
    Screening,
)
from panah.protection.queries.case import rows_of_case
from panah.protection.rules import (
    BEGGING_SIGN,
    is_begging,
    is_child,
    is_treated_as_child,
    needs_family_answer,
    treated_band,
)
from panah.protection.rules.child import aged_result, band_today


class Known(NamedTuple):
    """What is known of age, begging and family: the band, the latest assessment's result, and two answers."""

    band: str
    age_result: str
    begged: bool
    is_answered: bool


@dataclass(frozen=True, slots=True)
class ChildPath:
    """What is recorded of a child. Words are empty until somebody asks to see them."""

    is_treated_as_child: bool
    is_presumed: bool
    ages: list[dict[str, Any]]
    guardians: list[dict[str, Any]]
    interests: list[dict[str, Any]]
    families: list[dict[str, Any]]
    is_family_asked: bool
    are_words_shown: bool

    @property
    def has_guardian(self) -> bool:
        return any(row["ended_on"] is None for row in self.guardians)


AGE = ("assessed_on", "method", "consent", "age_from", "age_until", "margin_years", "result")
GUARDIAN = ("kind", "body", "appointed_on", "ended_on")
INTERESTS = ("kind", "assessed_on", "body", "outcomes", "child_heard")
FAMILY = ("assessed_on", "involvement", "return_allowed_on")
# What of the latest age assessment says how old the person is today.
ASSESSED = ("result", "assessed_on", "age_from", "age_until", "margin_years")
INVOLVED = "involved"


def child_path(*, actor: Actor, case: Case, with_words: bool = False) -> ChildPath:
    """Return the child's path of a case which this actor was shown just now, the newest record first."""
    ages = _rows(actor, case, AgeAssessment, AGE, ("note",), "-assessed_on", with_words)
    known = _known(actor, case)
    treated = is_treated_as_child(band=known.band, age_result=known.age_result)
    families = _rows(actor, case, FamilyAssessment, FAMILY, ("grounds",), "-assessed_on", with_words)
    return ChildPath(
        is_treated_as_child=treated,
        is_presumed=treated and known.age_result == "in_doubt",
        ages=ages,
        guardians=_rows(actor, case, Guardian, GUARDIAN, ("name", "contact"), "-appointed_on", with_words),
        interests=_rows(actor, case, BestInterests, INTERESTS, ("reasons",), "-assessed_on", with_words),
        families=families,
        is_family_asked=not families and needs_family_answer(made_to_beg=known.begged, treated_as_child=treated),
        are_words_shown=with_words,
    )


def _rows(
    actor: Actor, case: Case, model: Any, columns: tuple[str, ...], words: tuple[str, ...], order: str, shown: bool
) -> list[dict[str, Any]]:
    found = rows_of_case(actor=actor, case=case, model=model).order_by(order, "-id")
    if not shown:
        return list(found.values("id", *columns))
    return unseal_many(model, found.values("id", "key_id", *columns, *words), words)


def treated_as_child(*, actor: Actor, case: Case) -> bool:
    """Test if the person of a case is treated as a child: who may be one is presumed to be."""
    known = _known(actor, case)
    return is_treated_as_child(band=known.band, age_result=known.age_result)


def band_of(*, actor: Actor, case: Case) -> str:
    """Return the age band by which the person of a case is treated, for rules that tell children from adults."""
    known = _known(actor, case)
    return treated_band(band=known.band, age_result=known.age_result)


def is_family_asked(*, actor: Actor, case: Case) -> bool:
    """Test if the question about the family stands open, and nothing may end care before it is answered."""
    known = _known(actor, case)
    treated = is_treated_as_child(band=known.band, age_result=known.age_result)
    return not known.is_answered and needs_family_answer(made_to_beg=known.begged, treated_as_child=treated)


def is_family_barred(*, actor: Actor, case: Case) -> bool:
    """Test if the family was found to be involved last, and nobody who leads has let the child return to it."""
    last = family_assessment_to_change(actor=actor, case=case)
    return last is not None and last.return_allowed_on is None


def family_assessment_to_change(*, actor: Actor, case: Case) -> FamilyAssessment | None:
    """Return the newest own assessment of a child's family, locked, if it found the family involved."""
    own = FamilyAssessment.objects.own(actor).select_for_update().filter(case_id=case.pk)
    last: FamilyAssessment | None = own.order_by("-assessed_on", "-id").first()
    is_involved = last is not None and last.involvement == INVOLVED and treated_as_child(actor=actor, case=case)
    return last if is_involved else None


def _known(actor: Actor, case: Case) -> Known:
    """Return, in one query, what the rules about children ask of a case which this actor was shown just now."""
    rows = partial(rows_of_case, actor=actor, case=case)
    sign = Q(**{f"answers__{BEGGING_SIGN}": "yes"})
    latest = rows(model=AgeAssessment).order_by("-assessed_on", "-id")
    found = rows(model=Person).annotate(
        **{f"latest_{name}": Subquery(latest.values(name)[:1]) for name in ASSESSED},
        begged=Exists(rows(model=Presumption).filter(sign)) | Exists(rows(model=Screening).filter(sign)),
        is_answered=Exists(rows(model=FamilyAssessment)),
    )
    # To whom the identity is closed, the person is not there, and nothing is known.
    row = found.values("id", "age_band", *(f"latest_{name}" for name in ASSESSED), "begged", "is_answered").first()
    if row is None:
        return Known("", "", is_begging(case.forms), False)
    band = row["age_band"]
    if is_child(band):
        band = band_today(band=band, birth_date=_born(found), today=today())
    begged = row["begged"] or is_begging(case.forms)
    return Known(band, _result_today(row), begged, row["is_answered"])


def _born(people: QuerySet[Any, Any]) -> date | None:
    """Return the sealed date of birth; nothing once the record was erased."""
    born = unseal_many(Person, people.values("id", "key_id", "birth_date"), ("birth_date",))[0]["birth_date"]
    return date.fromisoformat(born) if born else None


def _result_today(row: dict[str, Any]) -> str:
    if not row["latest_result"]:
        return ""
    return aged_result(
        age_from=row["latest_age_from"],
        age_until=row["latest_age_until"],
        margin=row["latest_margin_years"] or 0,
        assessed_on=row["latest_assessed_on"],
        today=today(),
        result=row["latest_result"],
    )


def guardian_to_change(*, actor: Actor, guardian_id: UUID) -> Guardian:
    """
    Return one own guardian record, locked until the transaction ends.

    :raises NotVisible: if the actor's organisation has no such record
    """
    found: Guardian | None = Guardian.objects.own(actor).select_for_update().filter(pk=guardian_id).first()
    if found is None:
        raise NotVisible(f"guardian {guardian_id}")
    return found


def guardian(*, actor: Actor, guardian_id: UUID) -> Guardian:
    """
    Return one own guardian record.

    :raises NotVisible: if the actor's organisation has no such record
    """
    found: Guardian | None = Guardian.objects.own(actor).filter(pk=guardian_id).first()
    if found is None:
        raise NotVisible(f"guardian {guardian_id}")
    return found


def has_guardian(*, actor: Actor, case: Case) -> bool:
    """Test if somebody is appointed for the child now."""
    return bool(Guardian.objects.own(actor).filter(case_id=case.pk, ended_on=None).exists())


def birth_date(*, actor: Actor, case: Case) -> date | None:
    """Return the date of birth for a rule to compare with. It is shown to nobody."""
    person: Person | None = Person.objects.own(actor).filter(case_id=case.pk).first()
    born = unseal(person, "birth_date")["birth_date"] if person else ""
    return date.fromisoformat(born) if born else None
