"""Many written concerns for trying speed: copies of one sealed report, half of them opened, a few with news."""

from typing import Any

from django.db import connection
from django.db.models import Model

from panah.accounts.models import Account
from panah.concerns.models import Report
from panah.core.clock import now, today
from panah.core.db import unforced
from panah.demo.sample import OPERATOR
from panah.helpline.models import Concern

DAYS = 700  # over so many days they came in
TAG = "sha256(uuid_send(gen_random_uuid()))"
REPORTS = {
    "id": "gen_random_uuid()",
    "mailbox_tag": TAG,
    "sending": TAG,
    "received_on": f"%(today)s - number %% {DAYS}",
    "is_urgent": "false",
    "is_opened": "number %% 2 = 0",
    "has_news": "number %% 2 = 1 OR number %% 100 = 0",
}
# Of those that were opened every fourth is open still.
CONCERNS = {
    "id": "gen_random_uuid()",
    "reference": "'W-' || extract(year FROM received_on) || '-' || upper(substr(md5(id::text), 1, 10))",
    "report_id": "id",
    "key_id": "NULL",
    "state": "CASE WHEN number %% 4 = 0 THEN 'opened' ELSE 'not_trafficking' END",
    "material": "''",
    "opened_on": "received_on",
    "opened_by_id": "%(operator)s",
    "answer_due_at": "%(now)s - (%(today)s - received_on) * interval '1 day'",
    "answered_on": "CASE WHEN number %% 4 = 0 THEN NULL ELSE received_on END",
    "closed_on": "CASE WHEN number %% 4 = 0 THEN NULL ELSE received_on END",
}


def add_concerns(count: int) -> int:
    """Add so many reports at the helpline's desk, and return how many there are; none where no report is a model."""
    operator = Account.objects.get(email=OPERATOR)
    values: dict[str, Any] = {"count": count, "operator": operator.pk, "desk": operator.organisation_id}
    values |= {"today": today(), "now": now()}
    with unforced("concerns_report", "helpline_concern"), connection.cursor() as cursor:
        cursor.execute(
            f"""WITH model AS (SELECT * FROM concerns_report WHERE organisation_id = %(desk)s AND wall = 'helpline'
                    AND about_organisation_id IS NULL ORDER BY received_on LIMIT 1),
                made AS (INSERT INTO concerns_report ({_columns(Report)})
                    SELECT {_values(Report, REPORTS)} FROM model, generate_series(1, %(count)s) number RETURNING *),
                opened AS (SELECT *, row_number() OVER () AS number FROM made WHERE is_opened)
                INSERT INTO helpline_concern ({_columns(Concern)})
                SELECT {_values(Concern, CONCERNS)} FROM opened""",  # noqa: S608 - columns of two models
            values,
        )
        cursor.execute("ANALYZE concerns_report, helpline_concern")
        return Report.objects.filter(organisation_id=operator.organisation_id).count()


def _columns(model: type[Model]) -> str:
    return ", ".join(str(field.column) for field in model._meta.concrete_fields)


def _values(model: type[Model], given: dict[str, str]) -> str:
    """Return an expression for each column: the given one, or the same column of what is copied."""
    return ", ".join(given.get(str(field.column), str(field.column)) for field in model._meta.concrete_fields)
