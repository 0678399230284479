"""Recordings of a material: their pieces, their captions, and what the public sees of them."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db.models import QuerySet, Sum

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.core.clock import today
from panah.core.errors import NotVisible, gettext_noop
from panah.core.files import FileKind
from panah.core.seen import KNOWN
from panah.crypto.fields import unseal, unseal_bytes
from panah.partnership import queries as partnership
from panah.prevention.models import Campaign, Captions, Material, PlanEntry, Recording, RecordingPiece, Version
from panah.prevention.rules import captions as cues_of
from panah.prevention.rules.recording import PIECE
from panah.prevention.states import RecordingState
from panah.published import queries as published

VIDEO = "video"
PAGE = "material"


def recordings(*, actor: Actor, material: Material) -> list[Recording]:
    """Return the recordings of a material at the actor's own organisation, the newest first."""
    check(actor, Permission.PREVENTION_CAMPAIGN_READ)
    rows = Recording.objects.own(actor).filter(material=material).exclude(state=RecordingState.GONE)
    return list(rows.defer("poster").order_by("-number"))


def unfinished(*, actor: Actor) -> QuerySet[Recording]:
    """Return the uploads that the actor began and has not finished, the oldest first."""
    rows: QuerySet[Recording] = Recording.objects.own(actor).filter(state=RecordingState.UPLOADING, made_by_id=actor.id)
    return rows.select_related("material").defer("poster").order_by("touched_on", "pk")


def recording(*, actor: Actor, recording_id: UUID) -> Recording:
    """
    Return one recording with its material.

    :raises NotVisible: if the actor's organisation has none
    """
    check(actor, Permission.PREVENTION_MATERIAL_CHANGE)
    return _one(Recording.objects.own(actor).select_related("material__campaign"), recording_id)


def recording_to_change(*, actor: Actor, recording_id: UUID) -> Recording:
    """
    Return a recording of the actor's organisation, locked.

    :raises NotVisible: if there is none
    """
    rows = Recording.objects.own(actor).select_for_update(of=("self",)).select_related("material__campaign")
    return _one(rows, recording_id)


def _one(rows: Any, recording_id: UUID) -> Recording:
    found: Recording | None = rows.filter(pk=recording_id).first()
    if found is None:
        raise NotVisible(gettext_noop("This video does not exist."))
    return found


def kept_recording(*, actor: Actor, material: Material) -> Recording | None:
    """Return the newest whole recording of a material; None if there is none."""
    check(actor, Permission.PREVENTION_CAMPAIGN_READ)
    rows = Recording.objects.own(actor).filter(material=material, state=RecordingState.KEPT)
    newest: Recording | None = rows.order_by("-number").first()
    return newest


def pieces_there(*, actor: Actor, recording: Recording) -> dict[int, str]:
    """Return which pieces have arrived, each with its SHA-256."""
    check(actor, Permission.PREVENTION_MATERIAL_CHANGE)
    rows = RecordingPiece.objects.own(actor).filter(recording=recording).exclude(content=None)
    return dict(rows.order_by("number").values_list("number", "sha256"))


def pieces(*, actor: Actor, recording: Recording) -> Iterator[bytes]:
    """Return the pieces of a recording in their order, one after the other: never two of them are at hand."""
    check(actor, Permission.PREVENTION_MATERIAL_CHANGE)
    numbers = list(pieces_there(actor=actor, recording=recording))
    return (piece(actor=actor, recording=recording, number=number) for number in numbers)


def piece(*, actor: Actor, recording: Recording, number: int) -> bytes:
    """
    Return one piece of a recording.

    :raises NotVisible: if it has not arrived
    """
    check(actor, Permission.PREVENTION_MATERIAL_CHANGE)
    rows = RecordingPiece.objects.own(actor).filter(recording=recording, number=number)
    row: RecordingPiece | None = rows.exclude(content=None).first()
    if row is None:
        raise NotVisible(gettext_noop("This video does not exist."))
    return unseal_bytes(row, "content")


def part(*, actor: Actor, recording: Recording, first: int, count: int) -> bytes:
    """Return some bytes of a recording, from a place on."""
    found = b""
    while len(found) < count:
        number, at = divmod(first + len(found), PIECE)
        content = piece(actor=actor, recording=recording, number=number)
        found += content[at : at + count - len(found)]
    return found


