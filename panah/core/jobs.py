"""Jobs: enqueued by name in the caller's transaction, with ids only; a worker runs them in the caller's context."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from uuid import UUID

from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.manager import JobManager

from panah.core.db import enter_job

Work = TypeVar("Work", bound=Callable[..., None])
RETRIES = 5
# A worker gives the app a connection of its own. What a job asks for goes into the job's transaction all the same.
QUEUE = JobManager(DjangoConnector())


class ContextRefused(Exception):
    """Nobody stands behind a job any more: the account ended or changed since, or the context was never the job's."""


def check_context() -> None:
    """
    Let a job go on only while somebody stands behind it.

    :raises ContextRefused: if the database gives its context nobody; row security would then silently show nothing
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT panah_person()")
        (person,) = cursor.fetchone()
    if person is None:
        raise ContextRefused("this job's account has ended or changed since it was asked for")


def enqueue(name: str, **ids: UUID | str | int) -> None:
    """
    Put a job on the queue; it is there if, and only if, the caller's transaction commits.

    The job's context (person, organisation, wall) is written by the database from the caller's own session.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT panah_job_context()")
        (context,) = cursor.fetchone()
    asked = app.configure_task(name)
    asked.job_manager = QUEUE
    asked.defer(context=str(context), **{key: str(value) for key, value in ids.items()})


def task(name: str) -> Callable[[Work], Work]:
    """Declare a task under the name by which it is enqueued. It runs in one transaction, and may run twice."""

    def declare(work: Work) -> Work:
        @wraps(work)
        def run(*, context: str, **ids: str) -> None:
            with transaction.atomic():
                enter_job(context)
                check_context()
                work(**ids)

        app.task(name=name, retry=RETRIES)(run)
        return work

    return declare
