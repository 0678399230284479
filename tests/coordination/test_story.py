"""A story in safety review: what the helping body learns of it, and what the writer does not learn of the case."""

from datetime import timedelta
from functools import partial

import pytest

from panah.audit.models import Entry
from panah.coordination import actions, queries
from panah.coordination.models import StoryJoin
from panah.coordination.tasks import forget
from panah.core.clock import today
from panah.core.errors import InvalidInput, NotPermitted, NotVisible, WrongState
from panah.organisations.models import Organisation
from panah.prevention import actions as prevention
from panah.prevention.models import Story
from panah.protection.models import Case
from tests.coordination.people import worker
from tests.protection.people import open_case
from tests.support import again, as_owner

pytestmark = pytest.mark.django_db
TEXT = "Aygün worked in a kitchen. The door was locked, and a neighbour helped."


@pytest.fixture
def writer():
    return worker("iom-az", "campaign_officer")


def send(writer, body=TEXT, story=None):
    again(writer)
    story = story or prevention.begin_story(actor=writer)
    prevention.write_story(actor=writer, story_id=story.pk, language="en", title="The road", body=body)
    vac = Organisation.objects.get(code="vac")
    return actions.send_story(actor=writer, story_id=story.pk, to_organisation_id=vac.pk, note="We met in spring.")


def answer(actor, review, verdict, *, reasons=None, passages=()):
    return actions.answer_story(
        actor=actor, story_review_id=review.pk, verdict=verdict, reasons=reasons or {}, passages=passages
    )


def closed(manager, case, *, days):
    day = today() - timedelta(days=days)
    values = {"status": "closed", "opened_on": day, "closed_on": day, "closure_reason": "reintegrated"}
    assert Case.objects.own(manager).filter(pk=case.pk).update(**values) == 1


def test_the_record_is_compared_at_the_helping_body_and_only_passages_come_back(writer):
    review = send(writer)
    manager = worker("vac", "case_manager")
    case = open_case(manager)
    assert [item.reference for item in queries.work(actor=manager)] == [review.reference]
    (text,) = actions.compare_story(actor=manager, story_review_id=review.pk)
    assert not any(one.finding.is_record for one in text.found)
    with pytest.raises(InvalidInput):
        actions.join_story(actor=manager, story_review_id=review.pk, case="P-2026-XXXXX")
    actions.join_story(actor=manager, story_review_id=review.pk, case=case.reference)
    (text,) = actions.compare_story(actor=manager, story_review_id=review.pk)
    assert [one.finding.passage for one in text.found if one.finding.is_record] == ["Aygün"]
    with pytest.raises(InvalidInput):
        answer(manager, review, "change")
    answer(manager, review, "change", passages=[{"language": "en", "passage": "Aygün", "instead": "A woman"}])
    again(writer)
    seen = queries.story_review(actor=writer, story_review_id=review.pk)
    assert queries.passages_of(actor=writer, answer=seen.answer) == [
        {"language": "en", "passage": "Aygün", "instead": "A woman"}
    ]
    assert not StoryJoin.objects.filter(review_id=review.pk).exists()
    actions.take_over_story(actor=writer, story_review_id=review.pk)
    assert Story.objects.get(pk=review.story_id).state == "draft"


def test_a_story_is_safe_only_a_year_after_help_ended_by_the_own_record(writer):
    review = send(writer, body="Somebody told me of a job. I was locked in.")
    manager = worker("vac", "case_manager")
    case = open_case(manager)
    with pytest.raises(WrongState, match="whose story"):
        answer(manager, review, "safe")
    actions.join_story(actor=manager, story_review_id=review.pk, case=case.reference)
    with pytest.raises(WrongState, match="after help has ended"):
        answer(manager, review, "safe")
    closed(manager, case, days=300)
    with pytest.raises(WrongState, match="after help has ended"):
        answer(manager, review, "safe")
    closed(manager, case, days=400)
    answer(manager, review, "safe")
    with pytest.raises(WrongState):
        answer(manager, review, "stop")
    again(writer)
    actions.take_over_story(actor=writer, story_review_id=review.pk)
    story = Story.objects.get(pk=review.story_id)
    assert (story.state, story.safe_on) == ("second_reading", today())
    with pytest.raises(WrongState):
        actions.take_over_story(actor=writer, story_review_id=review.pk)


