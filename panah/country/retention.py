"""
How long a record about a person is kept, from which event, and by which source. Lengths stand in the country pack.

Where no source for a length was obtained nothing is proposed: the class names the gap instead.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from panah.country.parameters import NoValue, Parameter, parameter


class Retention(StrEnum):
    """The class of a record. Values are stored: never change one."""

    SIGNAL = "signal"
    PRESUMED = "presumed"
    ASSISTANCE = "assistance"
    CONSULAR = "consular"
    DECISION = "decision"
    EVIDENCE = "evidence"
    LOG = "log"
    PUBLICATION = "publication"
    BOOKKEEPING = "bookkeeping"
    WITH_CASE = "with_case"
    FIGURES = "figures"
    PASSING = "passing"
    INCIDENT = "incident"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """From which event how long. No `parameter`: the record has no clock of its own, for the reason that is given."""

    retention: Retention
    begins: str
    parameter: str = ""
    child: str = ""  # a child's record: not before this age
    is_proposed: bool = False  # the nightly job proposes it


CLOCKS: dict[Retention, Clock] = {
    clock.retention: clock
    for clock in (
        Clock(
            retention=Retention.SIGNAL,
            begins="the signal or case was found not to be about trafficking",
            parameter="retention_signal_days",
            is_proposed=True,
        ),
        Clock(
            retention=Retention.PRESUMED,
            begins="a case that was never confirmed was closed",
            parameter="retention_presumed_years",
            child="retention_child_until_age",
            is_proposed=True,
        ),
        Clock(
            retention=Retention.ASSISTANCE,
            begins="a case with a positive decision was closed",
            parameter="retention_assistance_years",
            child="retention_child_until_age",
            is_proposed=True,
        ),
        Clock(
            retention=Retention.CONSULAR,
            begins="the safe arrival was confirmed, or the record was closed without a return",
            parameter="retention_consular_years",
            is_proposed=True,
        ),
        Clock(
            retention=Retention.DECISION,
            begins="the decision was made; never while the case of its holder is open",
            parameter="retention_decision_years",
            child="retention_child_until_age",
            is_proposed=True,
        ),
        Clock(
            retention=Retention.EVIDENCE,
            begins="the criminal case ended",
            parameter="retention_criminal_evidence",
        ),
        Clock(
            retention=Retention.INCIDENT,
            begins="an incident in a house happened; never before somebody has seen to it",
            parameter="retention_assistance_years",
            is_proposed=True,
        ),
        Clock(retention=Retention.LOG, begins="the entry was written", parameter="retention_log_years"),
        Clock(
            retention=Retention.PUBLICATION,
            begins="the release of a story or picture was signed",
            parameter="retention_publication_years",
        ),
        Clock(
            retention=Retention.BOOKKEEPING,
            begins="the last payment to the person was paid, refused or taken back; never while one is under way",
            parameter="retention_bookkeeping_years",
            is_proposed=True,
        ),
        Clock(retention=Retention.WITH_CASE, begins="no clock of its own: it ends with the case that it belongs to"),
        Clock(retention=Retention.FIGURES, begins="no clock: it names nobody, and figures rest on it"),
        Clock(retention=Retention.PASSING, begins="what its words were for is over: a job empties it within the hour"),
    )
}


def kept_for(retention: Retention, *, on: date) -> Parameter | None:
    """Return how long records of a class are kept, or None where no length was obtained or none applies."""
    name = CLOCKS[retention].parameter
    try:
        return parameter(name, on=on) if name else None
    except NoValue:
        # A known gap of the country pack: nothing is proposed rather than after a time that somebody invented.
        return None
