"""What protection lets be counted: pseudonymous rows; no identity, no free text, no record's id."""

# ruff: noqa: S608 (the parts of these statements are columns and codes written here, none comes from outside)

from panah.core.clock import today
from panah.core.facts import FactView
from panah.country.parameters import text
from panah.country.places import divisions
from panah.protection.rules import CHILD_BANDS
from panah.protection.rules.child import OLDEST_CHILD, YOUNGEST_ADULT

HOME = text("country_code", on=today())
CAPITAL = ", ".join(f"'{place.code}'" for place in divisions() if place.region == text("capital_region", on=today()))
CHILDREN = ", ".join(f"'{band}'" for band in sorted(CHILD_BANDS))


# The person of a case by the age that they are treated by: who may be a child counts as one.
TREATED = f"""LEFT JOIN (
            SELECT p.case_id, p.sex, p.citizenship,
                CASE WHEN a.result IN ('child', 'in_doubt') AND p.age_band NOT IN ({CHILDREN}) THEN '{OLDEST_CHILD}'
                    WHEN a.result = 'adult' AND p.age_band IN ({CHILDREN}) THEN '{YOUNGEST_ADULT}'
                    ELSE p.age_band END AS age_band
            FROM protection_person p LEFT JOIN LATERAL (
                SELECT g.result FROM protection_ageassessment g WHERE g.case_id = p.case_id
                ORDER BY g.assessed_on DESC, g.id DESC LIMIT 1) a ON true) w ON w.case_id = c.id"""


def _kind_of_person(table: str) -> str:
    """Return the columns that say who a person is without naming them: sex, age and citizenship, in codes."""
    return f"""{table}.sex, NULLIF({table}.age_band, '') AS age_band,
            CASE WHEN {table}.age_band IN ({CHILDREN}) THEN 'child' WHEN {table}.age_band <> '' THEN 'adult' END
                AS age_group,
            NULLIF({table}.citizenship, '') AS citizenship,
            CASE WHEN {table}.citizenship = '{HOME}' THEN 'national' WHEN {table}.citizenship <> '' THEN 'foreign' END
                AS origin"""


def _scope(country: str) -> str:
    """Return inside the country or abroad, as a code of `territorial_scope`."""
    return f"CASE WHEN {country} = '{HOME}' THEN 'internal' WHEN {country} <> '' THEN 'abroad' END AS scope"


# Of a place a figure knows the capital, elsewhere in the country, or abroad: a district is too near to a person.
PLACE_KIND = f"""CASE WHEN e.country = '{HOME}' AND e.division IN ({CAPITAL}) THEN 'capital'
                WHEN e.country = '{HOME}' AND e.division <> '' THEN 'elsewhere' WHEN e.country = '{HOME}' THEN NULL
                WHEN e.country <> '' THEN 'abroad' END"""
# The earliest known exploitation of a person, over every organisation that helps.
EXPLOITED = f"""LEFT JOIN (
            SELECT DISTINCT ON (c.person_id) c.person_id, extract(year FROM e.began_on)::integer AS exploited_in,
                {PLACE_KIND} AS place_kind, NULLIF(e.labour_sector, '') AS labour_sector
            FROM protection_episode e JOIN protection_case c ON c.id = e.case_id
            WHERE e.stage = 'exploitation' AND NOT e.is_intended_only
            ORDER BY c.person_id, e.began_on NULLS LAST, e.id) x"""
