"""The timeline tells what was asked of others, what was set and printed, and that a case was hidden."""

from importlib import import_module

from django.db import migrations

money = import_module("panah.protection.migrations.0038_money_mended")
first = import_module("panah.protection.migrations.0017_happenings")
earlier = import_module("panah.protection.migrations.0040_course_told")

SENT, ASKED = first.day("sent_at"), {"until": first.day("withdrawn_at"), **first.FROM_US}
SERVICE = {"until": "until_on", "code": "service", "detail": "outcome", "body": "provider_id"}
# Who was told of a case stands in the log: the referrals themselves are kept above this room.
TOLD = {
    "organisation": "holder_organisation_id",
    "wall": "holder_wall",
    "code": "purpose",
    "body": "second_organisation_id",
    "where": " WHERE event = 'coordination.referral.sent' AND purpose <> 'identification' AND case_id IS NOT NULL",
}
NEW = (
    first.branch("service", "service", '"on"', **SERVICE, where=" WHERE voided_on IS NULL"),
    first.branch("mission", "missioncontact", SENT, **first.FROM_US),
    first.branch("place_asked", "placerequest", SENT, **ASKED),
    first.branch("order", "serviceorder", SENT, code="service", reference="reference", **ASKED),
    first.branch("money_asked", "moneyrequest", SENT, code="kind", detail="purpose", amount="amount", **ASKED),
    first.branch("referral", "entry", first.day("at"), **TOLD).replace("protection_entry", "audit_entry"),
    first.branch("task", "task", first.day("set_at"), until="ended_on", code="kind"),
    first.branch("sheet", "sheet", first.day("printed_at"), code="form", detail="handling", reference="reference"),
    first.branch("lock", "lock", "from_on", until=first.day("lifted_at"), code="basis").replace(
        "protection_lock", "access_lock"
    ),
)
BRANCHES = (
    *(branch for branch in earlier.BRANCHES if "'service', " not in branch),
    *(money.with_currency(branch) for branch in NEW),
)
VIEW = money.view.view_of(BRANCHES).replace(money.BODY, "amount, currency, body_id)")


class Migration(migrations.Migration):
    dependencies = [("protection", "0047_incidents_end"), ("access", "0005_lock_lifted"), ("audit", "0001_initial")]

    operations = [migrations.RunSQL(VIEW, earlier.VIEW)]
