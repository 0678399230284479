"""A part of something large: what is asked for, at most so much at once, and nothing of another version."""

import pytest
from django.test import RequestFactory

from panah.core.ranges import MOST, Span, Unsatisfiable, answer, span

CONTENT = bytes(range(256)) * 8192  # two answers long


def asked(method="GET", **headers):
    request = RequestFactory().generic(method, "/", headers=headers)
    made = answer(
        request, lambda first, count: CONTENT[first : first + count], size=len(CONTENT), media="video/mp4", mark="m"
    )
    content = b"".join(made.streaming_content) if made.streaming else made.content
    return made.status_code, made.headers.get("Content-Range"), made.headers.get("Content-Length"), content


def test_one_range_is_understood_and_several_are_not():
    for header, found in (
        ("bytes=0-", Span(0, 99)),
        ("bytes=10-19", Span(10, 19)),
        ("Bytes = 10-500", Span(10, 99)),
        ("bytes=-7", Span(93, 99)),
        ("bytes=-700", Span(0, 99)),
    ):
        assert span(header, 100) == found
    for header in ("", "bytes=-", "bytes=5-4", "bytes=0-1,5-9", "lines=1-2", "bytes=a-b", "bytes=0-" + "9" * 40):
        assert span(header, 100) is None
    for header, size in (("bytes=100-", 100), ("bytes=-0", 100), ("bytes=0-", 0), ("bytes=-5", 0)):
        with pytest.raises(Unsatisfiable):
            span(header, size)


def test_an_answer_is_the_whole_or_the_beginning_of_what_is_asked():
    size = len(CONTENT)
    assert asked() == (200, None, str(size), CONTENT)
    assert asked(Range="bytes=0-1,4-5") == (200, None, str(size), CONTENT)
    assert asked(Range="bytes=5-9") == (206, f"bytes 5-9/{size}", "5", CONTENT[5:10])
    assert asked(Range="bytes=5-") == (206, f"bytes 5-{4 + MOST}/{size}", str(MOST), CONTENT[5 : 5 + MOST])
    assert asked("HEAD") == (200, None, str(size), b"")
    assert asked("HEAD", Range="bytes=-3") == (206, f"bytes {size - 3}-{size - 1}/{size}", "3", b"")
    assert asked(Range=f"bytes={size}-")[:2] == (416, f"bytes */{size}")
    assert asked(Range="bytes=5-9", **{"If-Range": '"m"'})[0] == 206
    assert asked(Range="bytes=5-9", **{"If-Range": '"another"'})[0] == 200
