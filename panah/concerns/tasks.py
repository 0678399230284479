"""Jobs of the public's door."""

from django.db import connection
from procrastinate.contrib.django import app

from panah.concerns.rules import READ_KEPT, UNREAD_KEPT
from panah.core.clock import today

EVERY_NIGHT = "17 3 * * *"


@app.periodic(cron=EVERY_NIGHT)
@app.task(name="concerns.forget", queueing_lock="concerns.forget")
def forget(timestamp: int) -> None:
    """Delete the answers whose time is over. Nobody asks for it, so it has no context."""
    forget_messages()


def forget_messages() -> int:
    """Delete answers read 30 days ago and answers unread for 180 days; return how many."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT concern_forget(%s, %s, %s)", [today(), READ_KEPT.days, UNREAD_KEPT.days])
        return int(cursor.fetchone()[0])
