"""Recordings: begun, uploaded piece by piece, looked at, watched at the desk, destroyed."""

from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from panah.access.permissions import Permission
from panah.access.policy import Actor, check
from panah.audit import log
from panah.audit.events import Event
from panah.core.clock import now, today
from panah.core.errors import InvalidInput, WrongState, gettext_noop
from panah.core.film_reader import look_apart
from panah.core.films import BadFilm, Film, blanked, touched
from panah.crypto.fields import seal_bytes
from panah.crypto.records import new_record_key
from panah.prevention import queries
from panah.prevention.actions._public import take_from_pages
from panah.prevention.models import Recording, RecordingPiece
from panah.prevention.rules import recording as rules
from panah.prevention.rules.picture import check_consent
from panah.prevention.states import RecordingState, move_recording

VIDEO = "video"


@transaction.atomic
def begin_recording(
    *,
    actor: Actor,
    material_id: UUID,
    rights_holder: str,
    licence: str,
    consent: str,
    consent_until: date | None = None,
) -> Recording:
    """
    Begin a recording of a video: whose it is, and who agreed to be seen. Its pieces follow.

    :raises NotPermitted: if the actor may not make materials
    :raises NotVisible: if the actor's organisation has no such material
    :raises WrongState: if the material is no video
    :raises InvalidInput: if people agreed and nobody says until when, or it ends too soon
    """
    check(actor, Permission.PREVENTION_MATERIAL_CHANGE)
    material = queries.material_to_change(actor=actor, material_id=material_id)
    if material.kind != VIDEO:
        raise WrongState(gettext_noop("Only a material of the kind video clip has a film."))
    check_consent(consent=consent, until=consent_until, today=today())
    recording = Recording(
        organisation_id=material.organisation_id,
        wall=actor.wall,
        material=material,
        number=Recording.objects.own(actor).filter(material=material).count() + 1,
        key_id=new_record_key(organisation_id=material.organisation_id, wall=actor.wall),
        rights_holder=rights_holder,
        licence=licence,
        consent=consent,
        consent_until=consent_until,
        made_by_id=actor.id,
        touched_on=today(),
    )
    recording.save(force_insert=True)
    log.record(actor=actor, event=Event.PREVENTION_RECORDING_BEGUN, subject=recording)
    return recording


@transaction.atomic
def keep_piece(
    *, actor: Actor, recording_id: UUID, number: int, size: int, sum_of_piece: str, file: "UploadedFile[bytes]"
) -> Recording:
    """
    Keep a piece of a recording, sealed. The same piece again changes nothing.

    :param size: of the whole film
    :raises NotPermitted: if the actor may not make materials
    :raises NotVisible: if the actor's organisation has no such recording
    :raises WrongState: if it is whole already, or was destroyed
    :raises InvalidInput: if the film is too large, or the piece belongs to another one or was changed on the way
    """
    check(actor, Permission.PREVENTION_MATERIAL_CHANGE)
    recording = _uploading(actor, recording_id)
    rules.check_size(size)
    content = file.read()
    rules.check_piece(content, number=number, size=size, announced=sum_of_piece)
    _keep(actor, recording, number=number, size=size, content=content)
    log.record(actor=actor, event=Event.PREVENTION_RECORDING_PIECE_KEPT, subject=recording, number=number)
    return recording


@transaction.atomic
def finish_recording(*, actor: Actor, recording_id: UUID, sum_of_all: str) -> Recording:
    """
    Look at a film whose pieces are all there, blank what could tell a place or a person, and keep it.

    Whatever was reviewed before was another film: the material leaves our pages until it is reviewed again.

    :raises NotPermitted: if the actor may not make materials
    :raises NotVisible: if the actor's organisation has no such recording
    :raises WrongState: if a piece is missing, it is whole already, or was destroyed
    :raises InvalidInput: if it is another film than the sender's, or none that is taken
    """
    check(actor, Permission.PREVENTION_MATERIAL_CHANGE)
    recording = _uploading(actor, recording_id)
    there = queries.pieces_there(actor=actor, recording=recording)
    if not there or len(there) != rules.piece_count(recording.size):
        raise WrongState(gettext_noop("Not every piece has arrived yet. Take the upload up again."))
    if rules.sum_of(there.values()) != sum_of_all:
        raise InvalidInput(gettext_noop("What arrived is another film than the one that was sent."), field="file")
    _look(actor, recording)
    log.record(actor=actor, event=Event.PREVENTION_RECORDING_KEPT, subject=recording, size=recording.size)
    return recording


