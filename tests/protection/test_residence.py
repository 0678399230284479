from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from panah.accounts.models import Account
from panah.audit.models import Entry
from panah.codes.catalogue import code_list
from panah.core.clock import today
from panah.core.errors import InvalidInput, NotPermitted, NotVisible, WrongState
from panah.protection import actions
from panah.protection.models import Residence, ResidenceStep
from panah.protection.queries.eligibility import what_is_open
from panah.protection.queries.work import work
from panah.protection.rules.residence import PermitStep
from panah.protection.states import RESIDENCE_MOVES, ResidenceState, move_residence
from panah.protection.tasks import expire
from tests.protection.people import presumed_case
from tests.protection.test_facts import rows
from tests.support import again, as_owner, client_of, sign_in

pytestmark = pytest.mark.django_db
S = ResidenceState
DAY = timedelta(days=1)
YEAR = 365 * DAY


@pytest.fixture
def manager():
    return sign_in("case_manager", organisation="vac")


@pytest.fixture
def case(manager):
    return presumed_case(manager, citizenship="MD")


def record(actor, case, to, **step):
    return actions.record_residence(actor=actor, case_id=case.pk, to=S(to), step=PermitStep(**{"on": today()} | step))


def grant(actor, case, *, until_on=None, on=None):
    day = on or today()
    record(actor, case, "informed", on=day)
    record(actor, case, "applied", on=day)
    given = {"ground": "personal_situation", "address": "prosecuting_body", "until_on": until_on or day + YEAR}
    return record(actor, case, "granted", on=day, **given)


@pytest.mark.parametrize("now", S)
@pytest.mark.parametrize("to", S)
def test_a_permit_moves_only_as_the_table_says(now, to):
    if to in RESIDENCE_MOVES[now]:
        assert move_residence(now, to) is to
    else:
        with pytest.raises(WrongState):
            move_residence(now, to)


def test_every_state_is_in_its_list_and_every_end_can_be_tried_anew():
    assert set(RESIDENCE_MOVES) == set(S) == set(code_list("residence_state").codes)
    assert all(S.APPLIED in RESIDENCE_MOVES[state] for state in (S.REFUSED, S.REVOKED, S.EXPIRED))


def test_from_the_first_word_to_an_extension(manager, case):
    permit = grant(manager, case)
    assert (permit.state, permit.until_on, permit.address) == ("granted", today() + YEAR, "prosecuting_body")
    permit = record(manager, case, "extended", until_on=today() + 2 * YEAR)
    assert (permit.state, permit.ground, permit.until_on) == ("extended", "personal_situation", today() + 2 * YEAR)
    assert list(ResidenceStep.objects.order_by("id").values_list("state", flat=True)) == [
        "informed", "applied", "granted", "extended",
    ]  # fmt: skip
    entry = Entry.objects.filter(event="protection.residence.recorded").latest("at")
    assert entry.facts["state"] == "extended"


@pytest.mark.parametrize(
    ("to", "step", "field"),
    [
        ("granted", {"until_on": today() + YEAR}, "ground"),
        ("granted", {"ground": "other"}, "until_on"),
        ("granted", {"ground": "other", "until_on": today()}, "until_on"),
        ("refused", {}, "reason"),
        ("granted", {"on": today() + DAY, "ground": "other", "until_on": today() + YEAR}, "on"),
        ("refused", {"on": today() - DAY, "reason": "other"}, "on"),
    ],
)
def test_what_belongs_to_a_step_is_asked_for(manager, case, to, step, field):
    record(manager, case, "informed")
    record(manager, case, "applied")
    with pytest.raises(InvalidInput) as caught:
        record(manager, case, to, **step)
    assert caught.value.field == field
    assert Residence.objects.get().state == "applied"


def test_an_extension_lasts_longer_than_what_it_extends(manager, case):
    grant(manager, case)
    with pytest.raises(InvalidInput):
        record(manager, case, "extended", until_on=today() + YEAR)


def test_a_step_out_of_order_is_refused(manager, case):
    with pytest.raises(WrongState):
        record(manager, case, "granted", ground="other", until_on=today() + YEAR)
    record(manager, case, "informed")
    with pytest.raises(WrongState):
        record(manager, case, "refused", reason="other")


