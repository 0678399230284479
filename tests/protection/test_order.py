from datetime import timedelta
from decimal import Decimal

import pytest

from panah.access.actions import put_restriction
from panah.access.permissions import Permission
from panah.accounts.models import Account
from panah.core.clock import now, today
from panah.core.errors import InvalidInput, NotPermitted, NotVisible, WrongState
from panah.organisations.models import Organisation
from panah.protection import actions, queries
from panah.protection.actions.pausing import pause_sharing
from panah.protection.models import Case, Consent, Delivery, FollowUp, Person, Service, ServiceOrder
from panah.protection.queries import order as order_queries
from panah.protection.queries.work import work
from panah.protection.rules.consent import FOREIGN_KINDS, consent_purpose
from panah.protection.rules.follow_up import check_outcomes
from panah.protection.states import OrderState
from tests.protection.people import open_case, presumed_case
from tests.protection.test_facts import rows
from tests.support import again, client_of, sign_in

pytestmark = pytest.mark.django_db
NGO = "ngo-clean-world"
WORDS = "A quiet room, please."


def order(actor, case, *, provider=NGO, agreed=True, **changes):
    given = {"service": "psychological", "wanted_on": today(), "words": WORDS}
    body = Organisation.objects.get(code=provider).pk
    if agreed and not Consent.objects.filter(case=case, recipient_id=body).exists():
        agree(actor, case, body)
    return actions.order_service(actor=actor, case_id=case.pk, provider_id=body, **given | changes)


def agree(actor, case, body):
    return actions.record_consent(
        actor=actor, case_id=case.pk, purpose="share_partner", language="az", given_on=today(), recipient_id=body
    )


def confirm(actor, ordered, outcome="delivered", **given):
    return actions.confirm_delivery(
        actor=actor, order_id=ordered.pk, outcome=OrderState(outcome), **{"on": today()} | given
    )


@pytest.fixture
def manager():
    return sign_in("case_manager", organisation="vac")


@pytest.fixture
def case(manager):
    return presumed_case(manager)


@pytest.fixture
def ordered(manager, case):
    return order(manager, case)


@pytest.fixture
def provider(ordered):
    return sign_in("case_manager", organisation=NGO)


def told(actor):
    return [item.title for item in work(actor=actor) if item.kind == "delivery"]


def test_the_provider_learns_a_number_and_the_service_and_nobodys_name(provider, ordered, case):
    seen, words = actions.show_order(actor=provider, order_id=ordered.pk)
    assert (seen.service, words) == ("psychological", WORDS)
    assert seen.reference != case.reference
    assert WORDS.encode() not in bytes(ordered.words)
    assert not Person.objects.exists()
    with pytest.raises(NotVisible):
        queries.case(actor=provider, case_id=case.pk)
    (title,) = told(provider)
    assert title.startswith("Confirm: ")


def test_what_was_given_stands_on_the_plan_once_the_holder_takes_note(manager, provider, ordered, case):
    confirm(provider, ordered, cost=Decimal("35.50"))
    assert told(provider) == []
    again(manager)
    (title,) = told(manager)
    assert title.endswith(": Given")
    actions.note_delivery(actor=manager, order_id=ordered.pk)
    service = Service.objects.get(case_id=case.pk, service="psychological")
    assert (service.outcome, service.cost, service.provider_id) == (
        "completed",
        Decimal("35.50"),
        ordered.to_organisation_id,
    )
    assert told(manager) == []
    with pytest.raises(WrongState):
        actions.note_delivery(actor=manager, order_id=ordered.pk)


def test_a_part_is_followed_by_the_rest_and_who_did_not_come_can_come_again(provider, ordered):
    for outcome in ("not_come", "partly", "delivered"):
        confirm(provider, ordered, outcome)
    assert order_queries.order(actor=provider, order_id=ordered.pk).state == "delivered"
    with pytest.raises(WrongState):
        confirm(provider, ordered)


@pytest.mark.parametrize("outcome", ["not_come", "not_delivered"])
def test_nothing_is_recorded_of_what_was_not_given(manager, provider, ordered, outcome):
    confirm(provider, ordered, outcome)
    again(manager)
    actions.note_delivery(actor=manager, order_id=ordered.pk)
    assert not Service.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"on": today() + timedelta(days=1)}, "on"),
        ({"on": today() - timedelta(days=1)}, "on"),
        ({"outcome": "not_delivered", "cost": Decimal(5)}, "cost"),
        ({"cost": Decimal(-1)}, "cost"),
    ],
)
def test_a_confirmation_that_cannot_be_right_is_refused(provider, ordered, wrong, field):
    with pytest.raises(InvalidInput) as caught:
        confirm(provider, ordered, **wrong)
    assert caught.value.field == field
    assert not Delivery.objects.exists()


