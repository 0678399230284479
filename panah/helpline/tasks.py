"""Jobs of the helpline: an alarm that nobody takes reaches the next people."""

from typing import Any
from uuid import UUID

from django.db import connection, transaction
from procrastinate.contrib.django import app

from panah.accounts.actors import actor_of
from panah.accounts.models import Account
from panah.audit import ledger
from panah.core import clock
from panah.core.jobs import task
from panah.country.parameters import number
from panah.helpline import actions
from panah.helpline.queries.alarm import TAKERS

EVERY_MINUTE = "* * * * *"
EVERY_NIGHT = "23 0 * * *"


@app.periodic(cron=EVERY_MINUTE)
@app.task(name="helpline.page_alarms", queueing_lock="helpline.page_alarms")
def page_alarms(timestamp: int) -> None:
    """Page whoever must hear an alarm by now, at every desk. Nobody asks for it, so it has no context."""
    page_due()


def page_due() -> int:
    """Open alarms of urgent reports and of danger told to a line; page whoever is due, and return how many."""
    day = clock.today()
    minutes = [number(f"alarm_{who}_minutes", on=day) for who in ("second", "everyone", "again")]
    with connection.cursor() as cursor:
        cursor.execute("SELECT panah_open_notices(%s)", [clock.now()])
        cursor.execute("SELECT panah_page_alarms(%s, %s, %s, %s, %s)", [clock.now(), *minutes, sorted(TAKERS)])
        return int(cursor.fetchone()[0])


@app.periodic(cron=EVERY_NIGHT)
@app.task(name="helpline.forget", queueing_lock="helpline.forget")
def forget(timestamp: int) -> None:
    """Forget callers and words whose time is over, at every line. Nobody asks for it, so it has no context."""
    forget_callers()
    forget_words()
    forget_drafts()


@transaction.atomic
def forget_callers() -> int:
    """Delete marks with their keys, and numbers that nobody reached; return how many keys were destroyed."""
    day = clock.today()
    days = [number(name, on=day) for name in ("caller_tag_days", "callback_keep_days")]
    with connection.cursor() as cursor:
        cursor.execute("SELECT panah_forget_callers(%s, %s, %s)", [day, *days])
        dead = [key_id for (key_id,) in cursor.fetchall() if key_id]
    return ledger.erase_keys(dead)


@transaction.atomic
def forget_words() -> int:
    """
    Empty what the time after its outcome is over for; return how many records.

    Reports with their messages and files, when the concern and its signal ended; notes of calls and of shifts, with
    their keys; what one line told another. Never what is open. What is counted stays.
    """
    over: list[Any] = [clock.today(), number("retention_signal_days", on=clock.today())]
    with connection.cursor() as cursor:
        cursor.execute("SELECT concern_erase(ARRAY(SELECT panah_reports_over(%s, %s)))", over)
        reports = int(cursor.fetchone()[0])
        cursor.execute("SELECT panah_forget_words(%s, %s)", over)
        dead = [key_id for (key_id,) in cursor.fetchall()]
        cursor.execute("SELECT panah_forget_crossed(%s, %s)", over)
        dead += [key_id for (key_id,) in cursor.fetchall() if key_id]
    return reports + ledger.erase_keys(dead)


@transaction.atomic
def forget_drafts() -> int:
    """Delete signals that were begun and not sent in time, with their keys; return how many."""
    days = number("signal_draft_days", on=clock.today())
    with connection.cursor() as cursor:
        cursor.execute("SELECT panah_forget_drafts(%s, %s)", [clock.now(), days])
        dead = [key_id for (key_id,) in cursor.fetchall()]
    return ledger.erase_keys(dead)


@task("helpline.erase_way")
def erase_way(*, callback_id: str, account_id: str) -> None:
    """Destroy the key of a number whose call-back is over. A second run finds nothing to destroy."""
    account = Account.objects.get(pk=UUID(account_id))
    actions.erase_way(actor=actor_of(account, []), callback_id=UUID(callback_id))


@task("helpline.erase_interpreter")
def erase_interpreter(*, interpreter_id: str, account_id: str) -> None:
    """Destroy the key of an interpreter who was taken off. A second run finds nothing to destroy."""
    account = Account.objects.get(pk=UUID(account_id))
    actions.erase_interpreter(actor=actor_of(account, []), interpreter_id=UUID(interpreter_id))
