"""Who may do what. A role is code, reviewed like code, and has a sentence that a lawyer can read."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from panah.access.permissions import Permission as P
from panah.access.walls import Wall


class Strength(IntEnum):
    """How surely a session knows who is there."""

    PASSWORD = 1
    ONE_TIME_CODE = 2
    PASSKEY = 3


class Duty(StrEnum):
    """Added to a role of the same wall."""

    FOCAL_POINT = "focal_point"
    STEWARD = "steward"
    DATA_PROTECTION_OFFICER = "data_protection_officer"


@dataclass(frozen=True, slots=True)
class Role:
    """A role stands behind one wall; `strength` is the second factor it needs in production."""

    name: str
    wall: Wall
    sentence: str
    permissions: frozenset[P]
    strength: Strength = Strength.ONE_TIME_CODE


# Everybody may hold the duty of a focal point, who decides on what is proposed for the own organisation, or of the
# data-protection officer, who keeps the record of its data breaches.
EVERYBODY = frozenset(
    {P.DESK_HOME_READ, P.ACCOUNTS_SESSION_END, P.ACCOUNTS_PROPOSAL_DECIDE, P.COORDINATION_BREACH_KEEP}
)
EVENTS_READ = frozenset({P.PARTNERSHIP_PROJECT_READ, P.PARTNERSHIP_EVENT_READ, P.PARTNERSHIP_MEASURE_READ})
# Whoever refers somebody looks in the directory of services.
REFER = frozenset(
    {
        P.COORDINATION_REFERRAL_READ,
        P.COORDINATION_REFERRAL_SEND,
        P.COORDINATION_REFERRAL_ANSWER,
        P.PUBLISHED_OFFER_READ,
    }
)
# A body that helps: it confirms what was ordered of it, and its focal point keeps its services in the directory.
ORDERS = frozenset({P.PROTECTION_ORDER_READ, P.PROTECTION_DELIVERY_CONFIRM, P.PUBLISHED_OFFER_KEEP})
REQUEST = frozenset({P.COORDINATION_REQUEST_READ, P.COORDINATION_REQUEST_SEND, P.COORDINATION_REQUEST_ANSWER})
LISTS = frozenset({P.PROTECTION_LIST_READ, P.PROTECTION_LIST_EXPORT, P.PROTECTION_LIST_EXPORT_DECIDE})
FIND = frozenset({P.PROTECTION_CASE_READ, P.PROTECTION_PERSON_SHOW, P.PROTECTION_PERSON_FIND, P.AUDIT_ENTRY_READ})


def _role(name: str, wall: Wall, sentence: str, *permissions: frozenset[P] | P, strength: Strength) -> Role:
    granted: set[P] = set(EVERYBODY)
    for permission in permissions:
        granted |= {permission} if isinstance(permission, P) else permission
    return Role(name, wall, sentence, frozenset(granted), strength)


HELPLINE_OPERATOR = _role(
    "helpline_operator",
    Wall.HELPLINE,
    "Answers calls and written concerns of the own line and makes signals of them. Sees no case.",
    frozenset({P.HELPLINE_CONCERN_READ, P.HELPLINE_CONCERN_ANSWER, P.HELPLINE_CALL_LOG, P.HELPLINE_ATTACHMENT_OPEN}),
    frozenset({P.HELPLINE_SIGNAL_READ, P.HELPLINE_SIGNAL_MAKE, P.HELPLINE_WORDS_READ, P.HELPLINE_ALARM_TAKE}),
    P.HELPLINE_HANDOVER_SEND,
    REFER,
    P.PROTECTION_ERASURE_DECIDE,
    strength=Strength.PASSKEY,
)
HELPLINE_SUPERVISOR = _role(
    "helpline_supervisor",
    Wall.HELPLINE,
    "Does what an operator does, keeps the roster of who is on call, and reads who looked at the own line's records.",
    HELPLINE_OPERATOR.permissions,
    P.HELPLINE_ROSTER_KEEP,
    frozenset({P.AUDIT_ENTRY_READ, P.HELPLINE_ORIGINAL_OPEN, P.PUBLISHED_OFFER_KEEP}),
    strength=Strength.PASSKEY,
)
FIRST_RESPONDER = _role(
    "first_responder",
    Wall.HELPLINE,
    "Reports a person or a situation met at work as a signal, hands it over and hears the outcome. Sees no case.",
    frozenset({P.HELPLINE_SIGNAL_READ, P.HELPLINE_SIGNAL_MAKE, P.HELPLINE_WORDS_READ, P.HELPLINE_LINK_MAKE}),
    REFER,
    strength=Strength.ONE_TIME_CODE,
)
IDENTIFICATION_OFFICER = _role(
    "identification_officer",
    Wall.PROTECTION,
    "Receives referrals for identification, inquires, and decides on a person's status with reasons.",
    FIND,
    frozenset({P.PROTECTION_INQUIRY_READ, P.PROTECTION_INQUIRY_OPEN, P.PROTECTION_INQUIRY_CHANGE}),
    frozenset({P.PROTECTION_DECISION_MAKE, P.PROTECTION_SHEET_PRINT, P.PROTECTION_ERASURE_DECIDE}),
    REFER,
    REQUEST,
    strength=Strength.PASSKEY,
)
CASE_MANAGER = _role(
    "case_manager",
    Wall.PROTECTION,
    "Works with the person: presumption, consent, needs, services, place, allowance and aid, referral, follow-up.",
    FIND,
    frozenset({P.PROTECTION_CASE_OPEN, P.PROTECTION_CASE_CHANGE, P.PROTECTION_CASE_CLOSE}),
    frozenset({P.PROTECTION_PRESUMPTION_MAKE, P.PROTECTION_CONSENT_RECORD, P.PROTECTION_CONSENT_WITHDRAW}),
    frozenset({P.PROTECTION_CONSENT_OVERRIDE, P.PROTECTION_OVERRIDE_NOTE}),
    frozenset({P.PROTECTION_REVIEW_ASK, P.PROTECTION_SANCTION_FLAG}),
    frozenset({P.PROTECTION_RIGHTS_RECORD, P.PROTECTION_RIGHTS_DECIDE}),
    frozenset({P.PROTECTION_DECISION_RECEIVE, P.PROTECTION_NOTE_ADD, P.PROTECTION_INTERVIEW_RECORD}),
    frozenset({P.PROTECTION_EPISODE_RECORD, P.PROTECTION_SCREENING_MAKE, P.PROTECTION_ASSESSMENT_MAKE}),
    frozenset({P.PROTECTION_AGE_ASSESS, P.PROTECTION_GUARDIAN_RECORD}),
    frozenset({P.PROTECTION_INTERESTS_ASSESS, P.PROTECTION_FAMILY_ASSESS}),
    frozenset({P.PROTECTION_SERVICE_RECORD, P.PROTECTION_PLACE_REQUEST, P.PROTECTION_ALLOWANCE_REQUEST}),
    frozenset({P.PROTECTION_AID_APPLY, P.PROTECTION_PAYMENT_READ, P.ACCESS_GRANT_GIVE, P.ACCESS_GRANT_WITHDRAW}),
    frozenset({P.PROTECTION_CLAIM_CHANGE, P.PROTECTION_DOCUMENT_ADD, P.PROTECTION_DOCUMENT_READ}),
    frozenset({P.PROTECTION_TRANSFER_READ, P.PROTECTION_TRANSFER_SEND, P.PROTECTION_RESIDENCE_RECORD}),
    ORDERS,
    frozenset({P.PROTECTION_TRANSFER_ASK, P.PROTECTION_TRANSFER_ANSWER}),
    frozenset({P.PROTECTION_SHEET_PRINT, P.PROTECTION_HOLD_PLACE, P.PROTECTION_ERASURE_DECIDE}),
    frozenset({P.COORDINATION_STORY_READ, P.COORDINATION_STORY_ANSWER}),
    REFER,
    REQUEST,
    strength=Strength.PASSKEY,
)
CASE_SUPERVISOR = _role(
    "case_supervisor",
    Wall.PROTECTION,
    "Leads case managers: sees the caseload, assigns, approves plans, closings, allowances and lists, never the own.",
    CASE_MANAGER.permissions,
    frozenset({P.PROTECTION_CASE_ASSIGN, P.PROTECTION_APPROVAL_DECIDE, P.PROTECTION_ALLOWANCE_APPROVE}),
    frozenset({P.PROTECTION_SANCTION_REVIEW, P.PROTECTION_STAFF_KEEP, P.PROTECTION_CASE_LOCK}),
    LISTS,
    P.EXCHANGE_REGISTER_IMPORT,
    strength=Strength.PASSKEY,
)
SHELTER_MANAGER = _role(
    "shelter_manager",
    Wall.PROTECTION,
    "Runs the houses it is bound to: places, admission, stay, exit. It alone sees their address and names who drives.",
    frozenset({P.PROTECTION_SHELTER_READ, P.PROTECTION_STAY_ADMIT, P.PROTECTION_STAY_END}),
    frozenset({P.PROTECTION_LOCATION_SHOW, P.PROTECTION_SHELTER_CHANGE, P.AUDIT_ENTRY_READ}),
    frozenset({P.PROTECTION_PRESENCE_TICK, P.PROTECTION_INCIDENT_READ, P.PROTECTION_INCIDENT_RECORD}),
    frozenset({P.PROTECTION_TRANSPORT_GIVE, P.PROTECTION_TRANSPORT_END, P.PROTECTION_UNMET_READ}),
    frozenset({P.PROTECTION_SHEET_PRINT, P.PROTECTION_STAFF_KEEP, P.PUBLISHED_OFFER_KEEP}),
    P.PROTECTION_ERASURE_DECIDE,
    LISTS,
    REFER,
    strength=Strength.PASSKEY,
)
TRANSPORT_OFFICER = _role(
    "transport_officer",
    Wall.PROTECTION,
    "Brings one person to one shelter, and sees its address for that task and for hours only.",
    frozenset({P.PROTECTION_TRANSPORT_READ, P.PROTECTION_TRANSPORT_SHOW}),
    strength=Strength.PASSKEY,
)
AID_FUND_OFFICER = _role(
    "aid_fund_officer",
    Wall.PROTECTION,
    "Receives applications for aid and allowances, prepares payments and records receipts.",
    frozenset({P.PROTECTION_PAYMENT_READ, P.PROTECTION_PAYMENT_DRAFT, P.PROTECTION_PAYMENT_PAY}),
    frozenset({P.PROTECTION_PAYMENT_REVERSE, P.PROTECTION_PAYEE_SHOW}),
    frozenset({P.PROTECTION_LIST_READ, P.PROTECTION_LIST_EXPORT, P.PROTECTION_ERASURE_DECIDE}),
    REFER,
    strength=Strength.PASSKEY,
)
AID_FUND_APPROVER = _role(
    "aid_fund_approver",
    Wall.PROTECTION,
    "Approves allowances, lists and exchanges that others prepared, and takes back what somebody else has paid.",
    frozenset({P.PROTECTION_PAYMENT_READ, P.PROTECTION_ALLOWANCE_APPROVE, P.PROTECTION_PAYMENT_REVERSE}),
    frozenset({P.PROTECTION_LIST_READ, P.PROTECTION_LIST_EXPORT_DECIDE, P.PROTECTION_EXCHANGE_DECIDE}),
    P.PROTECTION_ERASURE_DECIDE,
    strength=Strength.PASSKEY,
)
AID_COMMITTEE_MEMBER = _role(
    "aid_committee_member",
    Wall.PROTECTION,
    "Decides on aid with a second member.",
    frozenset({P.PROTECTION_PAYMENT_READ, P.PROTECTION_AID_DECIDE}),
    strength=Strength.PASSKEY,
)
CONSULAR_OFFICER = _role(
    "consular_officer",
    Wall.CONSULAR,
    "Helps a national abroad: first hours, consent, safe place, travel document, return, hand-over.",
    frozenset({P.CONSULAR_ASSISTANCE_READ, P.CONSULAR_ASSISTANCE_OPEN, P.CONSULAR_ASSISTANCE_CHANGE}),
    frozenset({P.CONSULAR_PERSON_SHOW, P.CONSULAR_DOCUMENT_ISSUE, P.CONSULAR_HANDOVER_SIGN, P.AUDIT_ENTRY_READ}),
    P.PROTECTION_ERASURE_DECIDE,
    REFER,
    REQUEST,
    EVENTS_READ,
    strength=Strength.PASSKEY,
)
FOREIGN_MISSION_OFFICER = _role(
    "foreign_mission_officer",
    Wall.CONSULAR,
    "Helps a national of the own state found here, only when that person has consented.",
    frozenset({P.CONSULAR_ASSISTANCE_READ, P.CONSULAR_ASSISTANCE_OPEN, P.CONSULAR_ASSISTANCE_CHANGE}),
    frozenset({P.CONSULAR_PERSON_SHOW, P.CONSULAR_DOCUMENT_ISSUE}),
    REFER,
    EVENTS_READ,
    strength=Strength.PASSKEY,
)
INVESTIGATOR = _role(
    "investigator",
    Wall.PROSECUTION,
    "Runs the case against a group. Never sees shelter, therapy or any protection record.",
    frozenset({P.PROSECUTION_GROUP_READ, P.PROSECUTION_GROUP_OPEN, P.PROSECUTION_GROUP_CHANGE}),
    frozenset({P.PROSECUTION_GROUP_SHARE, P.PROSECUTION_SUSPECT_SHOW}),
    frozenset({P.PROSECUTION_INVESTIGATION_OPEN, P.PROSECUTION_INVESTIGATION_CHANGE, P.AUDIT_ENTRY_READ}),
    frozenset({P.PROSECUTION_DISPOSITION_RECORD, P.HELPLINE_DUTY_ANSWER}),
    REFER,
    REQUEST,
    strength=Strength.PASSKEY,
)
SUPERVISING_PROSECUTOR = _role(
    "supervising_prosecutor",
    Wall.PROSECUTION,
    "Supervises investigations that were opened to the prosecutor's office, and records dispositions.",
    frozenset({P.PROSECUTION_GROUP_READ, P.PROSECUTION_SUSPECT_SHOW, P.PROSECUTION_DISPOSITION_RECORD}),
    P.HELPLINE_DUTY_ANSWER,
    REQUEST,
    strength=Strength.PASSKEY,
)
LIAISON_OFFICER = _role(
    "liaison_officer",
    Wall.COORDINATION,
    "Answers referrals and information requests, and confirms help that was ordered of its body. Sees no case.",
    ORDERS,
    REFER,
    REQUEST,
    EVENTS_READ,
    strength=Strength.ONE_TIME_CODE,
)
NATIONAL_COORDINATOR = _role(
    "national_coordinator",
    Wall.COORDINATION,
    "Leads the action plan, sees who has reported, and releases the figures. Sees no identity.",
    EVENTS_READ,
    frozenset({P.PARTNERSHIP_MEASURE_CHANGE, P.PREVENTION_CAMPAIGN_READ, P.PROTECTION_UNMET_READ}),
    P.PUBLISHED_OFFER_READ,
    frozenset({P.STATISTICS_SNAPSHOT_READ, P.STATISTICS_SNAPSHOT_TAKE, P.STATISTICS_STATEMENT_DRAW}),
    frozenset({P.STATISTICS_REPORT_RELEASE, P.PUBLISHED_PAGE_PUBLISH}),
    REQUEST,
    strength=Strength.ONE_TIME_CODE,
)
STATISTICIAN = _role(
    "statistician",
    Wall.STATISTICS,
    "Takes snapshots and draws figures from pseudonymous facts. Sees no record.",
    frozenset({P.STATISTICS_SNAPSHOT_READ, P.STATISTICS_SNAPSHOT_TAKE, P.STATISTICS_STATEMENT_DRAW}),
    strength=Strength.ONE_TIME_CODE,
)
CAMPAIGN_OFFICER = _role(
    "campaign_officer",
    Wall.COMMUNICATIONS,
    "Makes campaigns and materials, places them, keeps stories and their consent, and measures response.",
    EVENTS_READ,
    frozenset({P.PREVENTION_CAMPAIGN_READ, P.PREVENTION_CAMPAIGN_CHANGE, P.PREVENTION_MATERIAL_CHANGE}),
    frozenset({P.PREVENTION_PLACEMENT_CHANGE, P.PREVENTION_STORY_READ, P.PREVENTION_STORY_CHANGE}),
    frozenset({P.PREVENTION_STORY_SIGN, P.COORDINATION_STORY_SEND, P.COORDINATION_STORY_READ}),
    frozenset({P.PREVENTION_SURVEY_CHANGE, P.PREVENTION_OUTREACH_RECORD, P.PARTNERSHIP_EVENT_CHANGE}),
    P.PUBLISHED_PAGE_PUBLISH,
    strength=Strength.ONE_TIME_CODE,
)
PROJECT_OFFICER = _role(
    "project_officer",
    Wall.COMMUNICATIONS,
    "Runs projects, events and their indicators. Sees no case.",
    EVENTS_READ,
    frozenset({P.PARTNERSHIP_PROJECT_CHANGE, P.PARTNERSHIP_INDICATOR_CHANGE, P.PARTNERSHIP_EVENT_CHANGE}),
    frozenset({P.PREVENTION_CAMPAIGN_READ, P.PUBLISHED_PAGE_PUBLISH}),
    strength=Strength.ONE_TIME_CODE,
)
DONOR = _role(
    "donor",
    Wall.COMMUNICATIONS,
    "Reads projects, events and indicators. Changes nothing, sees no case.",
    EVENTS_READ,
    P.PREVENTION_CAMPAIGN_READ,
    strength=Strength.ONE_TIME_CODE,
)
OVERSIGHT_OFFICER = _role(
    "oversight_officer",
    Wall.OVERSIGHT,
    "Reads who looked at what everywhere, verifies the log, answers what is written to its desk. Sees no case.",
    frozenset({P.AUDIT_ENTRY_READ, P.AUDIT_ENTRY_READ_ALL, P.HELPLINE_CONCERN_READ, P.HELPLINE_CONCERN_ANSWER}),
    frozenset({P.HELPLINE_SIGNAL_READ, P.HELPLINE_SIGNAL_MAKE, P.HELPLINE_WORDS_READ, P.HELPLINE_HANDOVER_SEND}),
    frozenset({P.COORDINATION_REFERRAL_READ, P.COORDINATION_REFERRAL_SEND}),
    frozenset({P.HELPLINE_ALARM_TAKE, P.HELPLINE_ATTACHMENT_OPEN, P.HELPLINE_ORIGINAL_OPEN}),
    P.PROTECTION_INCIDENT_COUNT,
    frozenset({P.COORDINATION_BREACH_WATCH, P.HELPLINE_DUTY_WATCH}),
    strength=Strength.PASSKEY,
)
SYSTEM_ADMINISTRATOR = _role(
    "system_administrator",
    Wall.SYSTEM,
    "Manages accounts and keys. Sees no record of any case.",
    frozenset({P.ACCOUNTS_ACCOUNT_MANAGE}),
    strength=Strength.PASSKEY,
)

ROLES: dict[str, Role] = {
    role.name: role
    for role in (
        HELPLINE_OPERATOR,
        HELPLINE_SUPERVISOR,
        FIRST_RESPONDER,
        IDENTIFICATION_OFFICER,
        CASE_MANAGER,
        CASE_SUPERVISOR,
        SHELTER_MANAGER,
        TRANSPORT_OFFICER,
        AID_FUND_OFFICER,
        AID_FUND_APPROVER,
        AID_COMMITTEE_MEMBER,
        INVESTIGATOR,
        SUPERVISING_PROSECUTOR,
        CONSULAR_OFFICER,
        FOREIGN_MISSION_OFFICER,
        LIAISON_OFFICER,
        NATIONAL_COORDINATOR,
        STATISTICIAN,
        CAMPAIGN_OFFICER,
        PROJECT_OFFICER,
        DONOR,
        OVERSIGHT_OFFICER,
        SYSTEM_ADMINISTRATOR,
    )
}

# What a session without a passkey does not get, although its role has it: who somebody is, where a shelter is,
# what a reporter or a caller said in words, and who may sign in.
NEEDS_PASSKEY: frozenset[P] = frozenset(
    {
        P.PROTECTION_PERSON_SHOW,
        P.PROTECTION_PERSON_FIND,
        P.PROTECTION_DOCUMENT_READ,
        P.PROTECTION_LOCATION_SHOW,
        P.PROTECTION_TRANSPORT_SHOW,
        P.PROTECTION_TRANSPORT_GIVE,
        P.PROTECTION_PAYEE_SHOW,
        P.CONSULAR_PERSON_SHOW,
        P.PROSECUTION_SUSPECT_SHOW,
        P.HELPLINE_CONCERN_READ,
        P.HELPLINE_CONCERN_ANSWER,
        P.HELPLINE_WORDS_READ,
        P.HELPLINE_ATTACHMENT_OPEN,
        P.HELPLINE_ORIGINAL_OPEN,
        P.ACCOUNTS_ACCOUNT_MANAGE,
        P.ACCOUNTS_PROPOSAL_DECIDE,
    }
)
STEP_UP: frozenset[P] = frozenset(
    {
        P.STATISTICS_REPORT_RELEASE,
        P.HELPLINE_ORIGINAL_OPEN,
        P.PROTECTION_LOCATION_SHOW,
        P.PROTECTION_TRANSPORT_SHOW,
        P.PROTECTION_TRANSPORT_GIVE,
        P.ACCESS_GRANT_GIVE,
        P.ACCOUNTS_ACCOUNT_MANAGE,
        P.ACCOUNTS_PROPOSAL_DECIDE,
        P.PROSECUTION_GROUP_SHARE,
        P.PROTECTION_ALLOWANCE_APPROVE,
        P.PROTECTION_AID_DECIDE,
        P.PROTECTION_PAYMENT_PAY,
        P.PROTECTION_PAYMENT_REVERSE,
        P.PROTECTION_EXCHANGE_DECIDE,
        P.PROTECTION_LIST_EXPORT,
        P.PROTECTION_LIST_EXPORT_DECIDE,
        P.PROTECTION_PAYEE_SHOW,
    }
)
