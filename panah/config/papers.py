"""
The words of a PDF that this installation printed, as far as they are needed to tell which list it is.

Its own papers only: streams are deflated, each font has a table from its letters to text. Which font a line is in is
not asked: every line is read with every table, and the right one gives the words.
"""

import re
import zlib
from collections.abc import Iterator

STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
BLOCK = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>")
SHOWN = re.compile(rb"\[((?:[^\]\\]|\\.)*)\]\s*TJ|(\((?:[^)\\]|\\.)*\)|<[0-9A-Fa-f]*>)\s*Tj", re.DOTALL)
PIECE = re.compile(rb"\(((?:[^)\\]|\\.)*)\)|<([0-9A-Fa-f\s]*)>", re.DOTALL)
ESCAPED = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
LETTERS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
UTF_16 = re.compile(rb"<(FEFF[0-9A-F]+)>", re.IGNORECASE)


def words_of(content: bytes, *, most: int) -> str:
    """Return what can be read in a PDF: its texts, and what stands in it about itself."""
    streams = [content, *_streams(content, most)]
    tables = [table for stream in streams if (table := _table(stream))]
    found = [stream.decode("utf-8", "replace") for stream in streams]
    found += [bytes.fromhex(each.decode()).decode("utf-16", "replace") for each in UTF_16.findall(b"\n".join(streams))]
    lines = [line for stream in streams for line in _lines(stream)]
    found += ["\n".join(_read(line, table) for line in lines) for table in tables]
    return "\n".join(found)


def _streams(content: bytes, most: int) -> Iterator[bytes]:
    left = most
    for packed in STREAM.findall(content):
        opened = zlib.decompressobj()
        try:
            made = opened.decompress(packed, left)
        except zlib.error:
            continue
        left -= len(made)
        yield made
        if left <= 0:
            return


def _table(stream: bytes) -> dict[int, str]:
    """Return which letter of a font is which text, if the stream is such a table."""
    found: dict[int, str] = {}
    for kind, block in BLOCK.findall(stream):
        codes = [b"".join(code.split()) for code in HEX.findall(block)]
        if kind == b"bfchar":
            for code, text in zip(codes[::2], codes[1::2], strict=False):
                found[int(code, 16)] = _utf_16(text)
            continue
        for first, last, text in zip(codes[::3], codes[1::3], codes[2::3], strict=False):
            start = int(text, 16)
            for step in range(int(last, 16) - int(first, 16) + 1):
                found[int(first, 16) + step] = chr(start + step)
    return found


def _utf_16(code: bytes) -> str:
    return bytes.fromhex(code.decode()).decode("utf-16-be", "replace")


def _lines(stream: bytes) -> Iterator[bytes]:
    """Return the letters of each line, as the codes of its font."""
    for many, one in SHOWN.findall(stream):
        parts = PIECE.findall(many or one)
        yield b"".join(_plain(text) if text else bytes.fromhex(code.decode()) for text, code in parts)


def _plain(text: bytes) -> bytes:
    def letter(found: re.Match[bytes]) -> bytes:
        code = found[1]
        return bytes([int(code, 8) & 255]) if code.isdigit() else LETTERS.get(code, code)

    return ESCAPED.sub(letter, text)


def _read(line: bytes, table: dict[int, str]) -> str:
    codes = (int.from_bytes(line[at : at + 2]) for at in range(0, len(line), 2))
    return "".join(table.get(code, "") for code in codes)
