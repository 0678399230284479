"""What a person may read of their own record, who decides, and when it may be handed over. Pure."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta

from panah.core.errors import InvalidInput, NotPermitted, gettext_noop
from panah.protection.states import RightsState

Row = Mapping[str, object]
Document = dict[str, list[dict[str, object]]]

# What is handed over, and nothing else: no other person by name, no place where anybody lives, no note of a colleague.
ALLOWED: dict[str, tuple[str, ...]] = {
    "person": (
        "given_name", "surname", "patronymic", "birth_date", "contact", "document_number", "sex", "age_band",
        "citizenship", "language", "safe_contact",
    ),
    "case": (
        "reference", "opened_on", "status", "presumed_on", "referred_on", "decided_on", "outcome", "reflection_from",
        "reflection_until", "plan_on", "closed_on", "closure_reason",
    ),
    "presumptions": ("presumed_on", "body"),
    "help": ("on", "service", "outcome"),
    "consents": ("purpose", "recipient", "text", "language", "given_on", "expires_on", "withdrawn_on", "signing"),
    "overrides": ("ground", "recipient", "decided_on", "told"),
    "decisions": ("reference", "outcome", "decided_on", "body", "legal_basis", "negative_reasons"),
    "money": ("kind", "state", "amount", "happened_on"),
    "looks": ("on", "organisation", "event", "times"),
}  # fmt: skip
# A helper that shelters people is never named: its name may tell the place.
HIDDEN_KINDS = frozenset({"shelter"})


def select(record: Mapping[str, Sequence[Row]], *, sections: Collection[str]) -> Document:
    """
    Return what may be handed over of a record: the sections that were chosen, of each row the allowed fields.

    A field that is not on the list is left out, whatever it is called and wherever it comes from.
    """
    return {
        section: [{name: row[name] for name in ALLOWED[section] if row.get(name) not in (None, "", [])} for row in rows]
        for section, rows in record.items()
        if section in ALLOWED and section in sections
    }


def without(document: Document, *, withheld: Collection[str]) -> Document:
    """Return a document without the sections that are withheld."""
    return {section: rows for section, rows in document.items() if section not in withheld}


def rights_due(*, asked_on: date, days: int) -> date:
    """Return the day by which a request has to be answered."""
    return asked_on + timedelta(days=days)


def check_sections(*, kind: str, sections: Collection[str]) -> None:
    """
    Allow what was prepared.

    :raises InvalidInput: if the person asked what is held, and nothing was chosen
    """
    if kind == "access" and not sections:
        raise InvalidInput(gettext_noop("Tick what is put together for the person."), field="sections")


def check_decider(*, decider: object, preparer: object) -> None:
    """
    Allow somebody to decide.

    :raises NotPermitted: if they prepared it themselves
    """
    if decider == preparer:
        raise NotPermitted(gettext_noop("Nobody decides on what they prepared themselves. Ask another officer."))


def check_answer(*, to: RightsState, grounds: Collection[str], withheld: Collection[str]) -> None:
    """
    Allow an answer: a refusal, or leaving something out, only on grounds that have a name.

    :raises InvalidInput: if a ground is missing, or named for nothing
    """
    if to not in {RightsState.GRANTED, RightsState.REFUSED, RightsState.ASKED}:
        raise InvalidInput(gettext_noop("Grant it, refuse it, or send it back."), field="to")
    needs = to == RightsState.REFUSED or bool(withheld)
    if needs and not grounds:
        raise InvalidInput(
            gettext_noop("Name the ground: without one nothing is refused or left out."), field="grounds"
        )
    if grounds and not needs:
        raise InvalidInput(gettext_noop("Nothing is refused or left out. Take the grounds away."), field="grounds")


def check_hand_over(*, was_alone: str, felt_safe: str) -> None:
    """
    Allow the answer to be handed over, after the person was asked alone whether anybody makes them ask for it.

    :raises InvalidInput: if the person was not alone, or does not feel safe: then it is kept for them
    """
    if was_alone != "yes":
        raise InvalidInput(
            gettext_noop("Ask the person alone first. Keep the paper for them until then."), field="was_alone"
        )
    if felt_safe != "yes":
        raise InvalidInput(
            gettext_noop("Do not hand it over now: it may have been forced. Keep it, and talk about safety."),
            field="felt_safe",
        )
