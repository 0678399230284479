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
