"""Rules of coordination. Pure: values in, answer out; the clock is given."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta

from panah.access.walls import FieldGroup, Wall
from panah.coordination.states import ReferralState, RequestState
from panah.core.errors import InvalidInput, WrongState, gettext_noop
from panah.prevention.rules.story import check_answered
from panah.protection.rules.consent import OVERRIDES, check_not_foreign

# Who answers behind which wall. Nothing is referred to PROSECUTION: only a disclosure package reaches it.
REFERRAL_WALLS: dict[str, Wall] = {
    "identification": Wall.PROTECTION,
    "assistance": Wall.PROTECTION,
    "transfer": Wall.PROTECTION,
    "consular": Wall.CONSULAR,
    "return": Wall.CONSULAR,
    "referral": Wall.COORDINATION,
}
IDENTIFYING_KINDS = frozenset({"special_police_unit"})
CONSULAR_KINDS = frozenset({"own_embassy", "own_consulate", "ministry_department", "ministry"})
HELPING_KINDS = frozenset({"assistance_centre", "ngo", "ngo_coalition", "helpline"})
LIAISON_KINDS = frozenset(
    {
        "ministry",
        "ministry_department",
        "special_police_unit",
        "law_enforcement",
        "state_service",
        "state_committee",
        "state_agency",
        "regional_office",
        "local_executive",
        "coordinator_office",
        "assistance_centre",
        "health_facility",
        "educational_institution",
        "international_organisation",
        "io_mission",
        "ngo",
        "ngo_coalition",
    }
)
# Who is offered for which purpose: the kinds of bodies that answer it, each behind that purpose's wall.
RECEIVING_KINDS: dict[tuple[str, ...], frozenset[str]] = {
    ("identification",): IDENTIFYING_KINDS,
    ("assistance",): HELPING_KINDS,
    ("consular", "return"): CONSULAR_KINDS,
    ("referral",): LIAISON_KINDS,
}
REQUEST_WALLS: dict[Wall, frozenset[Wall]] = {
    Wall.PROTECTION: frozenset({Wall.COORDINATION, Wall.PROTECTION, Wall.CONSULAR}),
    Wall.CONSULAR: frozenset({Wall.COORDINATION, Wall.PROTECTION, Wall.CONSULAR}),
    # An investigator reaches a protection record only by a disclosure package that its holder approves.
    Wall.PROSECUTION: frozenset({Wall.COORDINATION, Wall.PROSECUTION}),
    Wall.COORDINATION: frozenset({Wall.COORDINATION}),
}
SHARED_GROUPS = (FieldGroup.REFERENCE, FieldGroup.CASE, FieldGroup.IDENTITY, FieldGroup.HEALTH)
MOST_ASKED = 12
LONGEST_LINE = 300
# What a receiver says of a signal: codes of `signal_state`.
PRESUMED, NOT_CONFIRMED = "presumed", "rejected"
OUTCOMES = (PRESUMED, NOT_CONFIRMED)
# What a person said before there is a case, and what of it sends nobody to the police unit.
AGREES = frozenset({"agreed", "guardian", "help_only"})
HELP_ONLY = "help_only"
REASON_LENGTH = 20


def check_body(*, purpose: str, kind: str) -> None:
    """
    Accept a body for a purpose.

    A foreign state's body is never referred to: it is asked from the case's own page, where consent, asylum and fear
    of that state come first (`protection.actions.contact_mission`).

    :raises InvalidInput: if that kind of body does not do this, is a foreign state's, or a case would be handed over
    """
    if purpose == "transfer":
        raise InvalidInput(
            gettext_noop("A case is handed over from its own page: open it and choose Transfer."), field="purpose"
        )
    check_not_foreign(kind, field="to_organisation_id")
    if purpose == "identification" and kind not in IDENTIFYING_KINDS:
        raise InvalidInput(gettext_noop("Only the special police unit identifies."), field="to_organisation_id")
    if REFERRAL_WALLS[purpose] is Wall.CONSULAR and kind not in CONSULAR_KINDS:
        raise InvalidInput(
            gettext_noop("Choose an own embassy, a consulate or the Consular Department."), field="to_organisation_id"
        )
    if not any(purpose in purposes and kind in kinds for purposes, kinds in RECEIVING_KINDS.items()):
        raise InvalidInput(gettext_noop("This body does not do this. Choose another."), field="to_organisation_id")


def check_without_case(*, basis: str) -> None:
    """
    Accept the legal basis of words alone, which concern neither a case nor a signal.

    :raises InvalidInput: if it is a consent, which only a case records
    """
    if basis == "consent":
        raise InvalidInput(
            gettext_noop("Consent is recorded in a case. Choose another legal basis, or refer from the case."),
            field="basis",
        )


def basis_of(*, agreed: str, ground: str, reason: str) -> str:
    """
    Return the legal basis on which a signal is referred: what the person said, or the duty that stands above it.

    :raises InvalidInput: if nobody agrees and no duty is named, or it is not said why
    """
    if agreed in AGREES:
        return "consent"
    if ground not in OVERRIDES:
        raise InvalidInput(
            gettext_noop("Nothing is passed on without consent or a duty of the law. Offer help, and ask again."),
            field="ground",
        )
    if len(reason.strip()) < REASON_LENGTH:
        raise InvalidInput(gettext_noop("Say why it cannot wait for consent, in at least 20 characters."), field="note")
    return ground


def purposes_of(agreed: str) -> tuple[str, ...]:
    """Return for what a presumed person is referred: help always, identification unless they do not want it."""
    return ("assistance",) if agreed == HELP_ONLY else ("assistance", "identification")


def check_help_only(*, agreed: str, purpose: str) -> None:
    """
    Pass on no more than the person agreed to.

    :raises InvalidInput: if they want help alone, and it goes out for something else
    """
    if agreed == HELP_ONLY and purpose not in ("assistance", "consular", "return"):
        raise InvalidInput(gettext_noop("The person wants help alone. Refer for help."), field="purpose")


def meets_clock(*, purpose: str, agreed: str, has_unit: bool) -> bool:
    """
    Test if a referral stops the clock of handing a signal over: for identification, or where help alone is wanted.

    Where no body may identify (the report is about its staff), whatever else it is referred for stops it.
    """
    return purpose == "identification" or agreed == HELP_ONLY or not has_unit


def check_outcome(outcome: str, *, has_signal: bool, state: ReferralState, before: str) -> None:
    """
    Let a receiver say what came of a signal; a presumption may follow later on "not confirmed", never the reverse.

    :raises WrongState: if the referral is about no signal, was not taken, or this was said before
    :raises InvalidInput: if it is neither
    """
    if not has_signal or state not in (ReferralState.ACCEPTED, ReferralState.COMPLETED):
        raise WrongState(gettext_noop("The outcome is told of a signal, once its referral is accepted."))
    if outcome not in OUTCOMES:
        raise InvalidInput(gettext_noop("Choose what came of it."), field="outcome")
    if before in (outcome, PRESUMED):
        raise WrongState(gettext_noop("The sender was told before."))


def check_groups(groups: Collection[FieldGroup]) -> None:
    """
    Accept what a referral opens.

    :raises InvalidInput: if it would open the location, which is implied by nothing and shared by no referral
    """
    if FieldGroup.LOCATION in groups:
        raise InvalidInput(gettext_noop("A referral never opens the location."), field="groups")


def check_request_wall(*, own: Wall, to: Wall) -> None:
    """
    Accept who is to answer a request.

    :raises InvalidInput: if a wall stands between them that a request may not cross
    """
    if to not in REQUEST_WALLS.get(own, frozenset()):
        raise InvalidInput(
            gettext_noop("A request cannot cross this wall. Ask for a disclosure package."), field="to_wall"
        )


def asked_lines(text: str) -> list[str]:
    """
    Return what is asked, one thing a line.

    :raises InvalidInput: if nothing is asked, too much, or a line is too long
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not lines:
        raise InvalidInput(gettext_noop("Write what you need to know."), field="asked")
    if len(lines) > MOST_ASKED:
        raise InvalidInput(gettext_noop("Ask for 12 things at most."), field="asked")
    if max(len(line) for line in lines) > LONGEST_LINE:
        raise InvalidInput(gettext_noop("One of the lines is too long."), field="asked")
    return lines