@transaction.atomic
def upload_recording(*, actor: Actor, recording_id: UUID, file: "UploadedFile[bytes]") -> Recording:
    """
    Keep a small film that comes in one form.

    :raises NotPermitted: if the actor may not make materials
    :raises NotVisible: if the actor's organisation has no such recording
    :raises WrongState: if it is whole already, or was destroyed
    :raises InvalidInput: if it is too large for one form, or none that is taken
    """
    check(actor, Permission.PREVENTION_MATERIAL_CHANGE)
    recording = _uploading(actor, recording_id)
    if (file.size or 0) > rules.LARGEST_AT_ONCE:
        raise InvalidInput(
            gettext_noop("Without scripts the film may have 20 MB at most. With them it may have 500 MB."), field="file"
        )
    content = file.read()
    rules.check_size(len(content))
    for number in range(rules.piece_count(len(content))):
        piece = content[number * rules.PIECE : (number + 1) * rules.PIECE]
        _keep(actor, recording, number=number, size=len(content), content=piece)
    _look(actor, recording)
    log.record(actor=actor, event=Event.PREVENTION_RECORDING_KEPT, subject=recording, size=recording.size)
    return recording


@transaction.atomic
def open_recording(*, actor: Actor, recording_id: UUID) -> Recording:
    """
    Return a recording to be watched at the desk. It is logged: people may be seen in it.

    :raises NotPermitted: if the actor may not make materials
    :raises NotVisible: if the actor's organisation has no such recording
    :raises WrongState: if it is not whole
    """
    check(actor, Permission.PREVENTION_MATERIAL_CHANGE)
    recording = queries.recording(actor=actor, recording_id=recording_id)
    if recording.state != RecordingState.KEPT:
        raise WrongState(gettext_noop("This video cannot be watched: it is not whole, or it was destroyed."))
    log.record(actor=actor, event=Event.PREVENTION_RECORDING_OPENED, subject=recording)
    return recording


@transaction.atomic
def destroy_recording(*, actor: Actor, recording_id: UUID) -> Recording:
    """
    Destroy a recording, whole or not: its pieces and its picture are gone, and so is the material from our pages.

    :raises NotPermitted: if the actor may not make materials
    :raises NotVisible: if the actor's organisation has no such recording
    :raises WrongState: if it was destroyed before
    """
    check(actor, Permission.PREVENTION_MATERIAL_CHANGE)
    recording = queries.recording_to_change(actor=actor, recording_id=recording_id)
    was = RecordingState(recording.state)
    recording.state = move_recording(was, RecordingState.GONE)
    recording.poster, recording.poster_kind = None, ""
    recording.save(update_fields=["state", "poster", "poster_kind"])
    RecordingPiece.objects.own(actor).filter(recording=recording).update(content=None)
    if was == RecordingState.KEPT:
        take_from_pages(actor, queries.material_to_change(actor=actor, material_id=recording.material_id))
    log.record(actor=actor, event=Event.PREVENTION_RECORDING_GONE, subject=recording)
    return recording


def _uploading(actor: Actor, recording_id: UUID) -> Recording:
    recording = queries.recording_to_change(actor=actor, recording_id=recording_id)
    if recording.state != RecordingState.UPLOADING:
        raise WrongState(gettext_noop("This upload has ended. Begin another recording for another film."))
    return recording


def _keep(actor: Actor, recording: Recording, *, number: int, size: int, content: bytes) -> None:
    """Seal a piece; what is there already stays, and a film of another size is another film."""
    if recording.size not in (0, size):
        raise InvalidInput(
            gettext_noop("This is another film than the one whose upload was begun. Choose that one again."),
            field="file",
        )
    recording.size, recording.touched_on = size, today()
    recording.save(update_fields=["size", "touched_on"])
    found = sha256(content).hexdigest()
    row = RecordingPiece.objects.own(actor).filter(recording=recording, number=number).first() or RecordingPiece(
        organisation_id=recording.organisation_id,
        wall=recording.wall,
        key_id=recording.key_id,
        recording=recording,
        number=number,
    )
    if row.content is None or row.sha256 != found:
        row.sha256 = found
        seal_bytes(row, "content", content)
        row.save()


def _look(actor: Actor, recording: Recording) -> None:
    """Have a process of its own look at the film, blank what it names, and keep what it says."""
    film = _seen(queries.pieces(actor=actor, recording=recording), recording.size)
    for number in touched(film.blanks, piece=rules.PIECE):
        row = RecordingPiece.objects.own(actor).get(recording=recording, number=number)
        content = queries.piece(actor=actor, recording=recording, number=number)
        content = blanked(content, begins=number * rules.PIECE, blanks=film.blanks)
        row.sha256 = sha256(content).hexdigest()
        seal_bytes(row, "content", content)
        row.save(update_fields=["sha256", "content"])
    whole = sha256()
    for piece in queries.pieces(actor=actor, recording=recording):
        whole.update(piece)
    recording.state = move_recording(RecordingState(recording.state), RecordingState.KEPT)
    recording.kind, recording.length, recording.sha256 = film.kind.code, film.length, whole.hexdigest()
    recording.wide, recording.high, recording.has_sound = film.wide, film.high, film.has_sound
    recording.save()
    material = queries.material_to_change(actor=actor, material_id=recording.material_id)
    material.changed_at = now()
    material.save(update_fields=["changed_at"])
    take_from_pages(actor, material)


def _seen(pieces: Iterable[bytes], size: int) -> Film:
    try:
        film = look_apart(pieces, size=size)
    except BadFilm as error:
        raise rules.refusal(error.trouble) from error
    rules.check_film(film)
    return film