def test_a_citizen_needs_no_permit_and_an_unknown_citizenship_may(manager):
    with pytest.raises(InvalidInput, match="Citizens"):
        record(manager, presumed_case(manager, citizenship="AZ"), "informed")
    assert record(manager, presumed_case(manager, citizenship=""), "informed").state == "informed"


def test_no_help_hangs_on_a_permit(manager, case):
    before = {row.benefit: row.openness for row in what_is_open(actor=manager, case=case)}
    record(manager, case, "informed")
    record(manager, case, "applied")
    record(manager, case, "refused", reason="conditions_not_met")
    assert {row.benefit: row.openness for row in what_is_open(actor=manager, case=case)} == before
    service = {"service": "medical", "outcome": "accepted", "on": today()}
    assert actions.record_service(actor=manager, case_id=case.pk, **service).pk


def test_the_job_lets_it_expire_and_the_person_can_apply_anew(manager, case):
    grant(manager, case, on=today() - 20 * DAY, until_on=today() - DAY)
    with as_owner():
        assert expire() == 1
        assert expire() == 0
    again(manager)
    permit = Residence.objects.get()
    assert (permit.state, permit.state_on) == ("expired", today())
    assert ResidenceStep.objects.get(state="expired").recorded_by_id is None
    titles = [item.title for item in work(actor=manager)]
    assert "A residence permit has expired: the person can apply anew" in titles
    assert record(manager, case, "applied").state == "applied"


def test_a_permit_that_holds_today_does_not_expire(manager, case):
    grant(manager, case, on=today() - 20 * DAY, until_on=today())
    with as_owner():
        assert expire() == 0


def test_what_ends_soon_is_among_the_work_of_its_case_manager(manager, case):
    permit = grant(manager, case)
    title = "A residence permit ends: ask whether the person wants it extended"
    assert title not in [item.title for item in work(actor=manager)]
    Residence.objects.filter(pk=permit.pk).update(until_on=today() + 59 * DAY)
    (item,) = [item for item in work(actor=manager) if item.title == title]
    assert item.due_at.date() == today() + 59 * DAY


def test_a_live_permit_without_an_end_cannot_be_stored(manager, case):
    permit = grant(manager, case)
    with pytest.raises(IntegrityError), transaction.atomic():
        Residence.objects.filter(pk=permit.pk).update(until_on=None)


def test_nobody_else_records_a_permit(case):
    stranger = sign_in("case_manager", organisation="ngo-clean-world")
    with pytest.raises(NotVisible):
        record(stranger, case, "informed")
    officer = sign_in("identification_officer", organisation="vac")
    with pytest.raises(NotPermitted):
        record(officer, case, "informed")


def test_what_is_counted_names_nobody(manager, case):
    actions.begin_reflection(actor=manager, case_id=case.pk, asked_on=today())
    grant(manager, case)
    (granted,) = [row for row in rows("fact_residence") if row["state"] == "granted"]
    assert (granted["ground"], granted["day_count"], granted["sex"]) == ("personal_situation", 365, "female")
    assert granted["person"] != case.person_id
    (reflection,) = rows("fact_reflection")
    assert (reflection["granted_on"], reflection["citizenship"]) == (today(), "MD")


def test_the_page_and_the_timeline_tell_it(manager, case):
    client = client_of(Account.objects.get(pk=manager.id))
    url = f"/protection/cases/{case.pk}/residence/"
    assert "The person was not told yet" in client.get(url).content.decode()
    day = {"on_day": today().day, "on_month": today().month, "on_year": today().year}
    assert client.post(f"{url}informed/", day).status_code == 302
    assert client.post(f"{url}applied/", day).status_code == 302
    page = client.post(f"{url}granted/", day | {"address": "elsewhere"})
    assert page.status_code == 200
    end = today() + YEAR
    given = {"ground": "cooperation", "until_on_day": end.day, "until_on_month": end.month, "until_on_year": end.year}
    assert client.post(f"{url}granted/", day | given | {"address": "elsewhere"}).status_code == 302
    assert "Have it registered at the prosecuting body" in client.get(url).content.decode()
    assert client.get(f"{url}expired/").status_code == 404
    timeline = client.get(f"/protection/cases/{case.pk}/timeline/").content.decode()
    assert "Co-operation with the authorities" in timeline
