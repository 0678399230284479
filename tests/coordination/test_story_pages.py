"""The pages of a story in safety review, walked from the draft to the second reader."""

from datetime import timedelta

import pytest

from panah.audit.models import Entry
from panah.coordination.models import StoryReview
from panah.core.clock import today
from panah.organisations.models import Organisation
from panah.prevention.models import Story
from panah.protection.models import Case
from tests.protection.people import open_case
from tests.support import again, as_owner, desk_client

pytestmark = pytest.mark.django_db
WORDS = {"language": "en", "title": "The road", "body": "Aygün worked there. Marina called me."}


def text(answer):
    return answer.content.decode()


def looks() -> int:
    with as_owner():
        return Entry.objects.filter(event="coordination.story.checked").count()


def test_a_story_goes_to_the_caseworker_and_comes_back_without_a_reason():
    writer, manager = (
        desk_client("campaign_officer", organisation="iom-az"),
        desk_client("case_manager", organisation="vac"),
    )
    writer.post("/prevention/stories/begin/", {"kind": "story"})
    again(writer.actor)
    story = Story.objects.get()
    page = f"/prevention/stories/{story.pk}/"
    writer.post(f"{page}write/", WORDS)
    vac = Organisation.objects.get(code="vac").pk
    send = f"/coordination/stories/{story.pk}/send/"
    assert "Write when and through whom" in text(writer.post(send, {"to_organisation_id": vac, "note": ""}))
    assert writer.post(send, {"to_organisation_id": vac, "note": "In spring."}).status_code == 302
    assert "It is with the body that helped" in text(writer.get(page))
    again(manager.actor)
    case = open_case(manager.actor)
    day = today() - timedelta(days=400)
    gone = {"status": "closed", "opened_on": day, "closed_on": day, "closure_reason": "reintegrated"}
    Case.objects.own(manager.actor).filter(pk=case.pk).update(**gone)
    review = f"/coordination/story-reviews/{StoryReview.objects.get().pk}/"
    assert "Is this story safe for the person?" in text(manager.get("/"))
    assert "In spring." in text(manager.get(review))
    assert "no case with this number" in text(manager.post(f"{review}join/", {"case": "P-1"}))
    assert manager.post(f"{review}join/", {"case": case.reference.lower()}).status_code == 302
    form = text(manager.get(f"{review}answer/"))
    assert "agrees with a name in the record" in form
    assert "Write at least one passage" in text(manager.post(f"{review}answer/", {"verdict": "change"}))
    assert "Say why this leads to nobody" in text(manager.post(f"{review}answer/", {"verdict": "safe"}))
    answered = {"verdict": "change", "others": "worked there"}
    before = looks()
    assert manager.post(f"{review}answer/", answered).status_code == 302
    assert looks() == before + 1  # one answer is one look at the record
    seen = text(writer.get(review))
    assert "worked there" in seen and "agrees" not in seen and case.reference not in seen
    assert writer.post(f"{review}take-over/").status_code == 302
    assert "Draft" in text(writer.get(page))
    assert writer.get(f"{review}answer/").status_code == 403
    stranger = desk_client("case_manager", organisation="ngo-clean-world")
    assert [stranger.get(f"{review}{part}").status_code for part in ("", "join/", "answer/")] == [404] * 3
