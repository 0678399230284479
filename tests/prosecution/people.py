"""A group as an investigator makes it."""

from datetime import date

from panah.prosecution import actions
from tests.support import sign_in

ATD = "mia-atd"


def investigator(organisation=ATD):
    return sign_in("investigator", organisation=organisation)


def group_of(actor, *, kind="criminal_group", **more):
    given = {"name": "Sahil", "countries": ["AZ", "TR"], "forms": ["sexual"], "opened_on": date(2026, 1, 10)}
    return actions.open_group(actor=actor, kind=kind, **given | more)


def two_members(actor, group):
    return [
        actions.add_suspect(actor=actor, group_id=group.pk, role=role, name=name, citizenship="AZ")
        for role, name in (("recruiter", "Elçin Heydərov"), ("transporter", "Rüstəm Quliyev"))
    ]


def accused(actor, *, on=date(2026, 2, 1), **more):
    """A group against which a criminal case was opened."""
    group = group_of(actor, **more)
    case = actions.open_investigation(actor=actor, group_id=group.pk, article="cc_144_1", reported_on=on)
    actions.move_investigation_on(actor=actor, investigation_id=case.pk, state="opened", taken_on=on)
    return group
