from django.db import models
from django.db.models import Q

from panah.access.models import Held
from panah.codes.fields import CodeField
from panah.crypto.fields import SealedTextField
from panah.prevention.models.material import Material, Version
from panah.prevention.states import RecordingState


class Recording(Held):
    """
    The film of a material, numbered and never written over: sealed in pieces, and looked at once it is whole.

    `blanks` tells where something was written over that could tell of a place or a person. Its poster is one picture.
    """

    GRANT_CASE = None

    material = models.ForeignKey(Material, models.PROTECT, related_name="recordings")
    number = models.PositiveSmallIntegerField()
    state = CodeField("recording_state", default=RecordingState.UPLOADING)
    kind = CodeField("file_kind", blank=True)
    size = models.PositiveIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    length = models.PositiveIntegerField(default=0)  # in milliseconds
    wide = models.PositiveIntegerField(default=0)
    high = models.PositiveIntegerField(default=0)
    has_sound = models.BooleanField(default=False)
    rights_holder = models.CharField(max_length=200)
    licence = CodeField("picture_licence")
    consent = CodeField("picture_consent")
    consent_until = models.DateField(null=True)
    poster = SealedTextField()
    poster_kind = CodeField("file_kind", blank=True)
    alt_az = models.CharField(max_length=300, blank=True)
    alt_en = models.CharField(max_length=300, blank=True)
    alt_ru = models.CharField(max_length=300, blank=True)
    made_by_id = models.UUIDField()
    touched_on = models.DateField()  # the last piece that came; nobody waits for ever for the next one

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["material", "number"], name="prevention_recording_numbered"),
            models.CheckConstraint(condition=~Q(state="kept") | Q(length__gt=0), name="prevention_recording_whole"),
        ]
        indexes = [models.Index(fields=["organisation", "wall", "material"], name="prevention_recording_own")]

    def __str__(self) -> str:
        return f"{self.material} ({self.number})"

    def alt(self, language: str) -> str:
        """Return what its poster shows, in a language."""
        return str(getattr(self, f"alt_{language}", ""))


class RecordingPiece(Held):
    """A piece of a recording, sealed under its key; empty when the recording is destroyed."""

    GRANT_CASE = None

    recording = models.ForeignKey(Recording, models.PROTECT, related_name="pieces")
    number = models.PositiveSmallIntegerField()
    sha256 = models.CharField(max_length=64)
    content = SealedTextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["recording", "number"], name="prevention_piece_once")]

    def __str__(self) -> str:
        return f"piece {self.number}"


class Captions(Held):
    """What is said and heard in a recording, as a version's words: cues with their times, and the same to be read."""

    GRANT_CASE = None

    version = models.OneToOneField(Version, models.PROTECT, related_name="captions")
    cues = SealedTextField()
    transcript = SealedTextField()

    class Meta:
        verbose_name_plural = "captions"

    def __str__(self) -> str:
        return f"captions of {self.version_id}"
