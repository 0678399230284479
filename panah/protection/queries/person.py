"""Who somebody is: one person of one case, or people whose name sounds like what was typed."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from panah.access.policy import Actor
from panah.core.errors import NotVisible
from panah.crypto.fields import unseal, unseal_many
from panah.crypto.records import is_erased
from panah.matching.queries import known_like, search
from panah.matching.ranking import Candidate, Match, is_settled, rank, rank_text
from panah.matching.tags import Person as Names
from panah.protection.models import Case, Person
from panah.protection.rules import PersonDetails

NAMED = ("given_name", "surname", "patronymic", "birth_date")
SEALED = (*NAMED, "contact", "document_number")
SHOWN = ("organisation_id", "wall", "case_id", "sex", "citizenship")
OPENED = (20, 60)  # of the likeliest, in steps: a common name is settled by a few, and the rest stays sealed


@dataclass(frozen=True, slots=True)
class Hit:
    """Somebody whose name is like the one that was sought, and why."""

    person: Person
    case_id: UUID
    reference: str
    status: str
    name: str
    birth_date: date | None
    sex: str
    citizenship: str
    reasons: tuple[str, ...]


def person(*, actor: Actor, case_id: UUID) -> Person:
    """
    Return the person of a case.

    :raises NotVisible: if there is none for this actor: no such case, no grant that opens identity, or it was erased
    """
    found: Person | None = Person.objects.visible_to(actor).filter(case_id=case_id).first()
    if found is None or (found.key_id is not None and is_erased(found.key_id)):
        raise NotVisible(f"person of case {case_id}")
    return found


def details_of(*, actor: Actor, person: Person) -> PersonDetails:
    """Return what is known of a person whom the actor was shown."""
    opened = unseal(person, *SEALED)
    born = opened.pop("birth_date")
    clear = ("sex", "age_band", "age_basis", "citizenship", "language", "safe_contact")
    return PersonDetails(
        **opened,
        birth_date=date.fromisoformat(born) if born else None,
        **{name: getattr(person, name) for name in clear},
    )


def people_like(*, actor: Actor, text: str) -> list[Hit]:
    """Return at most ten people of the actor's own organisation whose name is like the text, the likeliest first."""
    found = search(organisation_id=actor.organisation_id, wall=actor.wall, text=text)
    known: dict[Hashable, dict[str, Any]] = {}
    matches: tuple[Match, ...] = ()
    for begin, end in pairwise((0, *OPENED, len(found.subjects))):
        known |= _opened(actor, found.subjects[begin:end])
        matches = _ranked(text, known)
        if end >= len(found.subjects) or is_settled(text, matches, others_named=found.named > end):
            break
    return _hits(actor, known, matches)


def people_known(*, actor: Actor, case_id: UUID) -> list[Hit]:
    """
    Return at most ten people of the actor's other cases who may be the person of this one, the likeliest first.

    :raises NotVisible: if the actor's organisation has no such person
    """
    found: Person | None = Person.objects.own(actor).filter(case_id=case_id).first()
    if found is None or (found.key_id is not None and is_erased(found.key_id)):
        raise NotVisible(f"person of case {case_id}")
    sought = _names(unseal(found, *SEALED))
    like = known_like(organisation_id=actor.organisation_id, wall=actor.wall, person=sought)
    known = _opened(actor, [subject for subject in like.subjects if subject != found.pk], SEALED)
    matches = rank(sought, (Candidate(subject=subject, person=_names(row)) for subject, row in known.items()))
    return _hits(actor, known, matches)


def _hits(actor: Actor, known: Mapping[Hashable, dict[str, Any]], matches: Sequence[Match]) -> list[Hit]:
    cases = _cases(actor, [known[match.candidate.subject]["case_id"] for match in matches])
    opened = ((known[match.candidate.subject], match) for match in matches)
    return [_hit(row, cases[row["case_id"]], match) for row, match in opened if row["case_id"] in cases]


def _opened(actor: Actor, subjects: Sequence[UUID], names: Sequence[str] = NAMED) -> dict[Hashable, dict[str, Any]]:
    # In the order asked for, which decides between people whose names are equally like.
    people = Person.objects.own(actor).filter(pk__in=subjects)
    rows = unseal_many(Person, people.values("id", "key_id", *names, *SHOWN), names)
    opened = {row["id"]: row for row in rows if row["given_name"] is not None}
    return {subject: opened[subject] for subject in subjects if subject in opened}


def _cases(actor: Actor, case_ids: Sequence[UUID]) -> dict[UUID, tuple[str, str]]:
    rows = Case.objects.own(actor).filter(pk__in=case_ids).values_list("pk", "reference", "status")
    return {case_id: (reference, status) for case_id, reference, status in rows}


def _ranked(text: str, known: Mapping[Hashable, dict[str, Any]]) -> tuple[Match, ...]:
    return rank_text(text, (Candidate(subject=subject, person=_names(row)) for subject, row in known.items()))


def _hit(row: dict[str, Any], case: tuple[str, str], match: Match) -> Hit:
    names, (reference, status) = match.candidate.person, case
    return Hit(
        person=Person(**{name: row[name] for name in ("id", "organisation_id", "wall", "case_id")}),
        case_id=row["case_id"],
        reference=reference,
        status=status,
        name=" ".join(filter(None, (names.given_name, names.patronymic, names.surname))),
        birth_date=names.born_on,
        sex=row["sex"],
        citizenship=row["citizenship"],
        reasons=tuple(_(level.reason) for level in match.levels),
    )


def _names(row: Mapping[str, str]) -> Names:
    born = row["birth_date"]
    return Names(
        given_name=row["given_name"],
        surname=row["surname"],
        patronymic=row["patronymic"],
        born_on=date.fromisoformat(born) if born else None,
        documents=tuple(filter(None, [row.get("document_number")])),
        phones=tuple(filter(None, [row.get("contact")])),
    )