def test_an_order_needs_a_presumption_another_body_and_a_day_to_come(manager, case):
    with pytest.raises(InvalidInput):
        order(manager, case, provider="vac")
    with pytest.raises(InvalidInput):
        order(manager, case, wanted_on=today() - timedelta(days=1))
    with pytest.raises(WrongState):
        order(manager, open_case(manager))


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("emb-moldova", "asylum and fear"),
        ("us-inl", "asylum and fear"),
        ("prosecutor", "gives no help"),
        ("mia-ganja", "gives no help"),
        ("mfa-istanbul", "gives no help"),
    ],
)
def test_no_order_goes_to_a_foreign_state_or_to_who_gives_no_help(manager, case, code, message):
    with pytest.raises(InvalidInput, match=message) as refused:
        order(manager, case, provider=code)
    assert refused.value.field == "provider_id"
    offered = set(queries.providers(actor=manager).values_list("code", flat=True))
    assert {NGO, "health", "mia-shelter"} <= offered
    assert code not in offered
    assert "emb-moldova" in set(queries.bodies(actor=manager).values_list("code", flat=True))


def test_consent_to_tell_a_partner_opens_nothing_to_another_state_or_to_the_police():
    assert {consent_purpose(kind=kind) for kind in FOREIGN_KINDS} == {"share_foreign"}
    assert consent_purpose(kind="regional_office", focus=["law_enforcement"]) == "share_police"
    assert consent_purpose(kind="regional_office", focus=["social"]) == "share_partner"


def test_a_withdrawn_order_is_not_confirmed(manager, provider, ordered):
    again(manager)
    actions.withdraw_order(actor=manager, order_id=ordered.pk)
    again(provider)
    assert told(provider) == []
    with pytest.raises(WrongState):
        confirm(provider, ordered)


def test_who_is_not_an_end_of_it_sees_nothing(manager, provider, ordered):
    stranger = sign_in("case_manager", organisation="ngo-children-union")
    for act in (
        lambda: confirm(stranger, ordered),
        lambda: actions.show_order(actor=stranger, order_id=ordered.pk),
        lambda: actions.withdraw_order(actor=stranger, order_id=ordered.pk),
        lambda: actions.note_delivery(actor=stranger, order_id=ordered.pk),
    ):
        with pytest.raises(NotVisible):
            act()
    again(manager)
    with pytest.raises(NotVisible):
        confirm(manager, ordered)
    keeper = sign_in("shelter_manager", organisation="mia-shelter")
    with pytest.raises(NotPermitted):
        confirm(keeper, ordered)


def test_an_office_confirms_through_its_liaison_officer(manager, case):
    ordered = order(manager, case, provider="health", service="medical")
    officer = sign_in("liaison_officer", organisation="health")
    assert confirm(officer, ordered).from_wall == "coordination"
    again(manager)
    assert actions.note_delivery(actor=manager, order_id=ordered.pk).noted_id is not None


def test_silence_is_told_to_the_holder(manager, ordered):
    ServiceOrder.objects.filter(pk=ordered.pk).update(due_at=now() - timedelta(hours=1))
    (title,) = told(manager)
    assert title.startswith("Nobody has confirmed")


def test_the_facts_name_no_person(provider, ordered):
    confirm(provider, ordered, cost=Decimal(10))
    (fact,) = rows("fact_delivery")
    assert (fact["provider"], fact["outcome"], fact["cost"]) == (NGO, "delivered", Decimal(10))
    assert "person" not in fact


# --- a year later


def test_four_outcomes_are_asked_after_a_year(manager, case):
    actions.change_case_status(actor=manager, case_id=case.pk, to="assistance")
    actions.change_case_status(actor=manager, case_id=case.pk, to="reintegration")
    outcomes = {"employment": "employed", "housing": "own", "safety": "safe", "studies": "none"}
    given = {"actor": manager, "case_id": case.pk, "on": today(), "outcomes": outcomes}
    with pytest.raises(InvalidInput):
        actions.record_follow_up(**given, month=6, reached="yes")
    with pytest.raises(InvalidInput):
        actions.record_follow_up(**given, month=12, reached="no")
    actions.record_follow_up(**given, month=12, reached="yes")
    assert FollowUp.objects.values_list("employment", "housing", "safety", "studies").get() == tuple(outcomes.values())
    (fact,) = rows("fact_follow_up")
    assert (fact["month"], fact["employment"]) == (12, "employed")
    assert check_outcomes({"employment": ""}, month=1) == {}


# --- pages


