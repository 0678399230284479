"""Two people open one page of a correction: the later one sees both answers, and nothing is written over unasked."""

from collections.abc import Callable
from typing import Any

import pytest
from django import forms

from panah.access.policy import Actor
from panah.accounts.models import Account
from panah.coordination.actions.breach import record_breach
from panah.coordination.models import Breach
from panah.core.clock import now, today
from panah.partnership.models import Event, Measure, Project
from panah.prevention import actions as prevention
from panah.prevention.models import Campaign, Version
from panah.protection import actions as protection
from panah.protection.models import Assistance, HouseRules, Incident
from tests import support
from tests.partnership import support as partnership
from tests.protection.people import open_shelter

OFFICER = ("data_protection_officer",)
PROJECT, CAMPAIGN = ("project_officer", "iom-az"), ("campaign_officer", "iom-az")
PLAN, KEEPER = ("national_coordinator", "coordinator"), ("shelter_manager", "mia-shelter")
Made = tuple[str, Any]


def a_project(actor: Actor) -> Made:
    row = partnership.project(actor)
    return f"/partnership/projects/{row.slug}/change/", Project.objects.filter(pk=row.pk)


def a_event(actor: Actor) -> Made:
    row = partnership.event(actor)
    return f"/partnership/events/{row.slug}/change/", Event.objects.filter(pk=row.pk)


def a_measure(actor: Actor) -> Made:
    row = partnership.measure(actor)
    return f"/partnership/plan/{row.pk}/change/", Measure.objects.filter(pk=row.pk)


def a_measure_report(actor: Actor) -> Made:
    address, rows = a_measure(actor)
    return address.replace("change", "report"), rows


def a_campaign(actor: Actor) -> Made:
    row = prevention.open_campaign(actor=actor, slug="two-editors", title_en="Two")
    return f"/prevention/campaigns/{row.slug}/change/", Campaign.objects.filter(pk=row.pk)


def a_version(actor: Actor) -> Made:
    a_campaign(actor)
    made = prevention.add_material(actor=actor, slug="two-editors", kind="poster", title_en="Poster")
    row = prevention.write_version(actor=actor, material_id=made.pk, language="en", headline="A door.")
    # Opened for a new language; the form is sent for one that has its words already.
    return f"/prevention/materials/{made.pk}/words/", Version.objects.filter(pk=row.pk)


def a_breach(actor: Actor) -> Made:
    words = {"words": "Lost.", "measures": "Fetched back."}
    row = record_breach(actor=actor, kind="lost", found_at=now(), data_kinds=["identity"], risk="high", **words)
    return f"/coordination/breaches/{row.pk}/change/", Breach.objects.filter(pk=row.pk)


def a_account(actor: Actor) -> Made:
    row = support.account("case_manager", organisation="vac")
    return f"/account/people/{row.pk}/", Account.objects.filter(pk=row.pk)


def a_assistance(actor: Actor) -> Made:
    about = {"given_name": "Nigar", "sex": "female", "age_band": "24_26", "citizenship": "AZ", "country": "TR"}
    told = {"channel": "phone", "document_status": "lost"}
    row = protection.open_assistance(actor=actor, consented=True, **about, **told)
    return f"/protection/consular/{row.pk}/change/", Assistance.objects.filter(pk=row.pk)


def a_incident(actor: Actor) -> Made:
    house = protection.open_shelter(actor=actor, name="House 1", capacity=1, address="12 Invented Street")
    happened = {"kind": "stranger", "severity": "serious", "happened_on": today(), "note": "x", "told": ["nobody"]}
    row = protection.record_incident(actor=actor, shelter_id=house.pk, **happened)
    return f"/protection/incidents/{row.pk}/settle/", Incident.objects.filter(pk=row.pk)


def as_sent(form: forms.Form) -> dict[str, Any]:
    """Return what a browser sends of a form that nobody touched."""
    sent: dict[str, Any] = {}
    for bound in form:
        value, widget = bound.value(), bound.field.widget
        if isinstance(widget, forms.MultiWidget):
            parts = zip(widget.widgets_names, widget.decompress(value), strict=True)
            sent |= {f"{bound.name}{suffix}": part for suffix, part in parts if part is not None}
        elif value not in (None, "", False):
            sent[bound.name] = value
    return sent


# Who opens what, which answer, what somebody else writes meanwhile, what is typed here.
EDITS: list[tuple[tuple[str, str], Callable[[Actor], Made], str, Any, Any]] = [
    (PROJECT, a_project, "acronym", "THERE", "HERE"),
    (PROJECT, a_event, "title_en", "There", "Here"),
    (PLAN, a_measure, "text_en", "There", "Here"),
    (PLAN, a_measure_report, "evidence", "There", "Here"),
    (CAMPAIGN, a_campaign, "title_en", "There", "Here"),
    (CAMPAIGN, a_version, "headline", "There", "Here"),
    (("case_supervisor", "vac"), a_breach, "people_count", 5, "9"),
    (("system_administrator", "mia"), a_account, "duties", ["steward"], ["focal_point"]),
    (("consular_officer", "mfa-consular"), a_assistance, "has_safe_place", "yes", "no"),
    (KEEPER, a_incident, "told", ["doctor"], ["police"]),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("who", "make", "name", "there", "here"), EDITS, ids=lambda one: getattr(one, "__name__", ""))
def test_the_later_of_two_sees_both_answers_and_chooses(
    who: tuple[str, str], make: Callable[[Actor], Made], name: str, there: Any, here: Any
) -> None:
    client = support.desk_client(who[0], organisation=who[1], duties=OFFICER if make is a_breach else ())
    support.again(client.actor)
    address, rows = make(client.actor)
    page = client.get(address)
    assert page.status_code == 200
    support.again(client.actor)
    assert rows.update(**{name: there}) == 1
    sent = as_sent(page.context["form"]) | {name: here} | support.stood(page.content.decode())
    both = client.post(address, sent | ({"language": "en"} if make is a_version else {}))
    assert both.status_code in (200, 422)
    assert "changed by somebody else meanwhile" in both.content.decode()
    support.again(client.actor)
    assert rows.values_list(name, flat=True).get() == there


@pytest.mark.django_db
def test_rules_of_a_house_that_were_written_meanwhile_are_not_lost() -> None:
    keeper, unit = open_shelter()
    client, words = support.client_of(Account.objects.get(pk=keeper.id)), {"az": "Yeddidə.", "ru": "В семь."}
    address = f"/protection/shelters/{unit.shelter_id}/rules/write/"
    page = client.get(address).content.decode()
    support.again(keeper)
    protection.write_house_rules(actor=keeper, shelter_id=unit.shelter_id, en="At seven.", **words)
    both = client.post(address, words | {"en": "At eight."} | support.stood(page)).content.decode()
    assert "Keep what stands now: <b>At seven.</b>" in both
    support.again(keeper)
    assert HouseRules.objects.own(keeper).count() == 1
