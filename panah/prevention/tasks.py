"""Jobs of prevention: surveys are compared, sheets made for many places; what nobody agrees to leaves our pages."""

from uuid import UUID

from django.db import connection
from procrastinate.contrib.django import app

from panah.accounts.actors import actor_of
from panah.accounts.models import Account
from panah.core.clock import now, today
from panah.core.errors import WrongState
from panah.core.jobs import task
from panah.country.parameters import number
from panah.prevention import actions
from panah.prevention.rules.bundle import kept_for
from panah.prevention.rules.recording import last_touched

HOURLY = "19 * * * *"


@task("prevention.compare_survey")
def compare_survey(*, survey_id: str, account_id: str) -> None:
    """Count and compare a survey as the one who asked for it. A job that runs twice finds the same."""
    account = Account.objects.get(pk=UUID(account_id))
    actions.compare_survey(actor=actor_of(account, []), survey_id=UUID(survey_id))


@task("prevention.make_bundle")
def make_bundle(*, bundle_id: str, account_id: str) -> None:
    """Make the next sheets of a bundle as the one who asked for it. A job that runs twice makes none twice."""
    account = Account.objects.get(pk=UUID(account_id))
    actions.make_bundle_part(actor=actor_of(account, []), bundle_id=UUID(bundle_id))


@app.periodic(cron=HOURLY)
@app.task(name="prevention.empty_bundles", queueing_lock="prevention.empty_bundles")
def empty_old_bundles(timestamp: int) -> None:
    """Remove the sheets of every bundle whose day is over, at every organisation. It needs no context."""
    empty_bundles()


def empty_bundles() -> int:
    """Remove the sheets that nobody may fetch any more, and return of how many bundles."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT panah_empty_bundles(%s)", [now() - kept_for(today())])
        return int(cursor.fetchone()[0])


@task("prevention.show_recording")
def show_recording(*, material_id: str, account_id: str) -> None:
    """Put the next pieces of a film on our pages as the one who asked for it; what was taken away stays away."""
    account = Account.objects.get(pk=UUID(account_id))
    try:
        actions.show_recording(actor=actor_of(account, []), material_id=UUID(material_id))
    except WrongState:
        return


@app.periodic(cron=HOURLY)
@app.task(name="prevention.drop_videos", queueing_lock="prevention.drop_videos")
def drop_videos(timestamp: int) -> None:
    """Drop uploads that nobody takes up again, and films whose page has ended, at every organisation."""
    drop()


def drop() -> int:
    """Drop what waits for nothing any more; return how many uploads that were."""
    before = last_touched(today=today(), keep_days=number("video_upload_days", on=today()))
    with connection.cursor() as cursor:
        cursor.execute("SELECT panah_drop_videos(%s, %s)", [today(), before])
        return int(cursor.fetchone()[0])


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
