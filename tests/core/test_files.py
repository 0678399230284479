"""What a file is, by its content; what a camera added is gone; an upload never touches the disk."""

import io
import zipfile
from pathlib import Path

import pytest
from django.test import RequestFactory

from panah.core.errors import InvalidInput
from panah.core.files import DOCX, JPEG, PDF, PNG, XLSX, Trouble, bare, kind_of, trouble_of
from panah.core.media import bare_webp, dots_of, media_kind_of
from panah.core.office import bare_document
from panah.core.sound import bare_sound
from panah.core.uploads import DOOR_ALTOGETHER, LARGEST

REPOSITORY = Path(__file__).parents[2]


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


def test_the_server_in_front_takes_what_the_forms_take_and_puts_nothing_on_a_disk():
    public, desk = (REPOSITORY / "docs/howto/front-server.md").read_text("utf-8").split("server_name ")[1:]
    for server, most in ((public, DOOR_ALTOGETHER), (desk, LARGEST)):
        taken = int(server.split("client_max_body_size ")[1].split("m;")[0]) * 1024 * 1024
        assert most * 1.05 < taken < most * 1.4
        assert "client_body_temp_path /run/" in server
        assert "proxy_request_buffering off" not in server
        assert server.count("proxy_pass") == server.count("proxy_max_temp_file_size 0;")
    assert "error_page 413 /emergency.html" in public


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


def page_of(stream, flags, *packets):
    lengths = b"".join(b"\xff" * (len(packet) // 255) + bytes([len(packet) % 255]) for packet in packets)
    head = b"OggS\x00" + bytes([flags]) + bytes(8) + stream + bytes(8) + bytes([len(lengths)]) + lengths
    return head + b"".join(packets)


def atom(name, *parts):
    body = b"".join(parts)
    return (len(body) + 8).to_bytes(4) + name + body


def chunk(name, body):
    return name + len(body).to_bytes(4, "little") + body


SOUND = b"\xff\xfb\x90 a voice"
APE = b"GPS 40.4 name" + b"APETAGEX\xd0\x07\x00\x00\x2d\x00\x00\x00\x01\x00\x00\x00" + bytes(12)
WAVES = chunk(b"fmt ", b"pcm!") + chunk(b"data", b"a voice ")
INFO = chunk(b"LIST", b"INFOGPS!") + chunk(b"id3 ", b"ID3 GPS ")
OPUS = (b"OpusHead", b"OpusTags\x03\x00\x00\x00GPS\x01\x00\x00\x00\x08\x00\x00\x00GPS 40.4" + b"GPS" * 100, b"voice")
VORBIS = (b"\x01vorbis", b"\x03vorbis\x00\x00\x00\x00\x01\x00\x00\x00\x03\x00\x00\x00GPS\x01", b"\x05vorbis", b"voice")
MOVIE = atom(b"moov", atom(b"mvhd", bytes(4), b"timetime", b"rest"), atom(b"udta", atom(b"\xa9xyz", b"GPS 40.4")))
M4A = atom(b"ftyp", b"M4A ") + MOVIE + atom(b"mdat", b"a voice") + atom(b"uuid", b"GPS")


@pytest.mark.parametrize(
    ("content", "kept"),
    [
        (b"ID3\x04\x00\x00\x00\x00\x00\x08GPS 40.4" + SOUND, SOUND),
        (SOUND + APE + b"TAG" + b"GPS".ljust(125), SOUND),
        (SOUND + b"LYRICSBEGINGPS000009LYRICS200" + b"TAG".ljust(128), SOUND),
        (
            b"RIFF\xff\xff\x00\x00WAVE" + INFO + WAVES + INFO,
            b"RIFF" + (len(WAVES) + 4).to_bytes(4, "little") + b"WAVE" + WAVES,
        ),
        (M4A, None),
        (page_of(b"abcd", 2, OPUS[0]) + page_of(b"abcd", 0, OPUS[1]) + page_of(b"abcd", 4, OPUS[2]) + b"GPS", None),
        (page_of(b"abcd", 2, VORBIS[0]) + page_of(b"abcd", 0, *VORBIS[1:]), None),
    ],
    ids=["before", "behind", "lyrics", "waves", "atoms", "opus", "vorbis"],
)
def test_a_recording_keeps_its_sound_and_nothing_of_who_made_it_where(content, kept):
    kind = media_kind_of(content)
    shown = bare_sound(content, kind)
    assert b"GPS" not in shown
    assert b"timetime" not in shown
    assert b"voice" in shown
    assert kept in (None, shown)
    assert bare_sound(shown, kind) == shown
    if kind.code == "m4a":
        assert (len(shown), shown.index(b"a voice")) == (len(content), content.index(b"a voice"))


def nested(depth):
    made = b""
    for _ in range(depth):
        made = atom(b"moov", made)
    return made


@pytest.mark.parametrize(
    "content",
    [
        *(b"ID3\x04 a voice", b"OggS\x00", b"RIFF\x00\x00\x00\x00WAVE"),
        *(atom(b"ftyp", b"M4A ") + b"\x00\x00\x00\x02moov", atom(b"ftyp", b"M4A ") + nested(3000)),
    ],
)
def test_a_recording_that_cannot_be_read_is_not_handed_on(content):
    assert bare_sound(content, media_kind_of(content)) is None


def test_a_document_loses_its_properties_its_authors_and_the_places_of_its_pictures():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as book:
        gone = '<Override PartName="/docProps/core.xml" ContentType="GPS"/>'
        book.writestr("[Content_Types].xml", f'<Types>{gone}<Override PartName="/word/a"/></Types>')
        book.writestr("_rels/.rels", '<R><Relationship Id="GPS" Target="docProps/core.xml"/></R>')
        book.writestr("docProps/core.xml", "<dc:creator>GPS</dc:creator>")
        book.writestr("word/document.xml", '<w:ins w:id="1" w:author="GPS" w:date="GPS">words</w:ins>')
        book.writestr("word/media/image1.jpeg", PHOTO)
    with zipfile.ZipFile(io.BytesIO(bare_document(made.getvalue()))) as shown:
        parts = {name: shown.read(name) for name in shown.namelist()}
    assert b"GPS" not in b"".join(parts.values())
    assert parts["word/document.xml"] == b'<w:ins w:id="1" w:author="-">words</w:ins>'
    assert parts["[Content_Types].xml"] == b'<Types><Override PartName="/word/a"/></Types>'
    assert set(parts) == {"[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/media/image1.jpeg"}
    assert bare_document(b"PK\x03\x04 torn") is None


@pytest.mark.parametrize(
    ("picture", "dots"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(8) + b"\x00\x00\x10\x00\x00\x00\x20\x00", 4096 * 8192),
        (b"\xff\xd8\xff\xdb\x00\x02\xff\xc2\x00\x0b\x08\x10\x00\x20\x00", 4096 * 8192),
        (b"RIFFsizeWEBPVP8Xsize\x00\x00\x00\x00\xff\x0f\x00\xff\x1f\x00", 4096 * 8192),
        (b"RIFFsizeWEBPVP8Lsize\x2f\xff\xcf\xff\x07", 4096 * 8192),
        (b"RIFFsizeWEBPVP8 sizeabc\x9d\x01\x2a\x00\x10\x00\x20", 4096 * 8192),
    ],
    ids=range(5),
)
def test_a_picture_says_how_large_it_is_before_anybody_unpacks_it(picture, dots):
    assert dots_of(picture) == dots
