"""Compile a Typst template with data. Text written by people is data: it can never become markup or code."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal, cast

import typst

HERE = Path(__file__).parent
PDF_UA: Literal["ua-1"] = "ua-1"
NO_PICTURES: Mapping[str, str] = {}  # name -> SVG, beside the words of a paper
DRAWN = 60_000  # characters of data for one paper; more is no paper but a book


@cache
def fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(HERE / "fonts")])


def pdf(
    template: str, data: Mapping[str, Any], *, most: int = DRAWN, pictures: Mapping[str, str] = NO_PICTURES
) -> bytes:
    """
    Return a tagged PDF (PDF/UA-1) of a template.

    :raises ValueError: if the text is too long for one paper
    """
    made = _compiler(template, data, most=most, pictures=pictures)
    return cast(bytes, made.compile(format="pdf", pdf_standards=[PDF_UA]))


def png(template: str, data: Mapping[str, Any], *, ppi: float = 60) -> bytes:
    """
    Return the first page as a picture.

    :raises ValueError: if the text is too long for one paper
    """
    return pngs(template, data, ppi=ppi)[0]


def pngs(
    template: str, data: Mapping[str, Any], *, ppi: float, pictures: Mapping[str, str] = NO_PICTURES
) -> list[bytes]:
    """
    Return every page as a picture.

    :raises ValueError: if the text is too long for one paper
    """
    drawn = _compiler(template, data, pictures=pictures).compile(format="png", ppi=ppi)
    return [drawn] if isinstance(drawn, bytes) else cast(list[bytes], drawn)


def marks(template: str, data: Mapping[str, Any], *, label: str) -> list[Any]:
    """
    Return what a template noted under a label while it was laid out.

    :raises ValueError: if the text is too long for one paper
    """
    return cast(list[Any], json.loads(_compiler(template, data).query(f"<{label}>", field="value")))


def _compiler(
    template: str, data: Mapping[str, Any], *, most: int = DRAWN, pictures: Mapping[str, str] = NO_PICTURES
) -> typst.Compiler:
    text = json.dumps(data, ensure_ascii=False)
    if len(text) > most:
        raise ValueError("The text is too long for one paper.")
    path = HERE / "templates" / f"{template}.typ"
    return typst.Compiler(
        str(path), root=str(HERE), font_paths=fonts(), ignore_system_fonts=True, sys_inputs={"data": text, **pictures}
    )
