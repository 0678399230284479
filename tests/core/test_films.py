"""A stranger's film is read once, from front to back, and gives up what tells of a place or a person."""

import io
import struct

import pytest

from panah.core.film_process import look
from panah.core.film_reader import look_apart
from panah.core.films import BadFilm, Blank, blanked, touched
from tests.films import box, element, entry_aac, entry_h264, mp4, track, webm

PLACE = box(b"udta", box(b"\xa9xyz", b"+40.4093+049.8671/"))


def seen(content):
    return look(io.BytesIO(content), len(content))


def bare(content):
    return blanked(content, begins=0, blanks=seen(content).blanks)


def test_a_film_says_what_it_is_and_loses_where_and_by_whom_it_was_made():
    told = element("1254c367", element("7373", b"Tag of Leyla"))
    for content, kind in (
        (mp4(more=PLACE) + box(b"uuid", b"XMP of Leyla"), "mp4"),
        (webm(more=told, inside=element("7ba9", b"Leyla at home")), "webm"),
    ):
        film, kept = seen(content), bare(content)
        assert (film.kind.code, film.length, film.wide, film.high) == (kind, 20_000, 320, 180)
        assert (len(kept), b"Leyla" in kept, b"40.4093" in kept, b"\x66" * 8 in kept) == (len(content), *[False] * 3)
        assert b"film" in kept
        assert (seen(kept).length, bare(kept)) == (20_000, kept)  # what was blanked is a film still
        assert look_apart([content[:50], content[50:]], size=len(content)) == film


def test_a_piece_is_blanked_wherever_it_was_cut():
    content, blanks = b"0123456789" * 3, [Blank(8, b"free", 4), Blank(12, b"", 9), Blank(29, b"", 1)]
    whole = blanked(content, begins=0, blanks=blanks)
    assert whole == b"01234567free" + bytes(9) + b"12345678\0"
    for size in (1, 3, 7, 10):
        cut = (blanked(content[at : at + size], begins=at, blanks=blanks) for at in range(0, 30, size))
        assert b"".join(cut) == whole
    assert list(touched(blanks, piece=10)) == [0, 1, 2]
    assert list(touched([Blank(10, b"", 0), Blank(19, b"", 2)], piece=10)) == [1, 2]


HOSTILE = {
    "nothing": (b"", "other"),
    "a picture": (b"\x89PNG\r\n\x1a\n", "other"),
    "matroska": (webm(kind=b"matroska"), "other"),
    "another codec": (mp4(track(b"vide", entry_h264(name=b"hvc1"))), "codec"),
    "ten bits a colour": (mp4(track(b"vide", entry_h264(110))), "codec"),
    "sound no browser plays": (mp4(track(b"vide", entry_h264()), track(b"soun", entry_aac(0x6B))), "codec"),
    "another codec in webm": (webm(codec=b"V_MPEG4/ISO/AVC"), "codec"),
    "locked": (mp4(track(b"vide", entry_h264(name=b"encv"))), "locked"),
    "locked by a licence": (mp4(more=box(b"pssh", bytes(20))), "locked"),
    "a track of places": (mp4(track(b"vide", entry_h264()), track(b"meta", entry_h264())), "hidden"),
    "two sounds": (mp4(track(b"vide", entry_h264()), *[track(b"soun", entry_aac())] * 2), "hidden"),
    "no picture": (mp4(track(b"soun", entry_aac())), "hidden"),
    "no length": (mp4(length=0), "broken"),
    "torn": (mp4()[:-20], "broken"),
    "only its head": (mp4()[:16], "broken"),
    "a box larger than the file": (box(b"ftyp") + struct.pack(">I", 2**31) + b"moov", "broken"),
    "a box smaller than itself": (box(b"ftyp") + struct.pack(">I", 4) + b"moov", "broken"),
    "the largest number there is": (box(b"ftyp") + b"\0\0\0\1mdat" + b"\xff" * 8, "broken"),
    "an index in an index": (mp4(more=box(b"moov", box(b"moov")))[:-1], "broken"),
    "two indexes": (mp4() + box(b"moov", b""), "broken"),
    "more boxes than a film has": (mp4(more=box(b"free") * 3_000), "broken"),
    "an element longer than the file": (webm()[:-8], "broken"),
    "a number of no width": (element("1a45dfa3", element("4282", b"webm")) + b"\0" * 40, "broken"),
    "a size of no width": (element("1a45dfa3", element("4282", b"webm")) + bytes.fromhex("18538067") + b"\0", "broken"),
    "no end": (webm(inside=element("4489", struct.pack(">d", float("inf")))), "broken"),
    "no number": (webm(inside=element("4489", struct.pack(">d", float("nan")))), "broken"),
    "tags without an end": (webm(more=bytes.fromhex("1254c367") + b"\x01" + b"\xff" * 7), "broken"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_browsers_do_not_play_is_refused_and_why(name):
    content, why = HOSTILE[name]
    with pytest.raises(BadFilm) as refused:
        seen(content)
    assert refused.value.trouble == why


def test_a_film_made_to_be_slow_ends_in_a_refusal():
    for content in (
        element("1a45dfa3", element("4282", b"webm")) + b"\xec\x80" * 900_000,
        mp4()[:16] + box(b"free") * 90_000,
    ):
        stream = io.BytesIO(content)
        with pytest.raises(BadFilm, match="broken"):
            look(stream, len(content))
        assert stream.tell() < 10_000  # of hundreds of thousands: it gave up early
    # Its sender says 400 MB and sends ten bytes: nobody waits for the rest, and nothing is set aside for it.
    with pytest.raises(BadFilm, match="broken"):
        look_apart([mp4()[:10]], size=400_000_000)
