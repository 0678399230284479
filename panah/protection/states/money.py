"""The life of money for one person: payments, aid granted, lists that leave, compensation."""

from enum import StrEnum

from panah.core.errors import WrongState, gettext_noop


class PaymentState(StrEnum):
    """Money for one person: drafted by one, approved by another, paid once, receipted."""

    DRAFTED = "drafted"
    APPROVED = "approved"
    REJECTED = "rejected"
    CANCELLED = "cancelled"
    MISSED = "missed"
    REFUSED = "refused"
    PAID = "paid"
    RECEIPTED = "receipted"
    RETURNED = "returned"
    REVERSED = "reversed"


_P = PaymentState

PAYMENT_MOVES: dict[PaymentState, frozenset[PaymentState]] = {
    _P.DRAFTED: frozenset({_P.APPROVED, _P.REJECTED, _P.CANCELLED}),
    _P.APPROVED: frozenset({_P.PAID, _P.MISSED, _P.REFUSED, _P.CANCELLED}),
    _P.REJECTED: frozenset(),
    _P.CANCELLED: frozenset(),
    # Nothing was lost: who did not come, or did not want it then, is paid when they do.
    _P.MISSED: frozenset({_P.PAID, _P.REFUSED, _P.CANCELLED}),
    _P.REFUSED: frozenset({_P.PAID, _P.CANCELLED}),
    _P.PAID: frozenset({_P.RECEIPTED, _P.RETURNED, _P.REVERSED}),
    _P.RECEIPTED: frozenset({_P.RETURNED, _P.REVERSED}),
    # Money that came back is in the fund again; paying again is a new payment, approved anew.
    _P.RETURNED: frozenset(),
    _P.REVERSED: frozenset(),
}
PAID = frozenset({_P.PAID, _P.RECEIPTED})
CAN_BE_PAID = frozenset({_P.APPROVED, _P.MISSED, _P.REFUSED})
# A payment that takes none of the money granted, and does not stand in the way of another one.
OVER = frozenset({_P.REJECTED, _P.CANCELLED, _P.RETURNED, _P.REVERSED})


class AwardState(StrEnum):
    """Aid for one person: an officer proposes, two members of the committee grant, payments follow in parts."""

    PREPARED = "prepared"
    GRANTED = "granted"
    REJECTED = "rejected"
    ENDED = "ended"


AWARD_MOVES: dict[AwardState, frozenset[AwardState]] = {
    AwardState.PREPARED: frozenset({AwardState.GRANTED, AwardState.REJECTED}),
    AwardState.GRANTED: frozenset({AwardState.ENDED}),
    AwardState.REJECTED: frozenset(),
    AwardState.ENDED: frozenset({AwardState.GRANTED}),
}


class ExchangeState(StrEnum):
    """Money of the fund that the bank changes into another currency: prepared by one, booked by another."""

    PREPARED = "prepared"
    BOOKED = "booked"
    REJECTED = "rejected"
    REVERSED = "reversed"


EXCHANGE_MOVES: dict[ExchangeState, frozenset[ExchangeState]] = {
    ExchangeState.PREPARED: frozenset({ExchangeState.BOOKED, ExchangeState.REJECTED}),
    # A mistyped exchange is taken back whole, and entered anew.
    ExchangeState.BOOKED: frozenset({ExchangeState.REVERSED}),
    ExchangeState.REJECTED: frozenset(),
    ExchangeState.REVERSED: frozenset(),
}


class ExportState(StrEnum):
    """A list that leaves as a file: asked for, where needed approved by another, made by a job, fetched for a day."""

    WAITING = "waiting"
    MAKING = "making"
    READY = "ready"
    REFUSED = "refused"
    STOPPED = "stopped"


EXPORT_MOVES: dict[ExportState, frozenset[ExportState]] = {
    ExportState.WAITING: frozenset({ExportState.MAKING, ExportState.REFUSED}),
    # Stopped: who asked may not any more, somebody had sharing restricted since, or no job made it within its day.
    ExportState.MAKING: frozenset({ExportState.READY, ExportState.STOPPED}),
    ExportState.READY: frozenset(),
    ExportState.REFUSED: frozenset(),
    ExportState.STOPPED: frozenset(),
}


class CompensationState(StrEnum):
    """Compensation from one source: from the right explained to the money received."""

    INFORMED = "informed_of_right"
    LEGAL_AID = "legal_aid_assigned"
    CLAIMED = "claimed"
    AWARDED = "awarded"
    PAID_PART = "paid_part"
    PAID_FULL = "paid_full"
    REFUSED = "refused"
    DECLINED = "declined"


_C = CompensationState

COMPENSATION_MOVES: dict[CompensationState, frozenset[CompensationState]] = {
    # Nobody needs a lawyer to claim, and nobody has to claim.
    _C.INFORMED: frozenset({_C.LEGAL_AID, _C.CLAIMED, _C.DECLINED}),
    _C.LEGAL_AID: frozenset({_C.LEGAL_AID, _C.CLAIMED, _C.DECLINED}),
    _C.CLAIMED: frozenset({_C.AWARDED, _C.REFUSED, _C.DECLINED}),
    # An award may be overturned on appeal as long as nothing of it was received.
    _C.AWARDED: frozenset({_C.PAID_PART, _C.PAID_FULL, _C.REFUSED}),
    # A mistyped receipt is taken back.
    _C.PAID_PART: frozenset({_C.PAID_PART, _C.PAID_FULL, _C.AWARDED}),
    _C.PAID_FULL: frozenset({_C.PAID_PART, _C.AWARDED}),
    # An appeal claims again; a change of mind is open at any time.
    _C.REFUSED: frozenset({_C.CLAIMED, _C.DECLINED}),
    _C.DECLINED: frozenset({_C.LEGAL_AID, _C.CLAIMED}),
}


def move_payment(now: PaymentState, to: PaymentState) -> PaymentState:
    """
    Return `to`.

    :raises WrongState: if a payment cannot go from `now` to `to`
    """
    if to not in PAYMENT_MOVES[now]:
        raise WrongState(gettext_noop("This payment has gone on already. Open it again and look at its state."))
    return to


def move_award(now: AwardState, to: AwardState) -> AwardState:
    """
    Return `to`.

    :raises WrongState: if aid cannot go from `now` to `to`
    """
    if to not in AWARD_MOVES[now]:
        raise WrongState(gettext_noop("This aid was decided on already. Open it again and look at its state."))
    return to


def move_exchange(now: ExchangeState, to: ExchangeState) -> ExchangeState:
    """
    Return `to`.

    :raises WrongState: if an exchange cannot go from `now` to `to`
    """
    if to not in EXCHANGE_MOVES[now]:
        raise WrongState(gettext_noop("This exchange was decided on already. Open it again and look at its state."))
    return to


def move_export(now: ExportState, to: ExportState) -> ExportState:
    """
    Return `to`.

    :raises WrongState: if a list cannot go from `now` to `to`
    """
    if to not in EXPORT_MOVES[now]:
        raise WrongState(gettext_noop("This list was decided on already. Ask for a new one."))
    return to


def move_compensation(now: CompensationState, to: CompensationState) -> CompensationState:
    """
    Return `to`.

    :raises WrongState: if a claim cannot go from `now` to `to`
    """
    if to not in COMPENSATION_MOVES[now]:
        raise WrongState(gettext_noop("This claim cannot take that step now. Look at where it stands."))
    return to
