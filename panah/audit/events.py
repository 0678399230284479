"""Every event that can be in the log. Values are stored: never change one."""

from enum import StrEnum


class Event(StrEnum):
    # access, accounts
    ACCESS_GRANT_GIVEN = "access.grant.given"
    ACCESS_GRANT_WITHDRAWN = "access.grant.withdrawn"
    ACCESS_PAGE_REFUSED = "access.page.refused"
    ACCOUNTS_SESSION_ENDED = "accounts.session.ended"
    ACCOUNTS_LANGUAGE_CHANGED = "accounts.language.changed"

    # protection: cases, identification, consent, services
    PROTECTION_CASE_OPENED = "protection.case.opened"
    PROTECTION_CASE_READ = "protection.case.read"
    PROTECTION_CASE_CHANGED = "protection.case.changed"
    PROTECTION_CASE_MOVED = "protection.case.moved"
    PROTECTION_CASE_ASSIGNED = "protection.case.assigned"
    PROTECTION_CASE_REFERRED = "protection.case.referred"
    PROTECTION_CASE_CLOSED = "protection.case.closed"
    PROTECTION_CASE_REOPENED = "protection.case.reopened"
    PROTECTION_PERSON_SHOWN = "protection.person.shown"
    PROTECTION_PERSON_SOUGHT = "protection.person.sought"
    PROTECTION_PRESUMPTION_MADE = "protection.presumption.made"
    PROTECTION_SERVICE_RECORDED = "protection.service.recorded"
    PROTECTION_PLAN_REVIEWED = "protection.plan.reviewed"
    PROTECTION_CONSENT_RECORDED = "protection.consent.recorded"
    PROTECTION_CONSENT_WITHDRAWN = "protection.consent.withdrawn"
    PROTECTION_INQUIRY_OPENED = "protection.inquiry.opened"
    PROTECTION_INQUIRY_READ = "protection.inquiry.read"
    PROTECTION_INQUIRY_MOVED = "protection.inquiry.moved"
    PROTECTION_DECISION_MADE = "protection.decision.made"
    PROTECTION_DECISION_READ = "protection.decision.read"
    PROTECTION_DECISION_RECEIVED = "protection.decision.received"
    PROTECTION_NOTE_ADDED = "protection.note.added"

    # protection: safe place and money
    PROTECTION_PLACE_REQUESTED = "protection.place.requested"
    PROTECTION_PLACE_WITHDRAWN = "protection.place.withdrawn"
    PROTECTION_PLACE_DECLINED = "protection.place.declined"
    PROTECTION_STAY_ADMITTED = "protection.stay.admitted"
    PROTECTION_STAY_ENDED = "protection.stay.ended"
    PROTECTION_SHELTER_OPENED = "protection.shelter.opened"
    PROTECTION_LOCATION_SHOWN = "protection.location.shown"
    PROTECTION_ALLOWANCE_REQUESTED = "protection.allowance.requested"
    PROTECTION_AID_APPLIED = "protection.aid.applied"
    PROTECTION_PAYMENT_DRAFTED = "protection.payment.drafted"
    PROTECTION_PAYMENT_APPROVED = "protection.payment.approved"
    PROTECTION_PAYMENT_REJECTED = "protection.payment.rejected"
    PROTECTION_PAYMENT_PAID = "protection.payment.paid"
    PROTECTION_PAYMENT_REVERSED = "protection.payment.reversed"
    PROTECTION_FUND_ENTERED = "protection.fund.entered"

    # consular
    CONSULAR_ASSISTANCE_OPENED = "consular.assistance.opened"
    CONSULAR_ASSISTANCE_READ = "consular.assistance.read"
    CONSULAR_ASSISTANCE_CHANGED = "consular.assistance.changed"
    CONSULAR_ASSISTANCE_CLOSED = "consular.assistance.closed"
    CONSULAR_PERSON_SHOWN = "consular.person.shown"
    CONSULAR_DOCUMENT_ISSUED = "consular.document.issued"
    CONSULAR_RETURN_ANNOUNCED = "consular.return.announced"
    CONSULAR_HANDOVER_SIGNED = "consular.handover.signed"
    CONSULAR_MISSION_CONTACTED = "consular.mission.contacted"

    # published
    PUBLISHED_PAGE_PUBLISHED = "published.page.published"
    PUBLISHED_PAGE_WITHDRAWN = "published.page.withdrawn"

    # partnership
    PARTNERSHIP_PROJECT_OPENED = "partnership.project.opened"
    PARTNERSHIP_PROJECT_CHANGED = "partnership.project.changed"
    PARTNERSHIP_PHASE_ADDED = "partnership.phase.added"
    PARTNERSHIP_FUNDING_ADDED = "partnership.funding.added"
    PARTNERSHIP_INDICATOR_DEFINED = "partnership.indicator.defined"
    PARTNERSHIP_VALUE_ADDED = "partnership.value.added"
    PARTNERSHIP_EVENT_PLANNED = "partnership.event.planned"
    PARTNERSHIP_EVENT_CHANGED = "partnership.event.changed"
    PARTNERSHIP_EVENT_PUBLISHED = "partnership.event.published"
    PARTNERSHIP_PROJECT_PUBLISHED = "partnership.project.published"
    PARTNERSHIP_PART_ADDED = "partnership.part.added"
    PARTNERSHIP_FOLLOW_UP_DONE = "partnership.follow_up.done"
    PARTNERSHIP_PRACTICE_ADOPTED = "partnership.practice.adopted"
    PARTNERSHIP_MEASURE_PLANNED = "partnership.measure.planned"
    PARTNERSHIP_MEASURE_REPORTED = "partnership.measure.reported"

    # concerns, helpline: reports of the public, calls, signals (received ones are written by the database itself)
    CONCERNS_REPORT_RECEIVED = "concerns.report.received"
    CONCERNS_MESSAGE_RECEIVED = "concerns.message.received"
    CONCERNS_REPORT_READ = "concerns.report.read"
    CONCERNS_REPORT_ANSWERED = "concerns.report.answered"
    HELPLINE_CONCERN_OPENED = "helpline.concern.opened"
    HELPLINE_CONCERN_TRIAGED = "helpline.concern.triaged"
    HELPLINE_CALL_LOGGED = "helpline.call.logged"
    HELPLINE_CALL_READ = "helpline.call.read"
    HELPLINE_SIGNAL_MADE = "helpline.signal.made"
    HELPLINE_SIGNAL_READ = "helpline.signal.read"
    HELPLINE_SIGNAL_MOVED = "helpline.signal.moved"

    # statistics
    STATISTICS_SNAPSHOT_REQUESTED = "statistics.snapshot.requested"
    STATISTICS_SNAPSHOT_TAKEN = "statistics.snapshot.taken"
    STATISTICS_STATEMENT_DRAWN = "statistics.statement.drawn"
