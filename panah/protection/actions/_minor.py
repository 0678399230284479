"""Whoever was treated as a child before is treated as one by the next."""

from panah.access.policy import Actor
from panah.core.clock import today
from panah.protection import queries
from panah.protection.actions.child import assess_age
from panah.protection.models import Case
from panah.protection.rules import is_child


def doubt_age(actor: Actor, *, case: Case, told_band: str) -> None:
    """Record a doubt about the age where whoever told of the person treats them as a child, and nothing here does."""
    if is_child(told_band) and not queries.treated_as_child(actor=actor, case=case):
        assess_age(actor=actor, case_id=case.pk, assessed_on=today(), method="none")
