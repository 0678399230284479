"""A picture for the library, drawn here dot by dot: a lit doorway at night. No photograph, and nobody in it."""

import struct
import zlib

WIDE, HIGH = 900, 600
NIGHT, GROUND = (10, 47, 51), (20, 62, 66)
# Half the width of each arch, and its colour: the light grows towards the middle.
ARCHES = ((210, (20, 96, 106)), (150, (232, 162, 74)), (95, (255, 244, 224)))
FLOOR = 520


def doorway() -> bytes:
    """Return the picture as PNG."""
    rows = b"".join(b"\0" + _row(at) for at in range(HIGH))
    head = struct.pack(">IIBBBBB", WIDE, HIGH, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(rows)) + _chunk(b"IEND", b"")


def _row(at: int) -> bytes:
    spans = [(WIDE // 2, GROUND if at >= FLOOR else NIGHT)]
    for half, colour in ARCHES:
        top = FLOOR - round(half * 2.1)
        if top <= at < FLOOR:
            # The upper end of an arch is half a circle: above its centre the opening narrows.
            above = max(0, top + half - at)
            spans.append((round((half**2 - above**2) ** 0.5), colour))
    made = bytearray()
    for (outer, colour), (inner, _next) in zip(spans, [*spans[1:], (0, NIGHT)], strict=True):
        made += bytes(colour) * (outer - inner)
    left = bytes(made)
    return left + b"".join(left[at - 3 : at] for at in range(len(left), 0, -3))


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
