"""A small file made to be slow is read or refused at once: the public's door has one process to lose."""

import io
import zipfile
from collections.abc import Callable

import pytest

from panah.core.files import FileKind
from panah.core.media import M4A, MP3, OGG
from panah.core.office import LONGEST_LIST, bare_document
from panah.core.sound import bare_sound


def _document(types: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", types)
    return made.getvalue()


def test_a_list_of_entries_without_an_end_is_read_once() -> None:
    assert bare_document(_document(b"<Override " * 19_000)) is not None
    assert bare_document(_document(b"<Override " + b'"docProps/' * 19_000)) is not None


def test_a_list_longer_than_any_program_writes_is_refused() -> None:
    assert bare_document(_document(b" " * (LONGEST_LIST + 1))) is None


def test_what_names_the_properties_is_left_out_and_its_neighbours_stay() -> None:
    stays = b'<Override PartName="/word/document.xml"/>'
    names = b'<Override PartName="/docProps/core.xml"/><Override PartName="/customXml/item1.xml"></Override>'
    bare = bare_document(_document(b"<Types>" + stays + names + b"</Types>"))
    assert bare is not None
    with zipfile.ZipFile(io.BytesIO(bare)) as archive:
        assert archive.read("[Content_Types].xml") == b"<Types>" + stays + b"</Types>"


def _page(flags: int, body: bytes, lengths: bytes) -> bytes:
    return b"OggS\x00" + bytes([flags]) + bytes(8) + b"ones" + bytes(8) + bytes([len(lengths)]) + lengths + body


def _heads() -> bytes:
    return b"ID3\x04" + bytes(6)


def _boxes() -> bytes:
    return b"".join((8 * (20_000 - number)).to_bytes(4) + b"moov" for number in range(20_000))


def _comments() -> bytes:
    full = bytes([255]) * 255
    return _page(2, b"OpusHead", b"\x08") + _page(0, b"OpusTags".ljust(255 * 255, b"x"), full) * 120


@pytest.mark.parametrize(
    ("kind", "made"),
    [
        (MP3, lambda: _heads() * 500_000),
        (MP3, lambda: b"x" + b"TAG".ljust(128, b"x") * 60_000),
        (M4A, _boxes),
        (OGG, _comments),
    ],
    ids=["heads", "tails", "boxes", "comments"],
)
def test_a_recording_made_to_be_slow_is_refused(kind: FileKind, made: Callable[[], bytes]) -> None:
    assert bare_sound(made(), kind) is None


def test_sound_between_its_blocks_stays() -> None:
    assert bare_sound(_heads() * 3 + b"\xff\xfbsound" + b"TAG".ljust(128, b"x") * 2, MP3) == b"\xff\xfbsound"
