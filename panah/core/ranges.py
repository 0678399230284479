"""Answers with a part of something large (RFC 9110, section 14), so that a film is played from any place in it."""

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from csp.constants import SELF
from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render

# An answer holds a thread until its reader has taken it; a reader who wants more asks again (RFC 9110, 15.3.7).
MOST = 1024 * 1024
ONE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")
Read = Callable[[int, int], bytes]  # from where, and how many: never more than MOST


def render_player(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """Render a page that plays a film: only such a page may fetch one, and only from here."""
    allowing: Any = csp_update({"media-src": [SELF]})
    page: HttpResponse = allowing(render)(request, template, context)
    return page


class Span(NamedTuple):
    """From which byte to which, both counted."""

    first: int
    last: int


class Unsatisfiable(ValueError):
    """Somebody asks for bytes that are not there."""


def span(header: str, size: int) -> Span | None:
    """
    Return which bytes a header asks for; None for no header, several ranges at once, or one that nobody understands.

    :raises Unsatisfiable: if it begins behind the end
    """
    found = ONE.fullmatch(header.strip().lower().replace(" ", ""))
    if found is None or not any(found.groups()):
        return None
    begins, ends = found.groups()
    if not begins:
        return Span(max(size - int(ends), 0), size - 1) if int(ends) and size else _none()
    first, last = int(begins), min(int(ends), size - 1) if ends else size - 1
    if ends and int(ends) < first:
        return None
    return Span(first, last) if first < size else _none()


def _none() -> Span:
    raise Unsatisfiable


def answer(
    request: HttpRequest, read: Read, *, size: int, media: str, mark: str, is_short: bool = False
) -> HttpResponseBase:
    """
    Answer with what is asked for: the whole, piece by piece, or the beginning of the range that is wanted.

    :param is_short: the whole is read at once, because nothing may be read after the request has ended
    :param mark: changes whenever the content does; a range of something else is answered with the whole
    """
    tag = f'"{mark}"'
    header = request.headers.get("Range", "")
    if request.headers.get("If-Range", tag) != tag:
        header = ""
    try:
        wanted = span(header, size)
    except Unsatisfiable:
        refused = HttpResponse(status=416)
        refused["Content-Range"] = f"bytes */{size}"
        return _headed(refused, tag)
    response: HttpResponseBase
    if wanted is None:
        is_head = request.method == "HEAD"
        if is_head or is_short:
            response = HttpResponse(b"" if is_head else read(0, size))
        else:
            response = StreamingHttpResponse(_pieces(read, size))
        response["Content-Length"] = str(size)
    else:
        last = min(wanted.last, wanted.first + MOST - 1)
        count = last - wanted.first + 1
        response = HttpResponse(b"" if request.method == "HEAD" else read(wanted.first, count), status=206)
        response["Content-Range"] = f"bytes {wanted.first}-{last}/{size}"
        response["Content-Length"] = str(count)
    response["Content-Type"] = media
    return _headed(response, tag)


def _headed(response: HttpResponseBase, tag: str) -> HttpResponseBase:
    response["Accept-Ranges"], response["ETag"] = "bytes", tag
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _pieces(read: Read, size: int) -> Iterator[bytes]:
    for first in range(0, size, MOST):
        yield read(first, min(MOST, size - first))
