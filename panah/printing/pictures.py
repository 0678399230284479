"""A photo or a logo on paper: wrapped into a drawing, so that it travels to the template as words do. Pure."""

import re
from base64 import b64encode

from panah.core.media import sides_of

# What `core.files.bare` leaves of Exif: one value, which side of the picture is up (Exif 2.3, 4.6.4).
UPRIGHT = re.compile(rb"Exif\x00\x00MM\x00\*.{6}\x01\x12\x00\x03\x00\x00\x00\x01\x00([\x01-\x08])", re.DOTALL)
TURNED = 5  # from this value on, the picture lies on its side
TURNS = (
    "",
    "translate({w} 0) scale(-1 1)",
    "translate({w} {h}) rotate(180)",
    "translate(0 {h}) scale(1 -1)",
    "matrix(0 1 1 0 0 0)",
    "translate({h} 0) rotate(90)",
    "matrix(0 -1 -1 0 {h} {w})",
    "translate(0 {w}) rotate(-90)",
)


def drawn(content: bytes) -> str:
    """Return a bare JPEG or PNG as an SVG that stands upright."""
    wide, high = sides_of(content)
    told = UPRIGHT.search(content[:200])
    up = told.group(1)[0] if told else 1
    kind = "png" if content.startswith(b"\x89PNG") else "jpeg"
    w, h = (high, wide) if up >= TURNED else (wide, high)
    turn = TURNS[up - 1].format(w=wide, h=high)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}" viewBox="0 0 {w} {h}">'
        f'<image width="{wide}" height="{high}" preserveAspectRatio="none" transform="{turn}" '
        f'href="data:image/{kind};base64,{b64encode(content).decode()}"/></svg>'
    )
