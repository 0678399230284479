"""Stories before the public: one of several people, an article, and one that waits for a caseworker. All invented."""

import csv
from pathlib import Path

from panah.access.policy import Actor
from panah.coordination import actions as coordination
from panah.demo import logins
from panah.demo.acting import acting_as
from panah.demo.today import HOLDER, Today
from panah.prevention import actions as prevention
from panah.prevention.models import Story
from panah.prevention.rules.story import STORY_CHECKS

WRITER = "iom-az"
TEXTS = Path(__file__).with_name("stories.csv")


def play(day: Today) -> None:
    """Publish a story and an article in two languages, and send a third to those who helped the person."""
    writer = logins.second_writer()
    for name in ("road", "debt"):
        with acting_as(writer) as actor:
            story = written(actor, name, is_composite=True)
            prevention.take_story_step(actor=actor, story_id=story.pk, to="second_reading")
        with acting_as(logins.second_reader()) as actor:
            read_again(actor, story)
        with day.acting("campaign_officer", WRITER) as officer:
            prevention.sign_story(actor=officer, story_id=story.pk)
            prevention.publish_story(actor=officer, story_id=story.pk)
    with acting_as(writer) as actor:
        draft = written(actor, "draft", is_composite=False)
        note = "Invented: you introduced us in spring."
        coordination.send_story(actor=actor, story_id=draft.pk, to_organisation_id=day.places.id(HOLDER), note=note)


def written(actor: Actor, name: str, *, is_composite: bool) -> Story:
    """Write a story in its languages."""
    with TEXTS.open(encoding="utf-8", newline="") as file:
        texts = [row for row in csv.DictReader(file) if row["story"] == name]
    story = prevention.begin_story(actor=actor, kind=texts[0]["kind"], is_composite=is_composite)
    for row in texts:
        words = {part: row[part] for part in ("language", "title", "body")}
        prevention.write_story(actor=actor, story_id=story.pk, is_reviewed=True, **words)
    return story


def read_again(actor: Actor, story: Story) -> None:
    """Read a story as second reader."""
    reasons = {
        one.key(text.language): "Invented text: it is about nobody."
        for text, _opened, found in prevention.read_findings(actor=actor, story_id=story.pk)
        for one in found
    }
    prevention.confirm_de_identified(
        actor=actor, story_id=story.pk, checks=STORY_CHECKS, altered_count=3, reasons=reasons
    )
