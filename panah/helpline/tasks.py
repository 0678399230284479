"""Jobs of the helpline: an alarm that nobody takes reaches the next people."""

from django.db import connection
from procrastinate.contrib.django import app

from panah.core import clock
from panah.country.parameters import number
from panah.helpline.queries.alarm import TAKERS

EVERY_MINUTE = "* * * * *"


@app.periodic(cron=EVERY_MINUTE)
@app.task(name="helpline.page_alarms", queueing_lock="helpline.page_alarms")
def page_alarms(timestamp: int) -> None:
    """Page whoever must hear an alarm by now, at every desk. Nobody asks for it, so it has no context."""
    page_due()


def page_due() -> int:
    """Open alarms of urgent reports, page whoever is due, and return how many people were paged."""
    day = clock.today()
    minutes = [number(f"alarm_{who}_minutes", on=day) for who in ("second", "everyone")]
    with connection.cursor() as cursor:
        cursor.execute("SELECT panah_page_alarms(%s, %s, %s, %s)", [clock.now(), *minutes, sorted(TAKERS)])
        return int(cursor.fetchone()[0])
