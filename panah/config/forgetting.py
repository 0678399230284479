"""
Erase anew what a restored backup brought back, and tell the ledger of what it does not know yet.

Runs before anything is served, with `panah doctor`, and by hand after a restore: `panah forget`.
"""

from typing import NamedTuple

from panah.audit import ledger
from panah.core.clock import today
from panah.core.db import unforced
from panah.crypto import records
from panah.matching.models import NameTag


class Forgotten(NamedTuple):
    """How many keys had come back and are gone again, and how many erasures the ledger had missed."""

    again: int
    added: int


def forget_again() -> Forgotten:
    """
    Make the database agree with the ledger. May be repeated.

    :raises LedgerBroken: if the ledger was changed: then nothing is done, and somebody has to look
    """
    told = ledger.read()
    again = sum(records.erase(line.id) for line in told if line.kind == ledger.KEY)
    people = [line.id for line in told if line.kind == ledger.PERSON]
    if again and people:
        with unforced("matching_nametag"):
            NameTag.objects.filter(subject_id__in=people).delete()
    added = ledger.append(((ledger.KEY, key) for key in records.erased_keys()), on=today())
    return Forgotten(again, added)