OF_CASE = f"{_kind_of_person('w')}, COALESCE(c.forms[1], 'unknown') AS form, {_scope('c.country_of_exploitation')}"
STANDING = "CASE WHEN c.outcome = 'identified' THEN 'identified' ELSE 'presumed' END AS standing"
DECISION = FactView(
    name="fact_decision",
    note="One row for each decision on a person's status.",
    # A decision speaks the language of the list `trafficking_status`; a suspended one leaves the person presumed.
    sql=f"""
        SELECT panah_pseudonym(d.person_id) AS person, d.decided_on,
            CASE WHEN d.outcome = 'identified' THEN 'identified' WHEN d.outcome = 'suspended' THEN 'presumed'
                WHEN 'other_offence' = ANY (d.negative_reasons) THEN 'other_crime' ELSE 'not_victim' END AS status,
            d.body, {_kind_of_person("d")}, d.form, {_scope("d.country_of_exploitation")},
            NULLIF(d.country_of_exploitation, '') AS country_of_exploitation, x.exploited_in, x.place_kind,
            x.labour_sector
        FROM protection_decision d {EXPLOITED} ON x.person_id = d.person_id""",
)
PRESUMPTION = FactView(
    name="fact_presumption",
    note="One row for each presumption by a body.",
    sql=f"""
        SELECT panah_pseudonym(c.person_id) AS person, p.presumed_on, p.body, c.source, {OF_CASE},
            NULLIF(c.country_of_exploitation, '') AS country_of_exploitation
        FROM protection_presumption p JOIN protection_case c ON c.id = p.case_id
        {TREATED}""",
)
CASE = FactView(
    name="fact_case",
    note="One row for each case, as it stands when the snapshot is taken.",
    sql=f"""
        SELECT panah_pseudonym(c.person_id) AS person, c.opened_on, c.status,
            CASE WHEN c.source = 'self' THEN 'self' ELSE 'referred' END AS came, c.source, o.kind AS holder_kind,
            c.presumed_on, c.helped_on, c.referred_on, c.closed_on, NULLIF(c.closure_reason, '') AS closure_reason,
            c.reflection_from, c.reflection_until, {STANDING}, {OF_CASE}
        FROM protection_case c JOIN organisations_organisation o ON o.id = c.organisation_id
        {TREATED}""",
)
SERVICE = FactView(
    name="fact_service",
    note="One row for each kind of help that was offered, accepted, declined or not to be had.",
    sql=f"""
        SELECT panah_pseudonym(c.person_id) AS person, s."on" AS given_on, s.service, s.outcome, s.is_first_help,
            h.kind AS holder_kind, COALESCE(p.kind, h.kind) AS provider_kind, {STANDING}, {OF_CASE}
        FROM protection_service s JOIN protection_case c ON c.id = s.case_id
        JOIN organisations_organisation h ON h.id = s.organisation_id
        LEFT JOIN organisations_organisation p ON p.id = s.provider_id
        {TREATED}
        WHERE s.voided_on IS NULL""",
)

