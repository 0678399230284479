"""Jobs of prevention: a survey is counted and compared; what nobody agrees to any more leaves our pages."""

from uuid import UUID

from django.db import connection
from procrastinate.contrib.django import app

from panah.accounts.actors import actor_of
from panah.accounts.models import Account
from panah.core.clock import today
from panah.core.jobs import task
from panah.prevention import actions

HOURLY = "19 * * * *"


@task("prevention.compare_survey")
def compare_survey(*, survey_id: str, account_id: str) -> None:
    """Count and compare a survey as the one who asked for it. A job that runs twice finds the same."""
    account = Account.objects.get(pk=UUID(account_id))
    actions.compare_survey(actor=actor_of(account, []), survey_id=UUID(survey_id))


@app.periodic(cron=HOURLY)
@app.task(name="prevention.expire_stories", queueing_lock="prevention.expire_stories")
def expire_stories(timestamp: int) -> None:
    """Hide what nobody agrees to any more, at every organisation, in the next hour that comes. It needs no context."""
    expire()


def expire() -> int:
    """Hide each story and material in a language where a consent has ended; return how many stories expired."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT panah_expire_stories(%s)", [today()])
        return int(cursor.fetchone()[0])
