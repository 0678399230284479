"""The life of a case and of an inquiry. The tables are the specification; the diagrams are made from them."""

from enum import StrEnum

from panah.core.errors import WrongState, gettext_noop


class CaseStatus(StrEnum):
    SIGNAL = "signal"
    SCREENING = "screening"
    PRESUMED = "presumed"
    REFERRED = "referred"
    INQUIRY = "inquiry"
    REFLECTION = "reflection"
    DECISION = "decision"
    IDENTIFIED = "identified"
    NOT_IDENTIFIED = "not_identified"
    SUSPENDED = "suspended"
    REVIEW = "review"
    ASSISTANCE = "assistance"
    RESIDENCE = "residence"
    RETURN = "return"
    REINTEGRATION = "reintegration"
    CLOSED = "closed"
    REJECTED = "rejected"
    INFORMATION = "information"


_S = CaseStatus

# Help hangs on *presumed*: assistance follows it directly, and no way to it leads through the police.
CASE_MOVES: dict[CaseStatus, frozenset[CaseStatus]] = {
    _S.SIGNAL: frozenset({_S.SCREENING, _S.PRESUMED, _S.REJECTED, _S.INFORMATION}),
    _S.SCREENING: frozenset({_S.PRESUMED, _S.REJECTED, _S.INFORMATION}),
    _S.PRESUMED: frozenset({_S.REFERRED, _S.ASSISTANCE, _S.REFLECTION, _S.DECISION, _S.RETURN, _S.CLOSED}),
    # A referral may be refused or withdrawn; then the person is presumed as before.
    _S.REFERRED: frozenset({_S.INQUIRY, _S.DECISION, _S.PRESUMED, _S.ASSISTANCE, _S.REFLECTION, _S.CLOSED}),
    _S.INQUIRY: frozenset({_S.DECISION, _S.PRESUMED, _S.ASSISTANCE, _S.REFLECTION, _S.CLOSED}),
    _S.REFLECTION: frozenset({_S.REFERRED, _S.DECISION, _S.ASSISTANCE, _S.RESIDENCE, _S.RETURN, _S.CLOSED}),
    _S.DECISION: frozenset({_S.IDENTIFIED, _S.NOT_IDENTIFIED, _S.SUSPENDED}),
    _S.IDENTIFIED: frozenset(
        {_S.ASSISTANCE, _S.REFLECTION, _S.RESIDENCE, _S.RETURN, _S.REINTEGRATION, _S.DECISION, _S.CLOSED}
    ),
    _S.NOT_IDENTIFIED: frozenset({_S.REVIEW, _S.DECISION, _S.ASSISTANCE, _S.RETURN, _S.CLOSED}),
    _S.SUSPENDED: frozenset({_S.DECISION, _S.INQUIRY, _S.ASSISTANCE, _S.REFLECTION, _S.CLOSED}),
    # A review that is taken back leaves the decision as it was.
    _S.REVIEW: frozenset({_S.DECISION, _S.NOT_IDENTIFIED, _S.ASSISTANCE, _S.CLOSED}),
    _S.ASSISTANCE: frozenset(
        {_S.REFERRED, _S.DECISION, _S.REFLECTION, _S.RESIDENCE, _S.RETURN, _S.REINTEGRATION, _S.REVIEW, _S.CLOSED}
    ),
    _S.RESIDENCE: frozenset({_S.ASSISTANCE, _S.DECISION, _S.RETURN, _S.REINTEGRATION, _S.CLOSED}),
    _S.RETURN: frozenset({_S.ASSISTANCE, _S.DECISION, _S.REINTEGRATION, _S.CLOSED}),
    _S.REINTEGRATION: frozenset({_S.ASSISTANCE, _S.DECISION, _S.CLOSED}),
    _S.CLOSED: frozenset({_S.ASSISTANCE}),
    # A judgement on a signal can be mended.
    _S.REJECTED: frozenset({_S.SCREENING}),
    _S.INFORMATION: frozenset({_S.SCREENING}),
}

