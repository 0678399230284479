"""Invented consents with their signatures, a review, a penalised person, and a request about one's own record."""

from panah.access.policy import Actor
from panah.coordination.actions import breach as breaches
from panah.core.clock import now, today
from panah.demo import agreeing
from panah.demo.today import DAY, HOLDER, SHELTER, UNIT, Today
from panah.printing.sheets import OfficePaper, Part, office_pdf
from panah.protection import actions as protection
from panah.protection.actions.document import add_document
from panah.protection.models import Case
from panah.protection.rules.consent import Signing
from panah.protection.states import RightsState

# A hand that writes nobody's name.
DRAWN = "".join(
    f"M{left} 120L{left + 20} 70L{left + 40} 130L{left + 60} 80L{left + 90} 120" for left in range(60, 420, 90)
)


def play(day: Today) -> None:
    """Play every scene."""
    case = day.case(days=3)
    with day.acting("case_manager", HOLDER) as actor:
        agrees(actor, case)
        keeps_papers(actor, case)
        is_told_without_consent(day, actor, case)
        was_penalised(actor, case)
        asks_about_the_record(actor, case)
        asks_for_a_review(actor)
    data_were_lost(day)
    sharing_is_restricted(day)


def agrees(actor: Actor, case: Case) -> None:
    """Sign one consent on the page, another one aloud."""
    for purpose, language, signing in (
        ("assistance", "az", Signing(kind="drawn", signature=DRAWN)),
        ("medical", "ru", Signing(kind="oral", witness_name="Invented Interpreter")),
        ("contact", "az", Signing(kind="drawn", signature=DRAWN)),
    ):
        protection.record_consent(
            actor=actor,
            case_id=case.id,
            purpose=purpose,
            language=language,
            given_on=today(),
            signing=signing,
            expires_on=today() + 180 * DAY if purpose == "contact" else None,
        )


def keeps_papers(actor: Actor, case: Case) -> None:
    """Seal two papers: one that says who somebody is, one of a doctor."""
    for kind, group, title in (("identity", "identity", "Passport"), ("medical", "health", "Letter of a doctor")):
        paper = OfficePaper(
            language="en", publisher="Invented", title=title, parts=(Part(lines=8),), signatures=(), is_specimen=True
        )
        add_document(
            actor=actor,
            case_id=case.id,
            kind=kind,
            group=group,
            file=office_pdf(paper),
            file_name=f"{kind}.pdf",
            language="en",
            words="Invented: the original stays with the person.",
        )


def is_told_without_consent(day: Today, actor: Actor, case: Case) -> None:
    """Record a danger to life, so that the data-protection officer has something to look at."""
    protection.override_consent(
        actor=actor,
        case_id=case.id,
        ground="vital_danger",
        recipient_id=day.places.id(UNIT),
        reason="Invented: somebody waits in front of the house and has threatened her.",
        told="later",
        until=today() + 7 * DAY,
    )


def was_penalised(actor: Actor, case: Case) -> None:
    """Flag a fine for what the person was made to do."""
    protection.flag_sanction(
        actor=actor,
        case_id=case.id,
        kind="administrative_fine",
        conduct="stay",
        imposed_on=today() - 30 * DAY,
        words="Invented: fined because the papers had been taken away.",
    )


def asks_about_the_record(actor: Actor, case: Case) -> None:
    """Let the person ask what is held."""
    protection.ask_rights(
        actor=actor,
        case_id=case.id,
        kind="access",
        asked_on=today(),
        asked_by="person",
        language="az",
        words="Invented: what do you hold about me?",
    )


def asks_for_a_review(actor: Actor) -> None:
    """Ask for a review of the newest negative decision that was received, if there is one."""
    refused = Case.objects.own(actor).filter(status="not_identified").exclude(decision_id=None)
    case = refused.order_by("-decided_on", "-id").first()
    if case is not None and case.decision_id is not None:
        protection.ask_review(
            actor=actor,
            decision_id=case.decision_id,
            asked_on=today(),
            asked_by="person",
            grounds=("not_heard", "no_interpreter"),
            words="Invented: nobody spoke my language.",
        )


def data_were_lost(day: Today) -> None:
    """Let the officer find a letter that went to a wrong address: oversight knows, the authority waits."""
    with day.acting("case_supervisor", HOLDER) as actor:
        breach = breaches.record_breach(
            actor=actor,
            kind="sent_wrong",
            found_at=now() - DAY,
            happened_on=today() - 2 * DAY,
            data_kinds=["contact", "identity"],
            people_count=1,
            risk="risk",
            words="Invented: a letter went to a wrong address and came back opened.",
            measures="Invented: the envelope is checked by a second person from now on.",
        )
        breaches.tell_breach(actor=actor, breach_id=breach.id, whom="oversight", told_on=today())


def sharing_is_restricted(day: Today) -> None:
    """Let somebody for whom a place was asked have sharing restricted: the request is held back."""
    case = day.case(days=4)
    with day.acting("case_manager", HOLDER) as actor:
        agreeing.agrees(day.places, actor, case, SHELTER)
        protection.request_place(
            actor=actor,
            case_id=case.id,
            to_organisation_id=day.places.id(SHELTER),
            needs=(),
            wanted_on=today(),
        )
        asked = protection.ask_rights(
            actor=actor,
            case_id=case.id,
            kind="restriction",
            asked_on=today(),
            asked_by="person",
            language="az",
            words="Invented: tell nobody for now.",
        )
        protection.prepare_rights(actor=actor, rights_request_id=asked.id)
    with day.acting("case_supervisor", HOLDER) as actor:
        protection.decide_rights(actor=actor, rights_request_id=asked.id, to=RightsState.GRANTED)
