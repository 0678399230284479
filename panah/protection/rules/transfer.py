"""Rules of the transfer of a case to another organisation. Pure: values in, answer out; the clock is given."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from uuid import UUID

from panah.access.walls import FieldGroup
from panah.core.errors import InvalidInput, WrongState, gettext_noop
from panah.protection.rules.case import waits_for_decision
from panah.protection.states import Outcome, TransferState, WishState

# Who can lead a case. The police decide on a status and lead no case: help never moves to them.
TRANSFER_KINDS = frozenset({"assistance_centre", "ngo", "ngo_coalition"})
SLICES = (FieldGroup.CASE, FieldGroup.IDENTITY, FieldGroup.HEALTH)
SOURCES = {"ngo": "ngo", "ngo_coalition": "ngo"}
SUMMARY_LENGTH = 20
# What never goes along, as codes of `transfer_part`: the receiver asks anew, or the person tells it.
ALWAYS_STAYS = (
    "notes",
    "interviews",
    "episodes",
    "relatives",
    "interests",
    "consents",
    "place",
    "money",
    "documents",
    "log",
)


def check_receiver(*, kind: str, is_own: bool) -> None:
    """
    Accept whom a case is handed to.

    :raises InvalidInput: if it is the own organisation, or a body that leads no case
    """
    if is_own:
        raise InvalidInput(gettext_noop("Your own organisation holds this case."), field="to_organisation_id")
    if kind not in TRANSFER_KINDS:
        raise InvalidInput(
            gettext_noop("A case goes to an assistance centre or an NGO, to nobody else."), field="to_organisation_id"
        )


def check_summary(summary: str) -> None:
    """
    Accept the words that go along.

    :raises InvalidInput: if they are too short to help the receiver
    """
    if len(summary.strip()) < SUMMARY_LENGTH:
        raise InvalidInput(
            gettext_noop("Write in at least 20 characters what the next one must know."), field="summary"
        )


def identification_runs(*, referred_on: date | None, decided_on: date | None, outcome: str) -> bool:
    """Test if a person was referred for identification and the decision has not come, or is suspended."""
    if outcome == Outcome.SUSPENDED:
        return True
    return waits_for_decision(referred_on=referred_on, decided_on=decided_on)


def check_not_identifying(*, is_running: bool) -> None:
    """
    Let a case be handed over unless somebody decides on the person's status: the decision would find nobody.

    :raises WrongState: if a referral for identification, an inquiry or a review of a decision is open
    """
    if is_running:
        raise WrongState(
            gettext_noop(
                "The special police unit is deciding on this person's status. The case can be handed over once you "
                "have received its decision, or have taken the referral or the review back."
            )
        )


def check_still_same(*, is_running: bool, told: UUID | None, now: UUID | None) -> None:
    """
    Let a case be taken over as long as the proposal tells the last decision.

    :raises WrongState: if the person was referred for identification, or a decision came, after the proposal
    """
    if is_running or told != now:
        raise WrongState(
            gettext_noop(
                "The decision on this person's status has moved on since this was proposed. Ask the sender to withdraw "
                "the transfer, and to propose it again once the decision has been received."
            )
        )


def check_slice(group: str) -> FieldGroup:
    """
    Return what goes along.

    :raises InvalidInput: if it is nothing that a transfer carries; the location never is
    """
    if group not in SLICES:
        raise InvalidInput(gettext_noop("Choose what goes along. A place is never part of it."), field="goes_along")
    return FieldGroup(group)


def transfer_due(*, sent_at: datetime, days: int, consent_ends: datetime | None) -> datetime:
    """Return until when the receiver can accept: never after the end of the consent."""
    usual = sent_at + timedelta(days=days)
    return min(usual, consent_ends) if consent_ends else usual


def resumed_due(*, due_at: datetime, paused_at: datetime, moment: datetime, ends: datetime | None) -> datetime:
    """Return until when a transfer that was held back can be accepted: the time that was left, as far as it may."""
    later = due_at + (moment - paused_at)
    return min(later, ends) if ends else later


def transfer_state(
    *, is_withdrawn: bool, answer: str, is_settled: bool, due_at: datetime, moment: datetime
) -> TransferState:
    """Return where a transfer stands, of what its two ends have written and of the clock."""
    if is_withdrawn:
        return TransferState.WITHDRAWN
    if answer == TransferState.ACCEPTED and is_settled:
        return TransferState.SETTLED
    if answer:
        return TransferState(answer)
    return TransferState.EXPIRED if due_at <= moment else TransferState.PROPOSED


def wish_state(
    *, is_withdrawn: bool, is_refused: bool, is_answered: bool, due_at: datetime, moment: datetime
) -> WishState:
    """Return where the wish to take a case over stands."""
    if is_withdrawn:
        return WishState.WITHDRAWN
    if is_refused:
        return WishState.REFUSED
    if is_answered:
        return WishState.ANSWERED
    return WishState.EXPIRED if due_at <= moment else WishState.WAITING


def stays_behind(groups: Collection[str]) -> tuple[str, ...]:
    """Return what stays with the sender, as codes of `transfer_part`."""
    kept = tuple(group.value for group in SLICES if group not in groups)
    return (*kept, *ALWAYS_STAYS)


def goes_along(groups: Collection[str]) -> tuple[str, ...]:
    """Return what the receiver's own case begins with, as codes of `transfer_part`."""
    return tuple(group.value for group in SLICES if group in groups)


def source_of(kind: str) -> str:
    """Return the code that says where a case comes from that was handed over by a body of this kind."""
    return SOURCES.get(kind, "social")


def carried_reflection(*, began_on: date | None, ends_on: date | None, today: date) -> bool:
    """Test if a reflection period still runs, so that it runs on with the receiver."""
    return began_on is not None and ends_on is not None and ends_on >= today