STAY = FactView(
    name="fact_stay",
    note="One row for each stay in a shelter. Which shelter is no fact: it is a place.",
    sql=f"""
        SELECT panah_pseudonym(s.person_id) AS person, s.started_on, s.ended_on,
            NULLIF(s.exit_reason, '') AS exit_reason, s.sex, NULLIF(s.age_band, '') AS age_band,
            CASE WHEN s.age_band IN ({CHILDREN}) THEN 'child' WHEN s.age_band <> '' THEN 'adult' END AS age_group
        FROM protection_stay s""",
)
PLACE = FactView(
    name="fact_place_request",
    note="One row for each request for a safe place and its answer: what was not met is counted too.",
    sql="""
        SELECT panah_pseudonym(r.person_id) AS person, r.wanted_on, a.started_on IS NOT NULL AS is_accepted,
            NULLIF(a.decline_reason, '') AS decline_reason, r.sex, NULLIF(r.age_band, '') AS age_band
        FROM protection_placerequest r LEFT JOIN protection_placeanswer a ON a.request_id = r.id
        WHERE r.withdrawn_at IS NULL""",
)
UNMET = FactView(
    name="fact_unmet_need",
    note="One row for each request for a safe place that help was due to and no shelter could meet.",
    sql="""
        SELECT panah_pseudonym(r.person_id) AS person, a.answered_on AS happened_on, a.decline_reason AS reason, r.sex,
            NULLIF(r.age_band, '') AS age_band
        FROM protection_placeanswer a JOIN protection_placerequest r ON r.id = a.request_id
        WHERE a.state = 'declined' AND a.decline_reason IN ('full', 'no_suitable_place', 'waiting_too_long')
        UNION ALL
        SELECT panah_pseudonym(r.person_id), (r.withdrawn_at AT TIME ZONE 'Asia/Baku')::date, 'waiting_too_long', r.sex,
            NULLIF(r.age_band, '')
        FROM protection_placerequest r
        WHERE r.withdrawn_at IS NOT NULL AND r.withdraw_reason = 'waited_too_long'""",
)
INCIDENT = FactView(
    name="fact_house_incident",
    note="One row for each incident in a shelter. In which one, and with whom, is no fact.",
    sql="""
        SELECT i.happened_on, i.kind, i.severity, i.state FROM protection_incident i WHERE i.severity <> 'none'""",
)
PAYMENT = FactView(
    name="fact_payment",
    note="One row for each payment that was made, with the day it was reversed on, if it was.",
    sql="""
        SELECT panah_pseudonym(p.person_id) AS person, p.kind, NULLIF(p.purpose, '') AS purpose, p.paid_on, p.amount,
            p.currency, p.reversed_on, p.is_assumed, p.state, NULLIF(p.method, '') AS method,
            NULLIF(p.reversal_reason, '') AS reversal_reason
        FROM protection_payment p WHERE p.paid_on IS NOT NULL""",
)
AWARD = FactView(
    name="fact_aid_award",
    note="One row for each application to the aid fund that the committee decided on: what for, how much, how much of "
    "it is paid.",
    sql="""
        SELECT panah_pseudonym(a.person_id) AS person, NULLIF(a.purpose, '') AS purpose, a.state,
            NULLIF(a.refusal, '') AS refusal, a.decided_on, a.amount, a.currency,
            (SELECT COALESCE(sum(p.amount), 0) FROM protection_payment p
                WHERE p.award_id = a.id AND p.state IN ('paid', 'receipted')) AS paid_amount
        FROM protection_award a WHERE a.decided_on IS NOT NULL""",
)
COMPENSATION = FactView(
    name="fact_compensation",
    note="One row for each claim to compensation: told of the right, free legal aid, claimed, awarded, received.",
    sql=f"""
        SELECT panah_pseudonym(c.person_id) AS person, k.source, k.source AS from_whom, k.state,
            k.informed_on, k.legal_aid_on, k.claimed_on,
            k.claimed_amount, k.awarded_on, k.awarded_amount, k.received_amount, k.refused_on, k.currency, {OF_CASE}
        FROM protection_claim k JOIN protection_case c ON c.id = k.case_id
        {TREATED}""",
)
COMPENSATION_RECEIVED = FactView(
    name="fact_compensation_received",
    note="One row for each amount of compensation that somebody has effectively received.",
    sql="""
        SELECT panah_pseudonym(c.person_id) AS person, k.source, k.source AS from_whom,
            p.received_on, p.amount, p.currency
        FROM protection_claimpayment p JOIN protection_claim k ON k.id = p.claim_id
        JOIN protection_case c ON c.id = k.case_id""",
)
FUND_LINE = FactView(
    name="fact_fund_line",
    note="One row for each line of the aid fund's ledger: its kind, its day, its amount, and who gave it if anybody.",
    sql="""
        SELECT e.kind, e.entered_on, e.amount, e.currency, o.code AS donor,
            m.purposes
        FROM protection_fundentry e JOIN protection_earmark m ON m.id = e.earmark_id
        LEFT JOIN organisations_organisation o ON o.id = m.donor_id
        WHERE m.kind <> 'allowance'""",
)
ASSISTANCE = FactView(
    name="fact_consular_assistance",
    note="One row for each national whom a mission helped.",
    sql="""
        SELECT panah_pseudonym(a.person_id) AS person, a.received_on, a.country, a.sex,
            NULLIF(a.age_band, '') AS age_band, a.citizenship, a.document_status, a.returned_on,
            (SELECT count(*) FROM protection_traveldocument t WHERE t.assistance_id = a.id) AS document_count
        FROM protection_assistance a""",
)
EPISODE = FactView(
    name="fact_episode",
    note="One row for each stage of what was done to a person. Of the place: the capital, elsewhere, abroad.",
    # "2020" begins on 1 January and ends on 31 December; the precision says how much of a date is known.
    sql=f"""
        SELECT panah_pseudonym(c.person_id) AS person, e.stage, {PLACE_KIND} AS place_kind, e.began_on,
            e.began_precision, e.ended_on, e.ended_precision, NULLIF(e.country, '') AS country,
            NULLIF(e.form, '') AS form, e.is_intended_only,
            e.was_child, NULLIF(e.labour_sector, '') AS labour_sector,
            NULLIF(e.recruitment_channel, '') AS recruitment_channel,
            NULLIF(e.recruiter_relation, '') AS recruiter_relation,
            NULLIF(e.documents_withheld, '') AS documents_withheld, NULLIF(e.cross_border, '') AS cross_border,
            NULLIF(e.debt, '') AS debt
        FROM protection_episode e JOIN protection_case c ON c.id = e.case_id""",
)
ANSWER = FactView(
    name="fact_episode_answer",
    note="One row for each person, question and code that was asked: a share counts only persons with any answer.",
    # Of several episodes a yes counts before a no, and a no before what is not known.
    sql="""
        SELECT panah_pseudonym(c.person_id) AS person, q.question, a.key AS code,
            CASE WHEN bool_or(a.value = 'yes') THEN 'yes' WHEN bool_or(a.value = 'no') THEN 'no' ELSE 'unknown' END
                AS answer
        FROM protection_episode e JOIN protection_case c ON c.id = e.case_id
        CROSS JOIN LATERAL (VALUES ('act', e.acts), ('means', e.means), ('means_of_control', e.control))
            AS q (question, answers)
        CROSS JOIN LATERAL jsonb_each_text(q.answers) AS a
        GROUP BY c.person_id, q.question, a.key""",
)
SCREENING = FactView(
    name="fact_screening",
    note="One row for each screening, with what the rule said of it. It is no decision.",
    sql="""
        SELECT panah_pseudonym(c.person_id) AS person, s.screened_on, s.indicator_list, s.result, s.answered_count
        FROM protection_screening s JOIN protection_case c ON c.id = s.case_id""",
)
GUARDIAN = FactView(
    name="fact_guardian",
    note="One row for each guardian who was appointed for a child.",
    sql="""
        SELECT panah_pseudonym(c.person_id) AS person, g.kind, g.body, g.appointed_on, g.ended_on
        FROM protection_guardian g JOIN protection_case c ON c.id = g.case_id""",
)
FAMILY = FactView(
    name="fact_family_assessment",
    note="One row for each answer to the question whether the family is involved.",
    sql="""
        SELECT panah_pseudonym(c.person_id) AS person, f.assessed_on, f.involvement
        FROM protection_familyassessment f JOIN protection_case c ON c.id = f.case_id""",
)