def poster(*, actor: Actor, recording_id: UUID) -> tuple[FileKind, bytes]:
    """
    Return the picture that stands for a recording.

    :raises NotVisible: if the actor's organisation has no such recording, or it has none
    """
    found = recording(actor=actor, recording_id=recording_id)
    if not found.poster_kind:
        raise NotVisible(gettext_noop("This picture does not exist."))
    return KNOWN[found.poster_kind], unseal_bytes(found, "poster")


def captions(*, actor: Actor, version: Version) -> tuple[list[cues_of.Cue], str]:
    """Return the cues and the transcript of a version; nothing where nobody wrote them."""
    check(actor, Permission.PREVENTION_CAMPAIGN_READ)
    found = Captions.objects.own(actor).filter(version=version).first()
    if found is None:
        return [], ""
    told = unseal(found, "cues", "transcript")
    return cues_of.read_file(told["cues"].encode()), told["transcript"]


def captions_before(*, actor: Actor, version: Version) -> tuple[list[cues_of.Cue], str]:
    """Return the captions of a version, or those of the number before it in its language: a draft begins with them."""
    check(actor, Permission.PREVENTION_CAMPAIGN_READ)
    rows = Captions.objects.own(actor).filter(
        version__material=version.material_id, version__language=version.language, version__number__lte=version.number
    )
    newest = rows.select_related("version").order_by("-version__number").first()
    return captions(actor=actor, version=newest.version) if newest else ([], "")


def captioned(*, actor: Actor, material: Material) -> set[UUID]:
    """Return the versions of a material that have captions."""
    check(actor, Permission.PREVENTION_CAMPAIGN_READ)
    return set(Captions.objects.own(actor).filter(version__material=material).values_list("version_id", flat=True))


def video_words(*, actor: Actor, recording: Recording, version: Version) -> dict[str, Any]:
    """Return what the public's page says of a recording, in the language of a version."""
    cues, told = captions(actor=actor, version=version)
    return {
        "wide": recording.wide,
        "high": recording.high,
        "seconds": round(recording.length / 1000),
        "alt": recording.alt(version.language),
        "captions": cues_of.vtt(cues),
        "transcript": told.split("\n\n"),
    }


def pieces_shown(*, actor: Actor, material: Material) -> tuple[int, int] | None:
    """Return how many pieces of a film are before the public, and of how many; None if there is none."""
    check(actor, Permission.PREVENTION_CAMPAIGN_READ)
    clip = published.clip(kind=PAGE, slug=material.slug)
    return (len(published.clip_numbers(clip=clip)), -(-clip.size // PIECE)) if clip else None


def event_choices(*, actor: Actor) -> list[tuple[str, str]]:
    """Return the events of the actor's organisation that were held, to choose from, the newest first."""
    if not actor.may(Permission.PARTNERSHIP_EVENT_READ):
        return []
    rows = partnership.events(actor=actor, until=today()).filter(organisation_id=actor.organisation_id)
    return [(row.slug, f"{row.title(actor.language)}, {row.starts_on:%d.%m.%Y}") for row in rows.order_by("-starts_on")]


def local_actions(*, actor: Actor, campaign: Campaign) -> list[tuple[str, str]]:
    """Return the local actions of a campaign that were held, to choose from."""
    check(actor, Permission.PREVENTION_CAMPAIGN_READ)
    rows = PlanEntry.objects.own(actor).filter(campaign=campaign, kind="local_action").exclude(done_on=None)
    return [(str(row.pk), f"{row.title}, {row.done_on:%d.%m.%Y}") for row in rows.order_by("-done_on")]


def screenings(*, actor: Actor, campaign: Campaign) -> tuple[int, int]:
    """Return how often films of a campaign were shown to people who came, and how many watched them."""
    check(actor, Permission.PREVENTION_CAMPAIGN_READ)
    films = Material.objects.all_for(actor).filter(campaign=campaign, kind=VIDEO).values_list("pk", flat=True)
    shown, watched = partnership.screenings(actor=actor, material_ids=list(films))
    held = PlanEntry.objects.all_for(actor).filter(film__campaign=campaign)
    return shown + held.count(), watched + (held.aggregate(sum=Sum("viewer_count"))["sum"] or 0)
