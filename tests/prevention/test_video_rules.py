"""Captions are read strictly and name the line; a film is taken in pieces that fit, and shown with what it needs."""

from datetime import date, timedelta
from hashlib import sha256

import pytest

from panah.core.errors import InvalidInput, WrongState
from panah.core.films import MP4, Film, FilmTrouble
from panah.prevention.rules import recording as rules
from panah.prevention.rules.captions import Cue, check_cues, read_file, read_lines, transcript, vtt


def film(*, length=1000, high=180):
    return Film(MP4, length, 320, high, has_sound=False, blanks=())


GOOD = """WEBVTT - ours

NOTE made by
hand

1
00:01.000 --> 00:00:02.500 align:start
<v Leyla>Qapı &amp; işıq</v>

00:00:06.000 --> 00:00:08.000
İki
sətir
"""


def test_captions_are_read_from_a_file_and_written_again():
    cues = read_file(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    assert cues == [Cue(1000, 2500, "Qapı & işıq", 7), Cue(6000, 8000, "İki\nsətir", 10)]
    check_cues(cues, length=8000)
    assert read_file(vtt(cues).encode()) == [cue._replace(line=at) for cue, at in zip(cues, (3, 6), strict=True)]
    assert "Qapı &amp; işıq" in vtt(cues)
    assert transcript(cues) == "Qapı & işıq\n\nİki sətir"
    typed = [("0:01", "0:02.5", "Qapı"), ("", " ", ""), ("1:00:03,25", "1:00:04", "a < b")]
    assert read_lines(typed) == [Cue(1000, 2500, "Qapı", 1), Cue(3_603_250, 3_604_000, "a < b", 3)]


@pytest.mark.parametrize(
    ("content", "line", "said"),
    [
        ("", 1, "begins with the word WEBVTT"),
        ("WEBVTTX\n\n00:01.000 --> 00:02.000\na", 1, "begins with the word WEBVTT"),
        ("WEBVTT\n\nSTYLE\n::cue{}", 3, "styles and regions"),
        ("WEBVTT\n\nonly words", 4, "needs its times"),
        ("WEBVTT\n\n00:1.000 --> 00:02.000\na", 3, "cannot be read"),
        ("WEBVTT\n\n00:01.000 -->\na", 3, "cannot be read"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000", 3, "says nothing"),
        ("WEBVTT\n\n00:03.000 --> 00:02.000\na", 3, "ends before it begins"),
        ("WEBVTT\n\n00:05.000 --> 00:06.000\na\n\n00:01.000 --> 00:02.000\nb", 6, "begins later"),
        ("WEBVTT\n\n00:05.000 --> 00:06.000\na\n\n00:05.500 --> 00:07.000\nb", 6, "has ended"),
        ("WEBVTT\n\n00:01.000 --> 00:09.000\na", 3, "after the video"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n" + "a" * 301, 3, "too long"),
    ],
)
def test_a_cue_that_cannot_stand_there_is_named_by_its_line(content, line, said):
    with pytest.raises(InvalidInput, match=said) as refused:
        check_cues(read_file(content.encode()), length=8000)
    assert refused.value.params["line"] == line


def test_a_file_of_nothing_or_of_too_much_is_no_file_of_captions():
    for content, said in ((b"WEBVTT\n", "no cue"), (b"\xff\xfe", "UTF-8"), (b"WEBVTT\n" + b"a" * 400_000, "too large")):
        with pytest.raises(InvalidInput, match=said):
            check_cues(read_file(content), length=8000)


def test_a_piece_fits_its_film():
    size = rules.PIECE + 3
    last = b"end"
    rules.check_piece(last, number=1, size=size, announced=sha256(last).hexdigest())
    for content, number, announced, said in (
        (last, 0, sha256(last).hexdigest(), "does not belong"),
        (last, 2, sha256(last).hexdigest(), "does not belong"),
        (b"ends", 1, sha256(b"ends").hexdigest(), "does not belong"),
        (last, 1, sha256(b"and").hexdigest(), "changed on the way"),
    ):
        with pytest.raises(InvalidInput, match=said):
            rules.check_piece(content, number=number, size=size, announced=announced)
    for size, said in ((0, "empty"), (rules.LARGEST + 1, "too large")):
        with pytest.raises(InvalidInput, match=said):
            rules.check_size(size)
    assert [rules.piece_count(size) for size in (1, rules.PIECE, rules.PIECE + 1)] == [1, 1, 2]
    assert set(rules.REFUSALS) == set(FilmTrouble)


def test_nobody_is_left_out_of_a_film_that_is_shown():
    whole = {"has_captions": True, "has_transcript": True, "has_poster": True, "alt": "Qapı", "language": "az"}
    rules.check_may_show(**whole)
    for gone, said in (
        ({"has_captions": False}, "no captions"),
        ({"has_transcript": False}, "no captions"),
        ({"has_poster": False}, "no picture"),
        ({"alt": ""}, "Nobody wrote"),
    ):
        with pytest.raises(WrongState, match=said):
            rules.check_may_show(**whole | gone)
    day = date(2026, 3, 1)
    rules.check_consent_holds(consent_until=day + timedelta(days=1), today=day)
    with pytest.raises(WrongState, match="has passed"):
        rules.check_consent_holds(consent_until=day, today=day)
    assert rules.earliest([None, day, day - timedelta(days=1)]) == day - timedelta(days=1)
    assert rules.earliest([None]) is None
    with pytest.raises(InvalidInput, match="70 KB"):
        rules.check_poster(bytes(70_001))
    with pytest.raises(InvalidInput, match="dots"):
        rules.check_film(film(high=5000))
    with pytest.raises(InvalidInput, match="three hours"):
        rules.check_film(film(length=rules.LONGEST + 1))
