"""What protection lets be counted: pseudonymous rows; no identity, no free text, no record's id."""

from panah.core.facts import FactView

# A decision speaks the language of the list `trafficking_status`; a suspended one leaves the person presumed.
STATUS = """CASE d.outcome WHEN 'identified' THEN 'identified' WHEN 'not_identified' THEN
    CASE WHEN 'other_offence' = ANY (d.negative_reasons) THEN 'other_crime' ELSE 'not_victim' END ELSE 'presumed' END"""

DECISION = FactView(
    name="fact_decision",
    note="One row for each decision on a person's status.",
    sql=f"""
        SELECT panah_pseudonym(d.person_id) AS person, d.decided_on, {STATUS} AS status, d.body, d.sex,
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

FACTS: tuple[FactView, ...] = (DECISION, PRESUMPTION, CASE, SERVICE)
