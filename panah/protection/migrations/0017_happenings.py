"""The timeline of a case learns of everything that has been recorded since: one branch for each table."""

from django.db import migrations

HELD = """
    SELECT id, {organisation}, {wall}, NULL::uuid, case_id, '{kind}', {on}, {until}, {code}::text, {detail}::text,
           {reference}::text, {amount}::numeric, {body}::uuid
      FROM {table}{where}"""
OURS = {"organisation": "organisation_id", "wall": "wall"}
TO_US = {"organisation": "to_organisation_id", "wall": "to_wall", "body": "from_organisation_id"}
FROM_US = {"organisation": "from_organisation_id", "wall": "from_wall", "body": "to_organisation_id"}
NOTHING = {
    "until": "NULL::date",
    "code": "''",
    "detail": "''",
    "reference": "''",
    "amount": "NULL",
    "body": "NULL",
    "where": "",
}


def branch(kind: str, table: str, on: str, **given: str) -> str:
    """Return one branch of the view; the days are local days."""
    return HELD.format(**NOTHING | OURS | given | {"kind": kind, "table": f"protection_{table}", "on": on})


def day(column: str) -> str:
    """Return the local day of a moment."""
    return f"({column} AT TIME ZONE 'Asia/Baku')::date"


BRANCHES = (
    branch("presumption", "presumption", "presumed_on", code="body"),
    branch("service", "service", '"on"', until="until_on", code="service", detail="outcome", body="provider_id"),
    branch("consent", "consent", "given_on", until=day("withdrawn_at"), code="purpose", body="recipient_id"),
    branch("decision", "decision", "decided_on", code="outcome", reference="reference", **TO_US),
    branch("place", "placeanswer", "started_on", until="ended_on", where=" WHERE started_on IS NOT NULL", **TO_US),
    branch("money", "moneyanswer", "happened_on", code="kind", detail="state", amount="amount", **TO_US),
    branch(
        "episode",
        "episode",
        "began_on",
        until="ended_on",
        code="stage",
        detail="form",
        where=" WHERE began_on IS NOT NULL AND began_precision = 'day'",
    ),
    branch("screening", "screening", "screened_on", code="result"),
    branch("assessment", "assessment", "assessed_on", code="highest_risk"),
    branch("age", "ageassessment", "assessed_on", code="result"),
    branch("guardian", "guardian", "appointed_on", until="ended_on", code="kind"),
    branch("interests", "bestinterests", "assessed_on", code="kind"),
    branch("family", "familyassessment", "assessed_on", code="involvement"),
    branch("interview", "interview", "held_on"),
    branch("flag", "flag", "raised_on", until=day("lowered_at"), code="kind"),
    branch("follow_up", "followup", '"on"', code="reached"),
    branch("goal", "goal", day("set_at"), code="need"),
    branch("approval", "approval", "decided_on", code="subject", detail="state", where=" WHERE decided_on IS NOT NULL"),
    branch("notice", "notice", "given_on", code="kind"),
    branch("review", "review", "asked_on", **FROM_US),
    branch("override", "override", day("decided_at"), code="ground", body="recipient_id"),
    branch("sanction", "sanction", "imposed_on", code="kind", body="body_id"),
    branch("rights", "rightsrequest", "asked_on", code="kind"),
    branch(
        "claim", "claim", "claimed_on", code="source", amount="claimed_amount", where=" WHERE claimed_on IS NOT NULL"
    ),
    branch(
        "award", "claim", "awarded_on", code="source", amount="awarded_amount", where=" WHERE awarded_on IS NOT NULL"
    ),
)
VIEW = f"""
DROP VIEW protection_happening;
CREATE VIEW protection_happening WITH (security_invoker = true) AS
SELECT happened.*, body.name_en AS body_en, body.name_az AS body_az, body.name_ru AS body_ru
  FROM ({" UNION ALL ".join(BRANCHES)}
  ) AS happened (id, organisation_id, wall, key_id, case_id, kind, "on", until, code, detail, reference, amount, body_id)
  LEFT JOIN organisations_organisation body ON body.id = happened.body_id
"""  # noqa: S608 - made of our own words only


class Migration(migrations.Migration):
    dependencies = [("protection", "0016_money_ledger")]

    operations = [migrations.RunSQL(VIEW, migrations.RunSQL.noop)]
