"""What happened to a handful of invented people: told, screened, assessed, and a child with somebody to stand by."""

from datetime import timedelta

from panah.core.clock import today
from panah.demo.today import DAY, HOLDER, Today
from panah.protection import actions as protection
from panah.protection.models import Case
from panah.protection.rules import EpisodeDetails, PersonDetails, rough_date

CHILDREN = "ngo-children-union"


def play(day: Today) -> None:
    """Play every scene."""
    an_adult_tells(day)
    signs_are_asked(day)
    needs_change(day)
    a_child_was_made_to_beg(day)
    an_age_is_in_doubt(day)


def an_adult_tells(day: Today) -> None:
    """Record three stages of one story, none of them complete."""
    case = day.case(days=12)
    told = (
        EpisodeDetails(
            stage="recruitment", began=rough_date(year=2024, month=5), country="AZ", form="sexual",
            recruitment_channel="online_ad", recruiter_relation="friend", acts={"recruitment": "yes"},
            means={"deception": "yes", "use_force": "no", "abuse_vulnerability": "unknown"}, is_intended_only=True,
        ),
        EpisodeDetails(
            stage="transit", began=rough_date(year=2024, month=6), ended=rough_date(year=2024, month=6), country="TR",
            cross_border="yes", documents_withheld="yes", acts={"transportation": "yes", "harbouring": "unknown"},
        ),
        EpisodeDetails(
            stage="exploitation", began=rough_date(year=2024), ended=rough_date(year=2026, month=9), country="TR",
            form="sexual", debt="yes", place="Invented: a flat above a shop.",
            control={"debt_bondage": "yes", "documents": "yes", "movement": "yes", "substances": "no"},
        ),
    )  # fmt: skip
    with day.acting("case_manager", HOLDER) as actor:
        for details in told:
            protection.record_episode(actor=actor, case_id=case.id, details=details)
        protection.record_interview(
            actor=actor,
            case_id=case.id,
            held_on=today() - 9 * DAY,
            language="az",
            interpreter="not_needed",
            safe_place="yes",
            consent="yes",
            present=("interviewer", "psychologist"),
            explained=("purpose", "stop", "silence", "help"),
            was_stopped=True,
            narrative="Invented: she spoke of her sister, then wished to rest.",
        )


def signs_are_asked(day: Today) -> None:
    """Screen one person with the first signs, then with the list that fits."""
    case = day.case(days=7)
    first = {"freedom_accompanied": "yes", "documents_held": "yes", "violence_signs": "unknown", "behaviour_fear": "no"}
    strong = ("exploitation_01", "coercion_destination_01", "coercion_destination_02", "deceptive_recruitment_01")
    other = ("exploitation_04", "deceptive_recruitment_08")
    later = dict.fromkeys((*strong, *other), "yes") | {"coercion_destination_04": "no"}
    with day.acting("case_manager", HOLDER) as actor:
        for name, days, answers in (("practical", 7, first), ("ilo_delphi_adult_labour", 4, later)):
            protection.screen(
                actor=actor, case_id=case.id, indicator_list=name, screened_on=today() - days * DAY, answers=answers
            )


def needs_change(day: Today) -> None:
    """Assess needs and risks twice, so that something changed in between."""
    case = day.case(days=25)
    first = {"safety": "urgent", "housing": "urgent", "health": "great", "documents": "great", "language": "none"}
    second = {"safety": "some", "housing": "none", "health": "great", "documents": "some", "work": "great"}
    risks = {"found": "high", "debt": "medium", "self_harm": "unknown"}
    with day.acting("case_manager", HOLDER) as actor:
        for days, needs, found in ((24, first, risks), (3, second, risks | {"found": "low", "family_harmed": "high"})):
            protection.assess(
                actor=actor,
                case_id=case.id,
                assessed_on=today() - timedelta(days=days),
                needs=needs,
                risks=found,
                own_view="Invented: she says that they know her mother's house.",
            )


def a_child_was_made_to_beg(day: Today) -> None:
    """Open two cases of children who begged: of one the family is assessed, of the other nobody has asked yet."""
    helped = child(day, days=20)
    child(day, days=1)
    with day.acting("case_manager", CHILDREN) as actor:
        protection.appoint_guardian(
            actor=actor,
            case_id=helped.id,
            kind="guardian",
            body="guardianship",
            appointed_on=today() - 17 * DAY,
            name="Invented Guardian",
        )
        protection.assess_family(
            actor=actor,
            case_id=helped.id,
            assessed_on=today() - 12 * DAY,
            involvement="involved",
            grounds="Invented: an uncle collected the money.",
        )
        protection.assess_interests(
            actor=actor,
            case_id=helped.id,
            kind="determination",
            assessed_on=today() - 5 * DAY,
            body="minors_commission",
            outcomes=("child_shelter", "school", "no_return"),
            child_heard="yes",
            reasons="Invented: he wants to go to school and not home.",
        )


def child(day: Today, *, days: int) -> Case:
    """Open the case of a child who was made to beg, with the presumption and what is known of it."""
    begun = today() - days * DAY
    with day.acting("case_manager", CHILDREN) as actor:
        case = protection.open_case(
            actor=actor,
            details=PersonDetails(sex="male", age_band="9_17", age_basis="estimated", citizenship="AZ", language="az"),
            source="other_hotline",
            opened_on=begun,
        )
        protection.record_episode(
            actor=actor,
            case_id=case.id,
            details=EpisodeDetails(
                stage="exploitation",
                began=rough_date(year=begun.year - 1),
                country="AZ",
                division="AZ-BA",
                form="forced_begging",
                labour_sector="X_begging",
                control={"takes_earnings": "yes"},
            ),
        )
        protection.presume(
            actor=actor,
            case_id=case.id,
            presumed_on=begun,
            body="ngo",
            indicator_list="practical",
            answers={"child_begging": "yes", "child_no_school": "yes"},
            grounds="Invented: seen begging every day.",
        )
    return case


def an_age_is_in_doubt(day: Today) -> None:
    """Record a doubt about an age: from then on the person is treated as a child."""
    case = day.case(days=2, citizenship="UZ")
    with day.acting("case_manager", HOLDER) as actor:
        protection.assess_age(
            actor=actor,
            case_id=case.id,
            assessed_on=today() - DAY,
            method="social",
            consent="yes",
            age_from=16,
            age_until=19,
            margin_years=1,
        )
