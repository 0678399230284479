"""What may be counted: materials, placements, scans, outreach, surveys, stories. No person stands behind a row."""

from panah.core.facts import FactView

CAMPAIGNS = FactView(
    name="fact_prevention_campaign",
    sql="""
        SELECT c.state::text AS state, c.observance::text AS observance, c.year AS year, c.starts_on, c.ends_on,
               o.code::text AS organisation,
               (SELECT count(*) FROM prevention_material m WHERE m.campaign_id = c.id) AS materials_count,
               cardinality(c.languages) AS languages_count
          FROM prevention_campaign c JOIN organisations_organisation o ON o.id = c.organisation_id
    """,
    note="One row for each campaign.",
)
DELIVERIES = FactView(
    name="fact_prevention_delivery",
    sql="""
        SELECT d.delivered_on, c.year AS campaign_year, m.kind::text AS material, d.language::text AS language,
               d.site::text AS site, d.division::text AS division, d.given_count, d.left_count
          FROM prevention_delivery d
          JOIN prevention_campaign c ON c.id = d.campaign_id
          JOIN prevention_material m ON m.id = d.material_id
         WHERE d.organisation_id = c.organisation_id
    """,
    note="One row for each line of the campaign's own ledger (what is handed on was given once); empty: not recorded.",
)
PLACEMENTS = FactView(
    name="fact_prevention_placement",
    sql="""
        SELECT m.kind::text AS material, p.site::text AS site, p.division::text AS division,
               p.language::text AS language, p.state::text AS state, p.up_on, p.down_on,
               m.violence_shown::text[] AS violence_shown,
               m.exploitation_forms::text[] AS exploitation_forms
          FROM prevention_placement p JOIN prevention_material m ON m.id = p.material_id
    """,
    note="One row for each material at a place.",
)
SCANS = FactView(
    name="fact_prevention_scan",
    sql="""
        SELECT date_trunc('month', s.scanned_on)::date AS month, m.kind::text AS material, p.site::text AS site,
               sum(s.scan_count)::bigint AS scans_count
          FROM prevention_scanday s
          JOIN prevention_placement p ON p.id = s.placement_id
          JOIN prevention_material m ON m.id = p.material_id
         GROUP BY 1, 2, 3
    """,
    note="Scans by month, kind of material and kind of place.",
)
OUTREACH = FactView(
    name="fact_prevention_outreach",
    sql="""
        SELECT visited_on, activity::text AS activity, "group"::text AS "group", division::text AS division,
               people_count, children_count, referrals_count
          FROM prevention_outreach
    """,
    note="One row for each visit to people at risk, in counts.",
)
SURVEYS = FactView(
    name="fact_prevention_survey",
    sql="""
        SELECT r.held_on, r.round::text AS round, q.kind::text AS question_kind, r.respondents_count,
               a.answered_count, a.right_count
          FROM prevention_answer a
          JOIN prevention_round r ON r.id = a.round_id
          JOIN prevention_question q ON q.id = a.question_id
    """,
    note="One row for each question of each round, in counts.",
)
STORIES = FactView(
    name="fact_prevention_story",
    sql="SELECT state::text AS state, state_on FROM prevention_story",
    note="One row for each story: its state and since when.",
)

FACTS: tuple[FactView, ...] = (CAMPAIGNS, DELIVERIES, PLACEMENTS, SCANS, OUTREACH, SURVEYS, STORIES)
