"""What can be done in prevention, on the database."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from panah.access.policy import Actor
from panah.audit.models import Entry
from panah.core.clock import today
from panah.core.errors import InvalidInput, NotPermitted, NotVisible, WrongState
from panah.organisations.models import Organisation
from panah.partnership.models import Phase, Project
from panah.prevention import actions, queries
from panah.prevention.models import Campaign, Material, Placement, Story, StoryConsent
from panah.prevention.rules.story import STORY_CHECKS
from panah.prevention.tasks import expire
from panah.published.models import Page
from tests.support import DeskClient, again, as_owner

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Actor]


@pytest.fixture
def maker(sign_in: SignIn) -> Actor:
    return sign_in("campaign_officer", organisation="iom-az")


@pytest.fixture
def campaign(maker: Actor) -> Campaign:
    return actions.open_campaign(
        actor=maker,
        slug="world-day-2026",
        title_en="You still have a voice",
        title_az="Səsiniz var",
        observance="world_day_thb",
        starts_on=date(2026, 7, 1),
        ends_on=date(2026, 8, 31),
        languages=["az", "en"],
        divisions=["AZ-BA"],
    )


@pytest.fixture
def material(maker: Actor, campaign: Campaign) -> Material:
    made = actions.add_material(
        actor=maker,
        slug=campaign.slug,
        kind="poster",
        title_en="One lit window",
        title_az="Bir işıqlı pəncərə",
        motif="window",
        exploitation_forms=["forced_labour"],
        violence_shown=["confinement"],
    )
    actions.write_version(
        actor=maker,
        material_id=made.pk,
        language="az",
        headline="Qapı kilidlidir.",
        subline="Zəng edin.",
        printed_count=40,
    )
    return made


def passed(sign_in: SignIn, maker: Actor, material: Material) -> None:
    other = sign_in("campaign_officer", organisation="iom-az")
    actions.approve_version(actor=other, version_id=material.versions.get().pk)
    for kind in ("dignity", "pre_test"):
        actions.review_material(actor=other, material_id=material.pk, kind=kind, held_on=today(), is_passed=True)
    again(maker)


def hung(sign_in: SignIn, maker: Actor, material: Material) -> Placement:
    passed(sign_in, maker, material)
    placed = actions.place_material(
        actor=maker, material_id=material.pk, site="metro", venue="metro-28-may", language="az"
    )
    return actions.put_up(actor=maker, placement_id=placed.pk, up_on=today() - timedelta(days=20))


def test_a_campaign_belongs_to_a_year_and_is_found(maker: Actor, campaign: Campaign) -> None:
    found = queries.campaign(actor=maker, slug="world-day-2026")
    assert (found.year, found.organisation_id) == (2026, maker.organisation_id)
    assert [row.pk for row in queries.campaigns(actor=maker, state="draft", year=2026)] == [campaign.pk]


def test_a_campaign_may_know_no_day_at_all(maker: Actor) -> None:
    made = actions.open_campaign(actor=maker, slug="old", title_en="World Day", year=2019, state="ended")
    assert (made.starts_on, made.year, made.state) == (None, 2019, "ended")


def test_an_address_is_given_once(maker: Actor, campaign: Campaign) -> None:
    with pytest.raises(InvalidInput):
        actions.open_campaign(actor=maker, slug=campaign.slug, title_en="Again")


def test_a_donor_reads_and_changes_nothing(sign_in: SignIn, campaign: Campaign) -> None:
    donor = sign_in("donor", organisation="iom-az")
    assert queries.campaign(actor=donor, slug=campaign.slug).pk == campaign.pk
    with pytest.raises(NotPermitted):
        actions.take_campaign_step(actor=donor, slug=campaign.slug, to="running")


def test_another_organisation_reads_but_does_not_change(sign_in: SignIn, campaign: Campaign) -> None:
    other = sign_in("campaign_officer", organisation="mlspp")
    assert queries.campaign(actor=other, slug=campaign.slug).pk == campaign.pk
    with pytest.raises(NotVisible):
        actions.take_campaign_step(actor=other, slug=campaign.slug, to="running")


def test_an_audience_is_named_once(maker: Actor, campaign: Campaign) -> None:
    actions.add_audience(actor=maker, slug=campaign.slug, group="diplomats", member_id=maker.organisation_id)
    actions.add_audience(actor=maker, slug=campaign.slug, group="diplomats")
    with pytest.raises(InvalidInput):
        actions.add_audience(actor=maker, slug=campaign.slug, group="diplomats")


def test_the_maker_does_not_review_the_dignity_of_the_own_material(maker: Actor, material: Material) -> None:
    with pytest.raises(NotPermitted):
        actions.review_material(actor=maker, material_id=material.pk, kind="dignity", held_on=today(), is_passed=True)


def test_a_material_hangs_only_when_it_has_passed(sign_in: SignIn, maker: Actor, material: Material) -> None:
    with pytest.raises(WrongState):
        actions.place_material(actor=maker, material_id=material.pk, site="metro", venue="metro-28-may")
    placed = hung(sign_in, maker, material)
    assert (placed.state, placed.division, len(placed.code)) == ("up", "AZ-BA", 6)


def test_a_place_is_of_the_kind_that_was_named(sign_in: SignIn, maker: Actor, material: Material) -> None:
    passed(sign_in, maker, material)
    with pytest.raises(InvalidInput):
        actions.place_material(actor=maker, material_id=material.pk, site="airport", venue="metro-28-may")


def test_a_source_may_name_only_a_kind_of_place(maker: Actor, material: Material) -> None:
    placed = actions.record_placement(actor=maker, material_id=material.pk, site="airport")
    (spot,) = queries.placements(actor=maker, campaign=material.campaign).spots
    assert (placed.state, spot.name, spot.x) == ("up", "", None)


def test_a_check_comes_due_and_is_recorded(sign_in: SignIn, maker: Actor, material: Material) -> None:
    placed = hung(sign_in, maker, material)
    assert [item.reference for item in queries.work(actor=maker)] == [placed.code]
    checked = actions.check_placement(actor=maker, placement_id=placed.pk, checked_on=today(), found="up")
    assert checked.check_due_on == today() + timedelta(days=14)
    assert queries.work(actor=maker) == []
    gone = actions.check_placement(actor=maker, placement_id=placed.pk, checked_on=today(), found="gone")
    assert (gone.state, gone.down_on) == ("down", today())


def test_a_check_of_what_does_not_hang_or_of_an_impossible_day_changes_nothing(
    sign_in: SignIn, maker: Actor, material: Material
) -> None:
    day, place = timedelta(days=1), {"material_id": material.pk, "site": "metro", "venue": "metro-sahil"}
    passed(sign_in, maker, material)
    with pytest.raises(WrongState, match="in this language"):
        actions.place_material(actor=maker, language="en", **place)
    material.versions.update(state="superseded")
    with pytest.raises(WrongState, match="No version"):
        actions.place_material(actor=maker, **place)
    material.versions.update(state="approved")
    planned = actions.place_material(actor=maker, **place)
    look, take = (
        partial(one, actor=maker, placement_id=planned.pk) for one in (actions.check_placement, actions.take_down)
    )
    hang = partial(actions.put_up, actor=maker, placement_id=planned.pk)
    for found in ("up", "damaged", "gone"):
        with pytest.raises(WrongState, match="only planned"):
            look(checked_on=today(), found=found)
    with pytest.raises(InvalidInput, match="not come yet"):
        hang(up_on=today() + day)
    assert hang(up_on=today()).state == "up"
    for refused, said in ((today() - day, "later day"), (today() + day, "not come yet")):
        for attempt in (partial(look, checked_on=refused, found="gone"), partial(take, down_on=refused)):
            with pytest.raises(InvalidInput, match=said):
                attempt()
    assert take(down_on=today()).state == "down"
    with pytest.raises(WrongState, match="taken down"):
        look(checked_on=today(), found="up")
    material.versions.update(state="superseded")
    with pytest.raises(WrongState, match="No version"):
        hang(up_on=today())


def test_the_public_raises_a_counter_and_learns_nothing(
    sign_in: SignIn, maker: Actor, material: Material, as_owner: Callable[[], Any]
) -> None:
    placed = hung(sign_in, maker, material)
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE panah_public")
        for code in (placed.code, placed.code.lower(), "NOSUCH"):
            cursor.execute("SELECT * FROM scan_count(%s)", [code])
        cursor.execute("SELECT * FROM scan_count(%s)", [placed.code])
        assert cursor.fetchall() == [("poster", "az")]
        for table in ("prevention_scanday", "prevention_placement", "prevention_material"):
            cursor.execute("SELECT has_table_privilege(%s, 'SELECT')", [table])
            assert cursor.fetchone() == (False,)
    assert queries.scan_days(actor=maker, placement=placed) == [(today(), 3)]


@pytest.mark.parametrize("role", ["panah_desk", "panah_worker", "panah_notary", "panah_statistics"])
def test_only_the_public_raises_the_counter(role: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_function_privilege(%s, 'scan_count(text)', 'EXECUTE')", [role])
        assert cursor.fetchone() == (False,)


def test_no_desk_writes_a_scan(sign_in: SignIn, maker: Actor, material: Material) -> None:
    placed = hung(sign_in, maker, material)
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_table_privilege('prevention_scanday', 'INSERT')")
        assert cursor.fetchone() == (False,)
    assert queries.scan_days(actor=maker, placement=placed) == []


def test_the_ledger_keeps_what_is_known(maker: Actor, material: Material) -> None:
    actions.record_delivery(actor=maker, material_id=material.pk, site="school", given_count=100, left_count=20)
    actions.record_delivery(actor=maker, material_id=material.pk, site="airport")
    rows = queries.deliveries(actor=maker, campaign=material.campaign)
    assert [row.delivery.given_count for row in rows] == [100, None]
    with pytest.raises(InvalidInput):
        actions.record_delivery(actor=maker, material_id=material.pk, site="school", given_count=1, left_count=2)


def test_a_survey_compares_rounds(maker: Actor, campaign: Campaign) -> None:
    survey = actions.plan_survey(actor=maker, slug=campaign.slug, title_en="Three stations")
    question = actions.add_question(actor=maker, survey_id=survey.pk, kind="recall", text_en="Can say the number")
    for name, right in (("before", 41), ("after", 58)):
        actions.record_round(
            actor=maker,
            survey_id=survey.pk,
            name=name,
            held_on=today(),
            respondents_count=120,
            answers={question.pk: (100, right)},
        )
    page = queries.survey(actor=maker, survey_id=survey.pk)
    (compared,) = page.questions
    assert compared.is_enough
    assert [share.count for _, share, _ in compared.shares if share] == [41, 58]
    with pytest.raises(WrongState):
        actions.add_question(actor=maker, survey_id=survey.pk, kind="recall", text_en="Another")
    with pytest.raises(InvalidInput):
        actions.record_round(
            actor=maker, survey_id=survey.pk, name="after", held_on=today(), respondents_count=1, answers={}
        )


def test_outreach_is_counted(maker: Actor) -> None:
    actions.record_outreach(
        actor=maker,
        visited_on=today(),
        activity="visit",
        group="out_of_school",
        division="AZ-BA",
        people_count=12,
        children_count=9,
        referrals_count=2,
    )
    assert queries.outreach_sums(actor=maker) == {"visits": 1, "people": 12, "children": 9, "referrals": 2}
    with pytest.raises(InvalidInput):
        actions.record_outreach(
            actor=maker,
            visited_on=today(),
            activity="visit",
            group="out_of_school",
            division="AZ-BA",
            people_count=2,
            children_count=3,
        )


def read_by_the_person(sign_in: SignIn, maker: Actor) -> Story:
    story = actions.begin_story(actor=maker)
    for language, title in (("az", "Yol"), ("en", "The road")):
        actions.write_story(actor=maker, story_id=story.pk, language=language, title=title, body="One.\n\nTwo.")
    actions.hand_to_safety_review(actor=maker, story_id=story.pk)
    actions.take_safety_answer(actor=maker, story_id=story.pk, verdict="safe")
    other = sign_in("campaign_officer", organisation="iom-az")
    actions.confirm_de_identified(actor=other, story_id=story.pk, checks=STORY_CHECKS, altered_count=3, reasons={})
    again(maker)
    return actions.record_story_reading(
        actor=maker, story_id=story.pk, language="az", read_on=today(), was_told_limits=True
    )


def consent_of(maker: Actor, story: Story, **given: object) -> Story:
    told = {"language": "az", "given_on": today(), "expires_on": None, "was_told_limits": True, **given}
    return actions.record_story_consent(actor=maker, story_id=story.pk, uses=["website", "print"], **told)


def agreed(sign_in: SignIn, maker: Actor) -> Story:
    """Bring a story to where it can be shown."""
    story = consent_of(maker, read_by_the_person(sign_in, maker))
    officer = sign_in("campaign_officer", organisation="iom-az", duties=("data_protection_officer",))
    actions.sign_story(actor=officer, story_id=story.pk)
    again(maker)
    return story


def test_the_person_reads_before_agreeing_and_an_officer_signs(sign_in: SignIn, maker: Actor) -> None:
    story = read_by_the_person(sign_in, maker)
    yesterday, tomorrow = today() - timedelta(days=1), today() + timedelta(days=1)
    for days in ({"given_on": yesterday}, {"given_on": tomorrow}, {"expires_on": yesterday}, {"language": "ru"}):
        with pytest.raises(InvalidInput):
            consent_of(maker, story, **days)
    consent_of(maker, story, expires_on=tomorrow)
    assert queries.next_end(actor=maker, story_id=story.pk) == tomorrow
    with pytest.raises(WrongState):
        actions.publish_story(actor=maker, story_id=story.pk)
    with pytest.raises(NotPermitted, match="data-protection officer"):
        actions.sign_story(actor=maker, story_id=story.pk)
    with pytest.raises(NotPermitted, match="Somebody other than its writers"):
        actions.sign_story(actor=replace(maker, duties=frozenset({"data_protection_officer"})), story_id=story.pk)


def test_a_reading_needs_a_text_in_the_language_a_day_and_the_limits_told(sign_in: SignIn, maker: Actor) -> None:
    story = read_by_the_person(sign_in, maker)
    read = partial(actions.record_story_reading, actor=maker, story_id=story.pk)
    told = {"language": "az", "read_on": today(), "was_told_limits": True}
    with pytest.raises(WrongState):
        read(**told)
    Story.objects.own(maker).update(state="de_identified", read_on=None)
    tomorrow, before = today() + timedelta(days=1), today() - timedelta(days=1)
    for wrong in ({"language": "ru"}, {"read_on": tomorrow}, {"read_on": before}, {"was_told_limits": False}):
        with pytest.raises(InvalidInput):
            read(**{**told, **wrong})
    with pytest.raises(WrongState):
        actions.review_story(actor=maker, story_id=story.pk)
    other = sign_in("campaign_officer", organisation="mlspp", duties=("data_protection_officer",))
    for refused in (actions.sign_story, actions.review_story, actions.read_findings, actions.hand_to_safety_review):
        with pytest.raises(NotVisible):
            refused(actor=other, story_id=story.pk)


def test_what_is_found_is_justified_or_changed(sign_in: SignIn, maker: Actor) -> None:
    story = actions.begin_story(actor=maker, kind="article", is_composite=True)
    told = {"language": "en", "title": "A road", "body": "Marina promised work.", "is_reviewed": True}
    actions.write_story(actor=maker, story_id=story.pk, **told)
    with pytest.raises(WrongState):
        actions.hand_to_safety_review(actor=maker, story_id=story.pk)
    actions.take_story_step(actor=maker, story_id=story.pk, to="second_reading")
    other = sign_in("campaign_officer", organisation="iom-az", duties=("data_protection_officer",))
    ((_text, _opened, found),) = actions.read_findings(actor=other, story_id=story.pk)
    (key,) = [one.key("en") for one in found]
    confirm = partial(actions.confirm_de_identified, actor=other, story_id=story.pk, checks=STORY_CHECKS)
    for reasons in ({}, {key: "no"}):
        with pytest.raises(InvalidInput):
            confirm(altered_count=3, reasons=reasons)
    confirm(altered_count=3, reasons={key: "An invented name, said in the text."})
    with pytest.raises(NotPermitted, match="second reader"):
        actions.sign_story(actor=other, story_id=story.pk)
    officer = sign_in("campaign_officer", organisation="iom-az", duties=("data_protection_officer",))
    assert [item.title for item in queries.work(actor=officer)] == ["Sign a story"]
    actions.sign_story(actor=officer, story_id=story.pk)
    other = officer
    assert actions.publish_story(actor=other, story_id=story.pk).review_due_on > today()
    assert Page.objects.get(slug=story.slug).title == "A road"


def test_a_story_whose_consent_ends_leaves_the_pages_at_night(sign_in: SignIn, maker: Actor) -> None:
    story = agreed(sign_in, maker)
    actions.publish_story(actor=maker, story_id=story.pk)
    copy = actions.list_copy(actor=maker, story_id=story.pk, use="print", place="A newspaper", made_on=today())
    assert (expire_now(), queries.story(actor=maker, story_id=story.pk).state) == (0, "published")
    early = today() + timedelta(days=9)
    consent_of(maker, story, expires_on=early)
    assert Page.objects.get(slug=story.slug).shown_until == early
    StoryConsent.objects.own(maker).update(expires_on=today() - timedelta(days=1))
    assert Page.objects.get(slug=story.slug).shown_until == early
    assert expire_now() == 1
    logged = Entry.objects.filter(actor_id=None).values_list("event", flat=True)
    assert sorted(logged) == ["prevention.story.expired", "published.page.withdrawn"]
    assert queries.story(actor=maker, story_id=story.pk).state == "expired"
    assert [(page.title, page.body) for page in Page.objects.filter(slug=story.slug)] == [("", {})]
    assert [item.title for item in queries.work(actor=maker)] == [f"Ask for a copy back: {copy.place}"]


def test_a_withdrawal_is_recorded_when_no_page_is_left(sign_in: SignIn, maker: Actor) -> None:
    story = agreed(sign_in, maker)
    actions.publish_story(actor=maker, story_id=story.pk)
    consent_of(maker, story, language="en")  # nobody has put the English words on the pages since
    StoryConsent.objects.own(maker).filter(language="az").update(expires_on=today() - timedelta(days=1))
    assert (expire_now(), queries.story(actor=maker, story_id=story.pk).state) == (1, "expired")
    for end in ("consent", "story"):
        Story.objects.own(maker).update(state="published")
        if end == "consent":
            row = StoryConsent.objects.own(maker).get(language="en", use="website")
            actions.withdraw_story_consent(actor=maker, consent_id=row.pk)
        else:
            assert actions.withdraw_story(actor=maker, story_id=story.pk).state == "withdrawn"
    for refused in (actions.read_story, actions.read_findings):
        with pytest.raises(WrongState, match="nobody reads"):
            refused(actor=maker, story_id=story.pk)


def test_who_wrote_one_text_neither_reads_the_story_again_nor_signs_it(sign_in: SignIn, maker: Actor) -> None:
    story = actions.begin_story(actor=maker, is_composite=True)
    other = sign_in("campaign_officer", organisation="iom-az", duties=("data_protection_officer",))
    actions.write_story(actor=other, story_id=story.pk, language="en", title="A road", body="One.")
    actions.take_story_step(actor=other, story_id=story.pk, to="second_reading")
    confirmed = {"story_id": story.pk, "checks": STORY_CHECKS, "altered_count": 3, "reasons": {}}
    with pytest.raises(NotPermitted):
        actions.confirm_de_identified(actor=other, **confirmed)
    assert queries.work(actor=other) == []
    reader = sign_in("campaign_officer", organisation="iom-az")
    actions.confirm_de_identified(actor=reader, **confirmed)
    again(other)
    assert not queries.may_sign(actor=other, story=queries.story(actor=other, story_id=story.pk))
    with pytest.raises(NotPermitted):
        actions.sign_story(actor=other, story_id=story.pk)


def expire_now() -> int:
    with as_owner():
        return expire()


def test_a_story_is_sealed_and_reading_it_is_an_action(sign_in: SignIn, maker: Actor) -> None:
    story = agreed(sign_in, maker)
    texts = actions.read_story(actor=maker, story_id=story.pk)
    assert [opened["title"] for _, opened in texts] == ["Yol", "The road"]
    assert all(b"Yol" not in bytes(text.title or b"") for text, _ in texts)


def test_a_story_is_shown_only_in_the_language_agreed_to(sign_in: SignIn, maker: Actor) -> None:
    story = agreed(sign_in, maker)
    actions.publish_story(actor=maker, story_id=story.pk)
    assert [page.language for page in Page.objects.filter(slug=story.slug)] == ["az"]


def test_a_withdrawn_story_is_gone_at_once(sign_in: SignIn, maker: Actor) -> None:
    story = agreed(sign_in, maker)
    actions.publish_story(actor=maker, story_id=story.pk)
    actions.withdraw_story(actor=maker, story_id=story.pk)
    assert [(page.title, page.body) for page in Page.objects.filter(slug=story.slug)] == [("", {})]
    assert queries.open_languages(actor=maker, story=story, use="print") == set()


def test_taking_back_one_use_leaves_the_others(sign_in: SignIn, maker: Actor) -> None:
    story = agreed(sign_in, maker)
    actions.publish_story(actor=maker, story_id=story.pk)
    website = next(row for row in queries.consents(actor=maker, story=story) if row.use == "website")
    actions.withdraw_story_consent(actor=maker, consent_id=website.pk)
    assert queries.story(actor=maker, story_id=story.pk).state == "expired"
    assert queries.open_languages(actor=maker, story=story, use="print") == {"az"}


def test_a_changed_text_needs_a_new_consent(sign_in: SignIn, maker: Actor) -> None:
    story = agreed(sign_in, maker)
    actions.take_story_step(actor=maker, story_id=story.pk, to="draft")
    assert queries.open_languages(actor=maker, story=story, use="website") == set()


def test_the_writer_does_not_review_the_own_story(maker: Actor) -> None:
    story = actions.begin_story(actor=maker, is_composite=True)
    actions.write_story(actor=maker, story_id=story.pk, language="en", title="A road", body="One.")
    actions.take_story_step(actor=maker, story_id=story.pk, to="second_reading")
    with pytest.raises(NotPermitted):
        actions.confirm_de_identified(actor=maker, story_id=story.pk, checks=STORY_CHECKS, altered_count=3, reasons={})


def test_another_organisation_sees_no_story(sign_in: SignIn, maker: Actor) -> None:
    story = actions.begin_story(actor=maker)
    other = sign_in("campaign_officer", organisation="mlspp")
    with pytest.raises(NotVisible):
        queries.story(actor=other, story_id=story.pk)
    assert not Story.objects.filter(pk=story.pk).exists()
    with pytest.raises(NotVisible):
        actions.chase_copy(actor=other, copy_id=uuid4(), is_gone=True)


def test_a_print_run_with_a_story_that_ended_leaves_no_store(sign_in: SignIn, maker: Actor, material: Material) -> None:
    story = agreed(sign_in, maker)
    passed(sign_in, maker, material)
    batch = actions.record_batch(actor=maker, material_id=material.pk, printed_on=today(), printed_count=9)
    actions.list_copy(actor=maker, story_id=story.pk, use="print", made_on=today(), batch_id=batch.pk)
    hand = partial(actions.hand_out, actor=maker, batch_id=batch.pk, site="school", delivered_on=today())
    hand(given_count=2)
    actions.withdraw_story(actor=maker, story_id=story.pk)
    with pytest.raises(WrongState, match="carries a story"):
        hand(given_count=2)


def test_an_old_answer_that_it_is_safe_bears_no_signature(sign_in: SignIn, maker: Actor) -> None:
    story = consent_of(maker, read_by_the_person(sign_in, maker))
    Story.objects.own(maker).update(safe_on=today() - timedelta(days=91))
    officer = sign_in("campaign_officer", organisation="iom-az", duties=("data_protection_officer",))
    with pytest.raises(WrongState, match="Ask the body"):
        actions.sign_story(actor=officer, story_id=story.pk)


def test_copies_outside_are_listed_and_chased(sign_in: SignIn, maker: Actor) -> None:
    story = agreed(sign_in, maker)
    copy = actions.list_copy(actor=maker, story_id=story.pk, use="print", place="A newspaper", made_on=today())
    assert actions.chase_copy(actor=maker, copy_id=copy.pk, is_gone=True).gone_on == today()


def test_a_campaign_belongs_to_the_project_of_its_phase(sign_in: SignIn) -> None:
    office = sign_in("project_officer", "campaign_officer", organisation="iom-az")
    project = Project.objects.create(
        organisation_id=office.organisation_id, slug="enct", name_en="Capacity", name_az="Potensial"
    )
    phase = Phase.objects.create(organisation_id=office.organisation_id, project=project, label="Phase VI")
    choices = queries.phase_choices(actor=office)
    assert choices == [(str(phase.pk), "Capacity: Phase VI")]
    made = actions.open_campaign(actor=office, slug="local", title_en="Local", phase_id=phase.pk)
    assert (made.project_id, made.phase_id) == (project.pk, phase.pk)
    with pytest.raises(NotVisible):
        actions.open_campaign(actor=office, slug="other", title_en="Other", phase_id=uuid4())


def test_stock_elsewhere_with_a_story_that_ended_is_stopped_there(
    sign_in: SignIn, desk_client: Callable[..., DeskClient], maker: Actor, material: Material
) -> None:
    story = agreed(sign_in, maker)
    passed(sign_in, maker, material)
    batch = actions.record_batch(actor=maker, material_id=material.pk, printed_on=today(), printed_count=9)
    actions.list_copy(actor=maker, story_id=story.pk, use="print", made_on=today(), batch_id=batch.pk)
    hand = partial(actions.hand_out, batch_id=batch.pk, site="ngo", delivered_on=today())
    sent = hand(actor=maker, given_count=5, host_id=Organisation.objects.get(code="ngo-clean-world").pk)
    holder = sign_in("campaign_officer", organisation="ngo-clean-world")
    actions.receive_delivery(actor=holder, delivery_id=sent.pk, received_on=today(), received_count=5)
    hand(actor=holder, given_count=1)
    again(maker)
    for consent in queries.consents(actor=maker, story=story):
        actions.withdraw_story_consent(actor=maker, consent_id=consent.pk)
    (copy,) = queries.copies(actor=maker, story=story)
    (stop,) = copy.stopped
    assert (stop.to_organisation.code, hasattr(stop, "answer")) == ("ngo-clean-world", False)
    again(holder)
    with pytest.raises(WrongState, match="publisher has stopped"):
        hand(actor=holder, given_count=1)
    assert [item.title for item in queries.work(actor=holder)] == [f"Give nothing more out: {batch}"]
    with pytest.raises(NotPermitted):
        actions.confirm_stop(actor=sign_in("donor", organisation="ngo-clean-world"), stop_id=stop.pk)
    with pytest.raises(NotVisible):
        actions.confirm_stop(actor=sign_in("campaign_officer", organisation="mlspp"), stop_id=stop.pk)
    client = desk_client("campaign_officer", organisation="ngo-clean-world")
    page = client.get("/prevention/stock/").content.decode()
    assert [words for words in (batch.reference, story.reference, "/hand-out/") if words in page] == [batch.reference]
    assert client.post(f"/prevention/stops/{stop.pk}/confirm/").status_code == 302
    again(holder)
    with pytest.raises(WrongState, match="already"):
        actions.confirm_stop(actor=holder, stop_id=stop.pk)
    assert queries.work(actor=holder) == []
    again(maker)
    assert queries.copies(actor=maker, story=story)[0].stopped[0].answer.left_count == 4
    consent_of(maker, story)  # agreed anew: it may be given out again
    again(holder)
    hand(actor=holder, given_count=1)
