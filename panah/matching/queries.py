"""
Looking somebody up. The caller says within which organisation and wall; nothing else is ever read.

What comes back are subjects in order of shared tags. The caller decrypts them and lets `ranking` judge.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from panah.matching.keyring import tag_keys
from panah.matching.names import words
from panah.matching.tags import WEIGHTS, Person, Tag, TagKind, person_tags, text_tags

DECRYPTED = 200  # candidates handed over at most; each costs the caller one decryption
NAMED = (TagKind.NAME, TagKind.FULL_NAME)  # whoever shares neither bears another name, one slip away at best
TOO_COMMON = 1_000  # a tag that so many people share tells nothing

SHARERS = """
    SELECT asked.kind, asked.tag, asked.weight, found.subject_id
    FROM asked CROSS JOIN LATERAL (
        SELECT t.subject_id FROM matching_nametag t
        WHERE t.organisation_id = %(organisation)s AND t.wall = %(wall)s AND t.kind = asked.kind AND t.tag = asked.tag
        ORDER BY t.subject_id DESC LIMIT %(common)s + 1
    ) found
"""

# Whoever shares both names shares their slips as well: where there are enough of those, no slip is looked at.
HITS = f"""
WITH asked AS (
    SELECT * FROM unnest(%(kinds)s::smallint[], %(tags)s::bigint[], %(weights)s::int[]) AS a (kind, tag, weight)
),
sure AS ({SHARERS} WHERE asked.kind <> %(slip)s),
shared AS (SELECT subject_id, count(*) OVER (PARTITION BY kind, tag) AS people FROM sure WHERE kind = ANY(%(names)s)),
named AS (SELECT count(DISTINCT subject_id) AS people FROM shared WHERE people <= %(common)s),
slips AS ({SHARERS} WHERE asked.kind = %(slip)s AND (SELECT people FROM named) < %(limit)s),
hits AS (TABLE sure UNION ALL TABLE slips),
telling AS (SELECT kind, tag, count(*) <= %(common)s AS is_telling FROM hits GROUP BY kind, tag)
SELECT subject_id, sum(weight) AS weight, bool_and(is_telling) AS is_whole, bool_or(kind = ANY(%(names)s)) AS is_named
FROM hits JOIN telling USING (kind, tag)
WHERE is_telling OR NOT EXISTS (SELECT FROM telling WHERE is_telling)
GROUP BY subject_id ORDER BY weight DESC, subject_id DESC LIMIT %(limit)s
"""  # noqa: S608 - made of our own words only

NEWEST = """
SELECT subject_id FROM matching_nametag
WHERE organisation_id = %(organisation)s AND wall = %(wall)s AND kind = %(kind)s AND tag = 0
ORDER BY subject_id DESC LIMIT %(limit)s
"""


@dataclass(frozen=True, kw_only=True)
class Found:
    """
    Subjects to decrypt and compare, the likeliest first; `is_whole` is false where others may have been left out.

    Behind the first `named` of them nobody shares both names; all share them where no tag could tell.
    """

    subjects: tuple[UUID, ...]
    is_whole: bool
    named: int


def search(*, organisation_id: UUID, wall: str, text: str, limit: int = DECRYPTED) -> Found:
    """
    Return the people whose name was typed in one field: one to three words, any script, any order.

    No tag stands for a bare name, so a single word is looked for among the newest records only.
    """
    tags = text_tags(text, tag_keys())
    if tags:
        return _sharing(organisation_id=organisation_id, wall=wall, tags=tags, limit=limit)
    if not words(text):
        return Found(subjects=(), is_whole=True, named=0)
    return _newest(organisation_id=organisation_id, wall=wall, limit=limit)


def known_like(*, organisation_id: UUID, wall: str, person: Person, limit: int = DECRYPTED) -> Found:
    """Return the people who share details with somebody who has just come."""
    tags = person_tags(person, tag_keys())
    return _sharing(organisation_id=organisation_id, wall=wall, tags=tags, limit=limit)


def _sharing(*, organisation_id: UUID, wall: str, tags: Iterable[Tag], limit: int) -> Found:
    asked = sorted(tags)
    values: dict[str, Any] = {
        "kinds": [int(tag.kind) for tag in asked],
        "tags": [tag.value for tag in asked],
        "weights": [WEIGHTS[tag.kind] for tag in asked],
        "names": [int(kind) for kind in NAMED],
        "slip": int(TagKind.NAME_SHORTENED),
        "organisation": organisation_id,
        "wall": wall,
        "common": TOO_COMMON,
        "limit": limit,
    }
    with connection.cursor() as cursor:
        cursor.execute(HITS, values)
        rows = cursor.fetchall()
    return Found(
        subjects=tuple(row[0] for row in rows),
        is_whole=len(rows) < limit and all(row[2] for row in rows),
        named=max((place for place, row in enumerate(rows, start=1) if row[3]), default=0),
    )


def _newest(*, organisation_id: UUID, wall: str, limit: int) -> Found:
    values: dict[str, Any] = {
        "organisation": organisation_id,
        "wall": wall,
        "kind": int(TagKind.PRESENT),
        "limit": limit,
    }
    with connection.cursor() as cursor:
        cursor.execute(NEWEST, values)
        subjects = tuple(row[0] for row in cursor.fetchall())
    return Found(subjects=subjects, is_whole=len(subjects) < limit, named=len(subjects))
