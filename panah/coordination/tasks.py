"""Jobs of coordination: what has to follow from something that happened in a room below."""

from uuid import UUID

from django.db import connection, transaction
from procrastinate.contrib.django import app

from panah.accounts.actors import actor_of
from panah.accounts.models import Account
from panah.audit import ledger
from panah.coordination import actions, queries
from panah.core.clock import today
from panah.core.jobs import task
from panah.country.retention import Retention, kept_for

EVERY_NIGHT = "47 2 * * *"
HOURLY = "11 * * * *"


@task("coordination.stop_referrals")
def stop_referrals(*, consent_id: str, account_id: str) -> None:
    """Stop the referrals that rest on a withdrawn consent, as whoever withdrew it. A second run finds none."""
    account = Account.objects.get(pk=UUID(account_id))
    actions.stop_referrals(actor=actor_of(account, []), consent_id=UUID(consent_id))


@task("coordination.erase_words")
def erase_words(*, case_id: str, account_id: str) -> None:
    """Erase what was written in the referrals of a case that was erased. A second run finds nothing to erase."""
    account = Account.objects.get(pk=UUID(account_id))
    actions.erase_words(actor=actor_of(account, []), case_id=UUID(case_id))


@task("coordination.pause_referrals")
def pause_referrals(*, case_id: str, account_id: str) -> None:
    """Hold back the referrals of a restricted case, as whoever decided on it. A second run finds none."""
    account = Account.objects.get(pk=UUID(account_id))
    actions.pause_referrals(actor=actor_of(account, []), case_id=UUID(case_id))


@task("coordination.resume_referrals")
def resume_referrals(*, case_id: str, account_id: str) -> None:
    """Let the referrals of a case go on whose restriction was lifted. A second run finds none."""
    account = Account.objects.get(pk=UUID(account_id))
    actions.resume_referrals(actor=actor_of(account, []), case_id=UUID(case_id))


@task("coordination.tell_outcome")
def tell_outcome(*, referral_id: str, outcome: str, account_id: str) -> None:
    """Tell the sender of a signal what its receiver found, as whoever found it. A second run has nothing to tell."""
    actor = actor_of(Account.objects.get(pk=UUID(account_id)), [])
    if queries.waits_for_outcome(actor=actor, referral_id=UUID(referral_id), outcome=outcome):
        actions.tell_outcome(actor=actor, referral_id=UUID(referral_id), outcome=outcome)


@app.periodic(cron=EVERY_NIGHT)
@app.task(name="coordination.propose_signal_erasures", queueing_lock="coordination.propose_signal_erasures")
def propose_signal_erasures(timestamp: int) -> None:
    """Propose the signals whose time has run out, at every helpline. It needs no context and deletes nothing."""
    propose_signals()


def propose_signals() -> int:
    """
    Propose every signal whose time has run out; return how many.

    One that was not about trafficking has its own clock. What was presumed, or handed over and never answered, is kept
    as long as a case that was never confirmed. Nothing is proposed while a duty to investigate it is open.
    """
    lengths = [kept_for(each, on=today()) for each in (Retention.SIGNAL, Retention.PRESUMED)]
    with connection.cursor() as cursor:
        clocks = [int(length.value) if length else None for length in lengths]
        cursor.execute("SELECT panah_propose_signal_erasures(%s, %s, %s)", [today(), *clocks])
        return int(cursor.fetchone()[0])


@task("coordination.forget_story")
def forget_story(*, story_id: str, account_id: str) -> None:
    """Destroy the words of a story that was just taken back, with any other that waits. A second run finds none."""
    forget()


@app.periodic(cron=HOURLY)
@app.task(name="coordination.forget_stories", queueing_lock="coordination.forget_stories")
def forget_stories(timestamp: int) -> None:
    """Destroy what was written of stories that were taken back, at both ends. It needs no context."""
    forget()


@transaction.atomic
def forget() -> int:
    """Destroy the keys of every story that was taken back and of the letters about it, and return how many."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT panah_stories_over()")
        return ledger.erase_keys(key_id for (key_id,) in cursor.fetchall())
