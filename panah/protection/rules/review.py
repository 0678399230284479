"""Rules of decisions and what follows them: who may decide, when a review is asked for in time. Pure."""

from collections.abc import Collection
from datetime import date, timedelta

from panah.core.errors import InvalidInput, NotPermitted, WrongState, gettext_noop


def check_competence(*, kind: str, competent: Collection[str]) -> None:
    """
    Allow a body to decide on a person's status. Which kinds of bodies may is said by the country pack.

    :raises NotPermitted: if the law gives this body no such competence
    """
    if kind not in competent:
        raise NotPermitted(
            gettext_noop("The law gives your organisation no competence to decide. Refer to the body that has it.")
        )


def review_due(*, decided_on: date, days: int | None) -> date | None:
    """Return the last day on which a review can be asked for; None as long as no source for it was obtained."""
    return None if days is None else decided_on + timedelta(days=days)


def is_late(*, asked_on: date, due_on: date | None) -> bool:
    """Test if a review is asked for after its last day. It is sent all the same: the body decides about that."""
    return due_on is not None and asked_on > due_on


def check_review(*, outcome: str, grounds: Collection[str], words: str, asked_on: date, decided_on: date) -> None:
    """
    Allow a review to be asked for.

    :raises InvalidInput: if the decision is not negative, no ground is named, or it is asked before the decision
    """
    if outcome == "identified":
        raise InvalidInput(gettext_noop("This decision is positive. There is nothing to review."))
    if not grounds:
        raise InvalidInput(gettext_noop("Tick at least one ground."), field="grounds")
    if "other" in grounds and not words.strip():
        raise InvalidInput(gettext_noop("Write what the other ground is."), field="words")
    if asked_on < decided_on:
        raise InvalidInput(gettext_noop("This day is before what it follows. Check both dates."), field="asked_on")


def check_can_decline(*, is_referred: bool, is_presumed: bool, is_child: bool) -> None:
    """
    Let it be noted that a person was asked about the special police unit and does not agree.

    :raises WrongState: if nobody has presumed yet, the person is referred or decided on, or may be a child
    """
    if is_referred or not is_presumed:
        raise WrongState(gettext_noop("This is noted of a presumed person who was not referred yet."))
    if is_child:
        raise WrongState(
            gettext_noop(
                "Whoever may be a child does not decide this alone: ask the guardian, or record the duty to protect "
                "a child under Consent."
            )
        )
