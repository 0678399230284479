"""What protection lets be counted: pseudonymous rows; no identity, no free text, no record's id."""

from panah.core.facts import FactView

DECISION = FactView(
    name="fact_decision",
    note="One row for each decision on a person's status.",
    # A decision speaks the language of the list `trafficking_status`; a suspended one leaves the person presumed.
    sql="""
        SELECT panah_pseudonym(d.person_id) AS person, d.decided_on,
            CASE WHEN d.outcome = 'identified' THEN 'identified' WHEN d.outcome = 'suspended' THEN 'presumed'
                WHEN 'other_offence' = ANY (d.negative_reasons) THEN 'other_crime' ELSE 'not_victim' END AS status,
            d.body, d.sex,
            NULLIF(d.age_band, '') AS age_band, NULLIF(d.citizenship, '') AS citizenship, d.form,
            NULLIF(d.country_of_exploitation, '') AS country_of_exploitation
        FROM protection_decision d""",
)
PRESUMPTION = FactView(
    name="fact_presumption",
    note="One row for each presumption by a body.",
    sql="""
        SELECT panah_pseudonym(c.person_id) AS person, p.presumed_on, p.body, c.source, w.sex,
            NULLIF(w.age_band, '') AS age_band, NULLIF(w.citizenship, '') AS citizenship,
            COALESCE(c.forms[1], 'unknown') AS form,
            NULLIF(c.country_of_exploitation, '') AS country_of_exploitation
        FROM protection_presumption p JOIN protection_case c ON c.id = p.case_id
        LEFT JOIN protection_person w ON w.case_id = c.id""",
)
CASE = FactView(
    name="fact_case",
    note="One row for each case, as it stands when the snapshot is taken.",
    sql="""
        SELECT panah_pseudonym(c.person_id) AS person, c.opened_on, c.status, c.source, c.presumed_on, c.helped_on,
            c.referred_on, c.closed_on, NULLIF(c.closure_reason, '') AS closure_reason, w.sex,
            NULLIF(w.age_band, '') AS age_band, NULLIF(w.citizenship, '') AS citizenship
        FROM protection_case c LEFT JOIN protection_person w ON w.case_id = c.id""",
)
SERVICE = FactView(
    name="fact_service",
    note="One row for each kind of help that was offered, accepted, declined or not to be had.",
    sql="""
        SELECT panah_pseudonym(c.person_id) AS person, s."on" AS given_on, s.service, s.outcome, s.is_first_help
        FROM protection_service s JOIN protection_case c ON c.id = s.case_id""",
)

STAY = FactView(
    name="fact_stay",
    note="One row for each stay in a shelter. Which shelter is no fact: it is a place.",
    sql="""
        SELECT panah_pseudonym(s.person_id) AS person, s.started_on, s.ended_on,
            NULLIF(s.exit_reason, '') AS exit_reason, s.sex, NULLIF(s.age_band, '') AS age_band
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
    sql="""
        SELECT panah_pseudonym(c.person_id) AS person, k.source, k.state, k.informed_on, k.legal_aid_on, k.claimed_on,
            k.claimed_amount, k.awarded_on, k.awarded_amount, k.received_amount, k.refused_on, k.currency, w.sex,
            NULLIF(w.age_band, '') AS age_band, NULLIF(w.citizenship, '') AS citizenship,
            COALESCE(c.forms[1], 'unknown') AS form
        FROM protection_claim k JOIN protection_case c ON c.id = k.case_id
        LEFT JOIN protection_person w ON w.case_id = c.id""",
)
COMPENSATION_RECEIVED = FactView(
    name="fact_compensation_received",
    note="One row for each amount of compensation that somebody has effectively received.",
    sql="""
        SELECT panah_pseudonym(c.person_id) AS person, k.source, p.received_on, p.amount, p.currency
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
    note="One row for each stage of what was done to a person. The district is left out: it is too near to a place.",
    # "2020" begins on 1 January and ends on 31 December; the precision says how much of a date is known.
    sql="""
        SELECT panah_pseudonym(c.person_id) AS person, e.stage, e.began_on, e.began_precision, e.ended_on,
            e.ended_precision, NULLIF(e.country, '') AS country, NULLIF(e.form, '') AS form, e.is_intended_only,
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

HOUSE = (UNMET, INCIDENT)
STORY = (EPISODE, ANSWER, SCREENING, GUARDIAN, FAMILY)

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

MONEY = (PAYMENT, AWARD, COMPENSATION, COMPENSATION_RECEIVED, FUND_LINE)
AFTERWARDS = (SANCTION, REVIEW)
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