def test_an_answer_that_is_too_old_is_asked_for_anew_and_the_text_stays_final(writer):
    review = send(writer, body="Somebody told me of a job. I was locked in.")
    manager = worker("vac", "case_manager")
    case = open_case(manager)
    closed(manager, case, days=400)
    actions.join_story(actor=manager, story_review_id=review.pk, case=case.reference)
    answer(manager, review, "safe")
    again(writer)
    actions.take_over_story(actor=writer, story_review_id=review.pk)
    story = Story.objects.own(writer).filter(pk=review.story_id)
    ask = partial(
        actions.send_story, actor=writer, story_id=review.story_id, to_organisation_id=review.to_organisation_id
    )
    old = today() - timedelta(days=91)
    story.update(state="consented", reviewed_by_id=manager.id, safe_on=old + timedelta(days=1), read_on=old)
    with pytest.raises(WrongState):  # it still holds today
        ask(note="Again.")
    story.update(safe_on=old)
    anew = ask(note="Again.")
    assert story.get().state == "consented"
    again(manager)
    actions.join_story(actor=manager, story_review_id=anew.pk, case=case.reference)
    answer(manager, anew, "safe")
    again(writer)
    actions.take_over_story(actor=writer, story_review_id=anew.pk)
    assert (story.get().state, story.get().safe_on) == ("consented", today())
    story.update(safe_on=old)
    stopped = ask(note="And again.")
    again(manager)
    answer(manager, stopped, "stop")
    again(writer)
    actions.take_over_story(actor=writer, story_review_id=stopped.pk)
    assert story.get().state == "withdrawn"


def test_an_answer_about_an_older_text_moves_nothing(writer):
    review = send(writer)
    prevention.take_story_step(actor=writer, story_id=review.story_id, to="draft")
    send(writer, story=Story.objects.get(pk=review.story_id))
    answer(worker("vac", "case_manager"), review, "stop")
    again(writer)
    actions.take_over_story(actor=writer, story_review_id=review.pk)
    assert Story.objects.get(pk=review.story_id).state == "safety_review"


def test_the_words_of_a_story_that_is_taken_back_are_destroyed_at_both_ends(writer):
    review = send(writer, body="Somebody told me of a job. I was locked in.")
    manager = worker("vac", "case_manager")
    answer(manager, review, "change", passages=[{"language": "en", "passage": "locked", "instead": "kept"}])
    assert queries.words_of(actor=manager, record=review)["texts"]
    with as_owner():
        assert forget() == 0
    again(writer)
    prevention.withdraw_story(actor=writer, story_id=review.story_id)
    with as_owner():
        assert (forget(), forget()) == (5, 0)  # the story, the letter, the answer, and a copy of each at its writer
    assert Entry.objects.filter(event="prevention.story.erased", subject_id=review.story_id).count() == 1
    seen = queries.story_review(actor=writer, story_review_id=review.pk)
    assert queries.passages_of(actor=writer, answer=seen.answer) == []
    again(manager)
    assert queries.words_of(actor=manager, record=review) == {}
    assert queries.passages_of(actor=manager, answer=review.answer) == []


def test_nobody_else_reads_sends_or_answers_it(writer):
    review = send(writer)
    for stranger in (worker("ngo-clean-world", "case_manager"), worker("mlspp", "campaign_officer")):
        with pytest.raises(NotVisible):
            actions.look_at_story(actor=stranger, story_review_id=review.pk)
    with pytest.raises(NotVisible):
        actions.compare_story(actor=worker("ngo-clean-world", "case_manager"), story_review_id=review.pk)
    other = worker("mlspp", "campaign_officer")
    with pytest.raises(NotVisible):
        actions.take_over_story(actor=other, story_review_id=review.pk)
    with pytest.raises(NotVisible):
        actions.send_story(
            actor=other, story_id=review.story_id, to_organisation_id=review.to_organisation_id, note="x"
        )
    again(writer)
    with pytest.raises(NotPermitted):
        answer(writer, review, "safe")
    with pytest.raises(NotPermitted):
        actions.join_story(actor=writer, story_review_id=review.pk, case="P-2026-XXXXX")