NEED = FactView(
    name="fact_need",
    note="One row for each need that was talked about in an assessment, and how great it was.",
    sql="""
        SELECT panah_pseudonym(c.person_id) AS person, a.assessed_on, n.key AS need, n.value AS level
        FROM protection_assessment a JOIN protection_case c ON c.id = a.case_id
        CROSS JOIN LATERAL jsonb_each_text(a.needs) AS n""",
)
TRAVEL_PAPER = FactView(
    name="fact_travel_document",
    note="One row for each travel document that a mission issued to a national. Its number is no fact.",
    sql="""
        SELECT panah_pseudonym(a.person_id) AS person, t.issued_on, a.country
        FROM protection_traveldocument t JOIN protection_assistance a ON a.id = t.assistance_id""",
)

HOUSE = (UNMET, INCIDENT)
STORY = (EPISODE, ANSWER, SCREENING, GUARDIAN, FAMILY, NEED, TRAVEL_PAPER)

SANCTION = FactView(
    name="fact_sanction",
    note="One row for each charge or penalty against a person for what they were made to do, and what became of it.",
    sql="""
        SELECT panah_pseudonym(c.person_id) AS person, s.kind, s.conduct, s.imposed_on, s.state, s.reviewed_on
        FROM protection_sanction s JOIN protection_case c ON c.id = s.case_id""",
)
REVIEW = FactView(
    name="fact_review",
    note="One row for each review of a decision that was asked for, with the outcome of the decision that ended it.",
    sql="""
        SELECT panah_pseudonym(r.person_id) AS person, r.asked_on, r.is_late, a.taken_up_on, r.withdrawn_on,
            d.outcome, d.decided_on
        FROM protection_review r LEFT JOIN protection_reviewanswer a ON a.review_id = r.id
        LEFT JOIN protection_decision d ON d.review_id = r.id AND d.outcome <> 'suspended'""",
)

