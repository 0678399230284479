"""What a video needs before anybody sees it: a picture that stands for it, and captions in each language."""

from collections.abc import Iterable
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.audit import log
from panah.audit.events import Event
from panah.core.clock import now
from panah.core.errors import InvalidInput, WrongState, gettext_noop
from panah.core.file_reader import open_one
from panah.crypto.fields import seal, seal_bytes
from panah.crypto.records import new_record_key
from panah.prevention import queries
from panah.prevention.actions._public import refresh_pages, take_from_pages
from panah.prevention.models import Captions, Recording
from panah.prevention.rules import captions as rules
from panah.prevention.rules.picture import taken_picture
from panah.prevention.rules.recording import check_poster
from panah.prevention.states import RecordingState, VersionState


@transaction.atomic
def keep_poster(
    *,
    actor: Actor,
    recording_id: UUID,
    alt_az: str,
    alt_en: str,
    alt_ru: str = "",
    file: "UploadedFile[bytes] | None" = None,
) -> Recording:
    """
    Keep the picture that stands for a video, and what it says to those who cannot see it. Another picture is reviewed.

    :raises NotPermitted: if the actor may not make materials
    :raises NotVisible: if the actor's organisation has no such recording
    :raises WrongState: if the video is not whole, or was destroyed
    :raises InvalidInput: if there is no picture yet, or it is none that is taken
    """
    check(actor, Permission.PREVENTION_MATERIAL_CHANGE)
    recording = queries.recording_to_change(actor=actor, recording_id=recording_id)
    if recording.state != RecordingState.KEPT:
        raise WrongState(gettext_noop("This video cannot be watched: it is not whole, or it was destroyed."))
    material = queries.material_to_change(actor=actor, material_id=recording.material_id)
    if file is not None:
        uploaded = file.read()
        kind, content = taken_picture(uploaded, seen=open_one(uploaded, field="file"))
        check_poster(content)
        recording.poster_kind = kind.code
        seal_bytes(recording, "poster", content)
        material.changed_at = now()
        material.save(update_fields=["changed_at"])
        take_from_pages(actor, material)
    elif not recording.poster_kind:
        raise InvalidInput(gettext_noop("Choose a frame of the video, or a picture."), field="file")
    recording.alt_az, recording.alt_en, recording.alt_ru = alt_az, alt_en, alt_ru
    recording.save(update_fields=["poster", "poster_kind", "alt_az", "alt_en", "alt_ru"])
    refresh_pages(actor, material)
    log.record(actor=actor, event=Event.PREVENTION_POSTER_KEPT, subject=recording)
    return recording


@transaction.atomic
def write_captions(
    *,
    actor: Actor,
    version_id: UUID,
    cues: Iterable[tuple[str, str, str]] = (),
    file: "UploadedFile[bytes] | None" = None,
    transcript: str = "",
) -> Captions:
    """
    Write the captions of a draft: from a WebVTT file, or as lines; without a transcript they are it.

    :raises NotPermitted: if the actor may not make materials
    :raises NotVisible: if the actor's organisation has no such version
    :raises WrongState: if the version is no draft any more, or has no whole video
    :raises InvalidInput: naming the line, if a cue cannot stand there
    """
    check(actor, Permission.PREVENTION_MATERIAL_CHANGE)
    version = queries.version_to_change(actor=actor, version_id=version_id)
    if version.state != VersionState.DRAFT:
        raise WrongState(gettext_noop("Only a draft takes other captions. Write the next number first."))
    recording = queries.kept_recording(actor=actor, material=version.material)
    if recording is None:
        raise WrongState(gettext_noop("Upload the video first: captions are measured by it."))
    written = rules.read_file(file.read()) if file is not None else rules.read_lines(cues)
    rules.check_cues(written, length=recording.length)
    row = Captions.objects.own(actor).filter(version=version).first() or Captions(
        organisation_id=version.organisation_id,
        wall=actor.wall,
        version=version,
        key_id=new_record_key(organisation_id=version.organisation_id, wall=actor.wall),
    )
    told = transcript.replace("\r", "").strip() or rules.transcript(written)
    seal(row, cues=rules.vtt(written), transcript=told)
    row.save()
    version.maker_ids, version.worded_at, version.has_captions = [*version.makers | {actor.id}], now(), True
    version.save(update_fields=["maker_ids", "worded_at", "has_captions"])
    log.record(actor=actor, event=Event.PREVENTION_VERSION_WRITTEN, subject=version, language=version.language)
    return row