ENDED = frozenset({_S.CLOSED, _S.REJECTED, _S.INFORMATION})
BEFORE_PRESUMPTION = frozenset({_S.SIGNAL, _S.SCREENING})
# Where services may be recorded: from the presumption on, whatever the decision says.
HELPED = frozenset(_S) - ENDED - BEFORE_PRESUMPTION
# Where a case stands only because the special police unit was asked.
WITH_THE_UNIT = frozenset({_S.REFERRED, _S.INQUIRY})
# Steps that a case manager takes by hand; each other step has an action of its own.
STEPS_BY_HAND = frozenset(
    {
        _S.SCREENING,
        _S.INQUIRY,
        _S.REFLECTION,
        _S.ASSISTANCE,
        _S.RESIDENCE,
        _S.RETURN,
        _S.REINTEGRATION,
        _S.REJECTED,
        _S.INFORMATION,
    }
)


class InquiryStage(StrEnum):
    INITIAL_ASSISTANCE = "initial_assistance"
    INQUIRY = "inquiry"
    INDICATORS = "indicators"
    RECOVERY_PLAN = "recovery_plan"
    SUSPENDED = "suspended"
    DECIDED = "decided"


_I = InquiryStage

# The four stages of the Indicator Rules (no. 131 of 2009, 6.4 to 6.7). A decision may come after any of them.
INQUIRY_MOVES: dict[InquiryStage, frozenset[InquiryStage]] = {
    _I.INITIAL_ASSISTANCE: frozenset({_I.INQUIRY, _I.SUSPENDED, _I.DECIDED}),
    _I.INQUIRY: frozenset({_I.INDICATORS, _I.SUSPENDED, _I.DECIDED}),
    _I.INDICATORS: frozenset({_I.RECOVERY_PLAN, _I.SUSPENDED, _I.DECIDED}),
    _I.RECOVERY_PLAN: frozenset({_I.SUSPENDED, _I.DECIDED}),
    _I.SUSPENDED: frozenset({_I.INQUIRY, _I.DECIDED}),
    # A review takes the inquiry up again.
    _I.DECIDED: frozenset({_I.INQUIRY}),
}


class Outcome(StrEnum):
    IDENTIFIED = "identified"
    NOT_IDENTIFIED = "not_identified"
    SUSPENDED = "suspended"


STATUS_AFTER: dict[Outcome, CaseStatus] = {
    Outcome.IDENTIFIED: CaseStatus.IDENTIFIED,
    Outcome.NOT_IDENTIFIED: CaseStatus.NOT_IDENTIFIED,
    Outcome.SUSPENDED: CaseStatus.SUSPENDED,
}
STAGE_AFTER: dict[Outcome, InquiryStage] = {
    Outcome.IDENTIFIED: InquiryStage.DECIDED,
    Outcome.NOT_IDENTIFIED: InquiryStage.DECIDED,
    Outcome.SUSPENDED: InquiryStage.SUSPENDED,
}


def move_case(now: CaseStatus, to: CaseStatus) -> CaseStatus:
    """
    Return `to`.

    :raises WrongState: if a case cannot go from `now` to `to`
    """
    if to not in CASE_MOVES[now]:
        raise WrongState(gettext_noop("This case cannot take that step from its present state."))
    return to


def move_inquiry(now: InquiryStage, to: InquiryStage) -> InquiryStage:
    """
    Return `to`.

    :raises WrongState: if an inquiry cannot go from `now` to `to`
    """
    if to not in INQUIRY_MOVES[now]:
        raise WrongState(gettext_noop("This inquiry cannot take that step from its present stage."))
    return to


class ConsularState(StrEnum):
    """A mission's help to a national abroad, from the first hours to the hand-over at home."""

    OPEN = "open"
    RETURNING = "returning"
    HANDED_OVER = "handed_over"
    CLOSED = "closed"


CONSULAR_MOVES: dict[ConsularState, frozenset[ConsularState]] = {
    ConsularState.OPEN: frozenset({ConsularState.RETURNING, ConsularState.CLOSED}),
    ConsularState.RETURNING: frozenset({ConsularState.HANDED_OVER, ConsularState.OPEN}),
    ConsularState.HANDED_OVER: frozenset({ConsularState.CLOSED}),
    ConsularState.CLOSED: frozenset(),
}


def move_consular(now: ConsularState, to: ConsularState) -> ConsularState:
    """
    Return `to`.

    :raises WrongState: if a mission's help cannot go from `now` to `to`
    """
    if to not in CONSULAR_MOVES[now]:
        raise WrongState(gettext_noop("This step is not possible now. Look at where the return stands."))
    return to
