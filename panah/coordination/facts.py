"""What may be counted of coordination: who asked whom for what, and how soon it was answered. No words, no ids."""

from panah.core.facts import FactView

FACTS = (
    FactView(
        name="fact_referral",
        sql="""
            SELECT panah_pseudonym(r.person_id) AS person, s.code AS from_organisation, t.code AS to_organisation,
                   r.purpose, r.basis, r.is_urgent, (r.sent_at AT TIME ZONE 'Asia/Baku')::date AS sent_on,
                   (r.withdrawn_at AT TIME ZONE 'Asia/Baku')::date AS withdrawn_on, p.answer, p.decline_reason,
                   (p.answered_at AT TIME ZONE 'Asia/Baku')::date AS answered_on, p.completed_on,
                   p.answered_at <= r.due_at AS is_in_time, r.agreed, g.outcome AS signal_outcome
              FROM coordination_referral r
              JOIN organisations_organisation s ON s.id = r.from_organisation_id
              JOIN organisations_organisation t ON t.id = r.to_organisation_id
              LEFT JOIN coordination_referralreply p ON p.referral_id = r.id
              LEFT JOIN coordination_signaloutcome g ON g.referral_id = r.id
        """,
        note="One row a referral: unit referral, counted by the day it was sent.",
    ),
    FactView(
        name="fact_information_request",
        sql="""
            SELECT s.code AS from_organisation, t.code AS to_organisation, r.purpose, r.basis,
                   (r.sent_at AT TIME ZONE 'Asia/Baku')::date AS sent_on, r.due_on, a.kind AS answer,
                   a.refusal_reason, a.answered_on, a.answered_on <= r.due_on AS is_in_time
              FROM coordination_informationrequest r
              JOIN organisations_organisation s ON s.id = r.from_organisation_id
              JOIN organisations_organisation t ON t.id = r.to_organisation_id
              LEFT JOIN coordination_requestanswer a ON a.request_id = r.id
        """,
        note="One row an information request: unit request, counted by the day it was sent.",
    ),
)
