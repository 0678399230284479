"""A referral and a request as two organisations make them."""

from datetime import timedelta

from panah.coordination import actions
from panah.core.clock import today
from panah.organisations.queries import organisation
from panah.protection import actions as protection
from panah.protection.rules import PersonDetails
from tests.support import again, sign_in

UNIT = "mia-atd"


def worker(organisation_code="vac", role="case_manager"):
    return sign_in(role, organisation=organisation_code)


def presumed_case(actor):
    person = PersonDetails(given_name="Aygün", surname="Sınaqova", sex="female", age_band="24_26", citizenship="AZ")
    case = protection.open_case(actor=actor, details=person, source="self", forms=["sexual"])
    protection.presume(
        actor=actor,
        case_id=case.pk,
        presumed_on=today(),
        body="ngo",
        indicator_list="ilo11",
        answers={"isolation": "yes"},
        grounds="Her words.",
    )
    return case


def agreed(actor, case_id, *, to=None, purpose="share_partner", **more):
    """The person consents that a body is told, or any of its kind; return the consent's id."""
    again(actor)
    body = organisation(code=to).pk if to else None
    given = {"purpose": purpose, "text": "share_v1", "language": "az", "given_on": today(), **more}
    return protection.record_consent(actor=actor, case_id=case_id, recipient_id=body, **given).pk


def refer(actor, *, to=UNIT, purpose="identification", **more):
    again(actor)
    given = {
        "basis": "handover_rules",
        "note": "She asks for a woman officer.",
        "asked": ["legal"],
        "groups": ["identity"],
        "expires_on": today() + timedelta(days=30),
    }
    if "signal_id" in more:
        given["agreed"] = "agreed"
    if "case_id" in more and "basis" not in more:
        given["basis"] = "consent"
        police = "share_police" if to == UNIT else "share_partner"
        given["consent_id"] = agreed(actor, more["case_id"], to=to, purpose=police)
        again(actor)
    given["to_organisation_id"] = organisation(code=to).pk
    return actions.send_referral(actor=actor, purpose=purpose, **given | more)


def ask(actor, *, to="sms", to_wall="coordination", **more):
    again(actor)
    given = {
        "purpose": "identification",
        "basis": "law_trafficking",
        "asked": "Date of entry\nKind of visa",
        "why": "An inquiry is open.",
        "due_on": today() + timedelta(days=10),
    }
    body = organisation(code=to).pk
    return actions.send_request(actor=actor, to_organisation_id=body, to_wall=to_wall, **given | more)
