"""
What the helpline's people can say: a script for each topic of a call, and ready answers to written concerns.

The tables are `az/scripts.csv` and `az/answers.csv`: a version and the day of the last review stand with each text, so
that an old one is seen. No Django here.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from panah.core.text import fold
from panah.country import tables

REVIEWED_FOR = timedelta(days=365)
PARTED_BY = " | "


@dataclass(frozen=True, slots=True)
class Script:
    """What to ask, to say and to do in a call about one topic, in one language."""

    topic: str
    language: str
    version: int
    reviewed_on: date
    title: str
    ask: tuple[str, ...]
    say: tuple[str, ...]
    then: tuple[str, ...]

    def is_stale(self, *, on: date) -> bool:
        """Test if nobody has reviewed the text for a year."""
        return on - self.reviewed_on > REVIEWED_FOR

    def holds(self, words: str) -> bool:
        """Test if every word stands somewhere in the text."""
        text = fold(" ".join((self.title, *self.ask, *self.say, *self.then)))
        return all(word in text for word in fold(words).split())


@dataclass(frozen=True, slots=True)
class ReadyAnswer:
    """A ready answer to a written concern, in one language."""

    code: str
    language: str
    version: int
    reviewed_on: date
    title: str
    text: str


def scripts(*, language: str, words: str = "") -> tuple[Script, ...]:
    """Return the scripts of a language, those that hold the words where some are given."""
    return tuple(each for each in _scripts() if each.language == language and (not words or each.holds(words)))


def ready_answers(*, language: str, fallback: str) -> tuple[ReadyAnswer, ...]:
    """Return the ready answers of a language, or of the fallback where it has none."""
    found = tuple(each for each in _answers() if each.language == language)
    return found or tuple(each for each in _answers() if each.language == fallback)


@cache
def _scripts() -> tuple[Script, ...]:
    return tuple(
        Script(
            topic=row["topic"],
            language=row["language"],
            version=int(row["version"]),
            reviewed_on=date.fromisoformat(row["reviewed_on"]),
            title=row["title"],
            ask=tuple(row["ask"].split(PARTED_BY)),
            say=tuple(row["say"].split(PARTED_BY)),
            then=tuple(row["then"].split(PARTED_BY)),
        )
        for row in tables.read("scripts.csv")
    )


@cache
def _answers() -> tuple[ReadyAnswer, ...]:
    return tuple(
        ReadyAnswer(
            code=row["code"],
            language=row["language"],
            version=int(row["version"]),
            reviewed_on=date.fromisoformat(row["reviewed_on"]),
            title=row["title"],
            text=row["text"],
        )
        for row in tables.read("answers.csv")
    )
