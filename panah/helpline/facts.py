"""What may be counted of the helpline: calls, concerns and signals are different units, each dated to the day."""

from panah.core.facts import FactView

FACTS = (
    FactView(
        name="fact_helpline_call",
        sql="""
            SELECT (c.logged_at AT TIME ZONE 'Asia/Baku')::date AS called_on, o.code AS organisation, c.topic,
                   c.topic AS hotline_topic, to_char(c.logged_at AT TIME ZONE 'Asia/Baku', 'MM') AS month,
                   c.disposition, c.heard_from, c.language, c.country, c.division, c.seconds
              FROM helpline_call c JOIN organisations_organisation o ON o.id = c.organisation_id
        """,
        note="One row a call: unit call, counted by the day it was logged.",
    ),
    FactView(
        name="fact_helpline_concern",
        sql="""
            SELECT c.received_on, c.opened_on, c.answered_on, c.closed_on, o.code AS organisation, c.state, c.topic,
                   c.language, c.is_urgent
              FROM helpline_concern c JOIN organisations_organisation o ON o.id = c.organisation_id
        """,
        note="One row an opened report: unit report, counted by the day it was received.",
    ),
    FactView(
        name="fact_helpline_signal",
        sql="""
            SELECT (s.detected_at AT TIME ZONE 'Asia/Baku')::date AS detected_on, s.ended_on, o.code AS organisation,
                   s.source, s.state, s.rejected_because, s.danger, s.is_child, s.family_involved,
                   s.foreign_workers, s.workers_count, s.exploitation_form, s.division,
                   nullif(s.exploitation_form, '') AS form,
                   to_char(s.detected_at AT TIME ZONE 'Asia/Baku', 'MM') AS month
              FROM helpline_signal s JOIN organisations_organisation o ON o.id = s.organisation_id
        """,
        note="One row a signal: unit potential victim, counted by the day of detection.",
    ),
)
