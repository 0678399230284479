"""Small films, made by hand: as browsers play them, and as a stranger might send them."""

import struct


def box(name: bytes, *parts: bytes) -> bytes:
    content = b"".join(parts)
    return struct.pack(">I", len(content) + 8) + name + content


def entry_h264(profile: int = 66, name: bytes = b"avc1") -> bytes:
    head = bytes(6) + b"\x00\x01" + bytes(16) + struct.pack(">HH", 320, 180) + bytes(50)
    return box(name, head, box(b"avcC", bytes((1, profile, 0, 30))))


def entry_aac(kind: int = 0x40) -> bytes:
    decoder = bytes((4, 13, kind)) + bytes(12)
    described = bytes((3, 3 + len(decoder), 0, 1, 0)) + decoder
    return box(b"mp4a", bytes(6) + b"\x00\x01" + bytes(20), box(b"esds", bytes(4), described))


def track(handler: bytes, entry: bytes, *more: bytes) -> bytes:
    handled = box(b"hdlr", bytes(8), handler, bytes(12), b"Camera of Leyla\0")
    table = box(b"stbl", box(b"stsd", bytes(4), struct.pack(">I", 1), entry))
    media = box(b"mdia", box(b"mdhd", bytes(4), b"\x66" * 8, bytes(12)), handled, box(b"minf", table))
    return box(b"trak", box(b"tkhd", bytes(4), b"\x66" * 8, bytes(72)), media, *more)


def mp4(*tracks: bytes, more: bytes = b"", length: int = 20_000, film: bytes = b"film" * 50) -> bytes:
    """Return a film of `length` milliseconds whose index stands behind it."""
    shown = tracks or (track(b"vide", entry_h264()), track(b"soun", entry_aac()))
    head = box(b"mvhd", bytes(4), b"\x66" * 8, struct.pack(">II", 1000, length), bytes(80))
    return box(b"ftyp", b"isom", bytes(4)) + box(b"mdat", film) + box(b"moov", head, *shown, more)


def element(number: str, *parts: bytes) -> bytes:
    content = b"".join(parts)
    return bytes.fromhex(number) + (len(content) | 1 << 28).to_bytes(4) + content


def webm(*, codec: bytes = b"V_VP9", kind: bytes = b"webm", more: bytes = b"", inside: bytes = b"") -> bytes:
    info = element("1549a966", element("2ad7b1", b"\x0f\x42\x40"), element("4489", struct.pack(">d", 20_000.0)), inside)
    sides = element("e0", element("b0", b"\x01\x40"), element("ba", b"\xb4"))
    tracks = element("1654ae6b", element("ae", element("83", b"\x01"), element("86", codec), sides))
    cluster = element("1f43b675", element("e7", b"\0"), element("a3", b"\x81\0\0\0film"))
    return element("1a45dfa3", element("4282", kind)) + element("18538067", info, tracks, more, cluster)
