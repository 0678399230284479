"""What may be counted of prosecution: groups by their disposition, criminal cases by their state. No name, no id."""

from panah.core.facts import FactView

FACTS = (
    FactView(
        name="fact_group",
        sql="""
            SELECT panah_pseudonym(g.id) AS criminal_group, g.kind, d.kind AS disposition, d.disposed_on, d.stage,
                   d.corrected_on, o.code AS organisation
              FROM prosecution_criminalgroup g
              JOIN prosecution_disposition d ON d.group_id = g.id
              JOIN organisations_organisation o ON o.id = g.organisation_id
        """,
        note=(
            "One row a disposition: unit group, counted by its day. Where corrected_on is filled it stands no longer, "
            "and is not counted."
        ),
    ),
    FactView(
        name="fact_investigation",
        sql="""
            SELECT panah_pseudonym(i.id) AS investigation, panah_pseudonym(i.group_id) AS criminal_group, g.kind,
                   i.article, i.state, i.state_on, i.reported_on, o.code AS organisation
              FROM prosecution_investigation i
              JOIN prosecution_criminalgroup g ON g.id = i.group_id
              JOIN organisations_organisation o ON o.id = i.organisation_id
        """,
        note="One row a criminal case: unit case, counted by the day it was reported.",
    ),
    FactView(
        name="fact_investigation_step",
        sql="""
            SELECT panah_pseudonym(s.investigation_id) AS investigation, s.state, s.article, s.taken_on,
                   o.code AS organisation
              FROM prosecution_investigationstep s
              JOIN organisations_organisation o ON o.id = s.organisation_id
        """,
        note="One row a step of a criminal case: for counts of arrests, charges and judgments by their day.",
    ),
)
