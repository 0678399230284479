"""A survey under its short code: read and answered by two functions of the database; nothing about who answers."""

import json
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction

from panah.published.asking import Asked, pairing_tag

LANGUAGES = ("az", "en", "ru")


@dataclass(frozen=True, slots=True)
class Questions:
    """What an open round asks."""

    survey_id: UUID
    title: dict[str, str]
    questions: list[Asked]

    def said(self, language: str) -> str:
        """Return the title in a language, or in one that it has."""
        return next(filter(None, (self.title.get(each, "") for each in (language, *LANGUAGES))), "")


def questions(code: str) -> Questions | None:
    """Return what is asked under a code, or nothing where no round is open under it."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT to_regprocedure('survey_form(text)') IS NOT NULL")
        if not cursor.fetchone()[0]:
            return None
        cursor.execute("SELECT survey, title, questions FROM survey_form(%s)", [code[:40]])
        found = cursor.fetchone()
    if found is None:
        return None
    survey_id, title, asked = found
    title, asked = (json.loads(part) if isinstance(part, str) else part for part in (title, asked))
    return Questions(survey_id, title, [Asked(**one) for one in asked or ()])


def answer(code: str, *, asked: Questions, sending: UUID, language: str, pairing: str, answers: dict[int, int]) -> bool:
    """Leave answers, once for one sending. Return whether the round still took them."""
    tag = pairing_tag(asked.survey_id, pairing, secret=settings.PANAH_PAIRING_KEY)
    told = json.dumps({str(place): value for place, value in answers.items()})
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT survey_answer(%s, %s, %s, %s, %s)", [code[:40], sending, language, tag, told])
        return bool(cursor.fetchone()[0])
