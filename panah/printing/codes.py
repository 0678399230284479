"""QR codes."""

import io

import segno

INK = "#0a2f33"
PAPER = "#ffffff"


def qr_svg(address: str, *, title: str = "") -> str:
    """Return a QR code as SVG, with the quiet zone it needs; a quarter of it may be torn off (level Q)."""
    drawn = io.BytesIO()
    code = segno.make(address, error="q", micro=False)
    code.save(drawn, kind="svg", border=3, dark=INK, light=PAPER, xmldecl=False, title=title or None, omitsize=True)
    return drawn.getvalue().decode()
