"""Captions: what is said when. Read strictly, from a WebVTT file or from lines typed in the page. Pure."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from panah.core.errors import InvalidInput, gettext_noop

LARGEST = 400_000
MOST_CUES, LONGEST_TEXT = 2_000, 300
NEW_PARAGRAPH = 2_500  # milliseconds of silence
HEAD = re.compile(r"WEBVTT(?:[ \t].*)?")
IN_FILE = re.compile(r"(?:(\d{2,3}):)?([0-5]\d):([0-5]\d)\.(\d{3})")
TYPED = re.compile(r"(?:(\d{1,3}):)?([0-5]?\d):([0-5]\d)(?:[.,](\d{1,3}))?")
TAG = re.compile(r"</?[a-z0-9][^<>]*>", re.IGNORECASE)
ESCAPES = (("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", " "), ("&lrm;", ""), ("&rlm;", ""), ("&amp;", "&"))
NOT_TAKEN = ("STYLE", "REGION")


class Cue(NamedTuple):
    """What is said from a moment to another, in milliseconds; `line` is where it stood."""

    begins: int
    ends: int
    text: str
    line: int = 0

    @property
    def begun(self) -> str:
        """When it begins, as people write it."""
        return f"{self.begins // 60_000}:{self.begins // 1000 % 60:02}"


def read_file(content: bytes) -> list[Cue]:
    """
    Return the cues of a WebVTT file.

    :raises InvalidInput: naming the line, if it is no such file or cannot be read strictly
    """
    if len(content) > LARGEST:
        raise _wrong(gettext_noop("The file of captions is too large."))
    try:
        lines = content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    except UnicodeDecodeError as error:
        raise _wrong(gettext_noop("The file of captions is not written in UTF-8. Save it so.")) from error
    if not HEAD.fullmatch(lines[0]):
        raise _at(1, gettext_noop("Line %(line)s: a file of captions begins with the word WEBVTT."))
    return [cue for number, block in _blocks(lines) if (cue := _cue(number, block))]


def _blocks(lines: Sequence[str]) -> Iterable[tuple[int, list[str]]]:
    """Return the blocks between empty lines behind the head, each with the number of its first line."""
    block: list[str] = []
    behind_head = next((at for at, line in enumerate(lines) if not line.strip()), len(lines))
    for number, line in enumerate([*lines[behind_head:], ""], start=behind_head + 1):
        if line.strip():
            block.append(line)
        elif block:
            yield number - len(block), block
            block = []


def _cue(number: int, block: list[str]) -> Cue | None:
    if block[0].split()[0] == "NOTE":
        return None
    if block[0].strip() in NOT_TAKEN:
        raise _at(number, gettext_noop("Line %(line)s: styles and regions are not taken, only cues and notes."))
    if "-->" not in block[0]:
        number, block = number + 1, block[1:]
    if not block or "-->" not in block[0]:
        raise _at(number, gettext_noop("Line %(line)s: a cue needs its times, as in 00:00:01.000 --> 00:00:04.000."))
    first, _arrow, rest = block[0].partition("-->")
    begins, ends = (_time(IN_FILE, word, number) for word in (first.strip(), (rest.split() or [""])[0]))
    return Cue(begins, ends, _words("\n".join(block[1:])), number)


def read_lines(rows: Iterable[tuple[str, str, str]]) -> list[Cue]:
    """
    Return the cues that were typed: begin, end and text; empty lines are left out.

    :raises InvalidInput: naming the line, if a time cannot be read
    """
    return [
        Cue(_time(TYPED, first.strip(), line), _time(TYPED, last.strip(), line), text.replace("\r", "").strip(), line)
        for line, (first, last, text) in enumerate(rows, start=1)
        if (first + last + text).strip()
    ]


def _time(form: "re.Pattern[str]", written: str, line: int) -> int:
    found = form.fullmatch(written)
    if found is None:
        raise _at(line, gettext_noop("Line %(line)s: this time cannot be read: %(written)s."), written=written[:40])
    hours, minutes, seconds, parts = found.groups(default="0")
    return ((int(hours) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + int(parts.ljust(3, "0"))


def _words(text: str) -> str:
    """Return the words of a cue without marks: a mark may name who speaks."""
    plain = TAG.sub("", text)
    for escaped, letter in ESCAPES:
        plain = plain.replace(escaped, letter)
    return plain.strip()


def check_cues(cues: Sequence[Cue], *, length: int) -> None:
    """
    Allow captions for a film of this length, in milliseconds.

    :raises InvalidInput: naming the line of the first cue that cannot stand there
    """
    if not cues:
        raise _wrong(gettext_noop("There is no cue yet. Write at least one."))
    if len(cues) > MOST_CUES:
        raise _wrong(gettext_noop("These are more cues than anybody reads."))
    before = Cue(0, 0, "")
    for cue in cues:
        _check(cue, before, length)
        before = cue


def _check(cue: Cue, before: Cue, length: int) -> None:
    if not cue.text:
        raise _at(cue.line, gettext_noop("Line %(line)s: the cue says nothing."))
    if len(cue.text) > LONGEST_TEXT or "-->" in cue.text:
        raise _at(cue.line, gettext_noop("Line %(line)s: the text is too long to be read, or holds an arrow (-->)."))
    if cue.ends <= cue.begins:
        raise _at(cue.line, gettext_noop("Line %(line)s: the cue ends before it begins."))
    if cue.begins < before.begins:
        raise _at(cue.line, gettext_noop("Line %(line)s: the cue stands behind one that begins later."))
    if cue.begins < before.ends:
        raise _at(cue.line, gettext_noop("Line %(line)s: the cue begins before the one above it has ended."))
    if cue.ends > length:
        raise _at(
            cue.line,
            gettext_noop("Line %(line)s: the cue ends after the video (%(length)s)."),
            length=written_time(length),
        )


def written_time(moment: int) -> str:
    """Return a moment as WebVTT writes it."""
    seconds, parts = divmod(moment, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{parts:03}"


def vtt(cues: Iterable[Cue]) -> str:
    """Return captions as a WebVTT file."""
    blocks = ["WEBVTT"]
    for cue in cues:
        text = "\n".join(line for line in cue.text.split("\n") if line.strip())
        for escaped, letter in reversed(ESCAPES[:2] + ESCAPES[-1:]):
            text = text.replace(letter, escaped)
        blocks.append(f"{written_time(cue.begins)} --> {written_time(cue.ends)}\n{text}")
    return "\n\n".join(blocks) + "\n"


def transcript(cues: Iterable[Cue]) -> str:
    """Return what is said, to be read: silence begins a new paragraph."""
    told, ended = "", 0
    for cue in cues:
        between = "" if not told else "\n\n" if cue.begins - ended > NEW_PARAGRAPH else " "
        told, ended = told + between + " ".join(cue.text.split()), cue.ends
    return told


def _at(line: int, message: str, **params: object) -> InvalidInput:
    return InvalidInput(message, field="cues", line=line, **params)


def _wrong(message: str) -> InvalidInput:
    return InvalidInput(message, field="cues")
