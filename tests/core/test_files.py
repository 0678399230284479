"""What a file is, by its content; what a camera added is gone; an upload never touches the disk."""

import io
import zipfile

import pytest
from django.test import RequestFactory

from panah.core.errors import InvalidInput
from panah.core.files import DOCX, JPEG, PDF, PNG, XLSX, Trouble, bare, kind_of, trouble_of
from panah.core.media import bare_webp, media_kind_of
from panah.core.uploads import LARGEST


def archive(*names: str, size: int = 1) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as book:
        for name in names:
            book.writestr(name, b"0" * size)
    return made.getvalue()


DOCUMENT = archive("[Content_Types].xml", "word/document.xml")
WORKBOOK = archive("[Content_Types].xml", "xl/workbook.xml")


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7", PDF),
        (b"\xff\xd8\xff\xe0", JPEG),
        (b"\x89PNG\r\n\x1a\n", PNG),
        (DOCUMENT, DOCX),
        (WORKBOOK, XLSX),
        (b"MZ\x90 a program", None),
        (b"<html><script>", None),
        (b"PK\x03\x04 broken", None),
        (archive("readme.txt"), None),
        (archive("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), None),
        (archive("[Content_Types].xml", "xl/workbook.xml", "xl/externalLinks/externalLink1.xml"), None),
        (archive("[Content_Types].xml", "xl/workbook.xml", size=40_000_000), None),
    ],
    ids=range(12),
)
def test_the_content_says_what_a_file_is(content, kind):
    assert kind_of(content) is kind


ALONE = b"\xff\xd8\xff\xda\x00\x02picture\xff\x00\xff\xd3 more\xff\xd9"
PHOTO = ALONE[:2] + b"\xff\xe1\x00\x08GPS !!" + ALONE[2:]
FILM = b"\x00\x00\x00\x18ftypmp42 GPS 40.4 \xff\xd9 more GPS"
TABLE = b"\xff\xc4\x00\x05abc"


@pytest.mark.parametrize(
    ("content", "picture"),
    [
        (PHOTO + b"\xff\xd8\xff\xe1 GPS 40.4\xff\xd9", ALONE),
        (PHOTO + b"trailing GPS 40.4", ALONE),
        (PHOTO + FILM, ALONE),
        (ALONE[:2] + b"\xff\xe2\x00\x0c\xff\xd8GPS!\xff\xd9\xff\xd9" + ALONE[2:] + FILM, ALONE),
        (ALONE[:2] + b"\xff\xe0\x00\x13JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x01\x01GPS" + ALONE[2:], None),
        (ALONE[:2] + b"\xff\xe0\x00\x0dJFXX\x00\x10\xff\xd8GPS" + ALONE[2:], None),
        (
            ALONE[:-2] + b"\xff\xe1\x00\x05GPS" + TABLE + b"\xff\xff\xda\x00\x03!second\xff\xd9" + FILM,
            ALONE[:-2] + TABLE + b"\xff\xda\x00\x03!second\xff\xd9",
        ),
    ],
    ids=["second picture", "words", "film", "thumbnail", "small head", "other head", "several scans"],
)
def test_nothing_stays_but_the_picture_to_its_true_end(content, picture):
    shown = bare(content, field="file")
    assert b"GPS" not in shown
    assert shown == picture or (picture is None and shown.endswith(ALONE[2:]))
    assert bare(shown, field="file") == shown


def test_a_picture_without_an_end_is_refused_since_nothing_says_what_follows_it():
    for content in (ALONE[:-2], ALONE[:-2] + b"\xff", b"\xff\xd8\xff\xd9" + FILM):
        with pytest.raises(InvalidInput):
            bare(content, field="file")


def test_a_broken_picture_is_refused_at_its_field():
    with pytest.raises(InvalidInput) as refused:
        bare(b"\xff\xd8\xff\xe0\x00", field="file")
    assert refused.value.field == "file"
    assert bare(b"%PDF-1.7", field="file") == b"%PDF-1.7"


def _upload(size: int, settings) -> bytes:
    settings.FILE_UPLOAD_HANDLERS = ["panah.core.uploads.MemoryUploads"]
    file = io.BytesIO(b"x" * size)
    file.name = "a.pdf"
    request = RequestFactory().post("/", {"file": file})
    kept = request.FILES["file"]
    assert not hasattr(kept, "temporary_file_path")
    return kept.read()


def test_a_large_upload_stays_in_memory_and_is_cut_where_nobody_takes_more(settings):
    assert len(_upload(3_000_000, settings)) == 3_000_000
    assert len(_upload(LARGEST + 70_000, settings)) == LARGEST + 1


def test_the_desk_uses_it(settings):
    assert settings.FILE_UPLOAD_HANDLERS == ["panah.core.uploads.MemoryUploads"]


def test_a_telephones_photo_stays_upright_and_loses_everything_else():
    for order, tiff in (("little", b"II*\x00\x08\x00\x00\x00"), ("big", b"MM\x00*\x00\x00\x00\x08")):
        entry = b"".join(n.to_bytes(size, order) for n, size in ((0x0112, 2), (3, 2), (1, 4), (6, 2), (0, 2)))
        body = b"Exif\x00\x00" + tiff + (1).to_bytes(2, order) + entry + b"GPS 40.4"
        photo = b"\xff\xd8\xff\xe1" + (len(body) + 2).to_bytes(2) + body + b"\xff\xda\x00\x02picture\xff\xd9"
        shown = bare(photo, field="file")
        assert b"GPS" not in shown
        assert b"\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06" in shown
        assert bare(shown, field="file") == shown


@pytest.mark.parametrize(
    ("content", "trouble"),
    [
        (b"%PDF-1.7 /Encrypt 5 0 R", Trouble.LOCKED),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 older", Trouble.OLD),
        (archive("[Content_Types].xml", "word/document.xml", size=40_000_000), Trouble.DANGEROUS),
        (archive("word/vbaProject.bin"), Trouble.DANGEROUS),
        (DOCUMENT, None),
        (b"%PDF-1.7", None),
    ],
    ids=range(6),
)
def test_what_nobody_should_open_is_named(content, trouble):
    assert trouble_of(content) is trouble


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"ID3\x04", "mp3"),
        (b"\xff\xfb\x90", "mp3"),
        (b"\xff\xf1\x50", "aac"),
        (b"OggS\x00", "ogg"),
        (b"RIFF\x00\x00\x00\x00WAVEfmt ", "wav"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "webp"),
        (b"\x00\x00\x00\x20ftypM4A \x00", "m4a"),
        (b"\x00\x00\x00\x20ftypmp42 hdlr\x00\x00\x00\x00\x00\x00\x00\x00vide", None),
        (b"\x00\x00\x00\x20ftypheic", None),
        (b"plain words", None),
    ],
    ids=range(10),
)
def test_sound_is_told_by_its_content_and_a_film_is_not_taken(content, kind):
    found = media_kind_of(content)
    assert (found and found.code) == kind


def test_a_webp_keeps_its_picture_and_nothing_of_where_it_was_taken():
    chunks = b"VP8X\x0a\x00\x00\x00\x3c" + bytes(9) + b"VP8 \x03\x00\x00\x00abc\x00" + b"EXIF\x08\x00\x00\x00GPS 40.4"
    shown = bare_webp(b"RIFF" + (len(chunks) + 4).to_bytes(4, "little") + b"WEBP" + chunks)
    assert b"GPS" not in shown
    assert b"abc" in shown
    assert shown[20] == 0x10
    assert bare_webp(b"RIFF\x00\x00\x00\x00WEBP") is None
