"""
Draws the frames of the specimen clip; nobody is shown, and nothing in it is a photograph.

    python -m panah.demo.clip.frames /tmp/frames
    ffmpeg -framerate 2 -i /tmp/frames/%02d.png -an -c:v libx264 -profile:v baseline -pix_fmt yuv420p -crf 27 -r 10 \
        -map_metadata -1 -movflags +faststart panah/demo/clip/doorway.mp4

The last frame is its poster: `ffmpeg -i /tmp/frames/31.png -q:v 4 panah/demo/clip/poster.jpg`.
"""

import sys
from pathlib import Path
from typing import Any

import typst

from panah.printing.paper import fonts

WIDE, HIGH, FLOOR = 640, 360, 300
PER_SCENE = 8
SCENES = (
    "İş yaxşı görünür. Suallarınız var?",
    "Pasport sizindir. Onu heç kim saxlaya bilməz.",
    "Qapı kilidlidir. Telefon hələ də sizdədir.",
    "Zəng edin: 152. Sizi dinləyirik.",
)
PAGE = """#set page(width: 640pt, height: 360pt, margin: 0pt, fill: rgb("#0a2f33"))
#set text(font: "Noto Sans", fill: rgb("#fff9ef"), size: 30pt, weight: "bold")
"""
SCENE = """#place(image(bytes("{drawing}"), format: "svg", width: 640pt))
#place(dx: 40pt, dy: 92pt, block(width: 310pt, text({words})))
#place(dx: 40pt, dy: 326pt, text(size: 14pt, weight: "semibold", fill: rgb("#e8a24a"))[NÜMUNƏ · SPECIMEN])
"""


def doorway(light: float) -> str:
    """Return a doorway whose light has come this far, from nought to one."""
    glow = f"<path d='M{470 - 150 * light} {HIGH} L425 {FLOOR} h90 L{470 + 150 * light} {HIGH}Z' fill='#14606a'/>"
    wall = f"<rect width='{WIDE}' height='{HIGH}' fill='#0a2f33'/>"
    wall += f"<rect y='{FLOOR}' width='{WIDE}' height='60' fill='#0e4249'/>"
    frame = f"<path d='M390 {FLOOR}V150a80 80 0 0 1 160 0v150Z' fill='#14606a'/>"
    inside = (
        f"<path d='M412 {FLOOR}V156a58 58 0 0 1 116 0v144Z' fill='#e8a24a' fill-opacity='{0.15 + 0.85 * light:.2f}'/>"
    )
    lit = f"<path d='M436 {FLOOR}V168a34 34 0 0 1 68 0v132Z' fill='#fff4e0' fill-opacity='{light:.2f}'/>"
    size = f"width='{WIDE}' height='{HIGH}' viewBox='0 0 {WIDE} {HIGH}'"
    return f"<svg xmlns='http://www.w3.org/2000/svg' {size}>{wall}{glow}{frame}{inside}{lit}</svg>"


def frames() -> list[bytes]:
    """Return every frame as a picture, in their order."""
    count = len(SCENES) * PER_SCENE
    pages = [
        SCENE.format(drawing=doorway(number / (count - 1)), words=f'"{SCENES[number // PER_SCENE]}"')
        for number in range(count)
    ]
    source = (PAGE + "#pagebreak()\n".join(pages)).encode()
    made: Any = typst.compile(source, format="png", ppi=72.0, font_paths=fonts(), ignore_system_fonts=True)
    return list(made)


if __name__ == "__main__":
    there = Path(sys.argv[1])
    there.mkdir(parents=True, exist_ok=True)
    for place, frame in enumerate(frames()):
        (there / f"{place:02}.png").write_bytes(frame)
