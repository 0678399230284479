"""What a campaign has to do, what it costs, and what came of it."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest

from panah.access.policy import Actor
from panah.core.clock import today
from panah.core.errors import InvalidInput, NotPermitted, NotVisible, WrongState
from panah.prevention import actions, queries
from panah.prevention.models import Campaign
from panah.prevention.queries import plan as plans
from panah.prevention.rules import campaign as rules
from tests.support import DeskClient, again

SignIn = Callable[..., Actor]
DAY = date(2026, 7, 30)
ENOUGH = "Of 32 who answered twice, 12 more know the number. "


def test_spending_above_the_plan_is_shown_for_its_kind_and_no_currency_is_added_to_another() -> None:
    lines = [
        ("AZN", "printing", "planned", Decimal("1000.00")),
        ("AZN", "printing", "spent", Decimal("1250.50")),
        ("AZN", "printing", "spent", Decimal("-50.25")),
        ("AZN", "media", "planned", Decimal(900)),
        ("EUR", "media", "spent", Decimal("10.10")),
    ]
    media, printing, together, euro, euros = rules.balances(lines)
    assert (printing.spent, printing.over) == (Decimal("1200.25"), Decimal("200.25"))
    assert (media.over, together.planned, together.over) == (0, Decimal("1900.00"), 0)
    assert (together.cost, euro.currency, euro.over, euros.spent) == ("", "EUR", Decimal("10.10"), Decimal("10.10"))


def test_what_a_plan_refuses() -> None:
    rules.check_entry(kind="analysis", title="", division="", taken=["design"])
    for given in (
        {"kind": "analysis", "title": "", "division": "", "taken": ["analysis"]},
        {"kind": "local_action", "title": " ", "division": "AZ-BA", "taken": []},
        {"kind": "local_action", "title": "Puppets", "division": "", "taken": ["local_action"]},
    ):
        with pytest.raises(InvalidInput):
            rules.check_entry(**given)
    with pytest.raises(WrongState):
        rules.check_done(done_on=DAY, today=DAY, is_done=True)
    with pytest.raises(InvalidInput):
        rules.check_done(done_on=DAY + timedelta(days=1), today=DAY, is_done=False)
    with pytest.raises(InvalidInput):
        rules.check_amount(Decimal("0.00"))


@pytest.fixture
def maker(sign_in: SignIn) -> Actor:
    return sign_in("campaign_officer", organisation="iom-az")


@pytest.fixture
def campaign(maker: Actor) -> Campaign:
    return actions.open_campaign(actor=maker, slug="plan", title_en="The plan", starts_on=today())


@pytest.mark.django_db
def test_a_step_waits_in_my_work_until_it_is_done(maker: Actor, campaign: Campaign) -> None:
    given = {"responsible_id": maker.organisation_id, "due_on": today() + timedelta(days=3)}
    step = actions.plan_entry(actor=maker, slug="plan", kind="analysis", **given)
    with pytest.raises(InvalidInput):
        actions.plan_entry(actor=maker, slug="plan", kind="analysis", **given)
    for district in ("AZ-BA", "AZ-GA"):
        actions.plan_entry(actor=maker, slug="plan", kind="local_action", title="Puppets", division=district, **given)
    assert [item.kind for item in queries.work(actor=maker)] == ["task"] * 3
    actions.finish_entry(actor=maker, entry_id=step.pk, done_on=today())
    assert len(queries.work(actor=maker)) == 2
    first, second, *_rest = plans.plan(actor=maker, campaign=campaign)
    assert first.entry is not None
    assert (first.entry.done_by_id, second.kind, second.entry) == (maker.id, "design", None)
    assert [day.kind for day in plans.calendar(actor=maker, year=today().year)].count("Local action") == 2
    late = {**given, "due_on": today().replace(year=today().year - 1, month=6, day=5)}
    held = actions.plan_entry(actor=maker, slug="plan", kind="local_action", title="Late", division="AZ-BA", **late)
    actions.finish_entry(actor=maker, entry_id=held.pk, done_on=today())
    for year, days in ((today().year, [today()]), (today().year - 1, [])):
        assert [day.on for day in plans.calendar(actor=maker, year=year) if day.title == "Late"] == days


@pytest.mark.django_db
def test_a_campaign_is_evaluated_only_in_writing_and_after_its_end(maker: Actor, campaign: Campaign) -> None:
    with pytest.raises(WrongState):
        actions.evaluate_campaign(actor=maker, slug="plan", reached=ENOUGH, unknown=ENOUGH)
    for state in ("planned", "pre_test", "running", "ended"):
        actions.take_campaign_step(actor=maker, slug="plan", to=state)
    with pytest.raises(WrongState, match="Write the evaluation"):
        actions.take_campaign_step(actor=maker, slug="plan", to="evaluated")
    for reached, unknown in ((ENOUGH, "Nothing."), ("", ENOUGH)):
        with pytest.raises(InvalidInput):
            actions.evaluate_campaign(actor=maker, slug="plan", reached=reached, unknown=unknown)
    done = actions.evaluate_campaign(actor=maker, slug="plan", reached=ENOUGH, unknown=ENOUGH)
    assert (done.state, done.evaluated_on) == ("evaluated", today())
    assert actions.take_campaign_step(actor=maker, slug="plan", to="ended").state == "ended"


@pytest.mark.django_db
def test_nobody_else_plans_or_spends(sign_in: SignIn, maker: Actor, campaign: Campaign) -> None:
    here = {"responsible_id": maker.organisation_id, "due_on": today()}
    entry = actions.plan_entry(actor=maker, slug="plan", kind="design", **here)
    money = {"side": "spent", "cost": "printing", "currency": "AZN", "entered_on": today()}
    with pytest.raises(InvalidInput):
        actions.enter_money(actor=maker, slug="plan", amount=Decimal(0), **money)
    donor, other = sign_in("donor", organisation="iom-az"), sign_in("campaign_officer", organisation="mlspp")
    for actor, refusal in ((donor, NotPermitted), (other, NotVisible)):
        again(actor)
        for act in (
            lambda actor: actions.plan_entry(actor=actor, slug="plan", kind="analysis", **here),
            lambda actor: actions.finish_entry(actor=actor, entry_id=entry.pk, done_on=today()),
            lambda actor: actions.enter_money(actor=actor, slug="plan", amount=Decimal(5), **money),
            lambda actor: actions.evaluate_campaign(actor=actor, slug="plan", reached=ENOUGH, unknown=ENOUGH),
        ):
            with pytest.raises(refusal):
                act(actor)


@pytest.mark.django_db
def test_plan_money_and_calendar_are_kept_by_form(
    maker: Actor, campaign: Campaign, desk_client: Callable[..., DeskClient]
) -> None:
    client = desk_client("campaign_officer", organisation="iom-az")
    day = today()
    due = {"due_on_day": str(day.day), "due_on_month": str(day.month), "due_on_year": str(day.year)}
    on = {"entered_on_day": str(day.day), "entered_on_month": str(day.month), "entered_on_year": str(day.year)}
    who = {"responsible_id": str(maker.organisation_id)}
    address = "/prevention/campaigns/plan/"
    refused = client.post(f"{address}plan/add/", {"kind": "local_action", **who, **due}).content.decode()
    assert "Say what will be done." in refused
    action = {"kind": "local_action", "title": "Puppet show", "division": "AZ-GA", **who, **due}
    assert client.post(f"{address}plan/add/", action).status_code == 302
    line = {"cost": "printing", "currency": "AZN", "note": "Posters", **on}
    client.post(f"{address}money/enter/", {"side": "planned", "amount": "100.00", **line})
    client.post(f"{address}money/enter/", {"side": "spent", "amount": "140.50", **line})
    page = client.get(address).content.decode()
    assert "Puppet show" in page
    assert "40.50" in page
    assert "Posters" in client.get(f"{address}money/").content.decode()
    for query in ("", "?as=list", "?year=nonsense", "?year=1066"):
        assert client.get(f"/prevention/calendar/{query}").status_code == 200
    assert "Puppet show" in client.get("/prevention/calendar/").content.decode()
    again(maker)
    entry = campaign.plan.get()
    done = {f"done_on_{part}": str(getattr(day, part)) for part in ("day", "month", "year")}
    assert client.post(f"/prevention/plan/{entry.pk}/done/", {**done, "people_count": "60"}).status_code == 302
    assert client.get(f"{address}evaluate/").status_code == 200