def answer_kind(answers: Sequence[str], *, asked: int) -> RequestState:
    """
    Return whether everything that was asked is answered, or a part.

    :raises InvalidInput: if nothing is answered, or something that was not asked
    """
    if len(answers) != asked:
        raise InvalidInput(gettext_noop("Answer what was asked, and no more."))
    filled = sum(bool(answer) for answer in answers)
    if filled == 0:
        raise InvalidInput(gettext_noop("Nothing is answered. Refuse the request instead, with the reason."))
    return RequestState.ANSWERED if filled == asked else RequestState.PARTLY_ANSWERED


def waits_to_be_noted(*, told_at: datetime, noted_at: datetime | None) -> bool:
    """Test if what a receiver told was not noted yet, or it told something new since."""
    return noted_at is None or noted_at < told_at


def referral_due(*, sent_at: datetime, hours: int) -> datetime:
    """Return until when the receiver must say that it takes the referral, or why not."""
    return sent_at + timedelta(hours=hours)


def check_due(due_on: date, *, today: date) -> None:
    """
    Accept the day until which an answer is wanted.

    :raises InvalidInput: if it lies in the past
    """
    if due_on < today:
        raise InvalidInput(gettext_noop("This day has passed."), field="due_on")


def referral_state(*, is_withdrawn: bool, is_received: bool, answer: str, is_completed: bool) -> ReferralState:
    """Return where a referral stands, of what its two ends have written."""
    if is_withdrawn:
        return ReferralState.WITHDRAWN
    if is_completed:
        return ReferralState.COMPLETED
    if answer:
        return ReferralState(answer)
    return ReferralState.RECEIVED if is_received else ReferralState.SENT


