"""What may be counted: events, participations, projects and measures. No names of people are among them."""

from panah.core.facts import FactView

FACTS: tuple[FactView, ...] = (
    FactView(
        "fact_partnership_event",
        """SELECT e.kind, e.starts_on AS held_on, e.division, o.code AS keeper,
                  e.project_id IS NOT NULL AS has_project,
                  (SELECT count(*) FROM partnership_participation p WHERE p.event_id = e.id AND p.attended <> 'no')
                      AS bodies,
                  (SELECT sum(coalesce(p.women_count, 0) + coalesce(p.men_count, 0) + coalesce(p.unknown_count, 0))
                     FROM partnership_participation p WHERE p.event_id = e.id AND p.attended <> 'no') AS people,
                  (SELECT count(*) FROM partnership_agendaitem a WHERE a.event_id = e.id AND a.kind = 'screening')
                      AS screenings
             FROM partnership_event e JOIN organisations_organisation o ON o.id = e.organisation_id""",
        "One row for each event.",
    ),
    FactView(
        "fact_measure",
        """SELECT m.plan, m.number, m.pillar, m.status, m.starts_on, m.due_on, m.done_on, o.code AS lead
             FROM partnership_measure m JOIN organisations_organisation o ON o.id = m.lead_id""",
        "One row for each measure of an action plan, counted when done by the day it was done.",
    ),
    FactView(
        "fact_partnership_project",
        """SELECT p.slug, o.code AS run_by, f.role, funder.code AS funder, f.share
             FROM partnership_project p
             JOIN organisations_organisation o ON o.id = p.organisation_id
             LEFT JOIN partnership_funding f ON f.project_id = p.id
             LEFT JOIN organisations_organisation funder ON funder.id = f.funder_id""",
        "One row for each body that pays for a project.",
    ),
    FactView(
        "fact_partnership_indicator",
        """SELECT p.slug AS project, i.code, i.level, i.unit, i.baseline, i.baseline_on, i.target, i.target_on,
                  v.value, v.measured_on
             FROM partnership_indicator i
             JOIN partnership_project p ON p.id = i.project_id
             LEFT JOIN partnership_indicatorvalue v ON v.indicator_id = i.id""",
        "One row for each value of an indicator.",
    ),
)
