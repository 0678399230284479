"""On whose behalf a job runs, and when it is refused."""

import json
from uuid import uuid4

import pytest
from asgiref.sync import async_to_sync
from django.db import DatabaseError, connection, transaction
from procrastinate.testing import InMemoryConnector

from panah.accounts.models import Account
from panah.core import jobs
from panah.core.db import enter_job, leave_context
from panah.core.tasks import give_back
from tests.support import again, as_owner, sign_in

pytestmark = pytest.mark.django_db

INSERT = "INSERT INTO procrastinate_jobs (queue_name, task_name, args) VALUES ('default', 'x', %s)"


def ask(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchone()


def queued():
    """Put a job on the queue and return the id of its context."""
    jobs.enqueue("statistics.take_snapshot", snapshot_id=uuid4())
    with as_owner():
        return ask("SELECT args->>'context' FROM procrastinate_jobs ORDER BY id DESC LIMIT 1")[0]


def assume(context):
    leave_context()
    enter_job(context)
    return ask("SELECT panah_person()")[0]


@pytest.fixture
def asker():
    return sign_in("statistician", organisation="coordinator")


def test_a_job_runs_on_behalf_of_whoever_asked_for_it(asker):
    assert assume(queued()) == asker.id
    jobs.check_context()


@pytest.mark.parametrize(
    "change",
    [{"is_active": False}, {"roles": ["national_coordinator"], "wall": "coordination"}, {"duties": ["focal_point"]}],
)
def test_a_job_of_an_account_that_ended_or_changed_since_is_refused(asker, change):
    context = queued()
    Account.objects.filter(pk=asker.id).update(**change)
    assert assume(context) is None
    with pytest.raises(jobs.ContextRefused):
        jobs.check_context()


def test_a_context_is_of_one_job_only(asker):
    context = queued()
    with pytest.raises(DatabaseError, match="on behalf of"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(INSERT, [json.dumps({"context": context})])


def test_nobody_queues_a_job_that_names_the_context_of_another(asker):
    (context,) = ask("SELECT panah_job_context()")
    again(sign_in("case_manager", organisation="vac"))
    with pytest.raises(DatabaseError, match="on behalf of"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(INSERT, [json.dumps({"context": str(context)})])


def test_a_context_that_no_job_carries_is_nobody(asker):
    (context,) = ask("SELECT panah_job_context()")
    assert assume(str(context)) is None


@pytest.mark.parametrize(
    "sql", ["SELECT args FROM procrastinate_jobs", "UPDATE procrastinate_jobs SET args = '{}' WHERE id = 1"]
)
def test_the_desk_neither_reads_nor_changes_what_waits(asker, sql):
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        ask(sql)


def test_what_a_job_does_is_not_changed_while_it_waits(asker):
    queued()
    with as_owner(), pytest.raises(DatabaseError, match="not changed"), transaction.atomic():
        connection.cursor().execute("UPDATE procrastinate_jobs SET args = '{}'")


def test_what_a_job_asks_for_goes_into_its_transaction_whatever_connection_the_worker_has(asker):
    with jobs.app.replace_connector(InMemoryConnector()) as working:
        context = queued()
        assert working.connector.jobs == {}
    assert assume(context) == asker.id


def test_what_a_dead_worker_had_in_hand_is_taken_up_again_and_not_for_ever():
    beat = "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - %s * interval '1 s') RETURNING id"
    doing = """INSERT INTO procrastinate_jobs (queue_name, task_name, args, status, worker_id, attempts)
        VALUES ('default', 'x', '{}', 'doing', %s, %s) RETURNING id"""
    with as_owner():
        (alive,), (dead,) = ask(beat, 1), ask(beat, 60)
        begun = ((alive, 1), (dead, 1), (None, 1), (dead, jobs.RETRIES))
        ids = [ask(doing, *each)[0] for each in begun]
        connection.cursor().execute("SET LOCAL ROLE panah_worker")
        async_to_sync(give_back)(jobs.QUEUE)
        states = [ask("SELECT status::text FROM procrastinate_jobs WHERE id = %s", job)[0] for job in ids]
    assert states == ["doing", "todo", "todo", "failed"]
