"""Jobs of protection: permits end, lists are made, what has run out is proposed, what two approved is erased."""

from uuid import UUID

from django.db import connection, transaction
from procrastinate.contrib.django import app

from panah.accounts.actors import actor_of
from panah.accounts.models import Account
from panah.audit import ledger
from panah.core.clock import now, today
from panah.core.jobs import task
from panah.country.parameters import number
from panah.country.retention import Retention, kept_for
from panah.protection.actions.listexport import make_list_export
from panah.protection.actions.retention import erase_record
from panah.protection.rules.listexport import kept_for as kept_for_lists

EVERY_NIGHT = "41 2 * * *"
EARLY = "17 0 * * *"
HOURLY = "23 * * * *"


@app.periodic(cron=EVERY_NIGHT)
@app.task(name="protection.propose_erasures", queueing_lock="protection.propose_erasures")
def propose_erasures(timestamp: int) -> None:
    """Propose what has run out, at every organisation. Nobody asks for it, so it has no context. It deletes nothing."""
    propose()


@app.periodic(cron=EARLY)
@app.task(name="protection.expire_residences", queueing_lock="protection.expire_residences")
def expire_residences(timestamp: int) -> None:
    """Let the residence permits expire whose last day has passed, at every organisation. It needs no context."""
    expire()


@app.periodic(cron=HOURLY)
@app.task(name="protection.empty_lists", queueing_lock="protection.empty_lists")
def empty_long_lists(timestamp: int) -> None:
    """Remove the bytes of every list whose day is over, at every organisation. It needs no context."""
    empty_lists()


@app.periodic(cron=HOURLY)
@app.task(name="protection.forget_ways", queueing_lock="protection.forget_ways")
def forget_ways(timestamp: int) -> None:
    """Destroy what shelters wrote for a way that is over, at every organisation. It needs no context."""
    forget_notes()


@transaction.atomic
def forget_notes() -> int:
    """Destroy the keys of the notes for ways that nobody may read any more, and return how many."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT panah_transports_over(%s)", [now()])
        return ledger.erase_keys(key_id for (key_id,) in cursor.fetchall())


def empty_lists() -> int:
    """Remove the bytes of lists that nobody may fetch any more, and return of how many."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT panah_empty_lists(%s)", [now() - kept_for_lists(today())])
        return int(cursor.fetchone()[0])


def expire() -> int:
    """Let every permit expire whose last day has passed, and return how many."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT panah_expire_residences(%s)", [today()])
        return int(cursor.fetchone()[0])


def propose() -> int:
    """Propose every case, and what others hold, whose time has run out and that no hold stands on; return how many."""
    kept = [kept_for(name, on=today()) for name in (Retention.SIGNAL, Retention.PRESUMED, Retention.ASSISTANCE)]
    lengths = [int(length.value) if length else None for length in kept]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT panah_propose_erasures(%s, %s, %s, %s, %s)",
            [today(), *lengths, number("retention_child_until_age", on=today())],
        )
        return int(cursor.fetchone()[0]) + propose_others()


def propose_others() -> int:
    """Propose what a mission, a deciding or paying body or a house holds and whose time ran out; return how many."""
    classes = (Retention.CONSULAR, Retention.DECISION, Retention.BOOKKEEPING, Retention.INCIDENT)
    kept = [kept_for(name, on=today()) for name in classes]
    lengths = [int(length.value) if length else None for length in kept]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT panah_propose_other_erasures(%s, %s, %s, %s, %s, %s)",
            [today(), *lengths[:3], number("retention_child_until_age", on=today()), lengths[3]],
        )
        return int(cursor.fetchone()[0])


@task("protection.erase")
def erase(*, erasure_id: str, account_id: str) -> None:
    """Erase a record that two persons approved, as the second of them. A second run finds nothing to erase."""
    account = Account.objects.get(pk=UUID(account_id))
    erase_record(actor=actor_of(account, []), erasure_id=UUID(erasure_id))


@task("protection.make_list")
def make_list(*, list_export_id: str, account_id: str) -> None:
    """Make a list that was asked for, as who asked or as who approved. A second run finds it made."""
    account = Account.objects.get(pk=UUID(account_id))
    make_list_export(actor=actor_of(account, []), list_export_id=UUID(list_export_id))
