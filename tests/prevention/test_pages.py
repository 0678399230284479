"""The pages of prevention, through a browser without JavaScript."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from panah.access.policy import Actor
from panah.core.clock import today
from panah.prevention import actions
from panah.prevention.models import Campaign, Delivery, Material, Placement, Round, Story, Survey
from panah.prevention.queries.papers import delivery_paper
from panah.printing.neutral import exposing
from panah.printing.sheets import texts
from tests.support import DeskClient, again

pytestmark = pytest.mark.django_db
OFFICER = ("campaign_officer",)


@pytest.fixture
def officer(sign_in: Callable[..., Actor]) -> Actor:
    return sign_in(*OFFICER, organisation="iom-az")


@pytest.fixture
def campaign(officer: Actor) -> Campaign:
    made = actions.open_campaign(
        actor=officer, slug="world-day", title_en="You still have a voice", title_az="Səsiniz var", starts_on=today()
    )
    add_poster(officer, made, 1)
    return made


def add_poster(actor: Actor, campaign: Campaign, number: int) -> Material:
    poster = actions.add_material(
        actor=actor, slug=campaign.slug, kind="poster", title_en=f"Poster {number}", motif="window"
    )
    actions.write_version(actor=actor, material_id=poster.pk, language="az", headline="Qapı kilidlidir.")
    actions.record_placement(actor=actor, material_id=poster.pk, site="metro", venue="metro-28-may", up_on=today())
    actions.record_delivery(actor=actor, material_id=poster.pk, site="school", given_count=10)
    return poster


def own_client(desk_client: Callable[..., DeskClient], language: str = "en") -> DeskClient:
    return desk_client(*OFFICER, organisation="iom-az", language=language)


@pytest.mark.parametrize(("language", "word"), [("en", "Distribution ledger"), ("az", "Paylama jurnalı")])
def test_the_campaign_page_shows_everything(
    desk_client: Callable[..., DeskClient], campaign: Campaign, language: str, word: str
) -> None:
    page = own_client(desk_client, language).get("/prevention/campaigns/world-day/").content.decode()
    assert word in page
    assert 'viewBox="0 0 300 424"' in page
    assert "metro-28-may" not in page
    assert '<li data-lat="40.3797" data-lon="49.849" data-name="1. 28 May">' in page, "what the map is drawn from"


def test_every_page_that_lists_opens(desk_client: Callable[..., DeskClient], campaign: Campaign) -> None:
    client = own_client(desk_client)
    poster = Material.objects.get()
    placement = Placement.objects.get()
    for address in (
        "campaigns/",
        "campaigns/open/",
        "campaigns/world-day/change/",
        "campaigns/world-day/response/",
        "campaigns/world-day/step/",
        "campaigns/world-day/audiences/add/",
        "campaigns/world-day/outlets/add/",
        "campaigns/world-day/materials/add/",
        "campaigns/world-day/surveys/plan/",
        "outreach/",
        "outreach/record/",
        "stories/",
        "stories/begin/",
        *(f"materials/{poster.pk}/{page}" for page in ("", "words/", "review/", "place/", "given/")),
        *(f"placements/{placement.pk}/{page}" for page in ("", "up/", "check/", "down/")),
    ):
        assert client.get(f"/prevention/{address}").status_code == 200, address


def test_the_maker_is_not_offered_the_dignity_review(
    desk_client: Callable[..., DeskClient], campaign: Campaign
) -> None:
    client, offered = own_client(desk_client), []
    page = f"/prevention/materials/{Material.objects.get().pk}/review/"
    for maker in (client.actor.id, uuid4()):
        again(client.actor)
        Material.objects.update(made_by_id=maker)
        kind = client.get(page).context["form"].fields["kind"]
        offered.append([code for code, _label in kind.choices])
    assert offered == [["pre_test"], ["dignity", "pre_test"]]


def test_what_does_not_exist_is_not_found(desk_client: Callable[..., DeskClient]) -> None:
    client = own_client(desk_client)
    for address in ("campaigns/none/", f"materials/{uuid4()}/", f"placements/{uuid4()}/", f"stories/{uuid4()}/"):
        assert client.get(f"/prevention/{address}").status_code == 404, address


def test_the_page_of_a_campaign_asks_no_more_when_it_has_more(
    desk_client: Callable[..., DeskClient], officer: Actor, campaign: Campaign
) -> None:
    counts = []
    for number in (2, 6):
        for extra in range(number):
            add_poster(officer, campaign, number * 10 + extra)
        with CaptureQueriesContext(connection) as asked:
            own_client(desk_client).get("/prevention/campaigns/world-day/")
        counts.append(len(asked))
        again(officer)
    assert counts[0] == counts[1]


def test_a_sheet_is_offered_only_for_a_drawn_material(
    desk_client: Callable[..., DeskClient], campaign: Campaign
) -> None:
    placement = Placement.objects.get()
    client, address = own_client(desk_client), f"/prevention/placements/{placement.pk}/"
    assert "/prevention/sheets/" not in client.get(address).content.decode()  # nobody approved it
    again(client.actor)
    Material.objects.get().versions.update(state="approved")
    assert "/prevention/sheets/" in client.get(address).content.decode()
    again(client.actor)
    Material.objects.update(motif="")
    assert "/prevention/sheets/" not in client.get(address).content.decode()


def test_a_campaign_is_opened_and_moved_by_form(desk_client: Callable[..., DeskClient]) -> None:
    client = own_client(desk_client)
    sent = {"title_en": "Local action", "slug": "local-action", "languages": ["az"], "divisions": ["AZ-BA"]}
    assert client.post("/prevention/campaigns/open/", sent).headers["Location"] == "/prevention/campaigns/local-action/"
    client.post("/prevention/campaigns/local-action/step/", {"to": "planned"})
    client.post("/prevention/campaigns/local-action/step/", {"to": "running"})
    page = client.get("/prevention/campaigns/local-action/").content.decode()
    assert "Running" in page


def test_a_mistake_stands_at_its_field_and_nothing_is_lost(
    desk_client: Callable[..., DeskClient], campaign: Campaign
) -> None:
    client = own_client(desk_client)
    sent = {"title_en": "Once more", "slug": "world-day"}
    page = client.post("/prevention/campaigns/open/", sent).content.decode()
    assert "Another campaign has this address." in page
    assert "Once more" in page


def test_a_survey_is_planned_asked_and_counted_by_form(
    desk_client: Callable[..., DeskClient], campaign: Campaign
) -> None:
    client = own_client(desk_client)
    client.post("/prevention/campaigns/world-day/surveys/plan/", {"title_en": "Three stations"})
    survey = Survey.objects.get()
    client.post(
        f"/prevention/surveys/{survey.pk}/questions/add/",
        {"kind": "recall", "form": "yes_counts", "text_en": "Can say 152"},
    )
    question = survey.questions.get()
    day = today()
    sent = {
        "name": "before",
        "respondents_count": 40,
        f"answered-{question.pk}": 38,
        f"right-{question.pk}": 19,
    }
    for name, box in (("day", day.day), ("month", day.month), ("year", day.year)):
        sent[f"held_on_{name}"] = box
    client.post(f"/prevention/surveys/{survey.pk}/rounds/record/", sent)
    assert Round.objects.get().respondents_count == 40
    assert "50</b> (35–65)" in client.get(f"/prevention/surveys/{survey.pk}/").content.decode()


def test_a_storys_text_is_hidden_until_it_is_opened(desk_client: Callable[..., DeskClient], officer: Actor) -> None:
    story = actions.begin_story(actor=officer)
    actions.write_story(actor=officer, story_id=story.pk, language="az", title="Yol", body="Mənə iş vəd etdilər.")
    client = own_client(desk_client)
    assert "Mənə iş" not in client.get(f"/prevention/stories/{story.pk}/").content.decode()
    assert "Mənə iş" in client.post(f"/prevention/stories/{story.pk}/read/").content.decode()


def test_a_story_is_taken_back_in_two_clicks(desk_client: Callable[..., DeskClient], officer: Actor) -> None:
    story = actions.begin_story(actor=officer)
    client = own_client(desk_client)
    address = f"/prevention/stories/{story.pk}/withdraw/"
    assert client.get(address).status_code == 200
    client.post(address)
    again(officer)
    assert Story.objects.get(pk=story.pk).state == "withdrawn"


def test_a_donor_reads_campaigns_and_no_story(desk_client: Callable[..., DeskClient], campaign: Campaign) -> None:
    donor = desk_client("donor", organisation="iom-az")
    page = donor.get("/prevention/campaigns/world-day/").content.decode()
    assert "Add a material" not in page
    assert donor.get("/prevention/stories/").status_code == 403


def test_a_note_goes_along_with_the_materials(desk_client: Callable[..., DeskClient], campaign: Campaign) -> None:
    client = own_client(desk_client)
    line = Delivery.objects.all_for(client.actor).get(campaign=campaign)
    for language in ("az", "en"):
        paper = delivery_paper(actor=client.actor, delivery_id=line.pk, language=language)
        assert "10" in dict(paper.parts[0].rows).values() and not exposing(texts(paper))
        answer = client.get(f"/prevention/deliveries/{line.pk}/note/", {"language": language})
        assert b"/StructTreeRoot" in answer.content or b"/ObjStm" in answer.content
    assert client.get(f"/prevention/deliveries/{uuid4()}/note/").status_code == 404
    stranger = desk_client("case_manager", organisation="vac")
    assert stranger.get(f"/prevention/deliveries/{line.pk}/note/").status_code == 403
