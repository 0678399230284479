"""What a person may read of their own record, who decides, and when it may be handed over. Pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from panah.audit.events import Event
from panah.core.errors import InvalidInput, NotPermitted, WrongState, gettext_noop
from panah.protection.states import RightsState

Row = Mapping[str, object]
Document = dict[str, list[dict[str, object]]]

# What is handed over, and nothing else: no other person by name, no place where anybody lives, no note of a colleague.
# Whoever prepares it chooses nothing: the officer alone leaves a section out, on a ground that the person is told.
ALLOWED: dict[str, tuple[str, ...]] = {
    "person": (
        "given_name", "surname", "patronymic", "birth_date", "contact", "document_number", "sex", "age_band",
        "citizenship", "language", "safe_contact",
    ),
    "case": (
        "reference", "opened_on", "status", "presumed_on", "referred_on", "decided_on", "outcome", "reflection_from",
        "reflection_until", "plan_on", "closed_on", "closure_reason",
    ),
    "missions": ("on", "recipient", "help_wanted"),
    "places": ("on", "wanted_on", "state"),
    "money_asked": ("on", "kind", "purpose", "currency", "amount"),
    "presumptions": ("presumed_on", "body"),
    "help": ("on", "service", "outcome"),
    "consents": ("purpose", "recipient", "text", "language", "given_on", "expires_on", "withdrawn_on", "signing"),
    "overrides": ("ground", "recipient", "decided_on", "told"),
    "decisions": ("reference", "outcome", "decided_on", "body", "legal_basis", "negative_reasons"),
    "money": ("kind", "state", "currency", "amount", "happened_on"),
    "documents": ("kind", "dated_on"),
    "episodes": (
        "stage", "form", "began_on", "began_precision", "ended_on", "ended_precision", "country", "was_child", "acts",
        "means", "control", "sex_types", "labour_sector", "recruitment_channel", "documents_withheld", "debt",
    ),
    "screenings": ("screened_on", "indicator_list", "result"),
    "assessments": ("assessed_on", "needs", "risks", "highest_risk", "own_view", "next_review_on"),
    "ages": ("assessed_on", "method", "result"),
    "guardians": ("appointed_on", "kind", "body", "ended_on"),
    "interests": ("assessed_on", "kind", "outcomes", "child_heard"),
    "families": ("assessed_on", "involvement"),
    "flags": ("raised_on", "kind"),
    "conversations": ("held_on", "language"),
    "goals": ("need", "service", "state", "due_on", "moved_on"),
    "follow_ups": ("month", "on", "reached", "is_safe", "employment", "housing", "safety", "studies"),
    "stays": ("started_on", "ended_on"),
    "claims": (
        "source", "state", "currency", "informed_on", "legal_aid_on", "claimed_on", "claimed_amount", "awarded_on",
        "awarded_amount", "received_amount", "refused_on",
    ),
    "transfers": ("on", "recipient", "reason", "state"),
    "orders": ("on", "service", "recipient", "state"),
    "referrals": ("on", "recipient", "purpose"),
    "residence": ("state", "on", "until_on"),
    "sanctions": ("kind", "conduct", "imposed_on", "state", "state_on"),
    "reviews": ("asked_on", "asked_by", "grounds", "withdrawn_on"),
    "notices": ("kind", "language", "way", "given_on"),
    "looks": ("on", "organisation", "event", "times"),
}  # fmt: skip
# A helper that shelters people is never named: its name may tell the place.
HIDDEN_KINDS = frozenset({"shelter"})
# Whoever is asked through a guardian is answered through one; an adult who asks alone never is.
GUARDIAN = "guardian"
# One letter for each kind of request: what was asked decides what the person is told.
LETTERS = {"access": "rights_answer", "correction": "rights_correction", "restriction": "rights_restriction"}
ANSWERED = frozenset({RightsState.GRANTED, RightsState.REFUSED, RightsState.DONE})


@dataclass(frozen=True, slots=True)
class Correction:
    """Where a part of the record is corrected, and what then stands in the log: that it changed, never what it was."""

    url_name: str
    events: tuple[Event, ...]


CORRECTIONS: dict[str, Correction] = {
    "person": Correction("protection:case_change", (Event.PROTECTION_CASE_CHANGED,)),
    "case": Correction("protection:case_change", (Event.PROTECTION_CASE_CHANGED,)),
    "episodes": Correction("protection:case_episodes", (Event.PROTECTION_EPISODE_CORRECTED,)),
    "help": Correction("protection:case_plan", (Event.PROTECTION_SERVICE_RECORDED, Event.PROTECTION_SERVICE_VOIDED)),
    "other": Correction("protection:note_add", (Event.PROTECTION_NOTE_ADDED,)),
}


def select(record: Mapping[str, Sequence[Row]]) -> Document:
    """
    Return what may be handed over of a record: every section that is on the list, of each row the allowed fields.

    A field that is not on the list is left out, whatever it is called and wherever it comes from.
    """
    return {
        section: [{name: row[name] for name in ALLOWED[section] if row.get(name) not in (None, "", [])} for row in rows]
        for section, rows in record.items()
        if section in ALLOWED
    }


def without(document: Document, *, withheld: Collection[str]) -> Document:
    """Return a document without the sections that are withheld."""
    return {section: rows for section, rows in document.items() if section not in withheld}


def rights_due(*, asked_on: date, days: int) -> date:
    """Return the day by which a request has to be answered."""
    return asked_on + timedelta(days=days)


def check_decider(*, decider: object, preparer: object) -> None:
    """
    Allow somebody to decide.

    :raises NotPermitted: if they prepared it themselves
    """
    if decider == preparer:
        raise NotPermitted(gettext_noop("Nobody decides on what they prepared themselves. Ask another officer."))


def check_printed(state: str) -> None:
    """
    Let an answer be printed that the officer decided on.

    :raises WrongState: if nothing was decided yet
    """
    if state not in ANSWERED:
        raise WrongState(gettext_noop("The data-protection officer has not decided yet. Then it can be printed."))


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


def check_channel(*, channel: str, asked_by: str) -> None:
    """
    Allow a way of handing over: through a guardian only what a guardian asked for.

    :raises InvalidInput: if the person asked themselves
    """
    if channel == GUARDIAN and asked_by == "person":
        raise InvalidInput(
            gettext_noop("The person asked themselves: nobody else gets the answer for them."), field="channel"
        )


def concerned(*, kind: str, concerns: str) -> str:
    """
    Return what a request wants corrected; nothing for another kind of request.

    :raises InvalidInput: if a correction does not say of what
    """
    if kind != "correction":
        return ""
    if concerns not in CORRECTIONS:
        raise InvalidInput(gettext_noop("Say what is to be corrected."), field="concerns")
    return concerns


def check_to_correct(*, kind: str, state: str, is_corrected: bool) -> None:
    """
    Allow a correction to be confirmed.

    :raises WrongState: if none was granted, or it was confirmed before
    """
    if kind != "correction" or state != RightsState.GRANTED or is_corrected:
        raise WrongState(gettext_noop("No granted correction waits here."))


def check_corrected(*, is_changed: bool) -> None:
    """
    Allow to say that the record is corrected.

    :raises WrongState: if nothing of it was changed since the officer granted it
    """
    if not is_changed:
        raise WrongState(gettext_noop("Nothing was changed since it was granted. Correct the record first."))
