"""Everything `panah demo` adds: accounts, the invented past, and work that waits today."""

from collections.abc import Callable

from panah.core.clock import today
from panah.core.db import unforced
from panah.demo import (
    activity,
    afterwards,
    campaigning,
    clipping,
    elsewhere,
    house,
    logins,
    materials,
    onward,
    plan,
    responders,
    services,
    stories,
    story,
)
from panah.demo.measures import plan_measures
from panah.demo.places import Places
from panah.demo.prosecution import Groups
from panah.demo.protection import Stories
from panah.demo.reports import send_reports
from panah.demo.rows import Rows, secured_tables
from panah.demo.today import Today
from panah.matching.models import NameTag
from panah.organisations.models import Organisation
from panah.partnership.models import Measure
from panah.prosecution import models as prosecution
from panah.protection import models as protection

ORDER = (
    protection.Shelter,
    protection.HouseStaff,
    protection.ShelterLocation,
    protection.Unit,
    protection.Place,
    protection.Case,
    protection.Person,
    NameTag,
    protection.Presumption,
    protection.Episode,
    protection.Guardian,
    protection.Consent,
    protection.Service,
    protection.Inquiry,
    protection.Decision,
    protection.PlaceRequest,
    protection.PlaceAnswer,
    protection.Stay,
    protection.Assistance,
    protection.Residence,
    protection.ResidenceStep,
    protection.Claim,
    protection.ClaimPayment,
    protection.Earmark,
    protection.MoneyRequest,
    protection.Award,
    protection.Payment,
    protection.MoneyAnswer,
    protection.FundEntry,
    prosecution.CriminalGroup,
    prosecution.Suspect,
    prosecution.SuspectLink,
    prosecution.Investigation,
    prosecution.InvestigationStep,
    prosecution.Disposition,
    Measure,
)


def build(*, if_new: bool, say: Callable[[str], None] = print) -> None:
    """Add invented records in one transaction: all of them, or none."""
    with unforced(*secured_tables()):
        if protection.Case.objects.exists():
            if not if_new:
                say("There are records already; nothing was added.")
            return
        accounts = logins.add_logins()
        organisations = {one.code: one for one in Organisation.objects.all()}
        places = Places(organisations, accounts, logins.second_member())
        people = past(places)
        day = Today(places)
        day.play()
        elsewhere.play(day)
        campaigning.play(day)
        materials.play(day)
        clipping.play(day)
        responders.play(day)
        afterwards.play(day)
        onward.play(day)
        story.play(day)
        stories.play(day)
        house.play(day)
        services.play(day)
    send_reports()
    say(f"{people} invented people, {len(accounts)} accounts.")


def past(places: Places) -> int:
    """Write the invented past and return how many people it holds."""
    rows = Rows(ORDER)
    told = Stories(rows, places, today=today())
    people = [*plan.people(today=today()), *activity.people()]
    for person in people:
        told.tell(person)
    groups = Groups(rows, places, today=today())
    for group in plan.groups():
        groups.tell(group)
    plan_measures(rows, places, today=today())
    rows.write()
    return len(people)
