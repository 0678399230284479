"""What may be counted of reports from the public: the day, the desk, the topic; nothing that is sealed."""

from panah.core.facts import FactView

FACTS = (
    FactView(
        name="fact_concerns_report",
        sql="""
            SELECT r.received_on, d.channel, o.code AS organisation, r.topic,
                   r.topic AS concern_topic, to_char(r.received_on, 'MM') AS month,
                   r.language, r.is_urgent, r.is_opened,
                   r.about_organisation_id IS NOT NULL AS is_about_staff
              FROM concerns_report r
              JOIN organisations_organisation o ON o.id = r.organisation_id
              JOIN concerns_desk d ON d.organisation_id = r.organisation_id AND d.wall = r.wall
        """,
        note="One row a report: unit report, counted by the day it was received.",
    ),
)
