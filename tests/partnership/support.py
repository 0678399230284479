"""What tests of partnership begin with."""

from datetime import date
from decimal import Decimal

from panah.partnership import actions

INDICATOR = {
    "code": "OUT1",
    "level": "outcome",
    "name_en": "Referred within 24 hours",
    "name_az": "24 saat ərzində yönləndirilənlər",
    "definition": "Share of presumed victims referred within 24 hours of detection",
    "unit": "percent",
    "baseline": Decimal(20),
    "baseline_on": date(2018, 1, 1),
    "target": Decimal(80),
    "target_on": date(2020, 12, 31),
    "source": "Referral register",
    "owner": "iom-az",
}


def project(actor, **more):
    """Put a project on record."""
    return actions.open_project(actor=actor, name_en="Stronger together", name_az="Birlikdə güclü", **more)


def event(actor, **more):
    """Plan a round-table."""
    plain = {"kind": "round_table", "title_en": "A round-table", "title_az": "Dəyirmi masa"}
    return actions.plan_event(actor=actor, **{"starts_on": date(2026, 5, 4), **plain, **more})


def measure(actor, **more):
    """Add a measure to the action plan."""
    plain = {"plan": "2020-2024", "number": "1.1", "pillar": "prevention", "text_en": "Train", "text_az": "Təlim"}
    return actions.plan_measure(actor=actor, **{"lead": "mia-atd", "due_on": date(2024, 12, 31), **plain, **more})