def request_state(*, is_withdrawn: bool, answer: str) -> RequestState:
    """Return where an information request stands."""
    if is_withdrawn:
        return RequestState.WITHDRAWN
    return RequestState(answer) if answer else RequestState.SENT


# A data breach. General Data Protection Regulation, art. 33 and 34, as the benchmark: no national deadline was found.
UNLIKELY, HIGH = "unlikely", "high"
AUTHORITY, PEOPLE, OVERSIGHT = "authority", "people", "oversight"


def check_found(found_at: datetime, *, happened_on: date | None, now: datetime) -> None:
    """
    Allow the hour at which a breach was found.

    :raises InvalidInput: if it has not come yet, or lies before the day on which the breach happened
    """
    if found_at > now:
        raise InvalidInput(gettext_noop("This hour has not come yet."), field="found_at")
    if happened_on is not None and happened_on > found_at.date():
        raise InvalidInput(gettext_noop("It cannot be found before it happened."), field="happened_on")


def check_told(told_on: date, *, found_on: date, today: date) -> None:
    """
    Allow the day on which somebody was told of a breach.

    :raises InvalidInput: if it has not come yet, or lies before the breach was found
    """
    if told_on > today:
        raise InvalidInput(gettext_noop("This day has not come yet."), field="told_on")
    if told_on < found_on:
        raise InvalidInput(gettext_noop("Nobody can be told before the breach was found."), field="told_on")


def still_to_tell(
    risk: str, *, authority_told: bool, people_told: bool, oversight_told: bool, people_untold: str
) -> tuple[str, ...]:
    """Return who has to be told yet: nobody where harm is unlikely, the persons themselves where the risk is high."""
    if risk == UNLIKELY:
        return ()
    waiting = [
        (AUTHORITY, not authority_told),
        (OVERSIGHT, not oversight_told),
        (PEOPLE, risk == HIGH and not people_told and not people_untold),
    ]
    return tuple(name for name, waits in waiting if waits)


def check_close(untold: tuple[str, ...]) -> None:
    """
    Let a breach be closed when everybody knows who has to.

    :raises WrongState: if somebody was not told
    """
    if untold:
        raise WrongState(
            gettext_noop("Tell the authority and oversight first; where the risk is high, the persons too, or why not.")
        )


def check_verdict(
    verdict: str, *, found: Collection[str], reasons: Mapping[str, str], passages: Sequence[Mapping[str, str]]
) -> None:
    """
    Allow an answer to a story in safety review.

    :raises InvalidInput: if it is called safe with a finding unanswered, or to be changed with nothing named
    """
    if verdict == "safe" and passages:
        raise InvalidInput(gettext_noop("You propose other words: then it has to be changed first."), field="verdict")
    if verdict == "safe":
        check_answered(found=found, reasons=reasons)
    if verdict == "change" and not passages:
        raise InvalidInput(gettext_noop("Write at least one passage to change."), field="others")
