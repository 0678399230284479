"""A clip of our own before the public: uploaded, captioned in two languages, looked at by somebody else."""

from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile

from panah.core.clock import today
from panah.demo.acting import acting_as
from panah.demo.campaigning import campaign_led
from panah.demo.logins import second_writer
from panah.demo.today import Today
from panah.prevention import actions as prevention
from panah.prevention.models import Version

CLIP = Path(__file__).parent / "clip"
BACK = "Qapı açıq ola bilər. Qısa çarx, nümunə."
HEADLINES = (
    ("az", "", "Qapı açıq ola bilər", "Qısa çarx, nümunə"),
    ("en", "az", "The door can be open", "A short clip, a specimen"),
)


def play(day: Today) -> None:
    """Upload the clip, write its captions, and put it before the public, as two people do."""
    written: list[Version] = []
    with day.acting("campaign_officer", "iom-az") as actor:
        clip = prevention.add_material(
            actor=actor,
            slug=campaign_led(actor),
            kind="video",
            title_en="The lit doorway (specimen)",
            title_az="İşıqlı qapı (nümunə)",
            violence_shown=["none"],
        )
        recording = prevention.begin_recording(
            actor=actor, material_id=clip.pk, rights_holder="Panah", licence="own", consent="nobody"
        )
        prevention.upload_recording(actor=actor, recording_id=recording.pk, file=_file("doorway.mp4"))
        prevention.keep_poster(
            actor=actor,
            recording_id=recording.pk,
            file=_file("poster.jpg"),
            alt_az="Gecə işıqlı qapı, yanında 152 nömrəsi",
            alt_en="A lit doorway at night, beside it the number 152",
            alt_ru="Освещённая дверь ночью, рядом номер 152",
        )
        for language, source, headline, subline in HEADLINES:
            version = prevention.write_version(
                actor=actor,
                material_id=clip.pk,
                language=language,
                translated_from=source,
                headline=headline,
                subline=subline,
            )
            prevention.write_captions(actor=actor, version_id=version.pk, file=_file(f"{language}.vtt"))
            written.append(version)
    with acting_as(second_writer()) as actor:
        for version in written:
            if version.translated_from:
                prevention.translate_version_back(actor=actor, version_id=version.pk, back_translation=BACK)
            prevention.approve_version(actor=actor, version_id=version.pk)
        prevention.review_material(actor=actor, material_id=clip.pk, kind="dignity", held_on=today(), is_passed=True)
        prevention.publish_material(actor=actor, material_id=clip.pk, is_kept=True)


def _file(name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, (CLIP / name).read_bytes())
