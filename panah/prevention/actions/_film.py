"""The film of a material on our pages: what it needs, and its pieces put there one after the other."""

from panah.access.policy import Actor
from panah.core.clock import today
from panah.core.errors import InvalidInput, WrongState
from panah.core.jobs import enqueue
from panah.crypto.fields import unseal_bytes
from panah.prevention import queries
from panah.prevention.models import Material, Recording, Version
from panah.prevention.queries.videos import PAGE
from panah.prevention.rules import captions as cues_of
from panah.prevention.rules.recording import check_consent_holds, check_may_show, piece_count
from panah.published.actions import finish_clip, publish_clip, put_clip_piece
from panah.published.queries import clip as published_clip
from panah.published.queries import clip_numbers

AT_ONCE = 4  # pieces; what is larger is put there by a job, so that nobody waits for it


def check_film(actor: Actor, version: Version) -> Recording | None:
    """
    Allow a version with the film that is shown in its language; None if its material has none.

    :raises WrongState: if it has no captions, transcript, picture or alternative text, its captions do not fit it, or
        a consent has ended
    """
    recording = queries.kept_recording(actor=actor, material=version.material)
    if recording is None:
        return None
    cues, told = queries.captions(actor=actor, version=version)
    check_may_show(
        has_captions=bool(cues),
        has_transcript=bool(told),
        has_poster=bool(recording.poster_kind),
        alt=recording.alt(version.language),
        language=version.language,
    )
    check_consent_holds(consent_until=recording.consent_until, today=today())
    try:
        cues_of.check_cues(cues, length=recording.length)
    except InvalidInput as error:
        raise WrongState(error.message, **error.params) from error
    return recording


def put_film(actor: Actor, material: Material, recording: Recording) -> None:
    """Put a film beside the pages of a material: a small one now, a large one by a job."""
    publish_clip(
        actor=actor,
        kind=PAGE,
        slug=material.slug,
        media=recording.kind,
        mark=recording.sha256,
        size=recording.size,
        poster_kind=recording.poster_kind,
        poster=unseal_bytes(recording, "poster"),
    )
    if not put_pieces(actor, material, recording):
        enqueue("prevention.show_recording", material_id=material.pk, account_id=actor.id)


def put_pieces(actor: Actor, material: Material, recording: Recording) -> bool:
    """Put the next pieces there; return whether the film is whole."""
    clip = published_clip(kind=PAGE, slug=material.slug)
    if clip is None or clip.mark != recording.sha256:
        return True  # something else is shown by now, or nothing: there is nothing left to do
    there = clip_numbers(clip=clip)
    missing = [number for number in range(piece_count(recording.size)) if number not in there]
    for number in missing[:AT_ONCE]:
        content = queries.piece(actor=actor, recording=recording, number=number)
        put_clip_piece(actor=actor, clip_id=clip.pk, number=number, content=content)
    if len(missing) > AT_ONCE:
        return False
    finish_clip(actor=actor, clip_id=clip.pk)
    return True
