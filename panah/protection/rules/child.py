"""The child's path: presumption of minority, guardian, best interests, and the question about the family."""

from collections.abc import Iterable
from datetime import date

from panah.core.errors import InvalidInput, gettext_noop
from panah.protection.rules.case import age_band, age_on, is_child
from panah.protection.rules.trafficking import ADULT
from panah.protection.states import CaseStatus

OLDEST_ESTIMATE = 99
BEGGING, BEGGING_SIGN = "forced_begging", "child_begging"
OLDEST_CHILD, YOUNGEST_ADULT = "9_17", "18_20"
# Where a child who was made to beg cannot go before the question about the family is answered.
ENDS_CARE = frozenset({CaseStatus.RETURN, CaseStatus.REINTEGRATION, CaseStatus.CLOSED})
# Leaving a shelter this way is going home, whichever of the two answers says so.
TO_FAMILY = frozenset({"family", "family_home"})
# What may be best for a child, and is a life in its family.
IN_FAMILY = frozenset({"reunite", "stay_with_family"})
REASON_LENGTH = 20
FAMILY_INVOLVED = gettext_noop(
    "The family is involved in what was done to this child. The child does not return to it, unless whoever leads "
    "the case manager allows it with a reason."
)


def age_result(*, age_from: int | None, age_until: int | None, margin: int) -> str:
    """
    Return what an age assessment comes to: a code of the list `age_result`.

    The margin of error counts for the child: whoever may be under 18 is presumed to be (Council of Europe Convention,
    art. 10.3).
    """
    if age_from is not None and age_from - margin >= ADULT:
        return "adult"
    if age_until is not None and age_until + margin < ADULT:
        return "child"
    return "in_doubt"


def aged_result(
    *, age_from: int | None, age_until: int | None, margin: int, assessed_on: date, today: date, result: str
) -> str:
    """
    Return what an age assessment of one day comes to on another: who was 17 then has grown older.

    A doubt without any range stays a doubt until somebody assesses the age.
    """
    years = age_on(assessed_on, today)
    grown = age_result(
        age_from=None if age_from is None else age_from + years,
        age_until=None if age_until is None else age_until + years,
        margin=margin,
    )
    return grown if result else ""


def band_today(*, band: str, birth_date: date | None, today: date) -> str:
    """Return the age band of today: the one that a case was opened with grows old, a date of birth does not."""
    return age_band(age_on(birth_date, today)) if birth_date else band


def is_treated_as_child(*, band: str, age_result: str) -> bool:
    """Test if a person is treated as a child: the latest age assessment counts, without one the age that is known."""
    return age_result != "adult" if age_result else is_child(band)


def treated_band(*, band: str, age_result: str) -> str:
    """Return the age band by which a person is treated: a child's where there is a doubt, else what is known."""
    if is_treated_as_child(band=band, age_result=age_result):
        return band if is_child(band) else OLDEST_CHILD
    return YOUNGEST_ADULT if is_child(band) else band


def check_age_range(*, age_from: int | None, age_until: int | None, method: str, consent: str) -> None:
    """
    Allow an age assessment.

    :raises InvalidInput: if the range runs backwards, nothing was assessed but there is a range, or nobody agreed
    """
    if age_from is not None and age_until is not None and age_until < age_from:
        raise InvalidInput(gettext_noop("The range runs backwards. Write the lower age first."), field="age_until")
    if method == "none":
        if age_from is not None or age_until is not None:
            raise InvalidInput(gettext_noop("Say how the age was assessed, or leave the range empty."), field="method")
    elif method == "medical" and consent != "yes":
        raise InvalidInput(
            gettext_noop("No medical examination of age without consent. Record the doubt instead: it protects."),
            field="consent",
        )


def check_guardian_end(*, appointed_on: date, ended_on: date) -> None:
    """
    Allow the end of a guardianship.

    :raises InvalidInput: if it ends before it began
    """
    if ended_on < appointed_on:
        raise InvalidInput(gettext_noop("It cannot end before it began. Check both dates."), field="ended_on")


def needs_family_answer(*, made_to_beg: bool, treated_as_child: bool) -> bool:
    """Test if somebody must say whether the family is involved before a child who was made to beg leaves care."""
    return treated_as_child and made_to_beg


def is_begging(forms: Iterable[str]) -> bool:
    """Test if begging is among the forms of exploitation of a case."""
    return BEGGING in forms


def check_reunion(*, is_barred: bool, service: str, outcome: str) -> None:
    """
    Allow help towards a family to be recorded.

    :raises InvalidInput: if a child would be brought back to a family that is involved
    """
    if is_barred and service == "family_reunion" and outcome in ("accepted", "started", "completed"):
        raise InvalidInput(FAMILY_INVOLVED, field="service")


def check_outcomes(outcomes: Iterable[str], *, is_barred: bool) -> None:
    """
    Allow what is said to be best for a child.

    :raises InvalidInput: if the child would live with a family that is involved, and nobody who leads has allowed it
    """
    if is_barred and IN_FAMILY & set(outcomes):
        raise InvalidInput(FAMILY_INVOLVED, field="outcomes")


def check_reason(reason: str) -> None:
    """
    Accept why a child returns to a family that is involved.

    :raises InvalidInput: if it is too short to be judged by others
    """
    if len(reason.strip()) < REASON_LENGTH:
        raise InvalidInput(gettext_noop("Write the reason in at least 20 characters."), field="reason")


def check_exit(*, is_asked: bool, is_barred: bool = False, reason: str, exit_to: str) -> None:
    """
    Allow a child out of a shelter.

    :param is_asked: the holder of the case has not answered yet whether the family is involved
    :param is_barred: the family is involved, and nobody who leads has let the child return to it

    :raises InvalidInput: if the child would go to the family that nobody has looked at, or that is involved
    """
    if is_barred and {reason, exit_to} & TO_FAMILY:
        raise InvalidInput(FAMILY_INVOLVED, field="exit_to")
    if is_asked and {reason, exit_to} & TO_FAMILY:
        raise InvalidInput(
            gettext_noop(
                "This child was made to beg, and nobody has assessed yet whether the family is involved. The child "
                "does not go home before that: ask the case manager to answer the question first."
            ),
            field="exit_to",
        )


def check_family_answered(*, is_asked: bool, to: CaseStatus, field: str) -> None:
    """
    Allow a step that ends care for a child.

    :param is_asked: the question about the family stands open

    :raises InvalidInput: if nobody has assessed whether the family made the child beg
    """
    if to in ENDS_CARE and is_asked:
        raise InvalidInput(
            gettext_noop(
                "This child was made to beg. First assess whether the family is involved: "
                "open the section “Child” of this case and answer the question there."
            ),
            field=field,
        )
