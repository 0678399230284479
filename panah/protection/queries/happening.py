"""What happened in a case, out of all the tables that know something of it, in one statement."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from panah.access.policy import Actor
from panah.codes.forms import language
from panah.protection.models import Case, Happening
from panah.protection.queries.case import rows_of_case


class Happened(NamedTuple):
    """Something that happened: codes of its own list, until when it held, and the body it came from."""

    kind: str
    on: date
    until: date | None
    code: str
    detail: str
    reference: str
    amount: Decimal | None
    currency: str
    body: str


COLUMNS = ("kind", "on", "until", "code", "detail", "reference", "amount", "currency")
# What the overview tells; the database then leaves the other tables alone.
HEADLINES = (
    "presumption",
    "service",
    "consent",
    "decision",
    "place",
    "money",
    "restriction",
    "step",
    "mission",
    "lock",
)


def happenings(*, actor: Actor, case: Case, kinds: Sequence[str] = ()) -> list[Happened]:
    """
    Return what happened in a case which this actor was shown just now, the oldest first, as far as they see it.

    :param kinds: only these kinds; empty: everything
    """
    rows = rows_of_case(actor=actor, case=case, model=Happening)
    if kinds:
        rows = rows.filter(kind__in=kinds)
    # Ids are made in the order of time: of one day, what was written last comes last.
    told = rows.order_by("on", "id").values_list(*COLUMNS, f"body_{language()}", "body_en")
    return [Happened._make((*row[:-2], row[-2] or row[-1] or "")) for row in told]
