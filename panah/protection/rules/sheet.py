"""Which papers fit a case where it stands. Pure."""

from collections.abc import Iterable

from panah.access.walls import FieldGroup
from panah.core.errors import InvalidInput, gettext_noop
from panah.protection.states import BEFORE_PRESUMPTION, ENDED, HELPED, CaseStatus

ALWAYS = frozenset(CaseStatus)
OPEN = ALWAYS - ENDED

# What a case manager prints from a case. The decision and the stay have pages of their own.
FITS: dict[str, frozenset[CaseStatus]] = {
    "record": ALWAYS,
    "screening": OPEN,
    "consent": OPEN,
    "hand_over": frozenset(
        {CaseStatus.PRESUMED, CaseStatus.REFERRED, CaseStatus.REFLECTION, CaseStatus.ASSISTANCE, CaseStatus.INQUIRY}
    ),
    "reflection": HELPED,
    "needs": OPEN - BEFORE_PRESUMPTION,
    "plan": HELPED,
    "child": OPEN - BEFORE_PRESUMPTION,
    "aid": HELPED,
    "claim": HELPED,
    "return": HELPED,
    "data_request": ALWAYS,
    "transfer": HELPED,
    "follow_up": frozenset({CaseStatus.REINTEGRATION, CaseStatus.RETURN, CaseStatus.CLOSED}),
    "release": frozenset({CaseStatus.CLOSED}),
    "complaint": ALWAYS,
}
# What reads more than the case itself: the log says so.
READS: dict[str, tuple[FieldGroup, ...]] = {
    "needs": (FieldGroup.HEALTH,),
    "child": (FieldGroup.HEALTH, FieldGroup.IDENTITY),
}
OF_DECISION = "decision"
RECEIPT = "receipt"
OF_PAYMENT = ("payment_order", RECEIPT)
OF_STAY = ("admission", "house_rules", "exit")


def fitting_forms(status: str, *, has_reflection: bool, is_child: bool = False) -> list[str]:
    """Return the papers that fit a case in this state, in the order of its course."""
    found = [form for form, states in FITS.items() if status in states]
    needed = {"reflection": has_reflection, "child": is_child}
    return [form for form in found if needed.get(form, True)]


def check_handling(handling: str, *, exposing: Iterable[str]) -> None:
    """
    Let a paper with words that would tell what it is about be kept, but not handed out.

    :raises InvalidInput: if it would be handed out
    """
    words = ", ".join(exposing)
    if words and handling != "kept":
        raise InvalidInput(
            gettext_noop("The record has words that would tell what the paper is about (%(words)s). Keep it instead."),
            field="handling",
            words=words,
        )
