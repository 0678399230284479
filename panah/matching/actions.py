"""
Keeping the index. A room calls these inside its own action, after its permission check and beside its log entry.

The caller has already made sure that the record is its own; row security checks it again.
"""

from uuid import UUID

from django.db import transaction

from panah.matching.keyring import tag_keys
from panah.matching.models import NameTag
from panah.matching.tags import Person, Tag, TagKeys, TagKind, person_tags

PRESENT = Tag(TagKind.PRESENT, 0)


@transaction.atomic
def index_person(*, organisation_id: UUID, wall: str, subject_id: UUID, person: Person) -> None:
    """Let a person be found by their details as they are now; earlier details are forgotten."""
    forget_person(organisation_id=organisation_id, subject_id=subject_id)
    rows = name_tags(organisation_id=organisation_id, wall=wall, subject_id=subject_id, person=person, keys=tag_keys())
    NameTag.objects.bulk_create(rows)


@transaction.atomic
def forget_person(*, organisation_id: UUID, subject_id: UUID) -> None:
    """Take every tag of a person out of the index."""
    NameTag.objects.filter(organisation_id=organisation_id, subject_id=subject_id).delete()


def name_tags(*, organisation_id: UUID, wall: str, subject_id: UUID, person: Person, keys: TagKeys) -> list[NameTag]:
    """Return the rows for one person, unsaved: large registers are loaded by COPY."""
    return [
        NameTag(
            organisation_id=organisation_id,
            wall=wall,
            subject_id=subject_id,
            kind=tag.kind,
            tag=tag.value,
            key_version=keys.version,
        )
        for tag in sorted({*person_tags(person, keys), PRESENT})
    ]
