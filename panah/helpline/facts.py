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
             WHERE c.taken_from_id IS NULL
        """,
        note="One row a call: unit call, counted by the day it was logged; one handed over is the first line's call.",
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
        note="One row a signal: unit signal, counted by the day of detection.",
    ),
    FactView(
        name="fact_helpline_alarm",
        sql="""
            SELECT (a.opened_at AT TIME ZONE 'Asia/Baku')::date AS opened_on, o.code AS organisation,
                   CASE WHEN a.call_id IS NOT NULL THEN 'call' WHEN a.signal_id IS NOT NULL THEN 'signal'
                        WHEN a.notice_id IS NOT NULL THEN 'responder'
                        WHEN a.handover_id IS NOT NULL THEN 'line' ELSE 'report' END AS about,
                   floor(extract(epoch FROM a.taken_at - a.opened_at) / 60)::integer AS minutes_until_taken,
                   nullif(a.outcome, '') AS outcome, (a.ended_at AT TIME ZONE 'Asia/Baku')::date AS ended_on
              FROM helpline_alarm a JOIN organisations_organisation o ON o.id = a.organisation_id
        """,
        note="One row an alarm: unit alarm, counted by the day it was opened.",
    ),
    FactView(
        name="fact_helpline_duty",
        sql="""
            SELECT (d.opened_at AT TIME ZONE 'Asia/Baku')::date AS opened_on, o.code AS organisation,
                   (d.due_at AT TIME ZONE 'Asia/Baku')::date AS due_on, d.ended_on, nullif(d.outcome, '') AS outcome,
                   s.source, s.workers_count
              FROM helpline_dutytoinvestigate d JOIN organisations_organisation o ON o.id = d.organisation_id
              JOIN helpline_signal s ON s.id = d.signal_id
        """,
        note="One row a duty to investigate: unit duty, counted by the day it was opened.",
    ),
    FactView(
        name="fact_helpline_handover",
        sql="""
            SELECT (h.sent_at AT TIME ZONE 'Asia/Baku')::date AS sent_on, f.code AS from_organisation,
                   t.code AS to_organisation, h.topic, h.language, a.answer, nullif(a.reason, '') AS reason,
                   (a.sent_at AT TIME ZONE 'Asia/Baku')::date AS answered_on
              FROM helpline_handover h JOIN organisations_organisation f ON f.id = h.from_organisation_id
              JOIN organisations_organisation t ON t.id = h.to_organisation_id
              LEFT JOIN helpline_handoveranswer a ON a.handover_id = h.id
        """,
        note="One row a hand-over between lines: unit hand-over, counted by the day it was sent.",
    ),
)
