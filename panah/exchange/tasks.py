"""Jobs of what comes in from files."""

from django.db import connection, transaction
from procrastinate.contrib.django import app

from panah.audit import ledger
from panah.core.clock import now
from panah.exchange.queries import WAITS

HOURLY = "37 * * * *"


@app.periodic(cron=HOURLY)
@app.task(name="exchange.forget_registers", queueing_lock="exchange.forget_registers")
def forget_registers(timestamp: int) -> None:
    """Destroy the cells of registers that were confirmed, thrown away or left, at every organisation."""
    forget()


@transaction.atomic
def forget() -> int:
    """Destroy the keys of registers that nobody can confirm any more, and return how many."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT panah_registers_over(%s)", [now() - WAITS])
        return ledger.erase_keys(key_id for (key_id,) in cursor.fetchall())
