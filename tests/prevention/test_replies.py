"""A survey that is asked here: on paper at the desk, on a phone by the public, compared by a job."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client

from panah.access.policy import Actor
from panah.core.clock import today
from panah.core.errors import InvalidInput, NotPermitted, NotVisible, WrongState
from panah.prevention import actions, queries
from panah.prevention.models import Answer, Reply, Round, Survey
from panah.prevention.tasks import compare_survey
from tests.support import again

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Actor]


@pytest.fixture
def maker(sign_in: SignIn) -> Actor:
    return sign_in("campaign_officer", organisation="iom-az")


@pytest.fixture
def survey(maker: Actor) -> Survey:
    actions.open_campaign(actor=maker, slug="asked", title_en="Asked")
    made = actions.plan_survey(actor=maker, slug="asked", title_en="Three stations", title_az="Üç stansiya")
    for form, kind in (("yes_counts", "knowledge"), ("agree_counts", "attitude"), ("helpline", "recall")):
        actions.add_question(
            actor=maker, survey_id=made.pk, kind=kind, form=form, text_en=f"In English: {form}?", text_az=f"{form}?"
        )
    return made


def enter(actor: Actor, held: Round, number: int, *values: int) -> None:
    actions.record_reply(
        actor=actor,
        round_id=held.pk,
        way="paper",
        language="az",
        answers=dict(enumerate(values, 1)),
        letters=f"{chr(97 + number // 26)}b{chr(97 + number % 26)}",
        day=3,
    )


def test_before_and_after_are_counted_paired_and_compared_by_a_job(
    maker: Actor, survey: Survey, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("panah.prevention.actions.reply.enqueue", lambda name, **ids: None)
    before = actions.open_round(actor=maker, survey_id=survey.pk, name="before")
    for number in range(32):
        enter(maker, before, number, 2, 2, 112)
    actions.close_round(actor=maker, round_id=before.pk)
    after = actions.open_round(actor=maker, survey_id=survey.pk, name="after")
    for number in range(31):
        enter(maker, after, number, 1 if number < 12 else 2, 4 if number < 20 else 1, 152)
    actions.record_reply(actor=maker, round_id=after.pk, way="event", language="en", answers={1: 3})
    actions.close_round(actor=maker, round_id=after.pk)
    compare_survey(survey_id=str(survey.pk), account_id=str(maker.id))

    shown = queries.survey(actor=maker, survey_id=survey.pk)
    assert [held.respondents_count for held in shown.rounds] == [32, 32]
    assert list(
        Answer.objects.filter(round=after).order_by("question").values_list("answered_count", "right_count")
    ) == [
        (32, 12),
        (31, 20),
        (31, 31),
    ]
    yes, scale, helpline = (change.result for change in shown.changes)
    assert (yes.pairs, yes.first_count, yes.second_count, yes.method) == (31, 0, 12, "mcnemar")
    assert yes.p == pytest.approx(2 / 2**12)
    assert (scale.better, scale.worse, scale.method) == (20, 11, "signed_rank")
    assert helpline.p is not None
    assert helpline.p < 0.001
    assert all(change.is_enough for change in shown.changes)
    again(maker)
    compare_survey(survey_id=str(survey.pk), account_id=str(maker.id))
    assert Answer.objects.filter(round=after).count() == 3


def test_too_few_pairs_are_shown_as_too_few(
    maker: Actor, survey: Survey, desk_client: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("panah.prevention.actions.reply.p_values", lambda asked: [0.517 for _ in asked])
    monkeypatch.setattr("panah.prevention.actions.reply.enqueue", lambda name, **ids: None)
    before, after = (actions.open_round(actor=maker, survey_id=survey.pk, name=name) for name in ("before", "after"))
    for held in (before, after):
        enter(maker, held, 1, 1, 5, 152)
    actions.close_round(actor=maker, round_id=before.pk)
    actions.compare_survey(actor=maker, survey_id=survey.pk)
    # An open round is never counted: two counts and what lies between them would be one person's answers.
    assert list(Answer.objects.own(maker).values_list("round", flat=True).distinct()) == [before.pk]
    assert queries.survey(actor=maker, survey_id=survey.pk).changes == []
    actions.close_round(actor=maker, round_id=after.pk)
    actions.compare_survey(actor=maker, survey_id=survey.pk)
    address = f"/prevention/surveys/{survey.pk}/"
    page = desk_client("campaign_officer", organisation="iom-az").get(address).content.decode()
    assert page.count("too few") == 3
    assert page.count("fewer than 30") == 12  # six shares, three pairs, three notes
    for told in ("0.517", "<b>100</b>", "<b>0</b>", "0 / 0", " points"):
        assert told not in page


def test_who_may_not_ask_asks_nothing(sign_in: SignIn, maker: Actor, survey: Survey) -> None:
    with pytest.raises(InvalidInput, match="no words in this language"):
        actions.note_back_translation(actor=maker, survey_id=survey.pk, languages=["ru"], on=today())
    noted = actions.note_back_translation(actor=maker, survey_id=survey.pk, languages=["en"], on=today())
    assert noted.translated_back == ["en"]
    held = actions.open_round(actor=maker, survey_id=survey.pk, name="before")
    with pytest.raises(InvalidInput, match="recorded already"):
        actions.open_round(actor=maker, survey_id=survey.pk, name="before")
    bad: tuple[dict[str, Any], ...] = (
        {"answers": {}},
        {"answers": {9: 1}},
        {"answers": {2: 6}},
        {"answers": {1: 1}, "letters": "ab"},
        {"answers": {1: 1}, "letters": "abc", "day": 40},
    )
    for given in bad:
        with pytest.raises(InvalidInput):
            actions.record_reply(actor=maker, round_id=held.pk, way="paper", language="az", **given)
    donor, other = sign_in("donor", organisation="iom-az"), sign_in("campaign_officer", organisation="mlspp")
    for actor, refusal in ((other, NotVisible), (donor, NotPermitted)):
        again(actor)
        for act in (
            lambda actor: actions.open_round(actor=actor, survey_id=survey.pk, name="after"),
            lambda actor: actions.note_back_translation(actor=actor, survey_id=survey.pk, languages=[], on=today()),
            lambda actor: actions.record_reply(
                actor=actor, round_id=held.pk, way="paper", language="az", answers={1: 1}
            ),
            lambda actor: actions.close_round(actor=actor, round_id=held.pk),
            lambda actor: actions.ask_for_comparison(actor=actor, survey_id=survey.pk),
            lambda actor: actions.compare_survey(actor=actor, survey_id=survey.pk),
        ):
            with pytest.raises(refusal):
                act(actor)


def test_a_closed_round_and_one_of_sums_take_no_answers(
    maker: Actor, survey: Survey, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr("panah.prevention.actions.reply.enqueue", lambda name, **ids: asked.append(name))
    held = actions.open_round(actor=maker, survey_id=survey.pk, name="before")
    enter(maker, held, 1, 1)
    actions.close_round(actor=maker, round_id=held.pk)
    sums = actions.record_round(
        actor=maker, survey_id=survey.pk, name="after", held_on=today(), respondents_count=4, answers={}
    )
    for one in (held, sums):
        with pytest.raises(WrongState):
            enter(maker, one, 2, 1)
        with pytest.raises(WrongState):
            actions.close_round(actor=maker, round_id=one.pk)
    assert asked == ["prevention.compare_survey"]


def test_another_organisation_sees_no_single_answer(sign_in: SignIn, maker: Actor, survey: Survey) -> None:
    enter(maker, actions.open_round(actor=maker, survey_id=survey.pk, name="before"), 1, 1)
    assert Reply.objects.own(maker).count() == 1
    other = sign_in("campaign_officer", organisation="mlspp")
    assert Reply.objects.all_for(other).count() == 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_table_privilege('prevention_reply', 'UPDATE')")
        assert cursor.fetchone() == (False,)


def test_papers_are_entered_by_form(maker: Actor, survey: Survey, desk_client: Callable[..., Client]) -> None:
    client = desk_client("campaign_officer", organisation="iom-az")
    client.post(f"/prevention/surveys/{survey.pk}/rounds/open/", {"name": "before"})
    held = survey.rounds.get()
    address = f"/prevention/rounds/{held.pk}/answers/"
    sent = {"way": "event", "language": "az", "q1": "1", "q2": "5", "q3": "", "letters": "İlq", "day": "7"}
    once = str(uuid4())
    for _ in range(2):
        assert client.post(address, {**sent, "once": once}).status_code == 302
    again(maker)
    assert [(row.way, row.answers) for row in Reply.objects.own(maker)] == [("event", {"1": 1, "2": 5})]
    refused = client.post(address, {**sent, "letters": "İl"}).content.decode()
    assert "Write three letters" in refused
    page = client.get(f"/prevention/surveys/{survey.pk}/").content.decode()
    assert f"/s/{held.code}" in page
    opened = client.get(f"/prevention/surveys/{survey.pk}/translation/").content.decode()
    noted = {
        "stood": opened.split('name="stood" value="')[1].split('"')[0],
        "languages": ["az"],
        "on_day": "1",
        "on_month": "11",
        "on_year": "2026",
    }
    assert client.post(f"/prevention/surveys/{survey.pk}/translation/", noted).status_code == 302
    assert client.post(f"/prevention/surveys/{survey.pk}/compare/").status_code == 409
    assert client.post(f"/prevention/rounds/{held.pk}/close/").status_code == 302
    assert client.post(f"/prevention/surveys/{survey.pk}/compare/").status_code == 302
    assert client.get(address).status_code == 200