FOLLOW_UP = FactView(
    name="fact_follow_up",
    note="One row for each follow-up, with the outcomes that are asked a year after help.",
    sql=f"""
        SELECT panah_pseudonym(c.person_id) AS person, f.month, f."on" AS happened_on, f.reached, f.is_safe,
            NULLIF(f.employment, '') AS employment, NULLIF(f.housing, '') AS housing,
            NULLIF(f.safety, '') AS safety, NULLIF(f.studies, '') AS studies, w.sex,
            NULLIF(w.age_band, '') AS age_band
        FROM protection_followup f JOIN protection_case c ON c.id = f.case_id
        {TREATED}""",
)
DELIVERY = FactView(
    name="fact_delivery",
    note="One row for each confirmation of a provider: which service, what became of it, what it cost.",
    sql="""
        SELECT o.code AS provider, d.service, d.outcome, d."on" AS happened_on, d.cost, d.currency
        FROM protection_delivery d JOIN organisations_organisation o ON o.id = d.from_organisation_id""",
)
REFLECTION = FactView(
    name="fact_reflection",
    note="One row for each recovery and reflection period that was granted.",
    sql=f"""
        SELECT panah_pseudonym(c.person_id) AS person, c.reflection_from AS granted_on, c.reflection_until AS ends_on,
            {OF_CASE}
        FROM protection_case c {TREATED}
        WHERE c.reflection_from IS NOT NULL""",
)
RESIDENCE = FactView(
    name="fact_residence",
    note="One row for each step of a residence permit, with its ground and for how many days it was given.",
    sql=f"""
        SELECT panah_pseudonym(c.person_id) AS person, r.state, r."on" AS happened_on, NULLIF(r.ground, '') AS ground,
            r.until_on, r.until_on - r."on" AS day_count, NULLIF(r.reason, '') AS reason, {OF_CASE}
        FROM protection_residencestep r JOIN protection_case c ON c.id = r.case_id
        {TREATED}""",
)

MONEY = (PAYMENT, AWARD, COMPENSATION, COMPENSATION_RECEIVED, FUND_LINE)
AFTERWARDS = (SANCTION, REVIEW, REFLECTION, RESIDENCE, FOLLOW_UP, DELIVERY)
FACTS: tuple[FactView, ...] = (
    DECISION,
    PRESUMPTION,
    CASE,
    SERVICE,
    STAY,
    PLACE,
    *MONEY,
    ASSISTANCE,
    *STORY,
    *HOUSE,
    *AFTERWARDS,
)
