"""Which pictures the library takes, when one may stand on a paper, and whose logo must. Pure: the day is given."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from uuid import UUID

from panah.core.errors import InvalidInput, WrongState, gettext_noop
from panah.core.files import JPEG, PNG, FileKind
from panah.core.seen import Seen
from panah.prevention.rules.material import taken

LARGEST_PICTURE = 5_000_000
MOST_DOTS = 25_000_000
AGREED = frozenset({"posed", "agreed"})
LEAST_DAYS = 30  # a print run and its placements outlive a consent that ends earlier
# Who pays is seen on what it paid for; who works along is named and may be seen.
LOGO_DEMANDED = frozenset({"funder", "co_funder"})


def taken_picture(content: bytes, *, seen: Seen) -> tuple[FileKind, bytes]:
    """
    Return what a picture is, and what of it is kept: nothing of place, time and device.

    :raises InvalidInput: if it is no picture that is printed, or too large
    """
    if seen.kind not in (JPEG, PNG):
        raise InvalidInput(
            gettext_noop("Only JPEG and PNG pictures are taken. The content counts, not the name."), field="file"
        )
    if len(content) > LARGEST_PICTURE:
        raise InvalidInput(gettext_noop("The picture is too large: at most 5 MB."), field="file")
    kind, kept = taken(content, seen=seen)
    if not seen.dots:
        raise InvalidInput(gettext_noop("This picture is damaged: it does not say how large it is."), field="file")
    if seen.dots > MOST_DOTS:
        raise InvalidInput(gettext_noop("The picture has too many dots: at most 25 million."), field="file")
    return kind, kept


def missing_checks(ticked: Collection[str], demanded: Iterable[str]) -> list[str]:
    """Return the codes of what nobody has looked for in a picture."""
    return [code for code in demanded if code not in ticked]


def check_consent(*, consent: str, until: date | None, today: date) -> None:
    """
    Allow a picture for what those shown in it have agreed to.

    :raises InvalidInput: if people agreed and nobody says until when, or it ends before a print run would
    """
    if consent not in AGREED:
        if until is not None:
            raise InvalidInput(gettext_noop("Nobody is shown who could agree: leave the day empty."), field="consent")
        return
    if until is None:
        raise InvalidInput(gettext_noop("Write until when those shown agreed."), field="consent_until")
    if until < today + timedelta(days=LEAST_DAYS):
        raise InvalidInput(
            gettext_noop("This consent ends in less than %(days)s days: what is printed would outlive it."),
            field="consent_until",
            days=LEAST_DAYS,
        )


def holds(*, withdrawn_on: date | None, consent_until: date | None, today: date) -> bool:
    """Test if a picture may stand on anything new."""
    return withdrawn_on is None and (consent_until is None or consent_until > today)


def last_day(consent_until: date | None) -> date | None:
    """Return the last day on which what shows a picture may be seen; None if nobody's consent ends."""
    return consent_until and consent_until - timedelta(days=1)


def check_holds(*, withdrawn_on: date | None, consent_until: date | None, today: date) -> None:
    """
    Allow a picture to be approved or printed.

    :raises WrongState: if it was taken back, or the consent of those shown has ended
    """
    if not holds(withdrawn_on=withdrawn_on, consent_until=consent_until, today=today):
        raise WrongState(
            gettext_noop("The picture may not be shown any more: it was taken back, or a consent has ended.")
        )


def is_demanded_on(kind: str, *, kinds: Collection[str]) -> bool:
    """Test if what is demanded on some kinds of material, or on all where none is named, is demanded on this one."""
    return not kinds or kind in kinds


def logos_missing(supporters: Iterable[tuple[UUID, str]], kept: Collection[UUID]) -> list[UUID]:
    """Return whose logo must stand on a paper and is not there; `supporters` are bodies with their part."""
    return [body for body, role in supporters if role in LOGO_DEMANDED and body not in kept]