def test_the_pages_of_both_ends(manager, provider, ordered, case):
    url = f"/protection/orders/{ordered.pk}/"
    holder = client_of(Account.objects.get(pk=manager.id))
    theirs = client_of(Account.objects.get(pk=provider.id))
    assert ordered.reference in theirs.get("/protection/orders/").content.decode()
    page = theirs.get(url).content.decode()
    assert WORDS in page and case.reference not in page
    day = {"on_day": today().day, "on_month": today().month, "on_year": today().year}
    assert (
        "What was not given has no cost"
        in theirs.post(f"{url}confirm/", day | {"outcome": "not_delivered", "cost": "5"}).content.decode()
    )
    assert theirs.post(f"{url}confirm/", day | {"outcome": "delivered"}).status_code == 302
    plan = f"/protection/cases/{case.pk}/plan/"
    assert ordered.reference in holder.get(plan).content.decode()
    assert holder.post(f"{url}note/").status_code == 302
    assert "The provider confirmed" in holder.get(f"/protection/cases/{case.pk}/timeline/").content.decode()
    wanted = {"wanted_on_day": today().day, "wanted_on_month": today().month, "wanted_on_year": today().year}
    given = {"service": "medical", "provider_id": str(ordered.to_organisation_id), **wanted}
    assert holder.post(f"{plan}order/", given).status_code == 302


def test_a_provider_is_told_only_with_consent_or_to_save_a_life_and_never_of_a_restricted_case(manager, case):
    body = Organisation.objects.get(code=NGO).pk
    other = Organisation.objects.get(code="ngo-children-union").pk
    agree(manager, case, other)
    with pytest.raises(InvalidInput, match="has not agreed") as refused:
        order(manager, case, agreed=False)
    assert refused.value.field == "provider_id"
    given = agree(manager, case, body)
    actions.withdraw_consent(actor=manager, consent_id=given.pk)
    with pytest.raises(InvalidInput):
        order(manager, case, agreed=False)
    agree(manager, case, body)
    put = {"source_id": case.pk, "permission": Permission.PROTECTION_RIGHTS_DECIDE}
    put_restriction(actor=manager, case_id=case.pk, **put)
    with pytest.raises(WrongState, match="restricted"):
        order(manager, case)
    actions.override_consent(
        actor=manager, case_id=case.pk, ground="vital_danger", recipient_id=body, told="later",
        reason="She was seen being put into a car.", until=today() + timedelta(days=7),
    )  # fmt: skip
    assert order(manager, case).to_organisation_id == body


def test_an_order_ends_with_the_consent_or_the_sharing_unless_it_saves_a_life(manager, case, ordered):
    assert ordered.consent_id is not None
    actions.withdraw_consent(actor=manager, consent_id=ordered.consent_id)
    consent = actions.record_consent(
        actor=manager, case_id=case.pk, purpose="share_partner", language="az", given_on=today(),
        recipient_id=ordered.to_organisation_id, expires_on=today(),
    )  # fmt: skip
    ending = order(manager, case)
    assert (ending.consent_id, ending.consent_ends_on, ending.state) == (consent.pk, today(), "ordered")
    ServiceOrder.objects.filter(pk=ending.pk).update(consent_ends_on=today() - timedelta(days=1))
    actions.override_consent(
        actor=manager, case_id=case.pk, ground="vital_danger", recipient_id=ordered.to_organisation_id, told="later",
        reason="She was seen being put into a car.", until=today(),
    )  # fmt: skip
    Consent.objects.filter(case=case).update(withdrawn_at=now())
    vital, other = order(manager, case, agreed=False), order(manager, case, provider="ngo-children-union")
    head = sign_in("case_supervisor", organisation="vac", duties=("data_protection_officer",))
    pause_sharing(actor=head, case_id=case.pk)
    stand = {row.pk: row.state for row in order_queries.orders_of_case(actor=head, case_id=case.pk)}
    gone = dict.fromkeys((ordered.pk, ending.pk, other.pk), "withdrawn")
    assert stand == {vital.pk: "ordered", **gone}
    provider = sign_in("case_manager", organisation=NGO)
    assert len(told(provider)) == 1
    with pytest.raises(WrongState):
        confirm(provider, ending)


def test_what_comes_after_the_end_of_a_case_is_noted_and_waits_no_more(manager, case, ordered, provider):
    confirm(provider, ordered)
    again(manager)
    Case.objects.filter(pk=case.pk).update(status="closed", closed_on=today(), closure_reason="goals_met")
    assert told(manager)
    actions.note_delivery(actor=manager, order_id=ordered.pk)
    assert not told(manager)
    assert not Service.objects.filter(case_id=case.pk).exists()
