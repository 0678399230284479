"""The queue looks after itself: what a worker had in hand when it died is done by the next one."""

from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.jobs import Status
from procrastinate.manager import JobManager

from panah.core.jobs import RETRIES

EVERY_MINUTE = "* * * * *"


@app.periodic(cron=EVERY_MINUTE)
@app.task(name="core.take_up_again", queueing_lock="core.take_up_again", pass_context=True)
async def take_up_again(context: JobContext, timestamp: int) -> None:
    """Give back the jobs of workers that sent no sign of life for half a minute."""
    await give_back(context.app.job_manager)


async def give_back(queue: JobManager) -> None:
    """Put what dead workers had in hand on the queue again; what was begun too often has failed, for all to see."""
    for job in await queue.get_stalled_jobs():
        if job.attempts < RETRIES:
            await queue.retry_job(job)
        else:
            await queue.finish_job(job, Status.FAILED, delete_job=False)
